import { describe, expect, test } from 'vitest';
import {
  bringOn,
  concluded,
  countsInPage,
  stepped,
  steppedOut,
  sumUp,
} from '../../../functions/core/delivery/counts.ts';
import type { DeliveryItem, DeliveryState } from '../../../functions/core/table/items.ts';
import { adding, mailCounter, type Numbers, sumOf } from '../../../functions/core/table/numbers.ts';
import { numbersOf, refs } from '../../../functions/core/table/refs.ts';
import { MemoryTable } from '../../adapters/memory-table.ts';
import { delivery } from '../../adapters/table-contract.ts';

/**
 * What a page will count of a delivery and what is counted of it already are together where it stands: whoever brings
 * it on, from whatever it is, and whoever noted something on it before.
 */
const walk = 3;
const isOpen = (state: DeliveryState) => state === 'queued' || state === 'sending';
const standing = (state: DeliveryState): Numbers =>
  sumUp([{ written: 1 }, isOpen(state) ? {} : { [state]: 1 }]);

/** A delivery of an open page, and the rest of its counts, as others have left them. */
async function world(state: DeliveryState, countedAs?: string) {
  const table = new MemoryTable();
  const noted = countedAs === undefined ? {} : { countedAs };
  const item = delivery('n', { lane: 'bulk', state, attemptId: 'a', walk, ...noted });
  const others = sumUp([
    standing(state),
    ...Object.keys(countsInPage(item, walk)).map((name) => ({ [name]: -1 })),
  ]);
  await table.commit([{ step: 'put', item, when: 'absent' }]);
  if (Object.keys(others).length > 0) await table.commit([adding(mailCounter(item), others)]);
  const counted = async () => {
    const { items } = await table.list(numbersOf.notificationMails('n'));
    const found = await table.get(refs.delivery('n', item.recipientId));
    return sumUp([sumOf(items), found === undefined ? {} : countsInPage(found, walk)]);
  };
  expect(await counted()).toEqual(standing(state));
  return { table, item, counted };
}

const after = (item: DeliveryItem, state: DeliveryState): DeliveryItem => ({ ...item, state });

const from: [DeliveryState, string | undefined][] = [
  ['queued', undefined],
  ['sending', undefined],
  // Settled by others, while its page is open: an attempt that was given up, a notice of SES.
  ['unknown', undefined],
  ['failed', undefined],
  ['delivered', undefined],
  // Settled by the walk, and brought on since: sent once more, told by SES.
  ['queued', 'failed'],
  ['sending', 'unknown'],
  ['unknown', 'unknown'],
  ['delivered', 'sent'],
];
const to: DeliveryState[] = ['sending', 'sent', 'failed', 'skipped', 'unknown', 'bounced'];
const cases = from.flatMap(([state, countedAs]) => to.map((next) => [state, countedAs, next] as const));

describe.each(cases)('a delivery that is %s, and noted as %s, counts as %s', (state, countedAs, next) => {
  const when = { state, attempts: 0 };

  test.each([
    ['the walk of its page', walk],
    ['a later walk', walk + 1],
    ['nobody’s walk', undefined],
  ])('by %s', async (_, by) => {
    const { table, item, counted } = await world(state, countedAs);
    expect(await bringOn(item, after(item, next), when, table, { walk: by })).toMatchObject({ state: next });
    expect(await counted()).toEqual(standing(next));
  });

  test('by others, and when its page counts it no more', async () => {
    for (const steps of [stepped, steppedOut]) {
      const { table, item, counted } = await world(state, countedAs);
      expect(await table.commit(steps(item, after(item, next), when))).toEqual({ committed: true });
      expect(await counted()).toEqual(standing(next));
    }
  });
});

const answered = cases.filter(([state]) => state === 'sending');
test.each(answered)(
  'by its answer, an attempt that is %s, and noted as %s, counts as %s',
  async (...each) => {
    const [state, countedAs, next] = each;
    const { table, item, counted } = await world(state, countedAs);
    expect(await concluded(item, after(item, next), table, walk)).toMatchObject({ state: next });
    expect(await counted()).toEqual(standing(next));
  },
);
