import type { Step } from './ports.ts';

/**
 * What one transaction takes: each step is an action of TransactWriteItems, and their items come to at most 4 MB.
 * https://docs.aws.amazon.com/amazondynamodb/latest/APIReference/API_TransactWriteItems.html
 */
export const transactionLimits = { steps: 100, bytes: 4 * 1024 * 1024 } as const;
/** No item is larger, so that a few of them need not be measured. */
const mostItemBytes = 400 * 1024;

/** A fault of the code: what is planned as one transaction can't be one, however often it is tried. */
export class TooMuchAtOnce extends Error {
  override readonly name = 'TooMuchAtOnce';
}

/** @throws TooMuchAtOnce for what DynamoDB would refuse, before it is asked */
export function requireTransaction(steps: readonly Step[]): void {
  const { steps: mostSteps, bytes: mostBytes } = transactionLimits;
  if (steps.length === 0 || steps.length > mostSteps)
    throw new TooMuchAtOnce(`a transaction has 1 to ${mostSteps} steps, not ${steps.length}`);
  if (steps.length * mostItemBytes <= mostBytes) return;
  const bytes = bytesOf(steps);
  if (bytes > mostBytes) throw new TooMuchAtOnce(`a transaction takes ${mostBytes} bytes, not ${bytes}`);
}

/** How large the items of a transaction are about, as the JSON that they would be. */
export function bytesOf(steps: readonly Step[]): number {
  return steps.reduce((sum, step) => sum + new TextEncoder().encode(JSON.stringify(step)).length, 0);
}
