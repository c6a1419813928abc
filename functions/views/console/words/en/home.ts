import type { ConsoleWords } from '../shape.ts';

export const home: ConsoleWords['home'] = {
  title: 'What needs you',
  empty: {
    title: 'Welcome',
    text: 'There is no series yet. Make the first one: a title, who organises it and a privacy notice are enough, the dates come after.',
    action: 'Make a series',
    viewer: 'There is no series yet. As soon as somebody makes one, it stands here.',
  },
  allDone: 'Nothing waits for you.',
  needs: {
    lane: 'Mail to many is paused',
    unreadable: 'Can’t be read and is missing in lists. Whoever runs the stage has been told',
    draftEvent: 'Still a draft',
    draftAnnouncement: 'Announcement not sent yet',
    full: 'Fully booked',
    attendance: (count) =>
      count === 1
        ? 'Of one person it is not recorded whether they came'
        : `Of ${count} people it is not recorded whether they came`,
    documentation: 'Documentation is due',
    unmailedLinks: 'New links have not been mailed yet',
    requests: (count) =>
      count === 1
        ? 'A data protection request is to be answered, soon or overdue'
        : `${count} data protection requests are to be answered, soon or overdue`,
    restrictions: (count) =>
      count === 1 ? 'One restriction is to be looked at' : `${count} restrictions are to be looked at`,
    failed: (count) => (count === 1 ? 'One mail did not arrive' : `${count} mails did not arrive`),
    unknown: (count) =>
      count === 1 ? 'The outcome of one mail is open' : `The outcome of ${count} mails is open`,
  },
  stuck: {
    title: 'This does not succeed at the moment',
    lanes: {
      signUp: 'Giving back places of an unconfirmed sign-up',
      waiting: 'Moving a waiting list up',
      delivery: 'Sending one mail',
      notification: 'Sending to many',
      erasure: 'Erasing data',
    },
    tried: (failures, since, next) => `since ${since}, tried ${failures} times, next ${next}`,
    hint: 'All the rest goes on. Whoever looks after the installation has been told.',
  },
  resume: 'Resume sending',
  resumeHint:
    'Too many mails bounced or were reported as unwanted. Find out first why: otherwise SES blocks all sending.',
  upcoming: 'The next dates',
  noUpcoming: 'No date lies ahead.',
  taken: (taken, capacity) =>
    capacity === undefined ? `${taken} places taken` : `${taken} of ${capacity} places taken`,
  waitlisted: (count) => `${count} on the waiting list`,
};
