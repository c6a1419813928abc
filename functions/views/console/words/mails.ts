import { mails as de } from './de/mails.ts';
import { mails as en } from './en/mails.ts';

export const mailWords = { de, en };
