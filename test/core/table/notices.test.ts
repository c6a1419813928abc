import { createHash } from 'node:crypto';
import { describe, expect, test } from 'vitest';
import {
  namesNotice,
  noticeReference,
  provenNotice,
  textHashes,
} from '../../../functions/core/table/notices.ts';

const text = { de: 'Wir löschen nach 90 Tagen.', en: 'We delete after 90 days.' };
const notice = { version: '2027-01', text };
const sha256 = (of: string) => createHash('sha256').update(Buffer.from(of, 'utf8')).digest('hex');

describe('what a form says of a notice that it showed', () => {
  test('names the text by its hash, in the language that it was shown in, whatever the form’s is', () => {
    const reference = noticeReference({ version: '2027-01', text: text.de });
    expect(reference).toBe(`2027-01:${sha256(text.de)}`);
    const proof = { version: '2027-01', locale: 'de', text: text.de, hash: sha256(text.de) };
    expect(provenNotice(reference, notice, 'de')).toEqual({ proof });
    expect(provenNotice(reference, notice, 'en')).toEqual({ proof });
  });

  test('may be the version alone: the proof says so by naming no hash', () => {
    expect(provenNotice('2027-01', notice, 'en')).toEqual({
      proof: { version: '2027-01', locale: 'en', text: text.en },
    });
    const german = { version: '2027-01', text: { de: text.de } };
    // What was shown is German, in an English form, too.
    expect(provenNotice('2027-01', german, 'en')).toEqual({
      proof: { version: '2027-01', locale: 'de', text: text.de },
    });
  });

  test.each([
    ['another text', `2027-01:${sha256('Wir löschen nie.')}`, 'noticeTextDiffers'],
    ['no text', '2027-01:', 'noticeTextDiffers'],
    ['an older version', `2026-01:${sha256(text.de)}`, 'noticeVersionUnknown'],
    ['an older version alone', '2026-01', 'noticeVersionUnknown'],
  ])('of %s is a fault that names the version to show', (_, reference, code) => {
    expect(provenNotice(reference, notice, 'de')).toEqual({
      fault: { code, params: { version: '2027-01' } },
    });
  });

  test('of a notice that the series has not is a fault without one', () => {
    expect(provenNotice('2027-01', undefined, 'de')).toEqual({ fault: { code: 'noticeVersionUnknown' } });
  });
});

test('a series tells the hash of each text that there is', () => {
  expect(textHashes(notice)).toEqual({ de: sha256(text.de), en: sha256(text.en) });
  expect(textHashes({ text: { de: text.de } })).toEqual({ de: sha256(text.de) });
});

test('a reference names one text under one version', () => {
  const shown = { version: '2027-01', text: text.de };
  expect(namesNotice(noticeReference(shown), shown)).toBe(true);
  expect(namesNotice('2027-01', shown)).toBe(true);
  expect(namesNotice(noticeReference({ ...shown, text: text.en }), shown)).toBe(false);
  expect(namesNotice('2026-01', shown)).toBe(false);
});
