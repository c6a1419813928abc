import { announcements as de } from './de/announcements.ts';
import { announcements as en } from './en/announcements.ts';

export const announcementWords = { de, en };
