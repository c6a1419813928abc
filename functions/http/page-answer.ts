import type { Frame } from '../core/mail/mail-content.ts';
import type { OtherLocale, PageContent } from '../core/mail/page-content.ts';
import { renderPage } from '../views/render-page.tsx';
import { documentAnswer } from './document-answer.ts';
import type { HttpAnswer } from './http.ts';

/** A page for everybody: @param formTargets websites that its form may lead back to, beside our own */
export function pageAnswer(
  statusCode: number,
  frame: Frame,
  content: PageContent,
  otherLocale?: OtherLocale,
  formTargets: readonly string[] = [],
): HttpAnswer {
  return documentAnswer(statusCode, frame, renderPage({ frame, content, otherLocale }), formTargets);
}
