import type { documentation as de } from '../de/documentation.ts';

export const documentation: typeof de = {
  title: 'Documentation',
  empty:
    'There are no links yet. Enter below what there is to see after the event: slides, recording, minutes. Nothing is mailed before you release it.',
  none: 'There are no links yet.',
  links: 'Links',
  link: (number) => `Link ${number}`,
  newLink: 'Further link',
  linkTitle: 'Title',
  url: 'Address of the file or page',
  mailed: 'in a mail',
  public: 'To be read by everybody who opens the event’s page',
  publicHelp: 'Otherwise only people who had a place see the links, by the link in their mail.',
  released: (at) => `Released for ${at}.`,
  notReleased: (count) =>
    count === 1
      ? 'One link is not released yet: nobody sees it, and no mail is planned.'
      : `${count} links are not released yet: nobody sees them, and no mail is planned.`,
  unmailed: (count) =>
    count === 1
      ? 'One link was added after that. It is on the page, but in no mail yet.'
      : `${count} links were added after that. They are on the page, but in no mail yet.`,
  releaseFirst: 'Release and mail …',
  releaseFurther: 'Send a further mail …',
  sendings: 'Mails with links',
  sentAt: 'Time',
  to: 'To whom',
  audiences: {
    confirmed: 'everybody who had a place',
    attended: 'everybody who came',
    notAttended: 'everybody with a place who did not come',
  },
  audienceOf: (audience, count) =>
    `${audience}: ${count === 1 ? '1 person' : `${count.toLocaleString('en-GB')} people`}`,
  attendanceHelp: 'Counted by what is recorded under “Attendance”.',
  willMail: (count) => (count === 1 ? 'A mail with this link:' : `A mail with these ${count} links:`),
  notOver: (end) => `The event is not over yet. The mail goes out after its end at the earliest, on ${end}.`,
  when: 'When',
  now: 'now',
  afterEnd: 'right after the event’s end',
  later: 'at a later time',
  laterAt: 'Later time',
  laterHelp: (timeZone) => `In the event’s time zone (${timeZone}).`,
  noWayBack:
    'This counts how things stand now; the mail goes to whoever it is when it is sent. Until it leaves the release can be taken back, after “now” for a minute; not after that.',
  toCome:
    'The mail with these links is still to go. Until then you can take the release back: nobody sees the links then.',
  withhold: 'Take the release back',
  releaseSubmit: 'Release',
  nothingToMail: 'All links are in a mail already.',
};
