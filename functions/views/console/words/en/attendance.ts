import type { ConsoleWords } from '../index.ts';

export const attendance: ConsoleWords['attendance'] = {
  title: 'Attendance',
};
