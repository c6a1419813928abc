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
  const body = { publicBody: true, taskNorm: '§ 10 Abs. 2 GemO' };
  expect(basisOf('protection', body, 'de')).not.toMatch(/Abs\. 1 lit\. f/);
  expect(basisOf('protection', {}, 'de')).toMatch(/Abs\. 1 lit\. f/);
  expect(basisOf('participation', body, 'de')).toMatch(/lit\. e.*§ 10 Abs\. 2 GemO/);
  expect(basisOf('participation', { publicBody: true }, 'en')).toContain('the law that gives the task');
});

test('a question belongs to the purpose that its answers need', () => {
  expect(purposeOfQuestion({ sensitive: true })).toBe('sensitive');
  expect(purposeOfQuestion({ sensitive: false })).toBe('participation');
});
