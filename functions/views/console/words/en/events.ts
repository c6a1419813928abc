import type { ConsoleWords } from '../index.ts';

export const events: ConsoleWords['events'] = {
  title: 'Events',
};
