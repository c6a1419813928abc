import type { BrowserContext } from 'playwright-core';
import { beforeAll, describe, expect, it } from 'vitest';
import type { Locale } from '../../functions/core/values/locale.ts';
import { renderPage } from '../../functions/views/render-page.tsx';
import { samplePages } from '../views/samples.ts';
import { inspect, looks, openContext } from './chromium.ts';

/** Every page that there is, with what can stand on it: each width and each scheme in one of the languages. */
const languages: Locale[] = ['de', 'en', 'en', 'de'];

describe.each(looks.map((look, index) => ({ look, locale: languages[index] ?? 'de' })))(
  'axe-core finds nothing, $look.name, $locale,',
  ({ look, locale }) => {
    let context: BrowserContext;
    beforeAll(async () => {
      context = await openContext(look);
      return () => context.close();
    });

    it.each(Object.entries(samplePages(locale)))('on %s', async (name, facts) => {
      const page = await context.newPage();
      await page.setContent(renderPage(facts).html, { waitUntil: 'load' });
      expect(await inspect(page, `${name}, ${look.name}, ${locale}`)).toEqual([]);
      await page.close();
    });
  },
);
