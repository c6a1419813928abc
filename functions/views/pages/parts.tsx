import type { ComponentChildren } from 'preact';
import type { EventFacts } from '../../core/mail/mail-content.ts';
import type { PageContent } from '../../core/mail/page-content.ts';
import type { Openness } from '../../core/table/event.ts';
import type { Locale } from '../../core/values/locale.ts';
import { moment, span } from '../dates.ts';
import { wordsOf } from '../words/index.ts';

/** What a page's component is given. */
export interface PageProps<P extends PageContent['page']> {
  content: Extract<PageContent, { page: P }>;
  locale: Locale;
  timeZone: string;
}

/** The facts of an event as a list of terms. */
export function EventTerms({
  event,
  locale,
  standing = true,
}: {
  event: EventFacts;
  locale: Locale;
  standing?: boolean;
}) {
  const { common } = wordsOf[locale];
  const standingText =
    event.standing === 'waitlisted' && event.position !== undefined
      ? common.position(event.position)
      : event.standing && common.standing[event.standing];
  const terms = [
    [common.person, event.person],
    [common.when, span(event, locale)],
    [common.workingGroup, event.workingGroup],
    [common.standingLabel, standing ? standingText : undefined],
  ] as const;
  return (
    <dl>
      {terms.map(
        ([term, description]) =>
          description && (
            <div>
              <dt>{term}</dt>
              <dd>{description}</dd>
            </div>
          ),
      )}
    </dl>
  );
}

interface EventCardProps {
  event: EventFacts;
  locale: Locale;
  heading?: 'h2' | 'h3';
  standing?: boolean;
  children?: ComponentChildren;
}

export function EventCard({
  event,
  locale,
  heading: Heading = 'h2',
  standing = true,
  children,
}: EventCardProps) {
  const isOver = event.standing === 'cancelled' || event.standing === 'expired' || event.standing === 'gone';
  return (
    <div class={isOver ? 'card off' : 'card'}>
      <Heading>{event.title}</Heading>
      <EventTerms event={event} locale={locale} standing={standing} />
      {children}
    </div>
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

interface ButtonFormProps {
  action: string;
  label: string;
  /** What a screen reader says instead, where several buttons have the same label. */
  spoken?: string;
  look?: 'second' | 'danger';
  hidden?: Record<string, string>;
  children?: ComponentChildren;
}

/** A form of one button: whatever changes something is a POST behind one. */
export function ButtonForm({ action, label, spoken, look, hidden = {}, children }: ButtonFormProps) {
  return (
    <form method="post" action={action}>
      {Object.entries(hidden).map(([name, value]) => (
        <input type="hidden" name={name} value={value} />
      ))}
      {children}
      <button class={look ? `button ${look}` : 'button'} type="submit" aria-label={spoken}>
        {label}
      </button>
    </form>
  );
}

interface Availability {
  openness: Openness;
  opensAt?: string;
  availability: 'free' | 'waitingList' | 'full';
  timeZone: string;
}

/** What stands in the way of signing up, or that only the waiting list is left; nothing when a place is free. */
export function availabilityNote(event: Availability, locale: Locale): string | undefined {
  const { open } = wordsOf[locale].page;
  if (event.openness === 'notYetOpen') {
    return event.opensAt
      ? open.notYetOpen(moment(event.opensAt, event.timeZone, locale))
      : open.notYetOpenSometime;
  }
  if (event.openness !== 'open') return open[event.openness];
  return event.availability === 'free' ? undefined : open[event.availability];
}

export function isSelectable({
  openness,
  availability,
}: Pick<Availability, 'openness' | 'availability'>): boolean {
  return openness === 'open' && availability !== 'full';
}
