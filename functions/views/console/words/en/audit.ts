import type { ConsoleWords } from '../index.ts';

export const audit: ConsoleWords['audit'] = {
  title: 'Audit',
};
