import { setTimeout as pause } from 'node:timers/promises';
import type { Answer } from '../dynamodb/upstream.ts';
import { jsonRefusal } from './refusals.ts';

const holdMilliseconds = 10;

const prefix = 'com.amazonaws.dynamodb.v20120810#';

/** A transaction that the database did not run, with one reason per member. */
export function cancelled(reasons: readonly (string | undefined)[], message: string): Answer {
  const codes = reasons.map((code) => code ?? 'None');
  return jsonRefusal(
    `${prefix}TransactionCanceledException`,
    `Transaction cancelled, please refer cancellation reasons for specific reasons [${codes.join(', ')}]`,
    { CancellationReasons: codes.map((Code) => (Code === 'None' ? { Code } : { Code, Message: message })) },
  );
}

/**
 * Holds the items of a running transaction for 10 ms, so that what overlaps with it conflicts as on AWS:
 * another transaction is cancelled, a single write is refused, and both may be tried again.
 * @see https://docs.aws.amazon.com/amazondynamodb/latest/developerguide/transaction-apis.html#transaction-conflict-handling
 */
export class Conflicts {
  readonly #held = new Set<string>();

  async run(
    operation: string,
    items: readonly (string | undefined)[],
    call: () => Promise<Answer>,
  ): Promise<Answer> {
    const isHeld = (item: string | undefined) => item !== undefined && this.#held.has(item);
    const taken = items.some(isHeld);
    if (operation === 'TransactWriteItems') {
      return taken ? this.#refuseTransaction(items, isHeld) : this.#hold(items, call);
    }
    if (taken && operation === 'TransactGetItems') return this.#refuseTransaction(items, isHeld);
    if (taken && /^(Put|Update|Delete)Item$/.test(operation)) {
      return jsonRefusal(`${prefix}TransactionConflictException`, 'Transaction is ongoing for the item');
    }
    return call();
  }

  async #hold(items: readonly (string | undefined)[], call: () => Promise<Answer>): Promise<Answer> {
    const mine = items.filter((item) => item !== undefined);
    for (const item of mine) this.#held.add(item);
    try {
      await pause(holdMilliseconds);
      return await call();
    } finally {
      for (const item of mine) this.#held.delete(item);
    }
  }

  #refuseTransaction(
    items: readonly (string | undefined)[],
    isHeld: (item: string | undefined) => boolean,
  ): Answer {
    return cancelled(
      items.map((item) => (isHeld(item) ? 'TransactionConflict' : undefined)),
      'Transaction is ongoing for the item',
    );
  }
}
