import type { Words } from '../shape.ts';

export const common: Words['common'] = {
  day: (weekday, day, month, year) => `${weekday}, ${day} ${month} ${year}`,
  clock: (time) => time,
  spanOfClock: (from, to) => `${from} to ${to}`,
  until: 'to',
  when: 'When',
  workingGroup: 'Working group',
  person: 'Who takes part',
  standingLabel: 'Your place',
  standing: {
    pending: 'not confirmed yet',
    confirmed: 'you have a place',
    waitlisted: 'on the waiting list',
    cancelled: 'cancelled',
    expired: 'lapsed, because the sign-up was not confirmed',
    gone: 'no longer available',
  },
  position: (position) => `on the waiting list, position ${position}`,
  join: 'Join the event',
  calendar: {
    label: 'Add to calendar',
    file: 'calendar file',
    google: 'Google',
    outlook: 'Outlook',
    series: 'Subscribe to all dates of the series',
  },
  myRegistration: 'My registration',
  organisers: (names) => `Organised by ${names}`,
  imprint: 'Imprint',
  privacy: 'Privacy',
  events: (count) => (count === 1 ? 'one event' : `${count} events`),
};
