import { embed as de } from './de/embed.ts';
import { embed as en } from './en/embed.ts';

export const embedWords = { de, en };
