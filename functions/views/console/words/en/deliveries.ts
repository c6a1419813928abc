import type { ConsoleWords } from '../index.ts';

export const deliveries: ConsoleWords['deliveries'] = {
  title: 'Mails',
};
