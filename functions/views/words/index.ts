import type { Locale } from '../../core/values/locale.ts';
import type { Words } from './shape.ts';

export type { Words };

/** The words of each language: what a function says is loaded when it is first said. */
const languages: Record<Locale, () => Promise<{ words: Words }>> = {
  de: () => import('./de/index.ts'),
  en: () => import('./en/index.ts'),
};

const loaded: { [L in Locale]?: Words } = {};

/** Loads the words of a language, once: before anything is said in it. */
export async function loadWords(locale: Locale): Promise<void> {
  loaded[locale] ??= (await languages[locale]()).words;
}

/** What is said in a language. @throws while its words are not loaded */
export function wordsOf(locale: Locale): Words {
  const words = loaded[locale];
  if (words === undefined) throw new Error(`the words of ${locale} were not loaded`);
  return words;
}
