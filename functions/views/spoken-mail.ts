import type { MailFacts, RenderedMail } from '../core/mail/mail-content.ts';
import { renderMail } from './mail.ts';
import { loadWords } from './words/index.ts';

/** A mail as its reader sees it; the words of its language are loaded before. */
export async function spokenMail(facts: MailFacts): Promise<RenderedMail> {
  await loadWords(facts.frame.locale);
  return renderMail(facts);
}
