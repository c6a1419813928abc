import type { ConsoleWords } from '../index.ts';

export const announcements: ConsoleWords['announcements'] = {
  title: 'Announcements',
};
