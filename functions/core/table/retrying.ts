import { Busy } from './ports.ts';

/** How long one call of the table's is made again while it is throttled or in conflict: most of the 29 s of API Gateway. */
export const patienceMilliseconds = 25_000;

/** By what is written by several at once: how often a change is planned anew, because what it stood on was another's. */
const mostRounds = {
  /** Its counters are part of every sign-up, confirmation and cancellation: a few hundred of them a second. */
  event: 100,
  /** Answers, names and addresses of one person, in as many transactions as their registrations need. */
  attendee: 100,
  /** Its attempt, the notices of SES, a walk through its audience and a change of address write it. */
  delivery: 30,
  /** Every mailer counts in it, and so does each notice of SES. */
  guard: 30,
  /** How many mails it got: whoever types its address counts in it. */
  mailbox: 30,
  /** Its walk moves it on with each page that is left. */
  notification: 20,
  /** Each shard of the stream adds to it. */
  feed: 100,
  /** By a few hands at a time, seldom two of them at once. */
  item: 10,
} as const;

/** What doubles with each time in vain, from `first` seconds up to `most`, as an ISO 8601 duration. */
export function doubling(first: number, times: number, most: number): string {
  return `PT${Math.min(most, first * 2 ** Math.min(times, 20))}S`;
}

/**
 * Plans and commits until others change nothing in between: `round` reads anew, and answers `again` when its commit
 * failed because of what others wrote.
 * @param otherwise what is answered when the rounds are over; without it, they end in {@link Busy}
 */
export async function retrying<T>(
  contended: keyof typeof mostRounds,
  round: () => Promise<T | 'again'>,
  otherwise?: () => T,
): Promise<T> {
  for (let left = mostRounds[contended]; left > 0; left--) {
    const result = await round();
    if (result !== 'again') return result;
  }
  if (otherwise === undefined) throw new Busy(`the ${contended} is contended`);
  return otherwise();
}
