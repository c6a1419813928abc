import { describe, expect, test } from 'vitest';
import type { MailFacts } from '../../functions/core/mail/mail-content.ts';
import { renderMail } from '../../functions/views/mail.ts';
import { inWord, withoutStyle } from '../views/mail-programs.ts';
import { sampleMails } from '../views/samples.ts';
import { browse, inspect, type Look, phone } from './chromium.ts';

/**
 * Every mail as it looks in Chromium: as wide as a phone and as a mail program's pane, in the dark, and with what little
 * others know of its style. `SCREENSHOTS=DIRECTORY` keeps the pictures, which are to be looked at when a template changes.
 */
const pane: Look = { name: 'pane, light', width: 640, height: 700, colorScheme: 'light' };
const mailLooks: Look[] = [phone, pane].flatMap((look) => [
  look,
  { ...look, name: look.name.replace('light', 'dark'), colorScheme: 'dark' },
]);
const programs = {
  whole: (html: string) => html,
  'without its style sheet': withoutStyle,
  'in Word': inWord,
};

/** In German, whose words are longer. */
const samples = sampleMails('de');
const long = { text: 'Zivilgesellschaftsförderungsinfrastrukturentwicklung' };
const { reminder } = samples;
if (reminder?.content.template !== 'reminder') throw new Error('no reminder');
const { content, frame } = reminder;
const ofLongWords: MailFacts = {
  ...reminder,
  frame: { ...frame, series: { title: long, organisers: [long.text] } },
  content: { ...content, event: { ...content.event, title: long, workingGroup: long } },
};
const mails = Object.entries({ ...samples, ofLongWords }).map(([name, facts]) => ({
  name,
  html: renderMail(facts).html,
}));

/** A mail is no page: it has no landmarks, and its title is its subject. */
const rules = [
  'color-contrast',
  'link-in-text-block',
  'empty-heading',
  'link-name',
  'image-alt',
  'valid-lang',
];

describe.each(mailLooks)('mails, $name', (look) => {
  test.each(Object.entries(programs))('%s', async (program, shownBy) => {
    const page = await (await browse(look)).newPage();
    const found: string[] = [];
    for (const { name, html } of mails) {
      await page.setContent(shownBy(html));
      found.push(...(await inspect(page, `${program}, ${look.name}, ${name}`, rules)));
    }
    expect(found).toEqual([]);
  });
});
