import type { GuardItem } from '../table/guard-items.ts';
import type { DeliveryItem } from '../table/items.ts';
import type { Step, Store } from '../table/ports.ts';
import { refs } from '../table/refs.ts';
import { retrying } from '../table/retrying.ts';
import { Problem } from '../values/problem.ts';
import { after, earlier, epochSeconds, type Instant, instant } from '../values/time.ts';

/** What is counted of mails. */
export interface MailTotals {
  sent: number;
  bounced: number;
  complained: number;
}

/**
 * From where on there are too many, over the last day or the last thousand mails: short of the 5 % and the 0.1 % at which
 * SES reviews an account. It is people that are counted, each once however many mails they had, and one among a few mails
 * is not yet a rate.
 * https://docs.aws.amazon.com/ses/latest/dg/reputationdashboardmessages.html
 */
const guardLimits = {
  bounced: { rate: 0.04, atLeast: 5 },
  complained: { rate: 0.0008, atLeast: 2 },
} as const;
/** Fewer mails than this have no rate. */
const mailsAtLeast = 100;
/** More people than this aren't remembered one by one: by then the guard has long done what it can. */
const mostPeople = 500;

const blockSize = 100;
const mailsKept = 1000;

const nothing: MailTotals = { sent: 0, bounced: 0, complained: 0 };

function plus(a: MailTotals, b: MailTotals): MailTotals {
  return {
    sent: a.sent + b.sent,
    bounced: a.bounced + b.bounced,
    complained: a.complained + b.complained,
  };
}

function earlierBy(now: Instant, hours: number): Instant {
  return instant(Date.parse(now) - hours * 3_600_000);
}

/** The counts over the last day and over the last thousand mails. */
export function guardedCounts(guard: GuardItem, now: Instant): { day: MailTotals; thousand: MailTotals } {
  const from = earlierBy(now, 24);
  return {
    day: guard.hours.filter((hour) => hour.from > from).reduce(plus, nothing),
    thousand: guard.blocks.reduce(plus, nothing),
  };
}

/** Why the bulk lane has to pause, if it has to. */
export function breach(guard: GuardItem, now: Instant): string | undefined {
  const { day, thousand } = guardedCounts(guard, now);
  return tooMany(day, 'the last day') ?? tooMany(thousand, 'the last thousand');
}

function tooMany(counts: MailTotals, of: string): string | undefined {
  if (counts.sent < mailsAtLeast) return undefined;
  const what = firstTooMany(counts);
  return what && `${counts[what]} of ${counts.sent} mails of ${of} ${what}`;
}

function firstTooMany(counts: MailTotals): 'bounced' | 'complained' | undefined {
  return (['bounced', 'complained'] as const).find((what) => {
    const { rate, atLeast } = guardLimits[what];
    return counts[what] >= atLeast && counts[what] >= counts.sent * rate;
  });
}

/** How careful sign-ups have to be: everybody is asked for the extra step, or slowed down as well. */
export interface Caution {
  level: 'none' | 'step' | 'slow';
  reason?: string;
}

/**
 * How careful sign-ups have to be. It goes by the last day alone, so that it ends by itself: by the mail to addresses that
 * nobody has verified, and by all mail together, as SES counts, whose share that is left is for verified people.
 */
export async function signUpCaution({
  store,
  now,
}: {
  store: Pick<Store, 'getMany'>;
  now: Instant;
}): Promise<Caution> {
  const guards = await store.getMany([refs.guard(), refs.guard({ isUnverified: true })]);
  const [verified, unverified] = guards.map((one) =>
    one === undefined ? nothing : guardedCounts(one, now).day,
  );
  const ofAccount = tooMany(plus(verified ?? nothing, unverified ?? nothing), 'the last day, of all mail,');
  if (ofAccount !== undefined) return { level: 'slow', reason: ofAccount };
  const reason = tooMany(unverified ?? nothing, 'the last day, to unverified addresses,');
  return reason === undefined ? { level: 'none' } : { level: 'step', reason };
}

/**
 * Refuses what organisers type while too much of it has bounced: five addresses within a day, and one in 25 mails, also of
 * fewer than a hundred. It goes by what the series' organisers typed alone, and ends by itself.
 * @throws Problem 429 with the time at which the first of them is a day ago
 */
export async function requireFewBouncesByHand(
  seriesId: string,
  { store, now }: { store: Pick<Store, 'get'>; now: Instant },
): Promise<void> {
  const guard = await store.get(refs.guard({ isUnverified: true, seriesId }));
  if (guard === undefined) return;
  const { day } = guardedCounts(guard, now);
  if (firstTooMany(day) === undefined) return;
  const from = earlierBy(now, 24);
  const since = guard.hours.filter((hour) => hour.from > from && hour.bounced + hour.complained > 0);
  const retryAt = since.map((hour) => after(hour.from, 'PT24H')).reduce(earlier);
  throw new Problem('too-many-requests', { detail: { code: 'typedAddressesBounced' }, retryAt });
}

type Which = Pick<GuardItem, 'isUnverified' | 'seriesId'>;

/** In which guard a delivery counts: where an organiser typed an address that nobody has verified, in its series' own. */
export function guardOf({
  isUnverified,
  isByOrganiser,
  seriesId,
}: Partial<Pick<DeliveryItem, 'isUnverified' | 'isByOrganiser' | 'seriesId'>>): Which {
  return isUnverified && isByOrganiser ? { isUnverified, seriesId } : { isUnverified };
}

/**
 * The guard with a bounce or a complaint counted in; undefined when this person's is counted already within the last day.
 */
export function guardWithNotice(
  guard: GuardItem | undefined,
  { personHash, what }: { personHash: string; what: 'bounced' | 'complained' },
  now: Instant,
  which: Which = {},
): GuardItem | undefined {
  const from = earlierBy(now, 24);
  const people = (guard?.people ?? []).filter((one) => one.at > from);
  if (people.some((one) => one.personHash === personHash && one.what === what)) return undefined;
  const next = guardWith(guard, { ...nothing, [what]: 1 }, now, which);
  return { ...next, people: [...people, { personHash, what, at: now }].slice(-mostPeople) };
}

/** The guard with these mails counted in; that of mail to verified people pauses the lane where the rates ask for it. */
export function guardWith(
  guard: GuardItem | undefined,
  add: MailTotals,
  now: Instant,
  { isUnverified, seriesId }: Which = {},
): GuardItem {
  const hour = `${now.slice(0, 13)}:00:00.000Z`;
  const from = earlierBy(now, 25);
  const hours = (guard?.hours ?? []).filter((one) => one.from > from && one.from !== hour);
  const current = guard?.hours.find((one) => one.from === hour) ?? nothing;
  const all = guard?.blocks ?? [];
  const last = all.at(-1);
  // A bounce belongs to a mail of some time ago: it is counted where the count stands.
  const isOpen = last !== undefined && (last.sent < blockSize || add.sent === 0);
  const blocks = isOpen ? [...all.slice(0, -1), plus(last, add)] : [...all, add];
  const next: GuardItem = {
    ...guard,
    type: 'guard',
    isUnverified,
    seriesId,
    hours: [...hours, { from: hour, ...plus(current, add) }],
    blocks: lastThousand(blocks),
    version: (guard?.version ?? -1) + 1,
    expiresAt: seriesId === undefined ? undefined : epochSeconds(after(now, 'P2D')),
  };
  if (isUnverified || next.paused !== undefined) return next;
  const reason = breach(next, now);
  return reason === undefined ? next : { ...next, paused: { at: now, reason } };
}

/** The newest blocks that hold a thousand mails; a block is of a page at most. */
function lastThousand(blocks: MailTotals[]): MailTotals[] {
  let sent = 0;
  const first = blocks.findLastIndex((block) => {
    sent += block.sent;
    return sent >= mailsKept;
  });
  return blocks.slice(Math.max(0, first));
}

/** Whether mails that were sent a day ago leave the quota of 24 hours now, or within the next ten minutes. */
export function roomComesSoon(guard: GuardItem | undefined, now: Instant): boolean {
  const [from, to] = [earlierBy(now, 25), earlierBy(now, 24 - 1 / 6)];
  return (guard?.hours ?? []).some((hour) => hour.sent > 0 && hour.from > from && hour.from <= to);
}

/** Writes a guard where nobody else did meanwhile. */
export function guardStep(next: GuardItem): Step {
  return { step: 'put', item: next, when: next.version === 0 ? 'absent' : { version: next.version - 1 } };
}

/** What is reported as long as the bulk lane is paused, so that the alarm stands until an organiser resumes it. */
export const lanePaused = (reason: string) => new Error(`the bulk lane is paused: ${reason}`);

/** What is reported as long as sign-ups are careful: one alarm for all that a person should look at. */
export const signUpsGuarded = (reason: string) => new Error(`sign-ups are guarded: ${reason}`);

/** Counts mails in, each in its guard. @throws Busy */
export async function countSent(
  sent: readonly Partial<DeliveryItem>[],
  context: { store: Store; now: Instant },
): Promise<void> {
  const guards = Map.groupBy(sent.map(guardOf), (which) => refs.guard(which).sk);
  for (const all of guards.values()) await countIn({ ...nothing, sent: all.length }, context, all[0]);
}

/** Counts mails in. Answers why the bulk lane is paused, if it is. */
export async function countIn(
  add: MailTotals,
  { store, now }: { store: Store; now: Instant },
  which: Which = {},
): Promise<string | undefined> {
  return retrying('guard', async () => {
    const guard = await store.get(refs.guard(which));
    if (add.sent + add.bounced + add.complained === 0) return guard?.paused?.reason;
    const next = guardWith(guard, add, now, which);
    return (await store.commit([guardStep(next)])).committed ? next.paused?.reason : 'again';
  });
}

/** What an organiser's resuming leaves: the counts begin anew. */
export function resumed(guard: GuardItem, by: string | undefined, now: Instant): GuardItem {
  return { type: 'guard', hours: [], blocks: [], resumedAt: now, resumedBy: by, version: guard.version + 1 };
}
