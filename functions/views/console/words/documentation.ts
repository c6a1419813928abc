import { documentation as de } from './de/documentation.ts';
import { documentation as en } from './en/documentation.ts';

export const documentationWords = { de, en };
