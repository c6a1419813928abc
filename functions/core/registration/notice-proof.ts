import type { SignUpItem } from '../table/items.ts';
import { type Locale, type Localised, wordingIn } from '../values/locale.ts';

/** A notice as it is proved: its words, with the language that they are in, whichever the page around them had. */
export function noticeProof(
  { version, text }: { version: string; text: Localised },
  shownIn: Locale,
): SignUpItem['notices']['privacy'] {
  const shown = wordingIn(text, shownIn);
  return { version, locale: shown.lang ?? shownIn, text: shown.text };
}
