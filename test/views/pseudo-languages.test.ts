import { afterAll, describe, expect, test, vi } from 'vitest';
import { words as german } from '../../functions/views/words/de/index.ts';
import { breaches } from './samples/faults.ts';
import { pseudoWords, textsIn } from './samples/pseudo.ts';

/** Two languages that only tests have: one whose words are longer by nearly half, one that is written from right to left. */
const languages = {
  'sr-Cyrl-XA': {
    dir: 'ltr',
    words: pseudoWords(german, 'ово', { languageTag: 'el', quotationMarks: ['«', '»'] }),
  },
  'ar-XB': { dir: 'rtl', words: pseudoWords(german, '', { languageTag: 'ar', quotationMarks: ['«', '»'] }) },
};

vi.resetModules();
vi.doMock('../../functions/core/values/locale.ts', async (original) => {
  const actual = await original<typeof import('../../functions/core/values/locale.ts')>();
  const added = Object.keys(languages);
  const ownNames = { ...actual.ownNames, ...Object.fromEntries(added.map((one) => [one, '—'])) };
  return { ...actual, ownNames, locales: [...added, ...actual.locales] };
});
vi.doMock('../../functions/views/words/index.ts', () => ({
  wordsOf: (locale: keyof typeof languages) => languages[locale].words,
}));
const { locales } = await import('../../functions/core/values/locale.ts');
const { renderPage } = await import('../../functions/views/render-page.tsx');
const { renderMail } = await import('../../functions/views/mail.ts');
const { faultMessage } = await import('../../functions/views/faults.ts');
const { sampleMails, samplePages } = await import('./samples.ts');

afterAll(() => {
  vi.doUnmock('../../functions/core/values/locale.ts');
  vi.doUnmock('../../functions/views/words/index.ts');
  vi.resetModules();
});

const latin = /[a-zäöüß]{2,}/gi;

/** What is the same in every language: names of zones, services, formats and of the languages themselves. */
const names = [
  'Berlin',
  'CET',
  'CEST',
  'GMT',
  'UTC',
  'Google',
  'Outlook',
  'JSON',
  'SHA',
  'Deutsch',
  'English',
];

/** The words in Latin letters that are read in it and stand in none of its facts. */
function leftIn(text: string, facts: unknown): string[] {
  const known = new Set([...names, ...textsIn(facts).flatMap((one) => one.match(latin) ?? [])]);
  const said = text.replaceAll(/https?:\/\/\S+|\{\w+\}/g, ' ');
  return (said.match(latin) ?? []).filter((word) => !known.has(word));
}

/** What is seen of a document, and what is said of its images and controls. */
function readIn(html: string): string {
  const [, body = ''] = /<body[^>]*>([\s\S]*)<\/body>/.exec(html) ?? [];
  const [, title = ''] = /<title>([^<]*)<\/title>/.exec(html) ?? [];
  const said = [...body.matchAll(/\b(?:alt|aria-label|title|placeholder)="([^"]*)"/g)].map(([, one]) => one);
  const seen = body.replaceAll(/<script[\s\S]*?<\/script>|<style[\s\S]*?<\/style>|<[^>]*>/g, ' ');
  return [title, ...said, seen]
    .join(' ')
    .replaceAll(/&(amp|lt|gt|quot|nbsp|zwnj|#\d+);/g, (entity) => (entity === '&amp;' ? '&' : ' '));
}

describe.each(locales.slice(0, 2))('in the language %s', (locale) => {
  const { dir } = Object.entries(languages).find(([tag]) => tag === locale)?.[1] ?? { dir: '' };

  test('no fault says anything of another one', () => {
    for (const one of breaches) expect(leftIn(faultMessage(one, locale), one)).toEqual([]);
  });

  test.each(Object.entries(samplePages(locale)))('the page %s says nothing of another one', (_, facts) => {
    const { html } = renderPage(facts);
    expect(html).toContain(`<html lang="${locale}" dir="${dir}"`);
    expect(leftIn(readIn(html), facts)).toEqual([]);
  });

  test.each(Object.entries(sampleMails(locale)))('the mail %s says nothing of another one', (_, facts) => {
    const { subject, text, html } = renderMail(facts);
    expect(html).toContain(`lang="${locale}" dir="${dir}"`);
    for (const read of [subject, text, readIn(html)]) expect(leftIn(read, facts)).toEqual([]);
  });
});
