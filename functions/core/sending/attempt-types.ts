import type { Composer } from '../mail/compose.ts';
import type { Context } from '../table/context.ts';
import type { DeliveryItem } from '../table/items.ts';
import type { Mailer } from '../table/ports.ts';

import type { ToldTime } from './told-times.ts';

/** What attempts need beside the deliveries. */
export interface Sending {
  /** The context at this moment. */
  at(): Context;
  mailer: Pick<Mailer, 'send'>;
  /** What makes the mails, loaded when the first is to be made; where that fails, they wait for the next run. */
  composer(): Promise<Composer>;
  /** The walk through an audience that sends: what first settles its deliveries is counted with their page. */
  walk?: number;
  /** Tells whoever runs this that something is wrong, and with which delivery, if with one. */
  report(error: unknown, delivery?: DeliveryItem): void;
}

export type Attempted =
  | 'sent'
  | 'skipped'
  | 'failed'
  | 'unknown'
  | 'rate'
  | 'day'
  | 'paused'
  /** Its announcement was taken back. */
  | 'cancelled'
  /** Somebody else has it. */
  | 'taken'
  /** Something could not be read or written: it stays as it is, for the next run. */
  | 'broken';

/** A delivery that waits to be sent. */
export interface ToSend {
  delivery: DeliveryItem;
  /** It is not in the table yet: its first outcome writes it. */
  isNew?: boolean;
}

/** What became of one. */
export interface Result {
  became: Attempted;
  /** As this run wrote it; absent where it did not. */
  written?: DeliveryItem;
  /** Its attempt had been written; since then others have settled, moved or erased it. */
  isBegun?: true;
}

/** A mail that is made, on its way to its turn. */
export interface Prepared extends ToSend {
  to: string;
  letter: Buffer;
  /** Whose news it carries, if any. */
  senderId: string | undefined;
  /** It goes to an address that nobody has verified. */
  isUnverified: boolean;
  /** What was left out of it. */
  missing: DeliveryItem['missing'];
  /** The times that it is the first to tell its person. */
  tells: readonly ToldTime[];
}

export const isPrepared = (one: Prepared | Result): one is Prepared => !('became' in one);

/** Runs a step for each at the same time; one that throws is reported, and broken. */
export function each<T extends ToSend | Result, R>(
  all: readonly T[],
  { report }: Pick<Sending, 'report'>,
  step: (one: T) => Promise<R>,
): Promise<(R | Result)[]> {
  return Promise.all(
    all.map((one) =>
      step(one).catch((error: unknown): Result => {
        report(error, 'delivery' in one ? one.delivery : one.written);
        return { became: 'broken' };
      }),
    ),
  );
}
