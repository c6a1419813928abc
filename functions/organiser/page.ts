import type { Frame } from '../core/mail/mail-content.ts';
import { documentAnswer } from '../http/document-answer.ts';
import { type OrganiserPage, renderOrganiserPage } from '../views/organiser-page.tsx';
import { loadWords } from '../views/words/index.ts';

/** What organisers print or hand on. */
export async function page(frame: Frame, content: OrganiserPage) {
  await loadWords(frame.locale);
  return documentAnswer(200, frame, renderOrganiserPage(frame, content));
}
