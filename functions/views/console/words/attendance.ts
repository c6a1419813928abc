import { attendance as de } from './de/attendance.ts';
import { attendance as en } from './en/attendance.ts';

export const attendanceWords = { de, en };
