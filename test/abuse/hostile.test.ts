import { describe, expect, test } from 'vitest';
import { hostile, tokensOf } from './hostile/texts.ts';

const seed = Number(process.env.SEED ?? 1);

test(`hostile names and answers stay what they are in mails, pages and exports (seed ${seed})`, async () => {
  expect(await hostile(120, seed)).toEqual([]);
});

describe('the tokens of a page', () => {
  test.each(['a < b', '<b onclick=x>', '<b title="<">', '<script', '<B>', "<b title='x'>"])(
    'refuse %s',
    (html) => {
      expect(() => tokensOf(html)).toThrow();
    },
  );

  test('are its elements and texts, decoded', () => {
    expect(tokensOf('<b title="&quot;">a &lt; b</b>').map((token) => token.name)).toEqual([
      'b',
      'a < b',
      '/b',
    ]);
  });
});
