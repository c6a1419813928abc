import { describe, expect, test } from 'vitest';
import { listAudit } from '../../../functions/core/access/audit.ts';
import {
  dueSuppressions,
  dueSuppressionView,
  reviewSuppression,
} from '../../../functions/core/organising/suppression-review.ts';
import { refs } from '../../../functions/core/table/refs.ts';
import type { SuppressionItem } from '../../../functions/core/table/suppression-item.ts';
import { MemoryTable } from '../../adapters/memory-table.ts';
import { owner } from '../mail/mail-world.ts';
import { Series } from '../series.ts';

const page = { limit: 10 };
const reason = 'Eine Beschwerde bleibt, bis die Person sich meldet.';

/** Suppressions of these days, and when it is. */
async function world(...days: string[]) {
  const { context, table } = await Series.create(new MemoryTable(), 'reihe', []);
  for (const [index, day] of days.entries()) {
    const item: SuppressionItem = {
      ...{ type: 'suppression', personHash: `1x${index}`, scope: 'everything', reason: 'complaint' },
      createdAt: `${day}T09:00:00.000Z`,
    };
    await table.commit([{ step: 'put', item, when: 'absent' }]);
  }
  const at = (now: string) => ({ ...context, now });
  const dueAt = async (now: string) => {
    const { items } = await dueSuppressions(owner, page, at(now));
    return items.map(({ personHash }) => personHash);
  };
  return { at, dueAt, table };
}

describe('a suppression', () => {
  test('is due a year after it came, the oldest first, and not before', async () => {
    const { dueAt } = await world('2027-05-01', '2027-03-01', '2027-04-01');
    expect(await dueAt('2028-03-01T08:59:59.000Z')).toEqual([]);
    expect(await dueAt('2028-04-15T00:00:00.000Z')).toEqual(['1x1', '1x2']);
  });

  test('that is kept is due again a year later, and the audit says why, without the hash', async () => {
    const { at, dueAt, table } = await world('2027-03-01');
    const now = '2028-03-02T09:00:00.000Z';
    const kept = await reviewSuppression('1x0', { decision: 'keep', reason }, owner, at(now));
    expect(kept.reviewed).toEqual({ at: now, reason });
    expect(dueSuppressionView(kept).dueAt).toBe('2029-03-02T09:00:00.000Z');
    expect(await dueAt(now)).toEqual([]);
    expect(await dueAt('2029-03-02T09:00:00.000Z')).toEqual(['1x0']);
    expect(await table.get(refs.suppression('1x0'))).toMatchObject({
      scope: 'everything',
      reason: 'complaint',
    });
    const { items } = await listAudit(owner, page, at(now));
    expect(items).toMatchObject([
      {
        action: 'suppression.keep',
        item: 'suppressions',
        details: { reason, since: '2027-03-01T09:00:00.000Z' },
      },
    ]);
    expect(JSON.stringify(items)).not.toContain('1x0');
  });

  test('that is lifted is due no more, and ends like any that is', async () => {
    const { at, dueAt, table } = await world('2027-03-01');
    const now = '2028-03-02T09:00:00.000Z';
    await reviewSuppression('1x0', { decision: 'lift', reason }, owner, at(now));
    expect(await dueAt('2030-01-01T00:00:00.000Z')).toEqual([]);
    expect(await table.get(refs.suppression('1x0'))).toMatchObject({
      ...{ liftedAt: now, reviewed: { at: now, reason } },
      expiresAt: expect.any(Number),
    });
    await expect(
      reviewSuppression('1x0', { decision: 'keep', reason }, owner, at(now)),
    ).rejects.toMatchObject({ type: 'not-found' });
  });

  test('is reviewed by editors of all series who may see addresses', async () => {
    const { at } = await world('2027-03-01');
    const review = { decision: 'keep', reason } as const;
    for (const who of [
      { ...owner, role: 'viewer' as const },
      { ...owner, seriesIds: ['reihe'] },
      { ...owner, rights: [] },
    ]) {
      await expect(
        reviewSuppression('1x0', review, who, at('2028-04-01T00:00:00.000Z')),
      ).rejects.toMatchObject({
        type: 'forbidden',
      });
      await expect(dueSuppressions(who, page, at('2028-04-01T00:00:00.000Z'))).rejects.toMatchObject({
        type: 'forbidden',
      });
    }
  });
});
