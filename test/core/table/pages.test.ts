import * as fc from 'fast-check';
import { expect, test } from 'vitest';
import { fullPage } from '../../../functions/core/table/pages.ts';

/** Numbers from 0, of which a page is asked; the cursor is the last one read. */
const numbers = (count: number, fits: (n: number) => boolean) => {
  let reads = 0;
  return {
    reads: () => reads,
    read: async ({ limit, after }: { limit: number; after?: string }) => {
      reads += 1;
      const from = after === undefined ? 0 : Number(after) + 1;
      const all = Array.from({ length: Math.min(limit, count - from) }, (_, index) => from + index);
      const last = all.at(-1);
      return {
        items: all.filter(fits),
        next: last === undefined || last === count - 1 ? undefined : String(last),
      };
    },
  };
};

test('every page but the last is full, none is more than that, and together they are what fits, once', async () => {
  await fc.assert(
    fc.asyncProperty(
      fc.integer({ min: 1, max: 700 }),
      fc.integer({ min: 1, max: 150 }),
      fc.integer({ min: 1, max: 40 }),
      async (count, wanted, every) => {
        const fits = (n: number) => n % every === every - 1;
        const list = numbers(count, fits);
        const found: number[] = [];
        let next: string | undefined;
        do {
          const page = await fullPage({ after: next }, wanted, list.read);
          expect(page.items.length).toBeLessThanOrEqual(wanted);
          if (page.next !== undefined) expect(page.items.length).toBe(wanted);
          found.push(...page.items);
          next = page.next;
        } while (next !== undefined);
        expect(found).toEqual(Array.from({ length: count }, (_, n) => n).filter(fits));
      },
    ),
  );
});

test('a part of a long list is looked through at a time, in a stated number of reads', async () => {
  const list = numbers(100_000, (n) => n === 99_999);
  const page = await fullPage({}, 50, list.read);
  expect(page).toMatchObject({ items: [], next: '2549' });
  expect(list.reads()).toBe(26);
});
