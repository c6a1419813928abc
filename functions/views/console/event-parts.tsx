import { type TimeWarning, timeWarnings } from '../../core/organising/event-times.ts';
import type { EventWithCounters } from '../../core/organising/events.ts';
import { endsAt, type Openness, openness, startsAt } from '../../core/table/event.ts';
import type { EventTime } from '../../core/table/event-fields.ts';
import type { CountersItem, EventItem } from '../../core/table/items.ts';
import { Way } from '../../core/table/way.ts';
import { inLocale } from '../../core/values/locale.ts';
import type { Instant } from '../../core/values/time.ts';
import { span } from '../dates.ts';
import { Card, List } from '../kit/parts.tsx';
import { Meter } from './charts.tsx';
import { useConsole } from './console-context.ts';
import { State } from './parts.tsx';
import type { ConsoleWords } from './words/index.ts';

type Stand = Openness | 'over';
const looks: Partial<Record<Stand, 'good' | 'warn' | 'bad'>> = {
  draft: 'warn',
  cancelled: 'bad',
  open: 'good',
};

/** Where an event stands, in a word or two: a draft, open for sign-ups, over. */
export function EventState({ event, now }: { event: EventItem; now: Instant }) {
  const { states } = useConsole().words.events;
  const isOver = event.status === 'published' && now >= endsAt(event);
  const stand: Stand = isOver ? 'over' : openness(event, now);
  return <State label={states[stand]} look={looks[stand]} />;
}

/** How many places are taken, and who waits. */
export function PlacesTaken({ counters }: { counters: CountersItem }) {
  const { home, events } = useConsole().words;
  const { taken, capacity, waitlisted, ways } = counters;
  return (
    <>
      <Meter value={taken} most={capacity} label={home.taken(taken, capacity)} />
      {ways &&
        Way.options.map((way) => (
          <Meter
            value={ways[way].taken}
            most={ways[way].capacity}
            label={`${events.ways[way]}: ${home.taken(ways[way].taken, ways[way].capacity)}`}
          />
        ))}
      {waitlisted > 0 && <p class="muted">{home.waitlisted(waitlisted)}</p>}
    </>
  );
}

/** An event among others, with the way to it. */
export function EventEntry({ event, counters, now }: EventWithCounters & { now: Instant }) {
  const { locale } = useConsole();
  const when = { startsAt: startsAt(event), endsAt: endsAt(event), timeZone: event.timeZone };
  return (
    <Card
      as="li"
      above={
        <p>
          <EventState event={event} now={now} />
        </p>
      }
      title={inLocale(event.title, locale)}
      href={`/console/events/${event.eventId}`}
    >
      <p class="kicker">{span(when, locale)}</p>
      <PlacesTaken counters={counters} />
    </Card>
  );
}

interface TimeWarningsProps {
  times: Partial<Record<EventTime, unknown>>;
  timeZone: unknown;
  now: Instant;
  /** Without what changes nothing for anybody. */
  isBrief?: boolean;
}

/** What to know of the clocks around an event's times, as far as they can be read. */
export function TimeWarnings({ times, timeZone, now, isBrief = false }: TimeWarningsProps) {
  const { words } = useConsole();
  const warnings = timeWarnings(times, timeZone, now).filter(
    ({ warning }) => !isBrief || warning !== 'changesBefore',
  );
  if (warnings.length === 0) return null;
  return (
    <div class="note warn">
      <h2>{words.events.clocks.title}</h2>
      <List items={warnings.map((one) => clockText(one, words.events.clocks))} />
    </div>
  );
}

function clockText(one: TimeWarning, clocks: ConsoleWords['events']['clocks']): string {
  switch (one.warning) {
    case 'changesBefore':
      return clocks.before(one.from, one.to);
    case 'changesWithin':
      return clocks.within(one.minutes);
    case 'skipped':
      return clocks.skipped(clocks.names[one.at], one.readAs.slice(-5));
    case 'twice':
      return clocks.twice(clocks.names[one.at]);
  }
}
