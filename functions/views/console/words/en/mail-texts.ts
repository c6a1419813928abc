import type { ConsoleWords } from '../index.ts';

export const mailTexts: ConsoleWords['mailTexts'] = {
  title: 'Texts and look',
  names: {
    verification: 'Request to confirm',
    nudge: 'Reminder to confirm',
    confirmation: 'Confirmation',
    waiting: 'Place on the waiting list',
    promoted: 'Moved up',
    noPlace: 'No place this time',
    reminder: 'Reminder',
    moved: 'Moved',
    changed: 'Changed',
    cancellation: 'Confirmation of leaving',
    eventCancelled: 'Event cancelled',
    documentation: 'Documentation',
    link: 'Fresh link',
    announcement: 'Announcement',
    login: 'Login link',
    erasureNotice: 'Notice of deletion',
  },
};
