import type { ConsoleWords } from '../index.ts';

export const suppressions: ConsoleWords['suppressions'] = {
  title: 'Suppressed addresses',
};
