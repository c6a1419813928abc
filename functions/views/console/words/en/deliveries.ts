import type { deliveries as de } from '../de/deliveries.ts';

export const deliveries: typeof de = {
  title: 'Mails',
  intro:
    'What became of the mails about this event. A number leads to the list. Of mails to one person, what is still on its way is not counted.',
  byKind: 'By cause',
  each: 'Mails to one person each (confirmations and the like)',
  list: 'List of mails',
  none: 'No mails. Mails are deleted in time, and stay counted.',
  noneYet: 'Nothing in this part of the list. “More” goes on looking.',
  show: 'Show',
  allStates: 'all',
  mail: 'Mail',
  to: 'To',
  state: 'State',
  reason: 'Reason',
  missing: 'Went without',
  missingParts: {
    event: (event: string) => `details of ${event} (could not be read)`,
    calendarFile: (event: string) => `calendar file of ${event} (could not be made)`,
  },
  at: 'When',
  attempts: 'Attempts',
  createdAt: 'Caused',
  sentAt: 'Sent',
  messageId: 'Id at SES',
  registration: 'To the registration',
  content: 'What the mail says',
  madeAnew:
    'This is how the mail would look if it were made now; it is not kept. Personal links lead nowhere here.',
  notMade: (reason) => `This mail would not be made any more: ${reason}`,
  subject: 'Subject',
  calendars: 'Calendar file',
  frame: (subject) => `The mail “${subject}”`,
  asText: 'As text',
  resend: {
    ask: 'Send once more …',
    title: 'Send once more?',
    unknown:
      'It is not known whether this mail arrived. If you send it once more, one person may get it twice. Rather ask them if you can.',
    failed: 'This mail was not accepted. If it works this time, one person gets it, once.',
    skipped: (reason) => `It will probably not go out all the same: ${reason}`,
    noWayBack: 'It goes out within minutes and can’t be called back then.',
    submit: 'Send now',
  },
};
