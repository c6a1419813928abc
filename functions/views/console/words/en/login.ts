import type { ConsoleWords } from '../shape.ts';

export const login: ConsoleWords['login'] = {
  title: 'Log in',
  intro: 'You get a link by mail that logs you in. There is no password.',
  email: 'Your mail address',
  submit: 'Send the link',
  confirmTitle: 'Log in',
  confirm: (email) => `You log in as ${email}. The session is valid for twelve hours, in this browser.`,
  confirmSubmit: 'Log in now',
  onward: 'Continue',
};
