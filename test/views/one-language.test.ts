import { expect, test, vi } from 'vitest';
import { locales } from '../../functions/core/values/locale.ts';
import { breaches } from './samples/faults.ts';
import { sampleMails, samplePages } from './samples.ts';

test.each(locales)(
  'each page, mail and fault in %s needs the words of that language alone',
  async (locale) => {
    // Anew, as in an instance that has loaded no words yet.
    vi.resetModules();
    const { loadWords, wordsOf } = await import('../../functions/views/words/index.ts');
    expect(() => wordsOf(locale)).toThrow(/were not loaded/);
    const { renderPage } = await import('../../functions/views/render-page.tsx');
    const { renderMail } = await import('../../functions/views/mail.ts');
    const { faultMessage } = await import('../../functions/views/faults.ts');
    await loadWords(locale);
    for (const [name, facts] of Object.entries(samplePages(locale))) {
      expect(() => renderPage(facts), name).not.toThrow();
    }
    for (const [name, facts] of Object.entries(sampleMails(locale))) {
      expect(() => renderMail(facts), name).not.toThrow();
    }
    for (const one of breaches) expect(faultMessage(one, locale)).not.toBe('');
  },
);
