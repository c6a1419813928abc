import type { ConsoleWords } from '../shape.ts';

const placeholders: Record<string, string> = {
  name: 'the person’s name',
  series: 'the series’ title',
  event: 'the event’s title',
  date: 'its day',
  time: 'its time',
  organisation: 'your organisation',
};

export const mailTexts: ConsoleWords['mailTexts'] = {
  title: (title) => `Texts and look: ${title}`,
  intro:
    'Each mail has a finished text in both languages. You can replace its subject and beginning by words of your own; date, button, hints and imprint follow by themselves.',
  kind: 'Mail',
  when: 'When it goes out',
  words: 'Own words',
  standard: 'none',
  lookLink: 'Colour and logo',
  subject: { label: 'Subject', help: 'Empty: the finished one.' },
  paragraphs: {
    label: 'Paragraphs at the beginning',
    help: 'One a line. They follow the greeting. Empty: the finished ones.',
  },
  placeholders: 'Placeholders',
  placeholder: (name) => placeholders[name] ?? name,
  preview: 'What the mail looks like',
  look: {
    title: 'Colour and logo',
    colour: 'Colour',
    colourHelp: (colour) =>
      `Of buttons and headings in mails and on the series’ pages. The organisation’s is ${colour}.`,
    reset: (colour) => `Take the organisation’s colour again (${colour})`,
    logoUrl: {
      label: 'Address of the logo',
      help: 'An image (.png, .jpg, .gif) on one of your allowed websites, with https. Empty: the organisation’s.',
    },
    warning: (contrast, needed, used) =>
      `As text this colour stands out too little (contrast ${contrast}, ${needed} is needed). Headings and links have ${used} in its place; bars and buttons keep the colour.`,
  },
  occasions: {
    verification: 'Right after sign-up, so that the address is verified.',
    nudge: 'Once, when it isn’t confirmed after a while; only if the series wants it.',
    confirmation: 'As soon as it is confirmed and there was a place, with a calendar file.',
    waiting: 'As soon as it is confirmed and only the waiting list was left.',
    promoted: 'When somebody moves up from the waiting list.',
    noPlace: 'To all who waited until moving up ended.',
    reminder: 'Before the start, at the times that the event names.',
    moved: 'When the event is moved and you tell so.',
    changed: 'When something else changes and you tell so.',
    cancellation: 'When somebody gives their place back.',
    eventCancelled: 'When you cancel the event.',
    documentation: 'After the event, when you release documents.',
    link: 'When somebody asks for their personal link again.',
  },
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
