import type { ConsoleWords } from '../index.ts';

export const embed: ConsoleWords['embed'] = {
  title: 'Embed',
};
