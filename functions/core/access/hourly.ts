import type { Context } from '../table/context.ts';
import { refs } from '../table/refs.ts';
import { keyedHash } from '../values/keys.ts';
import { Problem } from '../values/problem.ts';
import { after, epochSeconds } from '../values/time.ts';
import type { Organiser } from './organiser.ts';
import { answeringFor } from './tokens.ts';

/**
 * Counts what organisers do within an hour of the clock: by whom it comes from in the end, whichever token asks, and by
 * series. @throws Problem 429
 */
export async function countHourly(
  what: 'trial' | 'typedAddress',
  most: { maker: number; series: number },
  { organiser, seriesId }: { organiser: Organiser; seriesId: string },
  context: Context,
): Promise<void> {
  const { store, keys, now } = context;
  const hour = `${now.slice(0, 13)}:00:00.000Z`;
  const counted = { maker: await firstMaker(organiser, context), series: `series|${seriesId}` };
  for (const by of ['maker', 'series'] as const) {
    const counter = refs.client(keyedHash(keys, what, `${counted[by]}|${hour}`));
    const { times = 0 } = await store.countUp(counter, ['times'], epochSeconds(after(hour, 'PT2H')));
    if (times > most[by]) throw new Problem('too-many-requests', { retryAt: after(hour, 'PT1H') });
  }
}

/** An organiser and their series, as a mailbox counts what they cause: by keyed hashes. */
export async function makersOf(organiser: Organiser, seriesId: string, context: Context): Promise<string[]> {
  const maker = await firstMaker(organiser, context);
  return [`maker|${maker}`, `series|${seriesId}`].map((of) => keyedHash(context.keys, 'mailMaker', of));
}

/** Whom tokens come from in the end: an organiser, or the token that the operator issued. */
async function firstMaker(organiser: Organiser, { store }: Context): Promise<string> {
  const answering = answeringFor(organiser);
  if (answering !== undefined) return answering;
  let maker = organiser.tokenHash;
  for (;;) {
    const madeBy = (await store.get(refs.token(maker)))?.madeBy;
    if (madeBy === undefined) return maker;
    maker = madeBy.tokenId;
  }
}
