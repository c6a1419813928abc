import type { Frame } from '../core/mail/mail-content.ts';
import type { OtherLocale, PageContent } from '../core/mail/page-content.ts';
import { renderPage } from '../views/render-page.tsx';
import { loadWords } from '../views/words/index.ts';
import { documentAnswer } from './document-answer.ts';
import type { HttpAnswer } from './http.ts';

/** A page for everybody: @param formTargets websites that its form may lead back to, beside our own */
export async function pageAnswer(
  statusCode: number,
  frame: Frame,
  content: PageContent,
  otherLocale?: OtherLocale,
  formTargets: readonly string[] = [],
): Promise<HttpAnswer> {
  await loadWords(frame.locale);
  return documentAnswer(statusCode, frame, renderPage({ frame, content, otherLocale }), formTargets);
}
