import { expect, test } from 'vitest';
import { basisOf, holdings, purposeOfQuestion } from '../../functions/core/table/purposes.ts';
import { itemTypes, purposeFaults } from '../../lib/purposes.ts';
import { itemSchemas as schemas } from '../../scripts/item-forms.ts';

test('synth knows each type of item that the table holds, and each has a purpose', () => {
  expect(Object.keys(schemas).filter((type) => !itemTypes().includes(type))).toEqual([]);
  expect(Object.keys(holdings).toSorted()).toEqual([...Object.keys(schemas), 'numbers'].toSorted());
  expect(purposeFaults()).toEqual([]);
});

test('an item without a purpose stops synth, by its name and where to write it', () => {
  expect(purposeFaults([...itemTypes(), 'diary'])).toEqual([
    'items.diary: belongs to no purpose. Write it into functions/core/table/purposes.ts.',
  ]);
});

test('a public body rests nothing on its own interests, and another its protection does', () => {
  expect(basisOf('protection', true)).not.toMatch(/Abs\. 1 lit\. f/);
  expect(basisOf('protection', false)).toMatch(/Abs\. 1 lit\. f/);
  expect(basisOf('participation', true)).toMatch(/lit\. e .*Aufgabennorm/);
});

test('a question belongs to the purpose that its answers need', () => {
  expect(purposeOfQuestion({ sensitive: true })).toBe('sensitive');
  expect(purposeOfQuestion({ sensitive: false })).toBe('participation');
});
