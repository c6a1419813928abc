import type { Frame } from '../core/mail/mail-content.ts';
import { documentAnswer } from '../http/document-answer.ts';
import { type OrganiserPage, renderOrganiserPage } from '../views/organiser-page.tsx';

/** What organisers print or hand on. */
export const page = (frame: Frame, content: OrganiserPage) =>
  documentAnswer(200, frame, renderOrganiserPage(frame, content));
