import { describe, expect, test } from 'vitest';
import { renderMail } from '../../functions/views/mail.ts';
import { renderPage } from '../../functions/views/render-page.tsx';
import { readingOrder, withoutPreheader } from './reading.ts';
import { sampleMails, samplePages } from './samples.ts';

/** Stands in every text that is there in German alone. */
const mark = 'Deutsch';

/** The same facts of a series that has no text in English: what comes with its language says so. */
function inGermanAlone<T>(facts: T): T {
  const german = (value: unknown): unknown => {
    if (Array.isArray(value)) return value.map(german);
    if (typeof value !== 'object' || value === null) return value;
    const keys = Object.keys(value);
    if (keys.length === 1 && 'text' in value) return { text: mark, lang: 'de' };
    if (keys.every((key) => key === 'de' || key === 'en') && keys.length > 0) return { de: mark };
    // An organiser's own text has its language as a whole.
    const inside = (key: string, one: unknown) => (key === 'body' ? one : german(one));
    return Object.fromEntries(Object.entries(value).map(([key, one]) => [key, inside(key, one)]));
  };
  return Object.assign({}, facts, german(facts));
}

/** Lines in which a German text stands that nothing says the language of. */
const unsaid = (html: string) =>
  readingOrder(html).filter((line) => line.replaceAll(/\{de: [^{}]*\}/g, '').includes(mark));

const pages = Object.entries(samplePages('en'));
const mails = Object.entries(sampleMails('en'));

describe('what is there in German alone bears its language to who reads English', () => {
  test.each(pages)('on the page %s', (_, facts) => {
    const { html } = renderPage(inGermanAlone(facts));
    expect(unsaid(html)).toEqual([]);
    expect(html).toContain(`<p class="series" lang="de">${mark}</p>`);
  });

  test.each(mails)('in the mail %s', (_, facts) => {
    const { html } = renderMail(inGermanAlone(facts));
    expect(unsaid(withoutPreheader(html))).toEqual([]);
    expect(html).toContain(`<span lang="de">${mark}</span>`);
  });
});

test('a mail says its own language within the body, too', () => {
  for (const [, facts] of mails)
    expect(renderMail(facts).html).toContain('<table role="presentation" lang="en"');
});
