import type { Words } from '../shape.ts';

export const common: Words['common'] = {
  day: (weekday, day, month, year) => `${weekday}, ${day} ${month} ${year}`,
  clock: (time) => time,
  spanOfClock: (from, to) => `${from} to ${to}`,
  localTime: (place) => `${place} time`,
  until: 'to',
  when: 'When',
  where: {
    label: 'Where',
    online: 'Online',
    orOnline: (place) => `${place}, or online`,
    map: 'See on the map',
    directions: 'Getting there',
    accessibility: 'Accessibility on site',
  },
  workingGroup: 'Working group',
  person: 'Participant',
  standingLabel: 'Status',
  standing: {
    pending: 'not confirmed yet',
    confirmed: 'place confirmed',
    waitlisted: 'on the waiting list',
    cancelled: 'registration cancelled',
    expired: 'lapsed, because the sign-up was not confirmed',
    calledOff: 'cancelled, will not take place',
    over: 'over',
    gone: 'no longer available',
  },
  entered: 'place entered',
  unheld: (count, titles) =>
    `At the moment we cannot hold ${count === 1 ? 'a place' : 'places'} for you${titles ? ` in ${titles}` : ''}. When you confirm, you get ${count === 1 ? 'one' : 'one in each'} if one is free then; otherwise you are put on the waiting list, as long as it is open.`,
  lapsed: (count) =>
    `If you confirm now, you get a place${count === 1 ? '' : ' in each'} as long as one is free.`,
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
  privacy: 'Privacy',
  events: (count) => (count === 1 ? 'one event' : `${count} events`),
};
