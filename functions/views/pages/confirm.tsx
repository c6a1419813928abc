import { shownSequencesField } from '../../core/attendee/shown-sequences.ts';
import { isLost } from '../../core/mail/mail-content.ts';
import { type Locale, wordingIn } from '../../core/values/locale.ts';
import { answerWordings } from '../answer-text.ts';
import { moment, quoted } from '../dates.ts';
import { TickField } from '../kit/fields.tsx';
import { LinkLine, PostForm, Submit } from '../kit/form.tsx';
import { Facts } from '../kit/parts.tsx';
import { Said, SaidAll } from '../kit/wording.tsx';
import { wordsOf } from '../words/index.ts';
import { PrivacyNotice } from './event-fields.tsx';
import { NotWanted } from './own-forms.tsx';
import { AgainForm, EventCard, EventCards, type PageProps } from './parts.tsx';

/** After the form was sent: the same for known and unknown addresses. */
export function SignUpReceived({ content, locale }: PageProps<'signUpReceived'>) {
  const words = wordsOf(locale).page.received;
  return (
    <>
      <h1>{words.title}</h1>
      <p>
        <strong>{words.sent(content.email)}</strong>
      </p>
      <p>{content.isSoon ? words.nextSoon : words.next}</p>
      <EventCards events={content.events} locale={locale} withStanding={false} />
      <p class="muted">{words.missing}</p>
      <LinkLine href={content.formUrl} label={words.back} />
      <AgainForm {...content.again} />
    </>
  );
}

export function Confirm({ content, locale, timeZone }: PageProps<'confirm'>) {
  const { action, deleteAction, email, signedUpAt, entered = [], events, unheld, isLapsed } = content;
  const {
    already,
    registrationUrl,
    lost = [],
    privacy,
    news,
    sensitive,
    isNewsAlone,
    isByOrganiser,
    shown,
    isChanged,
  } = content;
  const words = wordsOf(locale).page.confirm;
  const own = isNewsAlone ? words.newsAlone : words;
  const notWanted = isNewsAlone ? words.newsAlone.notWanted : isByOrganiser ? words.ofTeam : words.ofSomebody;
  const isOpen = events.length + entered.length > 0 || news?.isTicked === true;
  return (
    <>
      <h1>{own.title}</h1>
      {isChanged && (
        <p class="note" role="alert">
          {words.changed}
        </p>
      )}
      <p>{isOpen ? own.intro : lost.length > 0 || registrationUrl ? words.nothingLeft : words.nothing}</p>
      <Facts
        facts={[
          [words.email, email],
          [words.signedUpAt, moment(signedUpAt, timeZone, locale)],
        ]}
      />
      {isOpen && !isByOrganiser && <p class="muted">{words.several}</p>}
      {isOpen && !isNewsAlone && <p class="muted">{words.typed}</p>}
      {events.length > 0 && <h2>{words.events}</h2>}
      {events.map((event) => (
        <EventCard event={event} locale={locale} heading="h3" withStanding={false}>
          <Facts
            facts={event.answers.map(({ question, value }) => [
              wordingIn(question.label, locale),
              <span class="pre">
                {value === undefined ? (
                  words.answered
                ) : (
                  <SaidAll of={answerWordings(question, value, locale)} />
                )}
              </span>,
            ])}
          />
        </EventCard>
      ))}
      {entered.length > 0 && (
        <>
          <h2>{words.entered}</h2>
          <p>{words.enteredText(entered.length)}</p>
          <EventCards events={entered} locale={locale} heading="h3" />
        </>
      )}
      {unheld.length > 0 && (
        <p class="note">
          {wordsOf(locale).common[isLapsed ? 'lapsed' : 'unheld'](
            unheld.length,
            unheld.length < events.length ? quoted(unheld, locale) : undefined,
          )}
        </p>
      )}
      {isOpen && (
        <PostForm
          action={action}
          hidden={{
            ...(shown && { [shownSequencesField]: shown }),
            ...(privacy && { 'notices.privacy': privacy.reference }),
          }}
        >
          {(news ?? sensitive) && (
            <fieldset class="part">
              <legend>{words.choices}</legend>
              <p class="hint">{own.choicesHint}</p>
              {sensitive && <Choice name="sensitive" choice={sensitive} help={words.sensitiveHint} />}
              {news && <Choice name="news" choice={news} />}
            </fieldset>
          )}
          {privacy && <PrivacyNotice notice={privacy} locale={locale} />}
          <Submit label={own.button} />
        </PostForm>
      )}
      {already.length > 0 && (
        <>
          <h2>{words.already}</h2>
          <EventCards events={already} locale={locale} heading="h3" />
          {registrationUrl && <LinkLine href={registrationUrl} label={wordsOf(locale).page.confirmed.own} />}
        </>
      )}
      {lost.length > 0 && (
        <>
          <h2>{words.lost}</h2>
          <EventCards events={lost} locale={locale} heading="h3" />
        </>
      )}
      {isOpen && deleteAction && (
        <NotWanted words={notWanted} action={deleteAction} of={isNewsAlone ? 'news' : 'signUp'} />
      )}
    </>
  );
}

interface ChoiceProps {
  name: string;
  choice: NonNullable<PageProps<'confirm'>['content']['news']>;
  help?: string;
}

/** What is agreed to by itself. */
function Choice({ name, choice, help }: ChoiceProps) {
  const { reference: value, text, isTicked } = choice;
  return (
    <TickField at={name} sends={{ value }} preset={isTicked} help={help}>
      <Said of={text} />
    </TickField>
  );
}

/** That it is confirmed; nothing that is lost anyway is. */
export function confirmedTitle(
  { events, isRepeat, isNewsAlone }: PageProps<'confirmed'>['content'],
  locale: Locale,
): string {
  const words = wordsOf(locale).page.confirmed;
  if (isNewsAlone) return words.news.title;
  if (events.length > 0 && events.every(isLost)) return words.lostTitle;
  return isRepeat ? words.repeatTitle : words.title;
}

export function Confirmed({ content, locale }: PageProps<'confirmed'>) {
  const { events, registrationUrl, isMailed, feedUrl, news, isNewsAlone } = content;
  const words = wordsOf(locale).page.confirmed;
  const { subscribed, notSubscribed, documentation } = wordsOf(locale).attendee.registration;
  const hasPlace = events.some(({ calendar }) => calendar !== undefined);
  return (
    <>
      <h1>{confirmedTitle(content, locale)}</h1>
      {!isNewsAlone && <p>{isMailed ? words.mail : words.repeat}</p>}
      {news && (
        <p>
          {(news.isSubscribed ? subscribed : notSubscribed)(news.sender)}{' '}
          {isNewsAlone && words.news.unchanged}
        </p>
      )}
      <ul class="plain">
        {events.map((event) => (
          <li>
            <EventCard event={event} locale={locale}>
              <LinkLine
                href={event.documentationUrl}
                label={documentation}
                spoken={`${documentation}: ${event.title.text}`}
              />
            </EventCard>
          </li>
        ))}
      </ul>
      {hasPlace && <LinkLine href={feedUrl} label={wordsOf(locale).common.calendar.series} />}
      <LinkLine href={registrationUrl} label={words.own} />
    </>
  );
}
