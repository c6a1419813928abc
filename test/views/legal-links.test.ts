import { describe, expect, test } from 'vitest';
import type { Accessibility } from '../../functions/core/values/stage.ts';
import { legalLinks } from '../../functions/views/legal-links.ts';
import { renderMail } from '../../functions/views/mail.ts';
import { renderPage } from '../../functions/views/render-page.tsx';
import { sampleFrame, sampleMails, samplePages } from './samples.ts';

const accessibility: Accessibility = {
  statementUrl: 'https://www.stiftung-marktplatz.example/barrierefreiheit',
  feedback: 'barriere@stiftung-marktplatz.example',
  plainLanguageUrl: 'https://www.stiftung-marktplatz.example/leichte-sprache',
  signLanguageUrl: 'https://www.stiftung-marktplatz.example/gebaerdensprache',
};
const { statementUrl, feedback, plainLanguageUrl, signLanguageUrl } = accessibility;
const all = [statementUrl, `mailto:${feedback}`, plainLanguageUrl, signLanguageUrl];

describe('where the imprint is, there is what the stage names for accessibility:', () => {
  const withIt = <T extends { frame: object }>(facts: T): T => ({
    ...facts,
    frame: { ...facts.frame, accessibility },
  });

  test.each(Object.entries(samplePages('de')))('the page %s', (_, facts) => {
    const [, footer = ''] = renderPage(withIt(facts)).html.split('<footer');
    for (const url of [facts.frame.organisation.imprintUrl, ...all])
      expect(footer).toContain(`href="${url}"`);
  });

  test.each(Object.entries(sampleMails('en')))('the mail %s', (_, facts) => {
    const { html, text } = renderMail(withIt(facts));
    for (const url of [facts.frame.organisation.imprintUrl, ...all]) {
      expect(html).toContain(`href="${url}"`);
      expect(text).toContain(url);
    }
  });
});

test('nothing is named that the stage has not', () => {
  const { organisation } = sampleFrame('de');
  expect(legalLinks(organisation, undefined, 'de').map(({ text }) => text)).toEqual([
    'Impressum',
    'Datenschutz',
  ]);
  expect(legalLinks(organisation, 'not-required', 'en').map(({ text }) => text)).toEqual([
    'Imprint',
    'Privacy',
  ]);
});

test('a barrier is reported to an address or on a page', () => {
  const { organisation } = sampleFrame('de');
  const url = 'https://www.stiftung-marktplatz.example/feedback';
  const links = legalLinks(organisation, { statementUrl, feedback: url }, 'de');
  expect(links.slice(2)).toEqual([
    { text: 'Erklärung zur Barrierefreiheit', url: statementUrl },
    { text: 'Barriere melden', url },
  ]);
});
