import type { Context } from '../table/context.ts';
import type { IdempotencyItem, SignUpCallItem } from '../table/organiser-items.ts';
import { type Ref, refs } from '../table/refs.ts';
import { keyedHash, randomId, textHash } from '../values/keys.ts';
import { Problem, problemOf } from '../values/problem.ts';
import { after, epochSeconds, type Instant } from '../values/time.ts';
import type { Organiser } from './organiser.ts';

/** How long a key stands for its call. */
const keptFor = 'PT24H';
/** A run that didn't say how it ended by then has ended: no function of the API works longer. */
const runsFor = 'PT30S';
/** When to ask again for a call that runs. */
const askAgainIn = 'PT2S';
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
  /** All that makes it this call: what another has not in common with it. */
  request: string;
}

/**
 * Does what a key stands for once: the same call again gets the same answer for 24 hours. What was refused did
 * nothing, and its key is free again. A run that broke off is made again: what organisers change is conditional on
 * what stood there before, so that doing it twice does it once or says that it is done.
 * @throws Problem 422 for a key of another call, 409 while the first is still running
 * @see https://datatracker.ietf.org/doc/html/draft-ietf-httpapi-idempotency-key-header
 */
export async function once<T extends KeptAnswer>(
  { key, request }: KeyedCall,
  { tokenHash }: Organiser,
  context: Context,
  call: () => Promise<T>,
): Promise<T | KeptAnswer> {
  const keyHash = textHash(readable(key));
  const fresh = { type: 'idempotency' as const, tokenHash, keyHash, requestHash: textHash(request) };
  const ref = refs.idempotency(tokenHash, keyHash);
  const claimed = await claim<IdempotencyItem>(ref, { ...fresh, ...started(context) }, context);
  if ('done' in claimed) {
    if (claimed.done.answer !== undefined) return claimed.done.answer;
    throw new Problem('already-exists', { detail: { code: 'callDone' } });
  }
  return settle(claimed.running, context, call, (item, { statusCode, headers, body }) => {
    const isKept = headers[notKept] === undefined && body.length <= mostKeptCharacters;
    return { ...item, answer: isKept ? { statusCode, headers, body } : undefined };
  });
}

/**
 * The same for a sign-up, whose caller has no token: a key that can be guessed is its client's own, so that guessing another's
 * tells nothing; a random one holds wherever its caller is meanwhile.
 * A run that broke off is found again as what was sent twice (decision 194).
 * @returns undefined for what was done before: its answer is made of the request alone
 */
export async function signUpOnce<T>(
  { key, request }: KeyedCall,
  /** As `clientOf` tells it. */
  client: string | undefined,
  context: Context,
  call: () => Promise<T>,
): Promise<T | undefined> {
  const known = readable(key);
  const whose = unguessable.test(known) ? 'anybody' : (client ?? 'loopback');
  const keyHash = keyedHash(context.keys, 'client', `signUpCall|${whose}|${known}`);
  const requestHash = keyedHash(context.keys, 'signUpCall', request);
  const fresh = { type: 'signUpCall' as const, keyHash, requestHash, ...started(context) };
  const claimed = await claim<SignUpCallItem>(refs.signUpCall(keyHash), fresh, context);
  return 'done' in claimed ? undefined : settle(claimed.running, context, call, (item) => item);
}

type CallItem = IdempotencyItem | SignUpCallItem;

const started = ({ now }: Context) => ({
  state: 'running' as const,
  runId: randomId(),
  runningUntil: after(now, runsFor),
  version: 0,
  expiresAt: epochSeconds(after(now, keptFor)),
});

/** A random UUID (RFC 9562, versions 4 and 7). */
const unguessable = /^[0-9a-f]{8}-[0-9a-f]{4}-[47][0-9a-f]{3}-[89ab][0-9a-f]{3}-[0-9a-f]{12}$/i;

/** The key, with or without the quotes that make it a String of RFC 8941. @throws Problem 422 */
function readable(header: string): string {
  const key = /^"([^"]+)"$/.exec(header)?.[1] ?? header;
  if (/^[\x21-\x7e]{1,200}$/.test(key)) return key;
  throw problemOf([{ pointer: '/Idempotency-Key', code: 'invalidKey' }]);
}

/** Notes that a call runs, unless it did already. @throws Problem 409, 422 */
async function claim<I extends CallItem>(
  ref: Ref<I>,
  fresh: I,
  { store, now }: Context,
): Promise<{ done: I } | { running: I }> {
  const found = await store.get(ref);
  const isKnown =
    found !== undefined && found.state !== 'refused' && Date.parse(now) < found.expiresAt * 1000;
  if (isKnown) {
    if (found.requestHash !== fresh.requestHash) {
      throw problemOf([{ pointer: '/Idempotency-Key', code: 'keyUsedBefore' }]);
    }
    if (found.state === 'done') return { done: found };
    if (found.runningUntil > now) throw stillRunning(now);
  }
  const when = found === undefined ? ('absent' as const) : { version: found.version };
  const running = { ...fresh, version: (found?.version ?? -1) + 1 };
  const { committed } = await store.commit([{ step: 'put', item: running, when }]);
  if (!committed) throw stillRunning(now);
  return { running };
}

const stillRunning = (now: Instant) =>
  new Problem('not-possible-now', { detail: { code: 'callRunning' }, retryAt: after(now, askAgainIn) });

/** Makes the call, and notes how it ended. Of what ended otherwise nobody knows what it did: it may run still. */
async function settle<I extends CallItem, T>(
  running: I,
  { store }: Context,
  call: () => Promise<T>,
  kept: (item: I, answer: T) => I,
): Promise<T> {
  const end = (item: I) => {
    const ended = { ...item, version: running.version + 1 };
    return store.commit([{ step: 'put', item: ended, when: { version: running.version } }]);
  };
  try {
    const answer = await call();
    await end(kept({ ...running, state: 'done' }, answer));
    return answer;
  } catch (error) {
    if (error instanceof Problem) await end({ ...running, state: 'refused' });
    throw error;
  }
}

/** An answer with this header holds a secret that is shown once. */
export const notKept = 'x-shown-once';
