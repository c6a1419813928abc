import type { ConsoleWords } from '../index.ts';

export const people: ConsoleWords['people'] = {
  title: 'Requests for data',
};
