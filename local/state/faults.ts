import * as z from 'zod';
import { sesRefusals } from '../mail/ses-refusals.ts';
import type { Store } from './store.ts';

const Probability = z.number().min(0).max(1);

/** What goes wrong on purpose; probabilities are per call, and everything is off unless it is named. */
export const Faults = z.strictObject({
  ses: z
    .strictObject({
      /** Mails a second, in real seconds. */
      maxSendRate: z.number().int().positive().optional(),
      /** Mails in 24 hours of the runner's clock. */
      max24HourSend: z.number().int().nonnegative().optional(),
      throttle: Probability.optional(),
      /** Accepted, and the answer is lost. */
      failAfterAccept: Probability.optional(),
      /** 500, and not accepted. */
      failBefore: Probability.optional(),
      /** Not accepted, and never answered. */
      timeout: Probability.optional(),
      /** What SES refuses every mail with: the account's, an identity's or the credentials' state. */
      refuses: z.enum(Object.keys(sesRefusals)).optional(),
      /** The account is in SES's sandbox: mail goes to its own identities, to these addresses and domains, and to the simulator. */
      sandbox: z.array(z.string().min(1)).optional(),
      /** GetSendQuota answers 500. */
      quotaFails: Probability.optional(),
    })
    .optional(),
  dynamodb: z
    .strictObject({
      throttle: Probability.optional(),
      /** An item in a transaction is held for 10 ms, and what overlaps conflicts. */
      conflict: z.boolean().optional(),
      /** Written, and the answer is lost. */
      failAfterCommit: Probability.optional(),
      /** Of each item of a batch call, which is left to be asked for again, and of each statement, which fails alone. */
      unprocessed: Probability.optional(),
    })
    .optional(),
  /** Of batches of records: handed over again, in any order, or two seconds late. */
  stream: z
    .strictObject({
      duplicate: Probability.optional(),
      shuffle: z.boolean().optional(),
      late: Probability.optional(),
    })
    .optional(),
  /** Of SES's notices: told twice; up to 200 ms late, and so in any order. */
  feedback: z.strictObject({ duplicate: Probability.optional(), shuffle: z.boolean().optional() }).optional(),
  /** Ends one worker of the function at its nth AWS call from now: before it is passed on, or after it took effect. */
  crash: z
    .strictObject({
      function: z.string().min(1),
      before: z.number().int().positive().optional(),
      after: z.number().int().positive().optional(),
    })
    .refine(
      ({ before, after }) => (before === undefined) !== (after === undefined),
      'takes either before or after',
    )
    .optional(),
  /** Makes the chances repeatable. */
  seed: z.number().int().optional(),
});
export type Faults = z.infer<typeof Faults>;

/** The faults asked for, kept on disk, and the dice that decide when one strikes. */
export class FaultBox {
  readonly #store: Store;
  #faults: Faults;
  #random: () => number;
  #callsUntilCrash = 0;

  constructor(store: Store) {
    this.#store = store;
    this.#faults = store.get('faults', Faults) ?? {};
    this.#random = generator(this.#faults.seed);
    this.#arm();
  }

  get current(): Faults {
    return this.#faults;
  }

  replace(faults: Faults): void {
    this.#store.set('faults', faults);
    this.#faults = faults;
    this.#random = generator(faults.seed);
    this.#arm();
  }

  strikes(probability: number | undefined): boolean {
    return probability !== undefined && probability > 0 && this.#random() < probability;
  }

  /** A whole number from 0, below `limit`. */
  below(limit: number): number {
    return Math.floor(this.#random() * limit);
  }

  shuffled<T>(items: readonly T[]): T[] {
    return items
      .map((item) => ({ item, order: this.#random() }))
      .sort((left, right) => left.order - right.order)
      .map(({ item }) => item);
  }

  /** Counts one AWS call of the function; answers whether its worker ends here. A crash happens once. */
  crashes(functionName: string): 'before' | 'after' | undefined {
    const { crash } = this.#faults;
    if (!crash || !functionName.toLowerCase().includes(crash.function.toLowerCase())) return undefined;
    this.#callsUntilCrash -= 1;
    if (this.#callsUntilCrash > 0) return undefined;
    const { crash: done, ...others } = this.#faults;
    this.#store.set('faults', others);
    this.#faults = others;
    return done?.before === undefined ? 'after' : 'before';
  }

  #arm(): void {
    this.#callsUntilCrash = this.#faults.crash?.before ?? this.#faults.crash?.after ?? 0;
  }
}

/** Numbers in [0, 1): mulberry32 when seeded, else the machine's. */
function generator(seed: number | undefined): () => number {
  if (seed === undefined) return Math.random;
  let state = seed;
  return () => {
    state = (state + 0x6d2b79f5) | 0;
    let mixed = Math.imul(state ^ (state >>> 15), 1 | state);
    mixed = (mixed + Math.imul(mixed ^ (mixed >>> 7), 61 | mixed)) ^ mixed;
    return ((mixed ^ (mixed >>> 14)) >>> 0) / 4_294_967_296;
  };
}
