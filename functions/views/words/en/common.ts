import type { Words } from '../shape.ts';

export const common: Words['common'] = {
  day: (weekday, day, month, year) => `${weekday}, ${day} ${month} ${year}`,
  clock: (time) => time,
  spanOfClock: (from, to) => `${from} to ${to}`,
  localTime: (place) => `${place} time`,
  until: 'to',
  when: 'When',
  workingGroup: 'Working group',
  person: 'Participant',
  standingLabel: 'Status',
  standing: {
    pending: 'not confirmed yet',
    confirmed: 'place confirmed',
    waitlisted: 'on the waiting list',
    cancelled: 'you have cancelled',
    expired: 'lapsed, because the sign-up was not confirmed',
    calledOff: 'cancelled, will not take place',
    over: 'over',
    gone: 'no longer available',
  },
  unheld: (titles) =>
    `${titles.length === 0 ? 'At the moment we cannot hold a place for you.' : `At the moment we cannot hold a place for you here: ${titles.join('; ')}.`} When you confirm, you get one if one is free then; otherwise you are put on the waiting list, as long as it is open.`,
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
