import type { ConsoleWords } from '../index.ts';

export const series: ConsoleWords['series'] = {
  title: 'Series',
};
