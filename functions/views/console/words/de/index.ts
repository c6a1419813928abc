import { mailNames } from '../../../words/de/mail-names.ts';
import { states } from '../../../words/de/states.ts';
import { events } from './events.ts';
import { frame } from './frame.ts';
import { home } from './home.ts';
import { login } from './login.ts';
import { numbers } from './numbers.ts';
import { series } from './series.ts';

export const de = {
  ...frame,
  events,
  home,
  login,
  mailNames,
  numbers,
  series,
  states,
};
