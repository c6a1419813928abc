import type { GuardItem } from '../table/guard-items.ts';
import type { Step, Store } from '../table/ports.ts';
import { refs } from '../table/refs.ts';
import { retrying } from '../table/retrying.ts';
import { type Instant, instant } from '../values/time.ts';

/** What is counted of mails. */
export interface MailTotals {
  sent: number;
  bounced: number;
  complained: number;
}

/**
 * Where the bulk lane pauses itself, over the last day or the last thousand mails: short of the 5 % and the 0.1 % at
 * which SES reviews an account. One among a few mails is not yet a rate.
 * https://docs.aws.amazon.com/ses/latest/dg/reputationdashboardmessages.html
 */
const guardLimits = {
  bounced: { rate: 0.04, atLeast: 5 },
  complained: { rate: 0.0008, atLeast: 2 },
} as const;

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
  for (const [period, counts] of Object.entries(guardedCounts(guard, now))) {
    for (const what of ['bounced', 'complained'] as const) {
      const { rate, atLeast } = guardLimits[what];
      if (counts[what] >= atLeast && counts[what] >= counts.sent * rate) {
        const of = period === 'day' ? 'the last day' : 'the last thousand';
        return `${counts[what]} of ${counts.sent} mails of ${of} ${what}`;
      }
    }
  }
  return undefined;
}

/** The guard with these mails counted in; it pauses the lane where the rates ask for it. */
export function guardWith(guard: GuardItem | undefined, add: MailTotals, now: Instant): GuardItem {
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
    hours: [...hours, { from: hour, ...plus(current, add) }],
    blocks: lastThousand(blocks),
    version: (guard?.version ?? -1) + 1,
  };
  if (next.paused !== undefined) return next;
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

/** Counts mails in. Answers why the bulk lane is paused, if it is. */
export async function countIn(
  add: MailTotals,
  { store, now }: { store: Store; now: Instant },
): Promise<string | undefined> {
  return retrying('guard', async () => {
    const guard = await store.get(refs.guard());
    if (add.sent + add.bounced + add.complained === 0) return guard?.paused?.reason;
    const next = guardWith(guard, add, now);
    return (await store.commit([guardStep(next)])).committed ? next.paused?.reason : 'again';
  });
}

/** What an organiser's resuming leaves: the counts begin anew. */
export function resumed(guard: GuardItem, by: string | undefined, now: Instant): GuardItem {
  return { type: 'guard', hours: [], blocks: [], resumedAt: now, resumedBy: by, version: guard.version + 1 };
}
