import { describe, expect, test } from 'vitest';
import { renderMail } from '../../functions/views/mail.ts';
import { elementsIn } from './reading.ts';
import { sampleMails } from './samples.ts';

/**
 * What the templates use of HTML and CSS, and on which elements: each was looked up in caniemail's data for Outlook for
 * Windows (Word), Gmail with and without `<style>`, GMX and Web.de (decision 145 says who drops what, and what is then
 * to be seen). What comes newly has to be looked up there first.
 */
const everywhere = '';
const properties: Record<string, string> = {
  background: 'body td table img',
  'border-left': 'td',
  'border-top': 'table td',
  border: 'img',
  'border-radius': 'td',
  color: 'p h2 a ul ol',
  display: 'div img a',
  'font-family': 'body td',
  'font-size': 'div p h2 a ul ol',
  'font-weight': 'p h2 a',
  height: 'img',
  'line-height': 'div p h2 a ul ol',
  margin: 'body table img p h2 ul ol li',
  'max-height': 'div',
  'max-width': 'table img',
  'mso-hide': 'div',
  'mso-padding-alt': 'td',
  opacity: 'div',
  overflow: 'div',
  padding: 'body td a ul ol',
  'text-decoration': 'a',
  width: 'table img',
  'word-break': 'td',
};
const attributes: Record<string, string> = {
  align: 'td',
  alt: 'img',
  bgcolor: 'td',
  cellpadding: 'table',
  cellspacing: 'table',
  charset: 'meta',
  class: everywhere,
  content: 'meta',
  // GMX and Web.de drop it in browsers, where `align` holds still.
  dir: 'html table',
  height: 'img',
  href: 'a',
  lang: 'html table p h2 span li title',
  name: 'meta',
  role: 'table',
  src: 'img',
  style: everywhere,
  width: 'table',
};
const elements =
  'html head meta title style body div table tr td p h2 ul ol li a span strong em br img'.split(' ');

const isIn = (known: Record<string, string>, name: string, tag: string) =>
  known[name] === everywhere || known[name]?.split(' ').includes(tag);

const mails = Object.entries(sampleMails('de')).map(([name, { frame, ...facts }]) => {
  const organisation = { ...frame.organisation, logoUrl: 'https://www.stiftung-marktplatz.example/logo.png' };
  return { name, html: renderMail({ ...facts, frame: { ...frame, organisation } }).html };
});

describe.each(mails)('the mail $name', ({ html }) => {
  const found = elementsIn(html);

  test('has no element, attribute or property that was not looked up', () => {
    const strange = found.flatMap(({ tag, attributes: own }) => {
      const declared = (own.style ?? '').split(';').flatMap((one) => one.split(':')[0] || []);
      return [
        ...(elements.includes(tag) ? [] : [`<${tag}>`]),
        ...Object.keys(own).filter((name) => !isIn(attributes, name, tag)),
        ...declared.filter((name) => !isIn(properties, name, tag)),
      ].map((what) => `${what} on ${tag}`);
    });
    expect([...new Set(strange)]).toEqual([]);
  });

  test('gives a ground by the shorthand, which GMX and Web.de know in any colour, and to buttons by an attribute too', () => {
    expect(html).not.toMatch(/style="[^"]*background-color/);
    for (const { attributes: own } of found.filter((one) => one.attributes.class === 'button'))
      expect(own.bgcolor).toBe(/background:(#\w+)/.exec(own.style ?? '')?.[1]);
  });

  test('has sizes in pixels, and colours as six digits', () => {
    const values = found.flatMap(({ attributes: own }) => (own.style ?? '').split(';'));
    for (const value of values) expect(value).not.toMatch(/\d(rem|em|vw|vh|pt)\b|rgb|hsl|var\(|calc\(/);
    expect(html.match(/<style>([\s\S]*?)<\/style>/)?.[1]?.length).toBeLessThan(16_000);
  });
});
