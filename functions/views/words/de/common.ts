import type { Standing } from '../../../core/mail/mail-content.ts';
import { formerly } from './formerly.ts';
import { legal } from './legal.ts';

/** "17" and "17:30", as people write them. */
const hours = (time: string) => time.replace(/^0(?=\d)/, '').replace(/:00$/, '');

/** Of the places that zones are called by, those that have a German name of their own. */
const cities: Readonly<Record<string, string>> = {
  ...{ Vienna: 'Wien', Zurich: 'Zürich', Brussels: 'Brüssel', Warsaw: 'Warschau', Prague: 'Prag' },
  ...{ Rome: 'Rom', Copenhagen: 'Kopenhagen', Lisbon: 'Lissabon', Athens: 'Athen', Bucharest: 'Bukarest' },
  ...{
    Tokyo: 'Tokio',
    Singapore: 'Singapur',
    'Hong Kong': 'Hongkong',
    Shanghai: 'Schanghai',
    Cairo: 'Kairo',
  },
  ...{ Tbilisi: 'Tiflis', Yerevan: 'Eriwan', Tehran: 'Teheran', Baghdad: 'Bagdad', Damascus: 'Damaskus' },
  ...{ Riyadh: 'Riad', Karachi: 'Karatschi', Tashkent: 'Taschkent', Kolkata: 'Kalkutta', Algiers: 'Algier' },
  ...{ 'Mexico City': 'Mexiko-Stadt', Havana: 'Havanna', 'Sao Paulo': 'São Paulo', Bogota: 'Bogotá' },
  ...{ 'Addis Ababa': 'Addis Abeba', Khartoum: 'Khartum', Tripoli: 'Tripolis', Nicosia: 'Nikosia' },
  ...{ Moscow: 'Moskau', Kyiv: 'Kiew', Kiev: 'Kiew', Belgrade: 'Belgrad', Luxembourg: 'Luxemburg' },
};

export const common = {
  /** The tag by which Intl knows how this language is written (BCP 47). */
  languageTag: 'de-DE',
  /** Before and after a title within a sentence. */
  quotationMarks: ['„', '“'],
  /** What a spreadsheet splits at by itself where people read this language. */
  csvSeparator: ';',
  legal,
  formerly,
  day: (weekday: string, day: string, month: string, year: string) => `${weekday}, ${day}. ${month} ${year}`,
  clock: (time: string) => `${hours(time)} Uhr`,
  spanOfClock: (from: string, to: string) => `${hours(from)}–${hours(to)} Uhr`,
  localTime: (place: string) => `Ortszeit ${cities[place] ?? place}`,
  until: 'bis',
  when: 'Wann',
  where: {
    label: 'Wo',
    online: 'Online',
    orOnline: (place: string) => `${place} oder online`,
    map: 'Auf der Karte ansehen',
    directions: 'Anfahrt',
    accessibility: 'Barrierefreiheit vor Ort',
    /** Of what is online, while nothing is set up. */
    linkToCome:
      'Der Link zur Teilnahme steht noch nicht fest. Sobald es ihn gibt, finden Sie ihn auf Ihrer Seite.',
  },
  way: { label: 'Teilnahme', onsite: 'vor Ort', online: 'online' },
  workingGroup: 'Arbeitsgruppe',
  otherThanAsked:
    'Im Formular war etwas anderes angegeben. Es gilt, was hier steht; ändern können Sie es auf Ihrer Seite.',
  person: 'Teilnehmende Person',
  people: 'Teilnehmende',
  registeredAs: 'Angemeldet als',
  standingLabel: 'Status',
  standing: {
    pending: 'noch nicht bestätigt',
    confirmed: 'Platz bestätigt',
    waitlisted: 'auf der Warteliste',
    listClosed: 'kein Platz, die Warteliste ist geschlossen',
    cancelled: 'abgemeldet',
    expired: 'verfallen, weil die Anmeldung nicht bestätigt wurde',
    calledOff: 'fällt aus',
    over: 'vorbei',
    gone: 'nicht mehr möglich',
  } satisfies Record<Standing, string>,
  /** A place that nobody has confirmed. */
  entered: 'Platz eingetragen',
  /** @param titles where there is more to confirm */
  unheld: (count: number, titles?: string) =>
    `Im Moment können wir Ihnen ${titles ? `für ${titles} ` : ''}${count === 1 ? 'keinen Platz' : 'keine Plätze'} freihalten. Wenn Sie bestätigen, bekommen Sie ${count === 1 ? 'einen' : 'jeweils einen'}, sofern dann einer frei ist; sonst kommen Sie auf die Warteliste, solange sie offen ist.`,
  /** @param titles where there is more to confirm */
  lapsed: (count: number, titles?: string) =>
    `Wenn Sie jetzt bestätigen, bekommen Sie ${titles ? `für ${titles} ` : ''}${count === 1 ? '' : 'jeweils '}einen Platz, solange noch einer frei ist.`,
  position: (position: number) => `auf der Warteliste, Position ${position}`,
  join: 'Online teilnehmen',
  /** To who comes to the place. */
  joinInstead: 'Falls es vor Ort doch nicht geht: online teilnehmen',
  calendar: {
    label: 'In den Kalender',
    file: 'Kalenderdatei',
    google: 'Google',
    outlook: 'Outlook',
    series: 'Alle Termine der Reihe im Kalender abonnieren',
  },
  myRegistration: 'Meine Anmeldung',
  /** After the title of the first of several events. */
  andMore: (count: number) => `und ${count === 1 ? 'eine' : count} weitere`,
  organisers: (names: string) => `Veranstaltet von ${names}`,
  privacy: 'Datenschutz',
  events: (count: number) => (count === 1 ? 'eine Veranstaltung' : `${count} Veranstaltungen`),
};
