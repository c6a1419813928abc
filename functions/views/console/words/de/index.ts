import { frame } from './frame.ts';
import { home } from './home.ts';
import { login } from './login.ts';

export const de = { ...frame, home, login };
