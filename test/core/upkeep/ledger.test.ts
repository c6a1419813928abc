import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { ended } from '../../../functions/core/table/ledger-items.ts';
import type { OrganiserItem, TokenItem } from '../../../functions/core/table/organiser-items.ts';
import { refs } from '../../../functions/core/table/refs.ts';
import type { SuppressionItem } from '../../../functions/core/table/suppression-item.ts';
import { openRestored, replayLedger } from '../../../functions/core/upkeep/ledger.ts';
import { restoredGate } from '../../../functions/runtime/restored-gate.ts';
import { startTestDatabase, type TestDatabase } from '../../adapters/database.ts';
import { keyRing, publicUrl, stage } from '../samples.ts';

let database: TestDatabase;
beforeAll(async () => {
  database = await startTestDatabase();
});
afterAll(() => database.stop());

const before = '2040-03-01T00:00:00.000Z';
const at = '2040-03-05T00:00:00.000Z';
const later = '2040-03-09T00:00:00.000Z';
const context = () => ({
  ...{ store: database.table, keys: keyRing('1', '1'), stage, publicUrl, now: '2040-04-01T00:00:00.000Z' },
});
const replayed = async (...entries: ReturnType<typeof ended>[]) => {
  const result = await replayLedger(
    entries.map(({ item }) => item),
    context(),
  );
  expect(result).toEqual({ replayed: entries.length, failed: [] });
};
const put = (...items: (TokenItem | OrganiserItem | SuppressionItem)[]) =>
  database.table.commit(items.map((item) => ({ step: 'put', item, when: 'any' })));

function owner(organiserId: string, createdAt: string): OrganiserItem {
  return {
    ...{ type: 'organiser', organiserId, email: `${organiserId}@x.example`, locale: 'de', role: 'owner' },
    ...{ createdAt, updatedAt: createdAt, version: 0 },
  };
}

function suppression(personHash: string, changes: Partial<SuppressionItem> = {}): SuppressionItem {
  return {
    ...{ type: 'suppression', personHash, scope: 'everything', reason: 'complaint', createdAt: at },
    ...changes,
  };
}

describe('a replayed ledger', () => {
  test('ends a token for good, at the moment at which it ended', async () => {
    await put({
      ...{ type: 'token', tokenHash: 't1', name: 'Website', role: 'owner', createdAt: before, version: 3 },
    });
    for (const _ of [1, 2]) await replayed(ended({ what: 'token', tokenHash: 't1' }, at));
    expect(await database.table.get(refs.token('t1'))).toMatchObject({ revokedAt: at, version: 4 });
  });

  test('takes an organiser out, and lets the stage’s own owners begin again where nobody is left', async () => {
    await put(owner('eins', before), owner('zwei', before));
    await database.table.commit([
      { step: 'put', item: { type: 'owners', count: 2, version: 0 }, when: 'any' },
    ]);
    await replayed(ended({ what: 'organiser', organiserId: 'eins' }, at));
    expect(await database.table.get(refs.organiser('eins'))).toBeUndefined();
    expect(await database.table.get(refs.owners())).toMatchObject({ count: 1 });
    for (const _ of [1, 2]) await replayed(ended({ what: 'organiser', organiserId: 'zwei' }, at));
    expect(await database.table.get(refs.owners())).toBeUndefined();
  });

  test('spares who came back afterwards', async () => {
    await put(owner('drei', later), suppression('gehoben', { liftedAt: later }));
    await replayed(
      ended({ what: 'organiser', organiserId: 'drei' }, at),
      ended({ what: 'suppression', suppression: suppression('gehoben') }, at),
    );
    expect(await database.table.get(refs.organiser('drei'))).toBeDefined();
    expect(await database.table.get(refs.suppression('gehoben'))).toMatchObject({ liftedAt: later });
  });

  test('suppresses everything where the backup knew of unverified mail alone, and not the other way round', async () => {
    await put(suppression('enger', { scope: 'unverified' }), suppression('weiter'));
    const wide = suppression('enger', { reason: 'bounce' });
    await replayed(ended({ what: 'suppression', suppression: wide }, at));
    expect(await database.table.get(refs.suppression('enger'))).toEqual(wide);
    const narrow = suppression('weiter', { scope: 'unverified' });
    await replayed(ended({ what: 'suppression', suppression: narrow }, at));
    expect(await database.table.get(refs.suppression('weiter'))).toEqual(suppression('weiter'));
  });

  test('suppresses once more, also where it had been lifted before', async () => {
    await put(suppression('frueher', { createdAt: before, liftedAt: before }));
    for (const personHash of ['frueher', 'neu'])
      await replayed(ended({ what: 'suppression', suppression: suppression(personHash) }, at));
    for (const personHash of ['frueher', 'neu'])
      expect(await database.table.get(refs.suppression(personHash))).toEqual(suppression(personHash));
  });
});

describe('the gate of a restored table', () => {
  test('is shut until the table of this name was replayed: the mark of an earlier restore opens nothing', async () => {
    const gate = () => restoredGate('restored-2', true, database.table)();
    await expect(gate()).rejects.toThrow('busy');
    await openRestored('restored-1', context());
    await expect(gate()).rejects.toMatchObject({ cause: { name: 'NotReplayed' }, retryAfterSeconds: 10 });
    await openRestored('restored-2', context());
    await expect(gate()).resolves.toBeUndefined();
  });

  test('stands open on the stack’s own table, which is not even read', async () => {
    const store = { get: () => Promise.reject(new Error('read')) };
    await expect(restoredGate('own', false, store)()).resolves.toBeUndefined();
  });
});
