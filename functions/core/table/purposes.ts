import type { Question } from './event.ts';
import type { Item } from './items.ts';

export type PurposeName =
  | 'participation'
  | 'sensitive'
  | 'news'
  | 'organising'
  | 'protection'
  | 'rights'
  | 'operation';

/** Why data is held, and on which legal basis; in German, because it is the law's words. */
export interface Purpose {
  readonly name: string;
  readonly english: string;
  /** Of whom; `nobody` where the data is about no person. */
  readonly people: string;
  /** Of who is no public body. */
  readonly basis: string;
  /** Public bodies can't rest their tasks on their own interests (Art. 6(1) GDPR, last sentence). Absent: the same. */
  readonly basisOfPublicBody?: string;
}

const task = 'Art. 6 Abs. 1 lit. e DSGVO mit der Aufgabennorm';

export const purposes: Readonly<Record<PurposeName, Purpose>> = {
  participation: {
    name: 'Teilnahme an Veranstaltungen: Anmeldung, Plätze, Nachrichten zur Veranstaltung, Dokumentation',
    english: 'taking part in events: sign-up, places, mails about the event, documentation',
    people: 'Teilnehmende; Personen, die jemand anderes eingetragen hat',
    basis: 'Art. 6 Abs. 1 lit. b DSGVO',
    basisOfPublicBody: task,
  },
  sensitive: {
    name: 'Besondere Angaben auf Fragen, die als solche gekennzeichnet sind (etwa Unterstützungsbedarf)',
    english: 'answers to questions that are marked as sensitive, such as needs for support',
    people: 'Teilnehmende, die eingewilligt haben',
    basis: 'Art. 9 Abs. 2 lit. a DSGVO (ausdrückliche Einwilligung)',
  },
  news: {
    name: 'Hinweise auf weitere Veranstaltungen, mit dem Nachweis der Einwilligung',
    english: 'news of further events, with the proof of consent',
    people: 'Personen, die eingewilligt haben',
    basis: 'Art. 6 Abs. 1 lit. a DSGVO, § 7 Abs. 2 UWG; Nachweis: Art. 7 Abs. 1 DSGVO',
  },
  organising: {
    name: 'Organisation: Zugänge des Teams, seine Rechte und das Protokoll seiner Handlungen',
    english: 'organising: organisers’ access, their rights and the audit of what they did',
    people: 'Mitglieder des Teams',
    basis: 'Art. 6 Abs. 1 lit. f DSGVO (sichere Verwaltung); Beschäftigte: § 26 BDSG',
    basisOfPublicBody: `${task}; Beschäftigte: Dienst- oder Landesrecht`,
  },
  protection: {
    name: 'Schutz vor Missbrauch und vor unerwünschten Mails (Sperrliste, Grenzen je Adresse)',
    english: 'protection from abuse and from unwanted mail (suppressions, limits)',
    people: 'Personen, deren Adresse eingegeben wurde',
    basis: 'Art. 6 Abs. 1 lit. f DSGVO (Sicherheit der Verarbeitung, Art. 32)',
    basisOfPublicBody: 'Art. 6 Abs. 1 lit. c DSGVO mit Art. 32 DSGVO',
  },
  rights: {
    name: 'Erfüllung der Rechte: was gelöscht und widerrufen wurde, bleibt es auch nach einer Wiederherstellung',
    english: 'keeping what people ended: erasures and withdrawals hold after a restore',
    people: 'Personen, die etwas gelöscht oder widerrufen haben, als Schlüssel-Hash',
    basis: 'Art. 6 Abs. 1 lit. c DSGVO mit Art. 17 und Art. 5 Abs. 2 DSGVO',
  },
  operation: {
    name: 'Betrieb: Einstellungen, Veranstaltungen und technische Zähler ohne Angaben über Teilnehmende',
    english: 'operation: settings, events and counters that hold nothing about attendees',
    people: 'niemand',
    basis: 'keine personenbezogenen Daten',
  },
};

/** Each type of item belongs to a purpose; the compiler and synth stop at one that does not. */
export const holdings: Readonly<Record<Item['type'] | 'numbers', PurposeName>> = {
  signUp: 'participation',
  registration: 'participation',
  attendee: 'participation',
  waiting: 'participation',
  delivery: 'participation',
  movedDelivery: 'participation',
  notification: 'participation',
  announcement: 'participation',
  reports: 'participation',
  disclosure: 'rights',
  reportPart: 'participation',
  subscription: 'news',
  organiser: 'organising',
  formerOrganiser: 'organising',
  token: 'organising',
  login: 'organising',
  loginAsked: 'organising',
  audit: 'organising',
  idempotency: 'organising',
  suppression: 'protection',
  softBounces: 'protection',
  mailAllowance: 'protection',
  shadow: 'protection',
  erased: 'rights',
  ended: 'rights',
  replayed: 'operation',
  sweep: 'rights',
  erasure: 'rights',
  series: 'operation',
  notice: 'operation',
  event: 'operation',
  documentation: 'operation',
  counters: 'operation',
  numbers: 'operation',
  owners: 'operation',
  sender: 'operation',
  guard: 'operation',
  lease: 'operation',
  setback: 'operation',
};

/** A question belongs to the purpose that its answers need. */
export const purposeOfQuestion = ({ sensitive }: Pick<Question, 'sensitive'>): PurposeName =>
  sensitive ? 'sensitive' : 'participation';

/** The legal basis of a purpose, for who is a public body and who is not. */
export function basisOf(purpose: PurposeName, isPublicBody: boolean): string {
  const { basis, basisOfPublicBody = basis } = purposes[purpose];
  return isPublicBody ? basisOfPublicBody : basis;
}
