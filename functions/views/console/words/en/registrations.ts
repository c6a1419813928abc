import type { ConsoleWords } from '../index.ts';

export const registrations: ConsoleWords['registrations'] = {
  title: 'Registrations',
};
