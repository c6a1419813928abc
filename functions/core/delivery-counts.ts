import type { DeliveryItem, DeliveryState } from './items.ts';
import { adding, mailCounter, type Numbers } from './numbers.ts';
import type { Change } from './ports.ts';

type When = Extract<Change, { change: 'put' }>['when'];

/** A delivery in one of these is on its way: nothing is counted of it yet, but that it was written. */
const open: ReadonlySet<DeliveryState> = new Set(['queued', 'sending']);
/** Between a state and its reason in a count's name. */
const separator = ': ';
const longestReason = 80;

/** A reason as it is counted: SES's own sentences, which may hold anything, by their kind alone. */
function reasonClass(reason: string): string {
  return (/^(MessageRejected|InvalidParameterValue)\b/.exec(reason)?.[0] ?? reason).slice(0, longestReason);
}

/** What a delivery is counted as. */
function countedAs({ state, reason }: DeliveryItem): string | undefined {
  if (open.has(state)) return undefined;
  return reason === undefined ? state : `${state}${separator}${reasonClass(reason)}`;
}

/**
 * The steps that bring a delivery on, and count it where it stands from now on: both, or neither.
 * @param when has to hold `from`'s state, or what was counted before is not what is taken back
 */
export function stepped(from: DeliveryItem, to: DeliveryItem, when: When): Change[] {
  const put: Change = { change: 'put', item: to, when };
  const [before, after] = [countedAs(from), countedAs(to)];
  if (before === after) return [put];
  const add: Numbers = {};
  if (before !== undefined) add[before] = -1;
  if (after !== undefined) add[after] = 1;
  return [put, adding(mailCounter(to), add)];
}

/** The steps that write new deliveries of one notification to many, and count them. */
export function written(deliveries: readonly DeliveryItem[]): Change[] {
  const [first] = deliveries;
  if (first === undefined) return [];
  const add: Numbers = { written: deliveries.length };
  for (const one of deliveries) {
    const as = countedAs(one);
    if (as !== undefined) add[as] = (add[as] ?? 0) + 1;
  }
  const puts = deliveries.map((item): Change => ({ change: 'put', item, when: 'absent' }));
  return [...puts, adding(mailCounter(first), add)];
}

/** How mails stand. */
export interface MailCounts {
  byState: Partial<Record<string, number>>;
  reasons: { state: string; reason: string; count: number }[];
  /** All that were written, and those of them that are still on their way; of mails to many alone. */
  total?: number;
  waiting?: number;
}

/** Counts as they are told: by state, and why where there is a reason. */
export function mailCounts({ written: total, ...counts }: Numbers, isToMany: boolean): MailCounts {
  const byState: Record<string, number> = {};
  const reasons: MailCounts['reasons'] = [];
  let settled = 0;
  for (const [name, count] of Object.entries(counts)) {
    const [state = name] = name.split(separator, 1);
    byState[state] = (byState[state] ?? 0) + count;
    settled += count;
    if (name !== state) reasons.push({ state, reason: name.slice(state.length + separator.length), count });
  }
  if (!isToMany) return { byState, reasons };
  return { total: total ?? 0, waiting: (total ?? 0) - settled, byState, reasons };
}
