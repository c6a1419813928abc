import { expect, test } from 'vitest';
import { listEntry, lists } from '../../../functions/core/table/lists.ts';
import { refs } from '../../../functions/core/table/refs.ts';
import { keyedHash } from '../../../functions/core/values/keys.ts';
import { delivery } from '../../adapters/table-contract.ts';
import { keyRing, sampleEvent } from '../samples.ts';

/**
 * DynamoDB's limits, of the table and its indexes alike:
 * https://docs.aws.amazon.com/amazondynamodb/latest/developerguide/Constraints.html
 */
const most = { partition: 2048, sort: 1024 };
/** As long as the schemas let the id of a mail or a person be; slugs have 60, hashes of texts 64. */
const longest = 'x'.repeat(200);
const instant = '2027-03-01T09:00:00.000Z';

test('the largest key that there can be is within what DynamoDB takes', () => {
  for (const [name, make] of Object.entries(refs)) {
    if (name === 'audit') continue;
    const { pk, sk } = Reflect.apply(make, undefined, [longest, longest, longest]);
    expect(Buffer.byteLength(pk), name).toBeLessThanOrEqual(most.partition);
    expect(Buffer.byteLength(sk), name).toBeLessThanOrEqual(most.sort);
  }
});

test('the largest key of an index is too', () => {
  for (const [name, make] of Object.entries(lists)) {
    const { key } = Reflect.apply(make, undefined, [longest, longest]);
    expect(Buffer.byteLength(key), name).toBeLessThanOrEqual(most.partition);
  }
  const at = [
    listEntry({ ...delivery(longest), eventIds: [longest] }),
    listEntry({ ...sampleEvent(), eventId: longest, seriesId: longest }),
    listEntry({ type: 'erased', personHash: longest, seriesId: longest, erasedAt: instant, expiresAt: 0 }),
    listEntry({
      ...{ type: 'movedDelivery', notificationId: longest, recipientId: longest, to: longest },
      ...{ personHash: longest, seriesId: longest, eventId: longest, createdAt: instant, version: 0 },
    }),
  ];
  for (const entry of at) expect(Buffer.byteLength(entry?.listAt ?? '')).toBeLessThanOrEqual(most.sort);
  expect(at.map((entry) => entry !== undefined)).toEqual([true, true, true, true]);
  // What the index by person goes by is a keyed hash.
  const hash = keyedHash(keyRing('9999', '9999'), 'person', 'x'.repeat(10_000));
  expect(Buffer.byteLength(hash)).toBeLessThanOrEqual(38);
});
