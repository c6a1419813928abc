import type { Context } from '../table/context.ts';
import type { IdempotencyItem } from '../table/organiser-items.ts';
import { Busy } from '../table/ports.ts';
import { refs } from '../table/refs.ts';
import { randomId, textHash } from '../values/keys.ts';
import { Problem, problemOf } from '../values/problem.ts';
import { after, epochSeconds } from '../values/time.ts';
import type { Organiser } from './organiser.ts';

/** How long a key stands for its call. */
const keptFor = 'PT24H';
/** A run that didn't say how it ended by then has ended: no function of the API works longer. */
const runsFor = 'PT30S';
/** An answer beyond this is not kept (an item of the table holds 400 KB). */
const mostKeptCharacters = 250_000;

export interface KeptAnswer {
  statusCode: number;
  headers: Record<string, string>;
  body: string;
}

/** A call and the key that its caller gave it. */
export interface KeyedCall {
  key: string;
  /** Method, path, query and body. */
  request: string;
}

/**
 * Does what a key stands for once: the same call again gets the same answer for 24 hours. What was refused did
 * nothing, and its key is free again. A run that broke off is made again: what organisers change is conditional on
 * what stood there before, so that doing it twice does it once or says that it is done.
 * @throws Problem 422 for a key of another call; Busy while the first is still running
 */
export async function once<T extends KeptAnswer>(
  { key, request }: KeyedCall,
  { tokenHash }: Organiser,
  { store, now }: Context,
  call: () => Promise<T>,
): Promise<T | KeptAnswer> {
  if (!/^[\x21-\x7e]{1,200}$/.test(key)) {
    throw problemOf([{ pointer: '/Idempotency-Key', code: 'invalidKey' }]);
  }
  const ref = refs.idempotency(tokenHash, textHash(key));
  const running: IdempotencyItem = {
    type: 'idempotency',
    tokenHash,
    keyHash: textHash(key),
    requestHash: textHash(request),
    state: 'running',
    runId: randomId(),
    runningUntil: after(now, runsFor),
    version: 0,
    expiresAt: epochSeconds(after(now, keptFor)),
  };
  const found = await store.get(ref);
  const known = found !== undefined && Date.parse(now) < found.expiresAt * 1000 ? found : undefined;
  if (known !== undefined) {
    if (known.requestHash !== running.requestHash) {
      throw problemOf([{ pointer: '/Idempotency-Key', code: 'keyUsedBefore' }]);
    }
    if (known.answer !== undefined) return known.answer;
    if (known.state === 'done') throw new Problem('already-exists', { detail: { code: 'callDone' } });
    if (known.runningUntil > now) throw new Busy('the first call of this key is still running');
  }
  const when = found === undefined ? ('absent' as const) : { version: found.version };
  running.version = (found?.version ?? -1) + 1;
  const { committed } = await store.commit([{ step: 'put', item: running, when }]);
  if (!committed) throw new Busy('another call of this key is running');
  try {
    const answer = await call();
    const { statusCode, headers, body } = answer;
    const isKept = headers[notKept] === undefined && body.length <= mostKeptCharacters;
    const item: IdempotencyItem = {
      ...running,
      state: 'done',
      version: running.version + 1,
      answer: isKept ? { statusCode, headers, body } : undefined,
    };
    await store.commit([{ step: 'put', item, when: { version: running.version } }]);
    return answer;
  } catch (error) {
    if (error instanceof Problem)
      await store.commit([{ step: 'removeVersion', ref, version: running.version }]);
    throw error;
  }
}

/** An answer with this header holds a secret that is shown once. */
export const notKept = 'x-shown-once';
