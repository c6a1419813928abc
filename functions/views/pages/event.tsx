import type { EventFacts } from '../../core/mail/mail-content.ts';
import type { Locale } from '../../core/values/locale.ts';
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
  PlaceNotes,
} from './parts.tsx';

/** The public page of an event: it names no participant and holds no join link. */
export function EventPage({ content, locale }: PageProps<'event'>) {
  const { event, openness, opensAt, availability, calendar, feedUrl, signUpUrl } = content;
  const { linkAction, documentationUrl } = content;
  const words = wordsOf(locale).page.event;
  const facts = { openness, availability, timeZone: event.timeZone, ...(opensAt && { opensAt }) };
  const isOver = content.isOver === true && openness !== 'cancelled';
  const note = isOver ? wordsOf(locale).page.open.over : availabilityNote(facts, locale);
  return (
    <>
      <h1 lang={event.title.lang}>{event.title.text}</h1>
      <EventTerms event={event} locale={locale} withStanding={false} />
      {event.summary && (
        <p class="pre" lang={event.summary.lang}>
          {event.summary.text}
        </p>
      )}
      <PlaceNotes place={event.place} locale={locale} />
      {note && <p class="note">{note}</p>}
      {isSelectable(facts) && <LinkLine isButton href={signUpUrl} label={words.signUp} />}
      <IntoCalendar event={{ ...event, calendar }} locale={locale} />
      {calendar && <LinkLine href={feedUrl} label={wordsOf(locale).common.calendar.series} />}
      <LinkLine href={documentationUrl} label={words.documentation} />
      <section aria-labelledby="link-again">
        <h2 id="link-again">{words.linkTitle}</h2>
        <FreshLinkForm action={linkAction} hidden={{ eventId: event.eventId }} locale={locale} />
      </section>
      <LinkedData of={content.linkedData} />
    </>
  );
}

/**
 * A data block, which is no script to a Content-Security-Policy: nothing runs it
 * (https://html.spec.whatwg.org/multipage/scripting.html#data-block). No `<` of a text may end it.
 */
function LinkedData({ of }: { of: Readonly<Record<string, unknown>> }) {
  const __html = JSON.stringify(of).replaceAll('<', '\\u003c');
  return <script type="application/ld+json" dangerouslySetInnerHTML={{ __html }} />;
}

export function Documentation({ content, locale }: PageProps<'documentation'>) {
  const { event, links } = content;
  const words = wordsOf(locale).page.documentation;
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

export function noWayInTitle({ event }: PageProps<'noWayIn'>['content'], locale: Locale): string {
  const { noWayIn, open } = wordsOf(locale).page;
  if (event.standing === 'confirmed') return whyNoLink(event, locale).title;
  if (event.standing === 'calledOff') return open.cancelled;
  return event.standing === 'over' ? open.over : noWayIn.title;
}

/** Why who has a place is led nowhere. */
function whyNoLink({ attendanceMode }: EventFacts, locale: Locale) {
  const { notYet, onsite } = wordsOf(locale).page.noWayIn;
  return attendanceMode === 'onsite' ? onsite : notYet;
}

/** Why the way in leads nowhere, now or for good. */
export function NoWayIn({ content, locale }: PageProps<'noWayIn'>) {
  const { event, registrationUrl } = content;
  const { page, common } = wordsOf(locale);
  const { noWayIn } = page;
  return (
    <>
      <h1>{noWayInTitle(content, locale)}</h1>
      <p>{event.standing === 'confirmed' ? whyNoLink(event, locale).text : noWayIn.text}</p>
      <EventCard event={event} locale={locale} />
      <LinkLine href={registrationUrl} label={common.myRegistration} />
    </>
  );
}
