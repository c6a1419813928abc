import type { Words } from '../shape.ts';

export const printed: Pick<Words['page'], 'certificate' | 'information' | 'report'> = {
  certificate: {
    title: 'Certificate of attendance',
    took: 'took part in',
    workingGroup: (title) => `Working group: ${title}`,
    by: (organisers) => `Held by ${organisers}`,
    issued: (day) => `Issued on ${day}`,
  },
  information: {
    person: 'Person',
    registration: 'Registration',
    notices: 'Notices and consents',
    mails: 'Mails',
    news: 'Consent to news',
    suppression: 'This address is not written to',
    organiser: 'The address is that of somebody who runs events.',
    languages: { de: 'German', en: 'English' },
    subscription: { subscribed: 'given', withdrawn: 'withdrawn' },
    scopes: {
      news: 'News',
      unverified: 'Mails as long as nobody has verified the address',
      everything: 'All mails',
    },
    suppressed: {
      bounce: 'a mail came back as undeliverable',
      complaint: 'a mail was reported as unwanted',
      request: 'on request',
    },
  },
  report: {
    title: 'Report in numbers',
    made: (day) => `As of ${day}`,
    current: 'Counted now',
    frozen: (day) => `Kept before the erasure of ${day}`,
    people: 'People',
    peopleWithPlace: 'different people with a place',
    peopleWhoCame: 'of them attended',
    registrations: 'Registrations',
    confirmed: 'confirmed',
    cancelled: 'cancelled',
    attendance: 'Attendance',
    workingGroup: 'Working group',
    merged: (values) => `${values} values together`,
    note: 'Values with fewer than five people are put together. People are counted by their address.',
    columns: { section: 'Event', table: 'What', value: 'Value', count: 'Count' },
  },
};
