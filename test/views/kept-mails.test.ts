import { readdirSync } from 'node:fs';
import path from 'node:path';
import { describe, expect, test } from 'vitest';
import type { MailFacts } from '../../functions/core/mail/mail-content.ts';
import { locales } from '../../functions/core/values/locale.ts';
import { renderMail } from '../../functions/views/mail.ts';
import { readingOrder, wordsIn, wordsInHtml } from './reading.ts';
import { sampleMailContents, sampleMails } from './samples.ts';

/**
 * Every mail as it is read aloud or where no style is known: a change of words shows in review as a change of these
 * files. `npm run keep-mails` writes them anew; a run of the tests writes none.
 */
const folder = path.join(import.meta.dirname, 'kept-mails');
const names = Object.keys(sampleMailContents('de'));

/** What a mail program shows first, and all that follows. */
function asRead(facts: MailFacts): string {
  const { subject, text, html } = renderMail(facts);
  const [preheader = '', ...lines] = readingOrder(html);
  expect(wordsInHtml(html), 'text and HTML read the same').toEqual(wordsIn(text));
  return [`Subject: ${subject}`, `Preheader: ${preheader}`, ...lines].join('\n');
}

describe.each(names)('the mail %s', (name) => {
  test('reads as it is kept, in each language', async () => {
    const mails = locales.map((locale) => {
      const facts = sampleMails(locale)[name];
      if (facts === undefined) throw new Error(`no sample ${name} in ${locale}`);
      return `== ${locale}\n${asRead(facts)}\n`;
    });
    await expect(mails.join('\n')).toMatchFileSnapshot(path.join(folder, `${name}.txt`));
  });
});

test('no mail is kept that there is no sample of', () => {
  expect(readdirSync(folder).filter((file) => !names.includes(path.parse(file).name))).toEqual([]);
});
