import type { ConsoleWords } from '../index.ts';

export const events: ConsoleWords['events'] = {
  states: {
    draft: 'Draft',
    cancelled: 'Cancelled',
    notYetOpen: 'Sign-up not open yet',
    open: 'Sign-up open',
    closed: 'Sign-up closed',
    over: 'Over',
  },
};
