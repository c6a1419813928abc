import { composer } from '../../functions/core/mail/compose.ts';
import { reminderNotifications } from '../../functions/core/registration/reminders.ts';
import { EventItem, type Item } from '../../functions/core/table/items.ts';
import { type DispatchRun, dispatch } from '../../functions/core/upkeep/dispatch.ts';
import { Temporal } from '../../functions/core/values/time.ts';
import { MemoryTable } from '../adapters/memory-table.ts';
import { keyRing, publicUrl, sampleSeries, stage } from '../core/samples.ts';
import { dice } from '../setup/random.ts';
import { type Shown, show, type Wanted } from './show.ts';

/** One zone in so many; all of them at full size. */
const everyZone = { small: 40, full: 1 };
const years = { from: '2026-01-01T00:00Z', to: '2037-01-01T00:00Z' };
const offsets = ['P1D', 'P7D', 'PT2H'];
const minute = 60_000;

/**
 * Clock: events around every change of the offset from 2026 to 2036 in every zone that this runtime knows, with a
 * clock that is up to 15 minutes off and steps back: each reminder goes out once, and never before the wall clock of
 * its zone, as the function's clock has it.
 */
export async function clock({ seed, size }: Wanted): Promise<Shown> {
  const random = dice(seed);
  const zones = Intl.supportedValuesOf('timeZone').filter((_, index) => index % everyZone[size] === 0);
  const broken: string[] = [];
  let changes = 0;
  let reminders = 0;
  for (const zone of zones) {
    for (const change of changesOf(zone)) {
      changes++;
      // The day of the change, at the hour that is skipped or comes twice, and the day after.
      for (const local of startsAround(change)) {
        reminders += await play(zone, local, random, broken);
      }
    }
  }
  return {
    lines: [`${zones.length} zones, ${changes} changes of the offset, ${reminders} reminders`],
    broken,
  };
}

function changesOf(zone: string): Temporal.ZonedDateTime[] {
  const found: Temporal.ZonedDateTime[] = [];
  let at = Temporal.Instant.from(years.from).toZonedDateTimeISO(zone);
  for (;;) {
    const next = at.getTimeZoneTransition('next');
    if (next === null || next.epochMilliseconds >= Date.parse(years.to)) return found;
    found.push(next);
    at = next;
  }
}

function startsAround(change: Temporal.ZonedDateTime): string[] {
  const wall = change.toPlainDateTime();
  return [
    wall.subtract({ minutes: 30 }),
    wall.add({ minutes: 30 }),
    wall.add({ hours: 24 }),
    wall.add({ days: 7 }),
  ].map((one) => one.toString({ smallestUnit: 'minute' }));
}

async function play(
  timeZone: string,
  startsAtLocal: string,
  random: () => number,
  broken: string[],
): Promise<number> {
  const endsAtLocal = Temporal.PlainDateTime.from(startsAtLocal)
    .add({ hours: 2 })
    .toString({ smallestUnit: 'minute' });
  const created = '2025-01-01T00:00:00.000Z';
  const event = EventItem.parse({
    type: 'event',
    ...{
      eventId: 'kick-off',
      seriesId: 'gemeinsam',
      title: { de: 'Auftakt' },
      startsAtLocal,
      endsAtLocal,
      timeZone,
    },
    ...{
      reminders: offsets,
      status: 'published',
      sequence: 0,
      version: 0,
      createdAt: created,
      updatedAt: created,
    },
  });
  const planned = reminderNotifications(event, created);
  for (const offset of offsets) {
    const at = planned.find((one) => one.offset === offset)?.plannedAt ?? '';
    const wanted = expected(startsAtLocal, timeZone, offset);
    if (Date.parse(at) !== wanted) {
      broken.push(`${timeZone} ${startsAtLocal} ${offset}: ${at}, not ${new Date(wanted).toISOString()}`);
    }
  }
  const store = new MemoryTable();
  const items = [event, sampleSeries(), ...planned, ...person(event, created)];
  await store.commit(items.map((item) => ({ step: 'put' as const, item, when: 'absent' as const })));
  const sent: { id: string; at: number }[] = [];
  let shown = Date.parse(created);
  const run = runOf(store, () => shown, sent);
  for (const { notificationId, plannedAt } of planned.toSorted((a, b) =>
    a.plannedAt < b.plannedAt ? -1 : 1,
  )) {
    const due = Date.parse(plannedAt);
    const skew = Math.round((random() * 30 - 15) * minute);
    // What the clock shows at the ticks around it: wrong by the skew, put right, and set back in between.
    for (const tick of [
      due + skew - 3 * minute,
      due - minute,
      due + skew,
      due - 10 * minute,
      due,
      due + minute,
    ]) {
      shown = tick;
      await dispatch(run, 'test');
      const own = sent.filter((one) => one.id.startsWith(notificationId));
      const early = own.filter((one) => one.at < due);
      if (early.length > 0) broken.push(`${timeZone} ${startsAtLocal}: ${notificationId} went out early`);
    }
    const own = sent.filter((one) => one.id.startsWith(notificationId));
    if (own.length !== 1)
      broken.push(`${timeZone} ${startsAtLocal}: ${notificationId} went out ${own.length} times`);
  }
  return planned.length;
}

/**
 * When a reminder is due, by another way than the product's: the instant at which the zone's clocks show the wall
 * time, looked for from the UTC instant of the same digits. A time that comes twice is the first, one that is skipped
 * is as long after the change as it is after the last time shown (RFC 5545 section 3.3.5).
 */
function expected(startsAtLocal: string, zone: string, offset: string): number {
  if (offset.startsWith('PT')) return shownAt(startsAtLocal, zone) - 2 * 60 * minute;
  const days = offset === 'P7D' ? 7 : 1;
  // Days are counted from the time that the clocks show, should the start itself be skipped.
  const start = wallClock(shownAt(startsAtLocal, zone), zone);
  const digits = Date.parse(`${start}:00Z`) - days * 24 * 60 * minute;
  return shownAt(new Date(digits).toISOString().slice(0, 16), zone);
}

function shownAt(local: string, zone: string): number {
  const digits = Date.parse(`${local}:00Z`);
  const offsetAt = (at: number) =>
    Date.parse(`${wallClock(at, zone)}:00Z`) - Math.floor(at / minute) * minute;
  const candidates = [
    digits - offsetAt(digits - 26 * 60 * minute),
    digits - offsetAt(digits + 26 * 60 * minute),
  ];
  const shown = candidates.filter((at) => wallClock(at, zone) === local);
  return shown.length > 0 ? Math.min(...shown) : (candidates[0] ?? digits);
}

const formats = new Map<string, Intl.DateTimeFormat>();

function wallClock(at: number, timeZone: string): string {
  const format =
    formats.get(timeZone) ??
    new Intl.DateTimeFormat('sv-SE', { timeZone, dateStyle: 'short', timeStyle: 'short' });
  formats.set(timeZone, format);
  return format.format(at).replace(' ', 'T');
}

function person(event: EventItem, now: string): Item[] {
  const common = {
    ...{
      seriesId: event.seriesId,
      personHash: '1xab',
      name: 'Ada',
      email: 'ada@clock.example',
      locale: 'de' as const,
    },
    ...{ signUpId: 'ab', createdAt: now, version: 0 },
  };
  return [
    {
      type: 'registration',
      ...common,
      ...{
        registrationId: '1xcd',
        eventId: event.eventId,
        state: 'confirmed',
        holdsPlace: true,
        answers: {},
      },
      ...{ marks: ['ab'], confirmedAt: now, round: 0 },
    },
    { type: 'attendee', ...common, eventIds: [event.eventId], linkGeneration: 0, updatedAt: now },
  ];
}

function runOf(store: MemoryTable, now: () => number, sent: { id: string; at: number }[]): DispatchRun {
  const keys = keyRing('1', '1');
  return {
    at: () => ({ store, keys, stage, publicUrl, now: new Date(now()).toISOString() }),
    deadline: { remainingMilliseconds: () => 60_000 },
    pause: async () => {},
    report: (error) => {
      throw error;
    },
    due: store,
    pace: {
      take: async (_lane, wanted) =>
        Array.from({ length: wanted }, () => ({ use: (call) => call(), leave: () => {} })),
      hasRoomToday: async () => true,
    },
    mailer: {
      send: async ({ deliveryId }) => {
        sent.push({ id: deliveryId, at: now() });
        return { outcome: 'accepted', messageId: String(sent.length) };
      },
    },
    composer: async () => composer(() => ({ subject: 'Reminder', text: 'text', html: '<p>text</p>' })),
  };
}

export const run = () => show('clock', clock);
if (import.meta.main) await run();
