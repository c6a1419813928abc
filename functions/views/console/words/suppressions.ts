import { suppressions as de } from './de/suppressions.ts';
import { suppressions as en } from './en/suppressions.ts';

export const suppressionWords = { de, en };
