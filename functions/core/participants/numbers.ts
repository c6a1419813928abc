import type { Organiser } from '../access/organiser.ts';
import { type MailCounts, mailCounts } from '../delivery/counts.ts';
import { readEvent } from '../organising/events.ts';
import { readSeries } from '../organising/series.ts';
import type { Context } from '../table/context.ts';
import type { CountersItem, EventItem, NotificationItem, NumbersItem, SeriesItem } from '../table/items.ts';
import { lists } from '../table/lists.ts';
import { type Numbers, sumOf } from '../table/numbers.ts';
import { everything, readList } from '../table/pages.ts';
import type { Store } from '../table/ports.ts';
import { type Collection, numbersOf, refs } from '../table/refs.ts';
import { shownEach, shownEvents } from '../table/series-events.ts';
import type { Way } from '../table/way.ts';

const mostNotifications = 200;

/** What an event counts; everything here is read from counts, nothing is counted by reading it. */
export interface EventNumbers {
  event: EventItem;
  counters: CountersItem;
  days: { day: string; numbers: Numbers }[];
  /** Mails to one person each: verifications, confirmations and the like. */
  mails: MailCounts;
  notifications: { notification: NotificationItem; mails: Required<MailCounts> }[];
}

/** @throws Problem 404 */
export async function eventNumbers(
  eventId: string,
  organiser: Organiser,
  context: Context,
): Promise<EventNumbers> {
  const { store } = context;
  const { event, counters } = await readEvent(eventId, organiser, context);
  const [days, mails, found] = await Promise.all([
    all(numbersOf.signUps(eventId), store),
    all(numbersOf.eventMails(eventId), store),
    readList(lists.notificationsOfEvent(eventId), { limit: mostNotifications }, store),
  ]);
  const notifications = await Promise.all(
    found.items
      // An announcement may have been about an earlier event of this id.
      .filter((one) => one.createdAt >= event.createdAt)
      .map(async (notification) => {
        const counted = await all(numbersOf.notificationMails(notification.notificationId), store);
        return { notification, mails: mailCounts(sumOf(counted), true) };
      }),
  );
  return {
    event,
    counters,
    days: days.map((item) => ({ day: item.day ?? '', numbers: sumOf([item]) })),
    mails: mailCounts(sumOf(mails), false),
    notifications,
  };
}

async function all(collection: Collection<NumbersItem>, store: Store): Promise<NumbersItem[]> {
  return everything((from) => store.list(collection, from));
}

/** @throws Problem 404 */
export async function seriesNumbers(
  seriesId: string,
  organiser: Organiser,
  context: Context,
): Promise<{ series: SeriesItem; events: [EventItem, CountersItem][]; mails: MailCounts }> {
  const { store } = context;
  const series = await readSeries(seriesId, organiser, context);
  const { events } = await shownEvents(seriesId, context);
  const counters = await shownEach(
    events.map(({ eventId }) => ({ eventId, ref: refs.counters(eventId) })),
    context,
  );
  const mails = mailCounts(sumOf(await all(numbersOf.seriesMails(seriesId), store)), false);
  const counted = events.flatMap((event, index): [EventItem, CountersItem][] => {
    const own = counters[index];
    return own === undefined ? [] : [[event, own]];
  });
  return { series, events: counted, mails };
}

function registrations({ pending, confirmed, waitlisted, cancelled, taken }: CountersItem) {
  return { pending, confirmed, waitlisted, cancelled, taken };
}

/** By way, as places are counted: of an event that is hybrid, or was. */
function ways({ ways }: CountersItem) {
  if (ways === undefined) return undefined;
  const of = ({ taken, confirmed, waitlisted }: (typeof ways)[Way]) => ({ taken, confirmed, waitlisted });
  return { onsite: of(ways.onsite), online: of(ways.online) };
}

function attendance({ confirmed, attended = 0, absent = 0 }: CountersItem) {
  return { attended, absent, unrecorded: Math.max(0, confirmed - attended - absent) };
}

function signUps({ total = 0, ...sources }: Numbers) {
  const bySource = Object.entries(sources).map(([name, count]): [string, number] => [
    name.slice('from '.length),
    count,
  ]);
  return { total, bySource: Object.fromEntries(bySource) };
}

export function eventNumbersView({ event, counters, days, mails, notifications }: EventNumbers) {
  const sum: Numbers = {};
  for (const { numbers } of days)
    for (const [name, count] of Object.entries(numbers)) sum[name] = (sum[name] ?? 0) + count;
  return {
    eventId: event.eventId,
    registrations: registrations(counters),
    ways: ways(counters),
    attendance: attendance(counters),
    signUps: {
      ...signUps(sum),
      byDay: days.map(({ day, numbers }) => ({ day, ...signUps(numbers) })).filter(({ total }) => total > 0),
    },
    mails,
    notifications: notifications.map(({ notification, mails: counted }) => ({
      notificationId: notification.notificationId,
      kind: notification.kind,
      plannedAt: notification.plannedAt,
      ...counted,
    })),
  };
}

export function seriesNumbersView({ series, events, mails }: Awaited<ReturnType<typeof seriesNumbers>>) {
  return {
    seriesId: series.seriesId,
    events: events.map(([{ eventId, status }, counters]) => ({
      eventId,
      status,
      registrations: registrations(counters),
      ways: ways(counters),
      attendance: attendance(counters),
    })),
    mails,
  };
}
