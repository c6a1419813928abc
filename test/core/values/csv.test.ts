import fc from 'fast-check';
import { expect, test } from 'vitest';
import { csvRow, decodeText, parseCsv } from '../../../functions/core/values/csv.ts';

test('what is written is read, whatever is in it', () => {
  const cell = fc.string({ unit: 'grapheme' }).map((text) => text.replaceAll(/\r\n?/g, '\n'));
  const separator = fc.constantFrom(';', ',', '\t');
  fc.assert(
    fc.property(
      fc.array(fc.array(cell, { minLength: 2, maxLength: 4 }), { maxLength: 5 }),
      separator,
      (rows, by) => {
        const written = rows.map((row) => csvRow(row, by)).join('');
        const wanted = rows
          .filter((row) => row.some((one) => one.trim() !== ''))
          .map((row) =>
            row.map((one) => (/^[\s\p{Cc}\p{Cf}]*[=+\-@＝＋－＠]|^[\t\r\n]/u.test(one) ? `'${one}` : one)),
          );
        expect(parseCsv(written, by).rows.map((row) => row.cells)).toEqual(wanted);
      },
    ),
  );
});

test.each(['=1+1', '+49 30 1', '-1', '@SUM(A1)', '\t=1', ' =1'])('%j is no formula', (text) => {
  expect(csvRow([text], ';')).toMatch(/^"?'/);
});

test('lines are told as an editor counts them, also behind cells of several lines', () => {
  expect(parseCsv('a;b\n"x\ny";1\n\nz;2').rows.map((row) => row.line)).toEqual([1, 2, 5]);
  expect(parseCsv('a,b\n1,"2').unclosedQuoteInLine).toBe(2);
});

test('encodings are known by their marks, else by what fits', () => {
  expect(decodeText(Buffer.from('\ufeffä', 'utf16le'))).toBe('ä');
  expect(decodeText(Buffer.from('ä'))).toBe('ä');
  expect(decodeText(Uint8Array.of(0xe4))).toBe('ä');
});
