import { after, hoursOf, type Instant, instant } from '../values/time.ts';

/** So many mails within any window that is so long. */
interface MailLimit {
  mails: number;
  within: string;
}

/**
 * Mails that a mailbox gets within any hour and any day because somebody typed its address into a form or pressed a
 * button of a public page: whatever the cause, and over all series (promise 10). Logins alone have an hour of their own
 * (docs/decisions/103). Each window is longer by the minute that a mail may be on its way to SES: so what leaves keeps to
 * the hour, not only what is planned.
 */
export const longestWindow = 'PT24H1M';
const hour = { mails: 3, within: 'PT1H1M' } as const;
export const mostMails = [hour, { mails: 10, within: longestWindow }] as const;
/** Logins beside the hour's: twelve, then one more with every two hours that pass, 23 within any day. */
const loginsAtOnce = 12;
const loginEveryMinutes = 120;
export const mostLogins = [
  hour,
  ...Array.from({ length: loginsAtOnce }, (_, spent) => ({
    mails: loginsAtOnce + spent,
    within: `PT${(spent + 1) * loginEveryMinutes}M`,
  })),
];

/** When the next mail may leave after all of a line, none earlier than `from`. @param line in the order of their times */
export function afterAll(line: readonly Instant[], limits: readonly MailLimit[], from: Instant): Instant {
  const free = limits.map(({ mails, within }) => {
    const before = line.at(-mails);
    return before === undefined ? from : after(before, within);
  });
  return free.reduce((one, other) => (one > other ? one : other), from);
}

/** Whether one more may leave now for what has left or was to leave by now. */
export function hasRoom(line: readonly Instant[], limits: readonly MailLimit[], now: Instant): boolean {
  const left = line.filter((at) => at <= now).map((at) => Date.parse(now) - Date.parse(at));
  return limits.every(({ mails, within }) => {
    const length = millisecondsOf(within);
    return left.filter((ago) => ago < length).length < mails;
  });
}

/** The first time from `from` on at which one more may leave, also between those of a line. @param line in their order */
export function firstGap(line: readonly Instant[], limits: readonly MailLimit[], from: Instant): Instant {
  const windows = limits.map(({ mails, within }) => ({ mails, length: millisecondsOf(within) }));
  const times = line.map((at) => Date.parse(at));
  const begin = Date.parse(from);
  const ends = times.flatMap((at) => windows.map(({ length }) => at + length)).filter((at) => at > begin);
  const fits = (at: number) => {
    const index = times.filter((one) => one <= at).length;
    const all = times.toSpliced(index, 0, at);
    return windows.every(({ mails, length }) =>
      all.every((one, first) => {
        const next = all[first + mails];
        const isAround = first <= index && index <= first + mails;
        return !isAround || next === undefined || next - one >= length;
      }),
    );
  };
  // After the last of all windows there is room.
  return instant([begin, ...ends.toSorted((one, other) => one - other)].find(fits) ?? begin);
}

function millisecondsOf(within: string): number {
  return hoursOf(within) * 3_600_000;
}
