import { expect, test } from 'vitest';
import { audited, listAudit } from '../../../functions/core/access/audit.ts';
import { terms } from '../../../functions/core/table/terms.ts';
import { yearsEnd } from '../../../functions/core/values/time.ts';
import { itemSchemas } from '../../../scripts/item-forms.ts';
import { MemoryTable } from '../../adapters/memory-table.ts';
import { owner } from '../mail/mail-world.ts';
import { Series } from '../series.ts';

const types = Object.entries(itemSchemas).map(([type, schema]) => ({
  type,
  fields: Object.keys(schema.shape),
}));
const termOf = (type: string) => Object.entries(terms).find(([known]) => known === type)?.[1];

test('every type of item has a term, and no other', () => {
  expect(Object.keys(terms).toSorted()).toEqual(types.map(({ type }) => type).toSorted());
});

test.each(types)('$type can end as its term says', ({ type, fields }) => {
  const term = termOf(type);
  expect(fields.includes('expiresAt'), 'TTL').toBe(term?.backstop === 'ttl' || type === 'suppression');
  if (term?.trigger === 'dispatch' && type !== 'setback') expect(fields).toContain('dueLane');
  // Who is told by name or address has an end that does not wait for somebody to think of it.
  const isNamed = fields.includes('email') || fields.includes('name');
  if (isNamed && type !== 'sender') expect(term?.of).toMatch(/attendee|organiser/);
  if (fields.includes('personHash')) expect(term?.of).toMatch(/attendee|hash/);
  if (term?.of !== 'nobody') expect([term?.trigger, term?.backstop]).not.toEqual(['none', 'none']);
});

test('the proof of a withdrawn consent is kept to the end of the third calendar year, by Berlin’s clocks', () => {
  expect(yearsEnd('2027-03-01T09:00:00.000Z', 3, 'Europe/Berlin')).toBe('2030-12-31T23:00:00.000Z');
  // Already the new year there.
  expect(yearsEnd('2027-12-31T23:30:00.000Z', 3, 'Europe/Berlin')).toBe('2031-12-31T23:00:00.000Z');
});

test('what the audit says is shown for four years, whatever TTL has come to', async () => {
  const { context, table } = await Series.create(new MemoryTable(), 'reihe', []);
  await table.commit([audited(owner, { action: 'series.change', item: 'series/reihe' }, context)]);
  const at = async (now: string) => (await listAudit(owner, { limit: 10 }, { ...context, now })).items.length;
  expect(await at('2031-03-01T08:59:59.000Z')).toBe(1);
  expect(await at('2031-03-01T09:00:00.000Z')).toBe(0);
});
