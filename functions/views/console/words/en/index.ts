import { mailNames } from '../../../words/en/mail-names.ts';
import { states } from '../../../words/en/states.ts';
import type { ConsoleWords } from '../shape.ts';
import { events } from './events.ts';
import { frame } from './frame.ts';
import { home } from './home.ts';
import { login } from './login.ts';
import { numbers } from './numbers.ts';
import { series } from './series.ts';

export const en: ConsoleWords = {
  ...frame,
  events,
  home,
  login,
  mailNames,
  numbers,
  series,
  states,
};
