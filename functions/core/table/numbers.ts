import * as z from 'zod';
import type { DeliveryItem } from './items.ts';
import type { Change } from './ports.ts';
import type { Collection } from './refs.ts';

/**
 * Counts beside what they count, each by its name. They change in the transactions of what they count and are never
 * made by reading it; items of one run add up.
 */
export const NumbersItem = z.looseObject({ type: z.literal('numbers'), day: z.string().optional() });
export type NumbersItem = z.infer<typeof NumbersItem>;

/** Keeps what is counted from meeting the names of the item's own attributes. */
const prefix = 'n:';
/** Mails settle many at a time: those of one notification, or one event, are counted in as many items. */
const shards = 8;

export type Numbers = Record<string, number>;
type Key = { pk: string; sk: string };

/** The step that adds to counts. @param day which day they are of, if of one */
export function adding({ pk, sk }: Key, add: Numbers, day?: string): Change {
  const named = Object.entries(add).map(([name, by]) => [prefix + name, by]);
  const of = day === undefined ? {} : { day };
  return { change: 'addNumbers', ref: { pk, sk }, add: Object.fromEntries(named), ...of };
}

/** Steps of one transaction, which takes each item once: what is added to the same counts adds up. */
export function addedUp(changes: readonly Change[]): Change[] {
  const sums = new Map<string, Extract<Change, { change: 'addNumbers' }>>();
  for (const change of changes) {
    if (change.change !== 'addNumbers') continue;
    const key = `${change.ref.pk}\n${change.ref.sk}`;
    const add = { ...sums.get(key)?.add };
    for (const [name, by] of Object.entries(change.add)) add[name] = (add[name] ?? 0) + by;
    sums.set(key, { ...change, add });
  }
  return [...changes.filter(({ change }) => change !== 'addNumbers'), ...sums.values()];
}

/** The counts of these items together; what has come to nothing is left out. */
export function sumOf(items: readonly NumbersItem[]): Numbers {
  const sum: Numbers = {};
  for (const item of items) {
    for (const [name, value] of Object.entries(item)) {
      if (!name.startsWith(prefix) || typeof value !== 'number') continue;
      const counted = name.slice(prefix.length);
      sum[counted] = (sum[counted] ?? 0) + value;
    }
  }
  return Object.fromEntries(Object.entries(sum).filter(([, value]) => value !== 0));
}

function run(pk: string, skPrefix: string): Collection<NumbersItem> {
  return { pk, skPrefix, schema: NumbersItem };
}

export const numbersOf = {
  /** Sign-ups of an event, an item a day. */
  signUps: (eventId: string) => run(`EVENT#${eventId}`, 'SIGNUPS#'),
  /** Mails to one person each, about an event. */
  eventMails: (eventId: string) => run(`EVENT#${eventId}`, 'MAILS#'),
  /** Mails to one person each that are about a series. */
  seriesMails: (seriesId: string) => run(`SERIES#${seriesId}`, 'MAILS#'),
  /** Mails of a notification to many. */
  notificationMails: (notificationId: string) => run(`NOTIFICATION#${notificationId}`, 'MAILS#'),
};

/** An event that a series gets, or loses: a series with any can't be deleted. */
export function countEvent(seriesId: string, by: 1 | -1): Change {
  return adding(eventCounter(seriesId), { events: by });
}

/** Takes a series' count of its events away, which fails as long as it has one. */
export function removeEventCount(seriesId: string): Change {
  return { change: 'removeZero', ref: eventCounter(seriesId), name: `${prefix}events` };
}

const eventCounter = (seriesId: string) => ({ pk: `SERIES#${seriesId}`, sk: 'EVENTS' });

/** Where an event's sign-ups of a day are counted. */
export function signUpCounter(eventId: string, day: string): Key {
  const { pk, skPrefix } = numbersOf.signUps(eventId);
  return { pk, sk: skPrefix + day };
}

/** A sign-up for an event, by its day and where it came from; with 0 it is written and counts nothing. */
export function countSignUp(eventId: string, day: string, source: string, by: 0 | 1): Change {
  return adding(signUpCounter(eventId, day), { total: by, [`from ${source}`]: by }, day);
}

/** All places in which one run of mails is counted. */
export function mailCounters({ pk, skPrefix }: Collection<NumbersItem>): Key[] {
  return Array.from({ length: shards }, (_, shard) => ({ pk, sk: `${skPrefix}${shard}` }));
}

/** Where a delivery is counted. */
export function mailCounter({ lane, notificationId, recipientId, eventIds, seriesId }: DeliveryItem): Key {
  const [eventId] = eventIds;
  const { pk, skPrefix } =
    lane === 'bulk'
      ? numbersOf.notificationMails(notificationId)
      : eventId === undefined
        ? numbersOf.seriesMails(seriesId)
        : numbersOf.eventMails(eventId);
  return { pk, sk: `${skPrefix}${(recipientId.codePointAt(recipientId.length - 1) ?? 0) % shards}` };
}

/** Where a notification's pages are counted as they are left: one after the other, so that one item is enough. */
export function pageCounter(notificationId: string): Key {
  const { pk, skPrefix } = numbersOf.notificationMails(notificationId);
  return { pk, sk: `${skPrefix}pages` };
}
