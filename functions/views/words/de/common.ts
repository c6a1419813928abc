import type { Standing } from '../../../core/mail/mail-content.ts';

export const common = {
  day: (weekday: string, day: string, month: string, year: string) => `${weekday}, ${day}. ${month} ${year}`,
  clock: (time: string) => `${time} Uhr`,
  spanOfClock: (from: string, to: string) => `${from} bis ${to} Uhr`,
  until: 'bis',
  when: 'Wann',
  workingGroup: 'Arbeitsgruppe',
  person: 'Wer teilnimmt',
  standingLabel: 'Ihr Stand',
  standing: {
    pending: 'noch nicht bestätigt',
    confirmed: 'Sie haben einen Platz',
    waitlisted: 'auf der Warteliste',
    cancelled: 'abgemeldet',
    expired: 'verfallen, weil die Anmeldung nicht bestätigt wurde',
    gone: 'nicht mehr möglich',
  } satisfies Record<Standing, string>,
  position: (position: number) => `auf der Warteliste, Position ${position}`,
  join: 'Zugang zur Veranstaltung',
  calendar: {
    label: 'In den Kalender',
    file: 'Kalenderdatei',
    google: 'Google',
    outlook: 'Outlook',
    series: 'Alle Termine der Reihe im Kalender abonnieren',
  },
  myRegistration: 'Meine Anmeldung',
  organisers: (names: string) => `Veranstaltet von ${names}`,
  imprint: 'Impressum',
  privacy: 'Datenschutz',
  events: (count: number) => (count === 1 ? 'eine Veranstaltung' : `${count} Veranstaltungen`),
};
