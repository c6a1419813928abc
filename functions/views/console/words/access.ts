import { access as de } from './de/access.ts';
import { access as en } from './en/access.ts';

export const accessWords = { de, en };
