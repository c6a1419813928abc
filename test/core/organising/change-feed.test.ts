import { beforeEach, describe, expect, test } from 'vitest';
import type { Organiser } from '../../../functions/core/access/organiser.ts';
import { addChanges, listChanges } from '../../../functions/core/organising/change-feed.ts';
import { changesOf } from '../../../functions/core/organising/written-changes.ts';
import type { Change } from '../../../functions/core/table/change-items.ts';
import type { Context } from '../../../functions/core/table/context.ts';
import { refs } from '../../../functions/core/table/refs.ts';
import { after } from '../../../functions/core/values/time.ts';
import { MemoryTable } from '../../adapters/memory-table.ts';
import { owner } from '../mail/mail-world.ts';
import { keyRing, publicUrl, sampleEvent, stage } from '../samples.ts';

let table: MemoryTable;
let at: Context;
beforeEach(() => {
  table = new MemoryTable();
  at = { store: table, keys: keyRing('1', '1'), stage, publicUrl, now: '2027-03-01T09:00:00.000Z' };
});

const change = (eventId: string, seriesId = 'reihe'): Change => ({
  ...{ kind: 'event', action: 'saved', seriesId, eventId },
});
const numbered = (count: number, from = 0) =>
  Array.from({ length: count }, (_, index) => change(`e${from + index}`));
const later = (duration: string) => {
  at = { ...at, now: after(at.now, duration) };
};
const told = (of: Promise<unknown>) =>
  of.then(
    () => 'told',
    ({ status, faults }) => [status, faults[0].code],
  );

/** All that there is behind a cursor. */
async function readOn(from?: string, who: Organiser = owner) {
  const items: string[] = [];
  let part = await listChanges(from, who, at);
  items.push(...part.changes.map(({ eventId = '' }) => eventId));
  while (!part.isAll) {
    part = await listChanges(part.after, who, at);
    items.push(...part.changes.map(({ eventId = '' }) => eventId));
  }
  return { items, after: part.after };
}

describe('the change feed', () => {
  test('is told in order and whole, however much there is, and goes on where it ended', async () => {
    expect(await readOn()).toEqual({ items: [], after: '0' });
    await addChanges(numbered(2150), at);
    const first = await readOn();
    expect(first.items).toEqual(numbered(2150).map(({ eventId }) => eventId));
    expect((await readOn(first.after)).items).toEqual([]);
    await addChanges(numbered(3, 5000), at);
    expect((await readOn(first.after)).items).toEqual(['e5000', 'e5001', 'e5002']);
  });

  test('loses nothing of what several add at once, and nobody who reads meanwhile misses any', async () => {
    const seen: string[] = [];
    let cursor: string | undefined;
    const poll = async () => {
      const part = await readOn(cursor);
      seen.push(...part.items);
      cursor = part.after;
    };
    const adding = Array.from({ length: 30 }, (_, index) => addChanges(numbered(2, index * 2), at));
    await Promise.all([...adding, poll(), poll().then(() => {})].slice(0, 31));
    await Promise.all(adding);
    await poll();
    expect(new Set(seen)).toEqual(new Set(numbered(60).map(({ eventId }) => eventId)));
  });

  test('tells an organiser of some series of those alone', async () => {
    await addChanges([change('mine', 'a'), change('theirs', 'b'), change('mine-too', 'a')], at);
    const scoped = { ...owner, role: 'viewer' as const, seriesIds: ['a'] };
    expect((await readOn(undefined, scoped)).items).toEqual(['mine', 'mine-too']);
    expect((await readOn(undefined, { ...scoped, seriesIds: [] })).items).toEqual([]);
  });

  test('begins with the last 30 days, and refuses a cursor whose next page is gone', async () => {
    await addChanges([change('first')], at);
    await addChanges([change('second')], at);
    const { after: early } = await listChanges(undefined, owner, at);
    later('P20D');
    await addChanges([change('third')], at);
    later('P11D');
    expect((await readOn()).items).toEqual(['third']);
    await table.commit([{ step: 'remove', ref: refs.changes(1) }]);
    expect((await readOn(early)).items).toEqual(['third']);
    expect(await told(listChanges('0', owner, at))).toEqual([422, 'changesGone']);
    later('P30D');
    expect(await readOn()).toEqual({ items: [], after: '3' });
  });

  test.each(['-1', '1e3', '01', 'x', '4'])('refuses the cursor "%s", which it never gave', async (cursor) => {
    await addChanges([change('one')], at);
    expect(await told(listChanges(cursor, owner, at))).toEqual([422, 'unknownCursor']);
  });
});

describe('what was written', () => {
  const ids = { seriesId: 'reihe', eventId: 'eins' };

  test('is told once, in the order of its last time', async () => {
    const registration = { ...ids, type: 'registration', registrationId: 'r' };
    const changes = await changesOf(
      [
        { ...registration, action: 'saved' },
        { ...ids, type: 'event', action: 'saved' },
        { ...registration, action: 'saved' },
        { ...registration, action: 'removed' },
      ],
      table,
    );
    expect(changes).toEqual([
      { kind: 'event', action: 'saved', ...ids },
      { kind: 'registration', action: 'saved', ...ids, registrationId: 'r' },
      { kind: 'registration', action: 'removed', ...ids, registrationId: 'r' },
    ]);
  });

  test('of documentation is of its event’s series, and with the event it is gone', async () => {
    const documentation = { type: 'documentation', action: 'saved', eventId: 'eins' } as const;
    expect(await changesOf([documentation], table)).toEqual([]);
    await table.commit([{ step: 'put', item: sampleEvent({ ...ids }), when: 'absent' }]);
    expect(await changesOf([documentation], table)).toEqual([
      { kind: 'documentation', action: 'saved', ...ids },
    ]);
  });

  test('of another kind is not told', async () => {
    expect(await changesOf([{ ...ids, type: 'counters', action: 'saved' }], table)).toEqual([]);
  });
});
