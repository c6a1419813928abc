import { composer } from '../core/mail/compose.ts';
import { spokenMail } from './spoken-mail.ts';

/** Makes mails as their readers see them: words, calendar files and MIME, which only who sends has to load. */
export const compose = composer(spokenMail);
