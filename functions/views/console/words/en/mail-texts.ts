import type { mailTexts as de } from '../de/mail-texts.ts';

const placeholders: Record<string, string> = {
  name: 'the person’s name',
  series: 'the series’ title',
  event: 'the event’s title',
  date: 'its day',
  time: 'its time',
  organisation: 'your organisation',
};

export const mailTexts: typeof de = {
  title: (title) => `Texts and look: ${title}`,
  intro:
    'Each mail has a finished text in both languages. You can replace its subject and beginning by words of your own; date, button, hints and imprint follow by themselves.',
  kind: 'Mail',
  when: 'When it goes out',
  words: 'Own words',
  standard: 'none',
  lookLink: 'Colour and logo',
  subject: { label: 'Subject', help: 'Leave empty for the standard text.' },
  paragraphs: {
    label: 'Paragraphs at the beginning',
    help: 'One a line. They follow the greeting. Leave empty for the standard text.',
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
      help: 'An image (.png, .jpg, .gif) on one of your allowed websites, with https. Leave empty for the organisation’s.',
    },
  },
};
