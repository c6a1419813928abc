import { expect, test } from 'vitest';
import { type Cause, deliveryId, enqueue, parseDeliveryId } from '../../../functions/core/delivery/outbox.ts';
import type { DeliveryItem } from '../../../functions/core/table/items.ts';
import { refs } from '../../../functions/core/table/refs.ts';
import { MemoryTable } from '../../adapters/memory-table.ts';

const cause: Cause = {
  ...{ notificationId: 'confirmation-1', recipientId: 'r1', template: 'confirmation' },
  ...{ seriesId: 'reihe', personHash: '1x1', eventIds: ['one'], expiresAt: 2_000_000_000 },
};
const at = '2027-03-01T09:00:00.000Z';

test('the same cause twice, whenever, is one delivery, and the second transaction does not happen', async () => {
  const table = new MemoryTable();
  expect(await table.commit([enqueue(cause, at)])).toEqual({ committed: true });
  expect(await table.commit([enqueue(cause, '2027-03-02T09:00:00.000Z')])).toMatchObject({
    committed: false,
  });
  expect(table.rows()).toHaveLength(1);
});

test('another cause or another recipient is another delivery', async () => {
  const table = new MemoryTable();
  const others = [cause, { ...cause, notificationId: 'confirmation-2' }, { ...cause, recipientId: 'r2' }];
  for (const one of others) expect(await table.commit([enqueue(one, at)])).toEqual({ committed: true });
});

test('a mail to one person is due at once, or when it may go out', async () => {
  const table = new MemoryTable();
  await table.commit([enqueue(cause, at, '2027-03-01T10:00:00.000Z')]);
  expect(await table.get(refs.delivery('confirmation-1', 'r1'))).toMatchObject({
    ...{ state: 'queued', lane: 'transactional', dueLane: 'delivery', dueAt: '2027-03-01T10:00:00.000Z' },
  } satisfies Partial<DeliveryItem>);
});

test('its id is one that SES takes as a tag, and leads back to it', () => {
  expect(deliveryId(cause)).toMatch(/^[A-Za-z0-9_-]{1,256}$/);
  expect(parseDeliveryId(deliveryId(cause))).toEqual({ notificationId: 'confirmation-1', recipientId: 'r1' });
  expect(parseDeliveryId('of somebody else')).toBeUndefined();
});
