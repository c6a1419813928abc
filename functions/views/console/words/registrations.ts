import { registrations as de } from './de/registrations.ts';
import { registrations as en } from './en/registrations.ts';

export const registrationWords = { de, en };
