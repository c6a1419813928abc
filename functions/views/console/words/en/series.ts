import type { ConsoleWords } from '../shape.ts';

const plural = (count: number, one: string, many: string) => (count === 1 ? `1 ${one}` : `${count} ${many}`);

export const series: ConsoleWords['series'] = {
  title: 'Series',
  make: 'Make a series',
  events: (count) => (count === 0 ? 'No event yet' : plural(count, 'event', 'events')),
  nothingNext: 'No published date lies ahead.',
  next: 'Next:',
  newEvent: 'Add an event',
  eventsTitle: 'Events',
  noEvents:
    'No event yet. Add the first one: a title and a time are enough, everything else can follow. It stays a draft until you publish it.',
  noEventsYet: 'No event yet.',
  settings: 'Settings',
  openForm: 'Look at the sign-up form',
  remove: 'Delete the series …',
  back: 'Back to the series',
  facts: {
    organisers: 'Organised by',
    replyTo: 'Answers go to',
    timeZone: 'Time zone',
    nudge: 'Reminder to confirm',
    retention: 'Kept for',
    news: 'Consent to news',
    sensitive: 'Consent to sensitive answers',
    seriesId: 'Id',
  },
  nudgeAfter: (duration) => `after ${duration}`,
  days: (count) => plural(count, 'day after their own last event', 'days after their own last event'),
  newsFrom: (sender) => `is asked for, by ${sender}`,
  asked: 'is asked for',
  notAsked: 'is not asked for',
  newTitle: 'New series',
  newIntro:
    'Enter the title, read the privacy notice, done: everything else is filled in sensibly and can be changed. The dates come after.',
  editTitle: (title) => `Edit ${title}`,
  groups: {
    series: 'The series',
    mails: 'Mails and periods',
    certificates: 'Certificates of attendance',
    privacy: 'Privacy notice',
    news: 'News',
    sensitive: 'Sensitive answers',
    partners: 'Partners',
  },
  partnersHelp:
    'Who is responsible for the series with you, works on your behalf, or gets data of attendees. All of it stands publicly on the privacy page of the series.',
  partnerName: (index) => `Partner ${index}`,
  partnerRoles: {
    joint: 'joint controller (Art. 26 GDPR)',
    processor: 'processor (Art. 28 GDPR)',
    recipient: 'gets data',
  },
  versionHelp:
    'Each sign-up records which version of the text was shown. When you change a text, give it a new version.',
  noNudge: 'none',
  fields: {
    title: {
      label: 'Title',
      help: 'One of the two languages is enough; whoever reads the other sees this one.',
    },
    seriesId: {
      label: 'Id',
      help: 'Stands in addresses, such as stronger-together. Empty: made from the title. Can’t be changed later.',
    },
    summary: { label: 'What it is about' },
    organisers: { label: 'Organised by', help: 'One a line, as they should stand in mails and on pages.' },
    partnerName: { label: 'Name', help: 'Leave it empty: there is no such partner.' },
    partnerRole: 'Role',
    partnerContact: { label: 'Contact', help: 'An address or e-mail address for those concerned.' },
    partnerEssence: {
      label: 'Essence of the agreement',
      help: 'Who does what, who informs, who answers requests; of recipients: what they get and what for.',
    },
    replyTo: { label: 'Answers go to', help: 'A mailbox that somebody reads. Empty: the organisation’s.' },
    defaultLocale: { label: 'Language', help: 'For those whose language isn’t known.' },
    timeZone: { label: 'Time zone', help: 'The place whose clocks the dates go by.' },
    verificationNudge: {
      label: 'Reminder to confirm',
      help: 'A single mail to those who have not confirmed their sign-up for so long.',
    },
    retentionDays: {
      label: 'Days until deletion',
      help: 'How long data is kept after the last event that somebody registered for. Who is registered keeps the term that the notice named; it may become shorter. Another term needs a new version of the privacy notice, in which {retentionDays} stands for it.',
    },
    certificateSignatory: {
      label: 'Who signs',
      help: 'Name and office as they stand below the line on the certificate.',
    },
    certificateInMail: {
      label: 'The mail with the documentation says where the certificate is',
      help: 'To all whose attendance is recorded by then. It is on their own page in any case.',
    },
    privacyText: { label: 'Notice', help: 'Stands in the sign-up form. It informs, nobody has to agree.' },
    privacyUrl: { label: 'Link to the privacy policy' },
    version: { label: 'Version', help: 'Such as year and month: 2027-03.' },
    consentText: { label: 'Wording', help: 'Stands beside a box that nobody has to tick.' },
    sender: {
      label: 'Who writes',
      help: 'The sender in whose name the news come. It is chosen by those who have all series.',
    },
  },
  consents: {
    news: {
      label: 'Ask for consent to tell about further events',
      help: 'Without it nobody gets news, not even a hint at further parts.',
    },
    sensitive: {
      label: 'Ask for consent to sensitive questions',
      help: 'Needed as soon as a question is about health or support needs, for example.',
    },
  },
  presets: {
    privacy:
      'We process your details to organise your participation and delete them {retentionDays} days after the last event that you signed up for.',
    news: (sender) =>
      `Yes, ${sender} may tell me about further events by e-mail. I can withdraw this at any time.`,
    sensitive: 'My notes on support needs may be used for this event.',
  },
  removing: {
    title: (title) => `Delete ${title}?`,
    text: 'The series has no events; only its settings and texts are deleted. That can’t be undone.',
    submit: 'Delete the series for good',
    hasEvents: (count) =>
      `Not possible yet: the series has ${plural(count, 'event', 'events')}. Delete these first. An event can be deleted as long as nobody was registered, else only once its registrations are deleted at the end of the retention period.`,
  },
};
