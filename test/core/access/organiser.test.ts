import { describe, expect, test } from 'vitest';
import { allow, authenticate, issueToken } from '../../../functions/core/access/organiser.ts';
import type { Role, TokenItem } from '../../../functions/core/table/organiser-items.ts';
import { MemoryTable } from '../../adapters/memory-table.ts';

const now = '2027-03-01T09:00:00.000Z';
const roles: Role[] = ['viewer', 'editor', 'owner'];

/** Who a token is, by a table that holds it as `changes` have it. */
async function heldBy(given: { role: Role; seriesIds?: string[] }, changes: Partial<TokenItem> = {}) {
  const store = new MemoryTable();
  const { token, item } = issueToken({ name: 'test', ...given }, now);
  await store.commit([{ step: 'put', item: { ...item, ...changes }, when: 'absent' }]);
  return authenticate(`Bearer ${token}`, { store, now });
}

describe('a token', () => {
  test.each(roles.flatMap((role) => roles.map((wanted) => ({ role, wanted }))))(
    'of $role does what wants $wanted if its role is as high',
    async ({ role, wanted }) => {
      const organiser = await heldBy({ role });
      const isEnough = roles.indexOf(role) >= roles.indexOf(wanted);
      if (isEnough) expect(() => allow(organiser, wanted, 'any')).not.toThrow();
      else
        expect(() => allow(organiser, wanted, 'any')).toThrow(expect.objectContaining({ type: 'forbidden' }));
    },
  );

  test('for single series does not learn that there are others', async () => {
    const organiser = await heldBy({ role: 'owner', seriesIds: ['own'] });
    expect(() => allow(organiser, 'owner', 'own')).not.toThrow();
    expect(() => allow(organiser, 'viewer', 'other')).toThrow(expect.objectContaining({ type: 'not-found' }));
  });

  test.each<[string, Partial<TokenItem>]>([
    ['that is revoked', { revokedAt: now }],
    ['that has expired', { expiresAt: Date.parse(now) / 1000 }],
    ['of a person who is no organiser any more', { organiserId: 'gone' }],
  ])('%s opens nothing', async (_, changes) => {
    await expect(heldBy({ role: 'owner' }, changes)).rejects.toMatchObject({ type: 'unauthorised' });
  });

  test.each([undefined, '', 'Bearer ', 'Basic eb_x', `Bearer eb_${'x'.repeat(43)}`])(
    'is none: %s',
    async (header) => {
      const store = new MemoryTable();
      await expect(authenticate(header, { store, now })).rejects.toMatchObject({ type: 'unauthorised' });
    },
  );
});
