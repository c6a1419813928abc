import type { Words } from '../shape.ts';

export const mailNames: Words['mailNames'] = {
  verification: 'Request to confirm',
  nudge: 'Reminder to confirm',
  confirmation: 'Confirmation',
  waiting: 'Place on the waiting list',
  promoted: 'Moved up',
  noPlace: 'No place this time',
  reminder: 'Reminder',
  moved: 'New date',
  changed: 'Change',
  cancellation: 'Registration cancelled',
  eventCancelled: 'Event cancelled',
  unconfirmedCancelled: 'Event cancelled, before confirming',
  documentation: 'Documentation',
  link: 'Personal link',
  announcement: 'Announcement',
  login: 'Link to log in to the console',
  erasureNotice: 'Notice of erasure',
  requestDue: 'Deadline of a data protection request',
  webhookDisabled: 'Webhook disabled',
  objectionAnswered: 'Answer to an objection',
};
