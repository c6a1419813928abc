import type { ComponentChildren } from 'preact';
import type { EventFacts, Standing } from '../../core/mail/mail-content.ts';
import type { Again, PageContent } from '../../core/mail/page-content.ts';
import type { Availability } from '../../core/registration/places.ts';
import type { Openness } from '../../core/table/event.ts';
import type { Locale } from '../../core/values/locale.ts';
import { moment, span } from '../dates.ts';
import { sinceSignUp, timeFact } from '../formerly.ts';
import { TextField } from '../kit/fields.tsx';
import { ButtonForm, PostForm, postedFormId } from '../kit/form.tsx';
import { Card, Facts } from '../kit/parts.tsx';
import { Said } from '../kit/wording.tsx';
import { whereText } from '../where.ts';
import { wordsOf } from '../words/index.ts';

/** What a page's component is given. */
export interface PageProps<P extends PageContent['page']> {
  content: Extract<PageContent, { page: P }>;
  locale: Locale;
  timeZone: string;
}

interface FreshLinkProps {
  action: string;
  hidden: Record<string, string>;
  locale: Locale;
}

interface EventTermsProps {
  event: EventFacts;
  locale: Locale;
  withStanding?: boolean;
}

/** What the chooser of languages sends on a posted page, and its own button, where it has one. */
export function AgainForm({ action, fields, children }: Again & { children?: ComponentChildren }) {
  return (
    <PostForm id={postedFormId} action={action}>
      {/* Several may have the same name. */}
      {fields.map((field) => (
        <input type="hidden" name={field.name} value={field.value} />
      ))}
      {children}
    </PostForm>
  );
}

/** "Send me my link again". @param hidden the event or the series that it is of */
export function FreshLinkForm({ action, hidden, locale }: FreshLinkProps) {
  const words = wordsOf(locale).page.event;
  return (
    <>
      <p>{words.linkText}</p>
      <ButtonForm action={action} label={words.linkButton} look="second" hidden={hidden}>
        <TextField at="email" label={words.linkEmail} type="email" isRequired autocomplete="email" />
      </ButtonForm>
    </>
  );
}

/** The facts of an event as a list of terms. */
export function EventTerms({ event, locale, withStanding = true }: EventTermsProps) {
  const { common } = wordsOf(locale);
  const { title, time, place } = event.formerly ?? {};
  const { was, is } = common.formerly;
  const timeName = timeFact(event.formerly ?? {}, event);
  const standingText =
    event.standing === 'waitlisted' && event.position !== undefined
      ? common.position(event.position)
      : event.isEntered
        ? common.entered
        : event.standing && common.standing[event.standing];
  return (
    <Facts
      facts={[
        [common.person, event.person],
        [common.registeredAs, event.registeredAs],
        [was.title, title && <Said of={title} />],
        [was[timeName], time && span(time, locale)],
        [time ? is[timeName] : common.when, span(event, locale)],
        [was.place, place && whereText(place, locale)],
        [
          place ? is.place : common.where.label,
          <>
            {whereText(event, locale)}
            {event.place && (
              <>
                {' · '}
                <a href={event.place.mapUrl}>{common.where.map}</a>
              </>
            )}
          </>,
        ],
        [common.way.label, event.way && common.way[event.way]],
        [common.workingGroup, event.workingGroup && <Said of={event.workingGroup} />],
        [common.standingLabel, withStanding && standingText],
      ]}
    />
  );
}

/** How to get to an event's place, and what one finds there. */
export function PlaceNotes({ place, locale }: { place: EventFacts['place']; locale: Locale }) {
  const { where } = wordsOf(locale).common;
  const notes = [
    { label: where.directions, note: place?.directions },
    { label: where.accessibility, note: place?.accessibility },
  ];
  return (
    <>
      {notes.map(
        ({ label, note }) =>
          note && (
            <p class="pre">
              <strong>{label}:</strong> <Said of={note} />
            </p>
          ),
      )}
    </>
  );
}

/** That title, time or place are others than the reader was told before; nothing where they are not. */
function Since({ event, locale }: Pick<EventTermsProps, 'event' | 'locale'>) {
  if (event.formerly === undefined) return null;
  return <p>{sinceSignUp(event.formerly, event, locale)}</p>;
}

interface EventCardProps {
  event: EventFacts;
  locale: Locale;
  heading?: 'h2' | 'h3';
  withStanding?: boolean;
  children?: ComponentChildren;
}

/** Nothing is to be had there any more. */
const past: ReadonlySet<Standing> = new Set(['cancelled', 'expired', 'calledOff', 'over', 'gone']);

export function EventCard({ event, locale, heading = 'h2', withStanding = true, children }: EventCardProps) {
  const isOver = event.standing !== undefined && past.has(event.standing);
  return (
    <Card title={event.title} heading={heading} look={isOver ? 'off' : undefined}>
      <Since event={event} locale={locale} />
      <EventTerms event={event} locale={locale} withStanding={withStanding} />
      {event.isOtherThanAsked && <p class="note">{wordsOf(locale).common.otherThanAsked}</p>}
      {children}
      <IntoCalendar event={event} locale={locale} />
    </Card>
  );
}

export function EventCards({
  events,
  ...rest
}: { events: EventFacts[] } & Omit<EventCardProps, 'event' | 'children'>) {
  return (
    <ul class="plain">
      {events.map((event) => (
        <li>
          <EventCard event={event} {...rest} />
        </li>
      ))}
    </ul>
  );
}

interface IntoCalendarProps {
  event: Pick<EventFacts, 'title' | 'calendar'>;
  locale: Locale;
}

/** The ways into the reader's calendar; nothing where there is none. */
export function IntoCalendar({ event: { title, calendar }, locale }: IntoCalendarProps) {
  if (calendar === undefined) return null;
  const words = wordsOf(locale).common.calendar;
  const ways = (['file', 'google', 'outlook'] as const).filter((way) => calendar[way] !== undefined);
  if (ways.length === 0) return null;
  return (
    <p>
      {words.label}:{' '}
      {ways.flatMap((way, index) => [
        index > 0 && ' · ',
        <a href={calendar[way]} aria-label={`${words.label}, ${words[way]}: ${title.text}`}>
          {words[way]}
        </a>,
      ])}
    </p>
  );
}

interface Places {
  openness: Openness;
  opensAt?: string;
  availability: Availability;
  timeZone: string;
}

/** What stands in the way of signing up, or that few places or only the waiting list are left; nothing when places are free. */
export function availabilityNote(event: Places, locale: Locale): string | undefined {
  const { open } = wordsOf(locale).page;
  if (event.openness === 'notYetOpen') {
    return event.opensAt
      ? open.notYetOpen(moment(event.opensAt, event.timeZone, locale))
      : open.notYetOpenSometime;
  }
  if (event.openness !== 'open') return open[event.openness];
  return event.availability === 'free' ? undefined : open[event.availability];
}

export function isSelectable({ openness, availability }: Pick<Places, 'openness' | 'availability'>): boolean {
  return openness === 'open' && availability !== 'full';
}
