import type { ConsoleWords } from '../index.ts';

export const access: ConsoleWords['access'] = {
  title: 'Organisers',
};
