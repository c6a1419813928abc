import type { DeliveryItem, NumbersItem } from './items.ts';
import type { Step } from './ports.ts';
import { type Collection, type Key, keyText, numbersOf, refs, within } from './refs.ts';

/** Keeps what is counted from meeting the names of the item's own attributes. */
const prefix = 'n:';
/** Mails settle many at a time: those of one notification, or one event, are counted in this many items. */
const shards = 8;

export type Numbers = Record<string, number>;

/** The step that adds to counts. @param day which day they are of, if of one */
export function adding({ pk, sk }: Key, add: Numbers, day?: string): Extract<Step, { step: 'addNumbers' }> {
  const named = Object.entries(add).map(([name, by]) => [prefix + name, by]);
  return { step: 'addNumbers', ref: { pk, sk }, add: Object.fromEntries(named), day };
}

/** The same for counts that end by themselves, and of which some may not rise above a limit: then the step fails. */
export function addingUpTo(
  at: Key,
  { add, atMost = {}, expiresAt }: { add: Numbers; atMost?: Numbers; expiresAt: number },
): Step {
  const limits = Object.entries(atMost).map(([name, most]) => [prefix + name, most]);
  return { ...adding(at, add), atMost: Object.fromEntries(limits), expiresAt };
}

/** Steps of one transaction, which takes each item once: what is added to the same counts adds up. */
export function addedUp(steps: readonly Step[]): Step[] {
  const sums = new Map<string, Extract<Step, { step: 'addNumbers' }>>();
  for (const step of steps) {
    if (step.step !== 'addNumbers') continue;
    const key = keyText(step.ref);
    const add = { ...sums.get(key)?.add };
    for (const [name, by] of Object.entries(step.add)) add[name] = (add[name] ?? 0) + by;
    sums.set(key, { ...step, add });
  }
  return [...steps.filter(({ step: change }) => change !== 'addNumbers'), ...sums.values()];
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

/** An event that a series gets, or loses: a series with any can't be deleted. */
export function countEvent(seriesId: string, by: 1 | -1): Step {
  return adding(refs.eventCount(seriesId), { events: by });
}

/** Takes a series' count of its events away, which fails as long as it has one. */
export function removeEventCount(seriesId: string): Step {
  return { step: 'removeZero', ref: refs.eventCount(seriesId), name: `${prefix}events` };
}

/** Where an event's sign-ups of a day are counted. */
export function signUpCounter(eventId: string, day: string): Key {
  return within(numbersOf.signUps(eventId), day);
}

/** A sign-up for an event, by its day and where it came from; with 0 it is written and counts nothing. */
export function countSignUp(eventId: string, day: string, source: string, by: 0 | 1): Step {
  return adding(signUpCounter(eventId, day), { total: by, [`from ${source}`]: by }, day);
}

/** All places in which one run of mails is counted. */
export function mailCounters(run: Collection<NumbersItem>): Key[] {
  return Array.from({ length: shards }, (_, shard) => within(run, String(shard)));
}

/** Where a delivery is counted. */
export function mailCounter({ lane, notificationId, recipientId, eventIds, seriesId }: DeliveryItem): Key {
  const [eventId] = eventIds;
  const run =
    lane === 'bulk'
      ? numbersOf.notificationMails(notificationId)
      : eventId === undefined
        ? numbersOf.seriesMails(seriesId)
        : numbersOf.eventMails(eventId);
  return within(run, String((recipientId.codePointAt(recipientId.length - 1) ?? 0) % shards));
}

/** Where a notification's pages are counted as they are left: one after the other, so that one item is enough. */
export function pageCounter(notificationId: string): Key {
  return within(numbersOf.notificationMails(notificationId), 'pages');
}
