import type { ConsoleWords } from '../index.ts';
import { frame } from './frame.ts';
import { home } from './home.ts';
import { login } from './login.ts';

export const en: ConsoleWords = { ...frame, home, login };
