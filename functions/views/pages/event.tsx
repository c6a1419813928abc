import { LinkLine } from '../kit/form.tsx';
import { List } from '../kit/parts.tsx';
import { Said } from '../kit/wording.tsx';
import { wordsOf } from '../words/index.ts';
import {
  availabilityNote,
  EventCard,
  EventTerms,
  FreshLinkForm,
  IntoCalendar,
  isSelectable,
  type PageProps,
} from './parts.tsx';

/** The public page of an event: it names no participant and holds no join link. */
export function EventPage({ content, locale }: PageProps<'event'>) {
  const { event, openness, opensAt, availability, calendar, feedUrl, signUpUrl } = content;
  const { linkAction, documentationUrl } = content;
  const words = wordsOf[locale].page.event;
  const facts = { openness, availability, timeZone: event.timeZone, ...(opensAt && { opensAt }) };
  const note = availabilityNote(facts, locale);
  return (
    <>
      <h1 lang={event.title.lang}>{event.title.text}</h1>
      <EventTerms event={event} locale={locale} withStanding={false} />
      {event.summary && (
        <p class="pre" lang={event.summary.lang}>
          {event.summary.text}
        </p>
      )}
      {note && <p class="note">{note}</p>}
      {isSelectable(facts) && <LinkLine isButton href={signUpUrl} label={words.signUp} />}
      <IntoCalendar event={{ ...event, calendar }} locale={locale} />
      {calendar && <LinkLine href={feedUrl} label={wordsOf[locale].common.calendar.series} />}
      <LinkLine href={documentationUrl} label={words.documentation} />
      <section aria-labelledby="link-again">
        <h2 id="link-again">{words.linkTitle}</h2>
        <FreshLinkForm action={linkAction} hidden={{ eventId: event.eventId }} locale={locale} />
      </section>
    </>
  );
}

export function Documentation({ content, locale }: PageProps<'documentation'>) {
  const { event, links } = content;
  const words = wordsOf[locale].page.documentation;
  return (
    <>
      <h1>{words.title}</h1>
      <EventCard event={event} locale={locale} withStanding={false} />
      {links.length === 0 && <p>{words.none}</p>}
      <List
        items={links.map(({ title, url }) => (
          <a href={url}>
            <Said of={title} />
          </a>
        ))}
      />
    </>
  );
}

export function JoinNotYet({ content, locale }: PageProps<'joinNotYet'>) {
  const { event, registrationUrl } = content;
  const words = wordsOf[locale];
  return (
    <>
      <h1>{words.page.joinNotYet.title}</h1>
      <p>{words.page.joinNotYet.text}</p>
      <EventCard event={event} locale={locale} />
      <LinkLine href={registrationUrl} label={words.common.myRegistration} />
    </>
  );
}
