import type { Locale } from '../core/values/locale.ts';
import type { Accessibility, Organisation } from '../core/values/stage.ts';
import { wordsOf } from './words/index.ts';

/**
 * What every page and mail leads to at its end: imprint (§ 5 DDG), privacy, and where the stage names them the pages that
 * accessibility law asks for (Directive (EU) 2016/2102, Art. 7; BITV 2.0, §§ 4 and 7).
 */
export function legalLinks(
  { imprintUrl, privacyUrl }: Pick<Organisation, 'imprintUrl' | 'privacyUrl'>,
  accessibility: Accessibility | undefined,
  locale: Locale,
): { text: string; url: string }[] {
  const { statementUrl, feedback, plainLanguageUrl, signLanguageUrl } =
    typeof accessibility === 'object' ? accessibility : {};
  const say = wordsOf(locale).common.legal;
  return [
    { text: say.imprint, url: imprintUrl },
    { text: say.privacy, url: privacyUrl },
    { text: say.statement, url: statementUrl },
    { text: say.feedback, url: feedback?.includes('@') ? `mailto:${feedback}` : feedback },
    { text: say.plainLanguage, url: plainLanguageUrl },
    { text: say.signLanguage, url: signLanguageUrl },
  ].flatMap(({ text, url }) => (url === undefined ? [] : [{ text, url }]));
}
