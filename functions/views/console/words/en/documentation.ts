import type { ConsoleWords } from '../index.ts';

export const documentation: ConsoleWords['documentation'] = {
  title: 'Documentation',
};
