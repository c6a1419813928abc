import type { ConsoleWords } from '../index.ts';

export const numbers: ConsoleWords['numbers'] = {
  title: 'Numbers and report',
};
