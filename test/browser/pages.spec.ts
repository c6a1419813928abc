import { mkdirSync } from 'node:fs';
import path from 'node:path';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import type { Locale } from '../../functions/core/values/locale.ts';
import { renderPage } from '../../functions/views/page.tsx';
import { samplePages } from '../views/samples.ts';
import { findings, looks, openBrowser } from './chromium.ts';

const shots = process.env.SCREENSHOTS;
if (shots) mkdirSync(shots, { recursive: true });

/** Every page that there is, with what can stand on it: each width and each scheme in one of the languages. */
const languages: Locale[] = ['de', 'en', 'en', 'de'];

describe.each(looks.map((look, index) => ({ look, locale: languages[index] ?? 'de' })))(
  'axe-core finds nothing, $look.name, $locale,',
  ({ look, locale }) => {
    let browser: Awaited<ReturnType<typeof openBrowser>>;
    beforeAll(async () => {
      browser = await openBrowser(look);
    });
    afterAll(() => browser.close());

    it.each(Object.entries(samplePages(locale)))('on %s', async (name, facts) => {
      const page = await browser.context.newPage();
      await page.setContent(renderPage(facts).html, { waitUntil: 'load' });
      if (shots) {
        const file = `${name}-${look.name.replaceAll(/[^a-z]+/g, '-')}-${locale}.png`;
        await page.screenshot({ path: path.join(shots, file), fullPage: true });
      }
      expect(await findings(page)).toEqual([]);
      expect(await page.evaluate('document.documentElement.scrollWidth <= innerWidth')).toBe(true);
      await page.close();
    });
  },
);
