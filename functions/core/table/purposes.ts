import type { Locale } from '../values/locale.ts';
import type { Stage } from '../values/stage.ts';
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

type InEach = Readonly<Record<Locale, string>>;

/** Why data is held, and on which legal basis: the one table for what people are told and for the dossier. */
export interface Purpose {
  readonly name: InEach;
  /** Of whom, in German: the dossier's alone. */
  readonly people: string;
  /** Of who is no public body. */
  readonly basis: InEach;
  /**
   * Public bodies can't rest their tasks on their own interests (Art. 6(1) GDPR, last sentence). `{norm}` is the law that
   * gives the task (Art. 6(3)). Absent: the same.
   */
  readonly basisOfPublicBody?: InEach;
}

const task = {
  de: 'Art. 6 Abs. 1 lit. e, Abs. 3 DSGVO mit {norm}',
  en: 'Art. 6(1)(e) and (3) GDPR with {norm}',
};
const unnamedNorm = { de: 'der Aufgabennorm', en: 'the law that gives the task' };

export const purposes: Readonly<Record<PurposeName, Purpose>> = {
  participation: {
    name: {
      de: 'Teilnahme an Veranstaltungen: Anmeldung, Plätze, Nachrichten zur Veranstaltung, Dokumentation',
      en: 'Taking part in events: sign-up, places, mails about the event, documentation',
    },
    people: 'Teilnehmende; Personen, die jemand anderes eingetragen hat',
    basis: {
      de: 'Art. 6 Abs. 1 lit. b DSGVO (die Anmeldung)',
      en: 'Art. 6(1)(b) GDPR (the registration)',
    },
    basisOfPublicBody: task,
  },
  sensitive: {
    name: {
      de: 'Besondere Angaben auf Fragen, die als solche gekennzeichnet sind (etwa Unterstützungsbedarf)',
      en: 'Answers to questions that are marked as sensitive (such as needs for support)',
    },
    people: 'Teilnehmende, die eingewilligt haben',
    basis: {
      de: 'Art. 9 Abs. 2 lit. a DSGVO (ausdrückliche Einwilligung)',
      en: 'Art. 9(2)(a) GDPR (explicit consent)',
    },
  },
  news: {
    name: {
      de: 'Hinweise auf weitere Veranstaltungen, mit dem Nachweis der Einwilligung',
      en: 'News of further events, with the proof of consent',
    },
    people: 'Personen, die eingewilligt haben',
    basis: {
      de: 'Art. 6 Abs. 1 lit. a DSGVO (Einwilligung), § 7 Abs. 2 Nr. 2 UWG; Nachweis: Art. 7 Abs. 1 DSGVO',
      en: 'Art. 6(1)(a) GDPR (consent), section 7(2) no. 2 UWG; proof: Art. 7(1) GDPR',
    },
  },
  organising: {
    name: {
      de: 'Organisation: Zugänge des Teams, seine Rechte und das Protokoll seiner Handlungen',
      en: 'Organising: organisers’ access, their rights and the audit of what they did',
    },
    people: 'Mitglieder des Teams',
    basis: {
      de: 'Art. 6 Abs. 1 lit. f DSGVO (sichere Verwaltung); Beschäftigte: Art. 6 Abs. 1 lit. b DSGVO, § 26 BDSG',
      en: 'Art. 6(1)(f) GDPR (secure administration); employees: Art. 6(1)(b) GDPR, section 26 BDSG',
    },
    basisOfPublicBody: {
      de: `${task.de}; Beschäftigte: Dienst- oder Landesrecht`,
      en: `${task.en}; employees: civil service law or the law of the Land`,
    },
  },
  protection: {
    name: {
      de: 'Schutz vor Missbrauch und vor unerwünschten Mails (Sperrliste, Grenzen je Adresse)',
      en: 'Protection from abuse and from unwanted mail (suppressions, limits)',
    },
    people: 'Personen, deren Adresse eingegeben wurde',
    basis: {
      de: 'Art. 6 Abs. 1 lit. f DSGVO (Sicherheit der Verarbeitung, Art. 32)',
      en: 'Art. 6(1)(f) GDPR (security of processing, Art. 32)',
    },
    basisOfPublicBody: {
      de: 'Art. 6 Abs. 1 lit. c DSGVO mit Art. 32 DSGVO',
      en: 'Art. 6(1)(c) with Art. 32 GDPR',
    },
  },
  rights: {
    name: {
      de: 'Erfüllung der Rechte: Anträge und ihre Antworten; was gelöscht und widerrufen wurde, bleibt es auch nach einer Wiederherstellung',
      en: 'Keeping to people’s rights: requests and their answers; erasures and withdrawals hold after a restore',
    },
    people:
      'Personen, die ein Recht ausübten, mit Adresse; die etwas gelöscht oder widerrufen haben, als Schlüssel-Hash',
    basis: {
      de: 'Art. 6 Abs. 1 lit. c DSGVO mit Art. 12, 17 und Art. 5 Abs. 2 DSGVO',
      en: 'Art. 6(1)(c) with Art. 12, 17 and Art. 5(2) GDPR',
    },
  },
  operation: {
    name: {
      de: 'Betrieb: Einstellungen, Veranstaltungen und technische Zähler ohne Angaben über Teilnehmende',
      en: 'Operation: settings, events and counters that hold nothing about attendees',
    },
    people: 'Ansprechpersonen und Vortragende, soweit Texte sie nennen; sonst niemand',
    basis: {
      de: 'Art. 6 Abs. 1 lit. f DSGVO (Veranstaltungen bekannt machen), soweit Personen genannt sind',
      en: 'Art. 6(1)(f) GDPR (announcing events), where people are named',
    },
    basisOfPublicBody: {
      de: `${task.de}, soweit Personen genannt sind`,
      en: `${task.en}, where people are named`,
    },
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
  signUpCall: 'protection',
  changes: 'participation',
  changesHead: 'operation',
  webhook: 'operation',
  webhookProgress: 'participation',
  suppression: 'protection',
  softBounces: 'protection',
  mailAllowance: 'protection',
  shadow: 'protection',
  erased: 'rights',
  ended: 'rights',
  replayed: 'operation',
  rightsRequest: 'rights',
  restrictedPerson: 'rights',
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

/** The legal basis of a purpose, as the stage's controller has it, with the norm of its task. */
export function basisOf(
  purpose: PurposeName,
  { publicBody = false, taskNorm }: Pick<Stage, 'publicBody' | 'taskNorm'>,
  locale: Locale,
): string {
  const { basis, basisOfPublicBody = basis } = purposes[purpose];
  return (publicBody ? basisOfPublicBody : basis)[locale].replace('{norm}', taskNorm ?? unnamedNorm[locale]);
}
