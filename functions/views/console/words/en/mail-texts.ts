import type { ConsoleWords } from '../index.ts';

export const mailTexts: ConsoleWords['mailTexts'] = {
  title: 'Texts and look',
};
