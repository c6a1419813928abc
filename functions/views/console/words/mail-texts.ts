import { mailTexts as de } from './de/mail-texts.ts';
import { mailTexts as en } from './en/mail-texts.ts';

export const mailTextWords = { de, en };
