import { expect, test } from 'vitest';
import { parseMarkdown, strangeLinks } from '../../../functions/core/values/markdown.ts';

test('paragraphs, emphasis, links and lists are what they say', () => {
  expect(parseMarkdown('Ein **fetter**\n*Satz*\n\n- a [b](https://x.example/c)\n- d\n\n1. e')).toEqual([
    {
      kind: 'rich',
      spans: [
        { text: 'Ein ' },
        { text: 'fetter', isBold: true },
        { text: '\n' },
        { text: 'Satz', isItalic: true },
      ],
    },
    {
      kind: 'list',
      isNumbered: false,
      items: [[{ text: 'a ' }, { text: 'b', url: 'https://x.example/c' }], [{ text: 'd' }]],
    },
    { kind: 'list', isNumbered: true, items: [[{ text: 'e' }]] },
  ]);
});

test('everything else is text as it stands', () => {
  const plain = '<script>alert(1)</script> # no heading, snake_case_name, 2 * 3 * 4, ![x](y) \u{1f642}';
  const [block] = parseMarkdown(plain);
  const text = block?.kind === 'rich' ? block.spans.map((span) => span.text).join('') : '';
  expect(text).toBe(plain);
  expect(JSON.stringify(parseMarkdown('[x](javascript:alert(1))'))).not.toContain('url');
  expect(parseMarkdown('\\*kein\\*')).toEqual([
    { kind: 'rich', spans: [{ text: '*' }, { text: 'kein' }, { text: '*' }] },
  ]);
});

test.each([
  ['Siehe https://x.example/a_b_c?d=1&e=2.', 'https://x.example/a_b_c?d=1&e=2', '.'],
  ['(http://x.example/a)', 'http://x.example/a', ')'],
  ['https://x.example/Ort_(Mitte), dann', 'https://x.example/Ort_(Mitte)', ', dann'],
  ['„https://x.example/“!', 'https://x.example/', '“!'],
  ['**https://x.example**', 'https://x.example', undefined],
])('an address that stands bare is a link, without what ends the sentence: %s', (source, url, rest) => {
  const [block] = parseMarkdown(source);
  const spans = block?.kind === 'rich' ? block.spans : [];
  expect(spans.filter((span) => span.url !== undefined)).toMatchObject([{ text: url, url }]);
  expect(spans.slice(spans.findIndex((span) => span.url !== undefined) + 1)[0]?.text).toBe(rest);
});

test.each([
  'https://x.example/{name}',
  'https://',
  'xhttps://x.example',
  'javascript://x.example',
  'https://x.example\\_a',
])('what is no whole address stays text: %s', (source) => {
  expect(parseMarkdown(source)).toEqual([{ kind: 'rich', spans: [{ text: source }] }]);
});

test('a text of addresses that end in nothing but dots is read in no time', () => {
  const started = performance.now();
  parseMarkdown(`https://${'.'.repeat(1800)} `.repeat(10));
  expect(performance.now() - started).toBeLessThan(500);
});

test('a link that leads nowhere allowed is found before it is sent', () => {
  expect(strangeLinks('[a](https://x.example) [b](javascript:1) [c](https://{name}.example) [d]()')).toEqual([
    'javascript:1',
    'https://{name}.example',
    '',
  ]);
});

test('a text of brackets alone is read in no time', () => {
  const started = performance.now();
  parseMarkdown(`${'*_['.repeat(6000)}`);
  expect(performance.now() - started).toBeLessThan(500);
});
