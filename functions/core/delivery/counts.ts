import type { DeliveryItem, DeliveryState } from '../table/items.ts';
import { adding, mailCounter, type Numbers } from '../table/numbers.ts';
import type { InPage, Step, Store } from '../table/ports.ts';

type When = Extract<Step, { step: 'put' }>['when'];

/** A delivery in one of these is on its way: nothing is counted of it yet, but that it was written. */
const underWay: ReadonlySet<DeliveryState> = new Set(['queued', 'sending']);
export const isUnderWay = ({ state }: DeliveryItem) => underWay.has(state);
/** Between a state and its reason in a count's name. */
const separator = ': ';
const longestReason = 80;

/** A reason as it is counted: SES's own sentences, which may hold anything, by their kind alone. */
function reasonClass(reason: string): string {
  return (/^(MessageRejected|InvalidParameterValue)\b/.exec(reason)?.[0] ?? reason).slice(0, longestReason);
}

/** The count that a delivery belongs to as it stands; none as long as it is on its way. */
function nameOf({ state, reason }: DeliveryItem): string | undefined {
  if (underWay.has(state)) return undefined;
  return reason === undefined ? state : `${state}${separator}${reasonClass(reason)}`;
}

/** Others' steps hold only while a delivery is counted as it was when it was read. */
export function countedAsRead(
  delivery: DeliveryItem,
  when: { state: string; attempts: number },
): { state: string; attempts: number; inPage?: InPage };
export function countedAsRead(delivery: DeliveryItem, when: When): When;
export function countedAsRead({ walk, countedAs }: DeliveryItem, when: When): When {
  return typeof when === 'string' || walk === undefined ? when : { ...when, inPage: { walk, countedAs } };
}

/** What counts rise by when a delivery goes from one form to another. */
function difference(from: DeliveryItem, to: DeliveryItem): Numbers {
  const [before, after] = [nameOf(from), nameOf(to)];
  if (before === after) return {};
  return {
    ...(before === undefined ? {} : { [before]: -1 }),
    ...(after === undefined ? {} : { [after]: 1 }),
  };
}

/** A delivery after a step, and what is to be counted with it. */
function step(from: DeliveryItem, to: DeliveryItem, walk?: number): { item: DeliveryItem; add: Numbers } {
  const item: DeliveryItem = { ...to, ...inPage(from) };
  const countedAs = nameOf(to);
  const isOfPage =
    walk !== undefined && from.walk === walk && from.countedAs === undefined && isUnderWay(from);
  return isOfPage && countedAs !== undefined
    ? { item: { ...item, countedAs }, add: {} }
    : { item, add: difference(from, to) };
}

function inPage({ walk, countedAs }: DeliveryItem): Pick<DeliveryItem, 'walk' | 'countedAs'> {
  return { walk, countedAs };
}

function putAndCount(item: DeliveryItem, when: When, add: Numbers): Step[] {
  const put: Step = { step: 'put', item, when };
  return Object.keys(add).length === 0 ? [put] : [put, adding(mailCounter(item), add)];
}

/**
 * The steps that bring a delivery on, and count it where it stands from now on: both, or neither.
 * @param when has to hold `from`'s state, or what was counted before is not what is taken back
 */
export function stepped(from: DeliveryItem, to: DeliveryItem, when: When): Step[] {
  const { item, add } = step(from, to);
  return putAndCount(item, countedAsRead(from, when), add);
}

/**
 * Brings a delivery on for the walk that sends it: what first settles a delivery of that walk is noted on it alone,
 * and counted with its page. Answers it as it stands then; undefined when `when` did not hold.
 */
export async function bringOn(
  from: DeliveryItem,
  to: DeliveryItem,
  when: When,
  store: Store,
  { walk, guards = [] }: { walk?: number | undefined; guards?: readonly Step[] } = {},
): Promise<DeliveryItem | undefined> {
  const { item, add } = step(from, to, walk);
  const steps = [...putAndCount(item, countedAsRead(from, when), add), ...guards];
  return (await store.commit(steps)).committed ? item : undefined;
}

/** The same for what becomes of an attempt that this run wrote: written together with others where its page counts it. */
export async function concluded(
  attempt: DeliveryItem,
  to: DeliveryItem,
  store: Store,
  walk: number | undefined,
): Promise<DeliveryItem | undefined> {
  const { item, add } = step(attempt, to, walk);
  if (walk !== undefined && Object.keys(add).length === 0)
    return (await store.conclude(attempt, item)) ? item : undefined;
  return bringOn(attempt, to, { attempt: attempt.attemptId ?? '', state: 'sending' }, store, { walk });
}

/** A new delivery as the walk writes it whose page counts it. */
export function inWalk(delivery: DeliveryItem, walk: number): DeliveryItem {
  return { ...delivery, walk, countedAs: nameOf(delivery) };
}

/** What a delivery adds to its page's counts. */
export function countsInPage({ walk, countedAs }: DeliveryItem, of: number): Numbers {
  if (walk !== of) return {};
  return { written: 1, ...(countedAs === undefined ? {} : { [countedAs]: 1 }) };
}

/**
 * The steps that bring a delivery on which no page is to count any more: what its page would have counted is counted
 * here, and by itself from now on.
 */
export function steppedOut(from: DeliveryItem, to: DeliveryItem, when: When): Step[] {
  const { walk, countedAs, ...item } = to;
  const add = sumUp([from.walk === undefined ? {} : countsInPage(from, from.walk), difference(from, to)]);
  return putAndCount(item, countedAsRead(from, when), add);
}

/** A delivery of a page that was left long ago: it is counted, and goes by itself. */
export function outOfPage({ walk, countedAs, ...delivery }: DeliveryItem): DeliveryItem {
  return delivery;
}

/** The steps that write new deliveries of one notification to many, and count them by themselves. */
export function written(deliveries: readonly DeliveryItem[]): Step[] {
  const [first] = deliveries;
  if (first === undefined) return [];
  const counts = deliveries.map((one) => countsInPage(inWalk(one, 0), 0));
  const puts = deliveries.map((item): Step => ({ step: 'put', item, when: 'absent' }));
  return [...puts, adding(mailCounter(first), sumUp(counts))];
}

/** Numbers by their names together. */
export function sumUp(all: readonly Numbers[]): Numbers {
  const sum: Numbers = {};
  for (const one of all) for (const [name, by] of Object.entries(one)) sum[name] = (sum[name] ?? 0) + by;
  return Object.fromEntries(Object.entries(sum).filter(([, by]) => by !== 0));
}

/** How mails stand. */
export interface MailCounts {
  byState: Record<string, number>;
  reasons: { state: string; reason: string; count: number }[];
  /** All that were written, and those of them that are still on their way; of mails to many alone. */
  total?: number;
  waiting?: number;
}

/** Counts as they are told: by state, and why where there is a reason. */
export function mailCounts(counts: Numbers, isToMany: true): Required<MailCounts>;
export function mailCounts(counts: Numbers, isToMany: boolean): MailCounts;
export function mailCounts({ written: total, ...counts }: Numbers, isToMany: boolean): MailCounts {
  const byState: Record<string, number> = {};
  const reasons: MailCounts['reasons'] = [];
  let settled = 0;
  for (const [name, sum] of Object.entries(counts)) {
    // An SES notice takes back what a page has not counted yet: below nothing for a moment.
    const count = Math.max(0, sum);
    if (count === 0) continue;
    const [state = name] = name.split(separator, 1);
    byState[state] = (byState[state] ?? 0) + count;
    settled += count;
    if (name !== state) reasons.push({ state, reason: name.slice(state.length + separator.length), count });
  }
  if (!isToMany) return { byState, reasons };
  return { total: total ?? 0, waiting: Math.max(0, (total ?? 0) - settled), byState, reasons };
}
