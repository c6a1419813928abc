import { ButtonForm, LinkLine } from '../kit/form.tsx';
import { Facts } from '../kit/parts.tsx';
import { wordsOf } from '../words/index.ts';
import { NotYou } from './own-forms.tsx';
import { AgainForm, EventCards, type PageProps } from './parts.tsx';

/** After the form was sent: the same for known and unknown addresses. */
export function SignUpReceived({ content, locale }: PageProps<'signUpReceived'>) {
  const words = wordsOf[locale].page.received;
  return (
    <>
      <h1>{words.title}</h1>
      <p>
        <strong>{words.sent(content.email)}</strong>
      </p>
      <p>{words.next}</p>
      <EventCards events={content.events} locale={locale} withStanding={false} />
      <p class="muted">{words.missing}</p>
      <LinkLine href={content.formUrl} label={words.back} />
      <AgainForm {...content.again} />
    </>
  );
}

export function Confirm({ content, locale }: PageProps<'confirm'>) {
  const { action, deleteAction, name, email, events, already, news } = content;
  const words = wordsOf[locale].page.confirm;
  const isOpen = events.length > 0 || news !== undefined;
  return (
    <>
      <h1>{words.title}</h1>
      <p>{isOpen ? words.intro : words.nothing}</p>
      <Facts
        facts={[
          [words.name, name],
          [words.email, email],
        ]}
      />
      {events.length > 0 && (
        <>
          <h2>{words.events}</h2>
          <EventCards events={events} locale={locale} heading="h3" withStanding={false} />
        </>
      )}
      {news && <p>{words.news(news.sender)}</p>}
      {isOpen && <ButtonForm action={action} label={words.button} />}
      {already.length > 0 && (
        <>
          <h2>{words.already}</h2>
          <EventCards events={already} locale={locale} heading="h3" />
        </>
      )}
      {isOpen && <NotYou words={words} action={deleteAction} />}
    </>
  );
}

export function Confirmed({ content, locale }: PageProps<'confirmed'>) {
  const { events, registrationUrl, isRepeat } = content;
  const words = wordsOf[locale].page.confirmed;
  return (
    <>
      <h1>{isRepeat ? words.repeatTitle : words.title}</h1>
      <p>{isRepeat ? words.repeat : words.mail}</p>
      <EventCards events={events} locale={locale} />
      <LinkLine href={registrationUrl} label={words.own} />
    </>
  );
}
