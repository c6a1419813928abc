import { senders as de } from './de/senders.ts';
import { senders as en } from './en/senders.ts';

export const senderWords = { de, en };
