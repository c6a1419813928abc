import type { Item } from './items.ts';

/**
 * How long an item of a type is kept, if it is about people, and what ends it: a class of the deletion concept (DIN 66398).
 * Words are German, as the dossier and the law are.
 */
export interface ItemTerm {
  /** Whose data it holds; `nobody`: nobody's, it ends with what it belongs to, or not at all. */
  of: 'attendee' | 'organiser' | 'hash' | 'nobody';
  /** What the term counts from. */
  start: string;
  term: string;
  /**
   * What ends it in time: dispatch by the due index; what erases its person or takes its owner out; reads, which show
   * nothing past its TTL; whoever works with it, by taking the place of the last.
   */
  trigger: 'dispatch' | 'person' | 'owner' | 'reads' | 'replaced' | 'organiser' | 'none';
  /** What ends it where that did not: TTL, or a review. */
  backstop: 'ttl' | 'review' | 'none';
}

const person = { of: 'attendee', trigger: 'person', backstop: 'ttl' } as const;
const ofNobody = { of: 'nobody', trigger: 'none', backstop: 'none' } as const;
const short = { of: 'hash', trigger: 'reads', backstop: 'ttl' } as const;
const withPerson = 'Ende der Person (attendee)';

/**
 * Every type of item with its term (promise 7): a new one without does not compile, and `test/core/table/terms.test.ts`
 * holds each to its schema. The terms themselves stand where the items are made.
 */
export const terms: { [T in Item['type']]: ItemTerm } = {
  attendee: {
    ...person,
    start: 'Ende der letzten Veranstaltung, zu der sie sich selbst angemeldet hat',
    term: 'so viele Tage (retentionDays), wie ihr bei der Anmeldung genannt wurden; später nur kürzer',
  },
  registration: {
    ...{ ...person, start: withPerson },
    term: 'sofort; besondere Angaben mit der Abmeldung, der Absage oder der Veranstaltung',
  },
  signUp: {
    ...{ ...person, trigger: 'dispatch' },
    start: 'Absenden des Formulars',
    term: 'sieben Tage, solange unbestätigt, direkt eingetragen nach der Veranstaltung; dann mit der Person',
  },
  delivery: {
    ...person,
    start: `${withPerson}; bei Mails an das Team der Versand`,
    term: 'sofort; an das Team 90 Tage, Proben und Anmeldelinks eine Woche',
  },
  movedDelivery: { ...person, start: withPerson, term: 'sofort' },
  disclosure: {
    ...{ of: 'hash', trigger: 'person', backstop: 'none' },
    start: 'Ende der letzten Anmeldung der Veranstaltung',
    term: 'sofort; Empfänger, Zweck und Prüfzeichen',
  },
  waiting: {
    ...{ of: 'attendee', trigger: 'person', backstop: 'none' },
    start: 'Ende der Anmeldung',
    term: 'sofort; Kennungen allein',
  },
  subscription: {
    ...{ of: 'attendee', trigger: 'organiser', backstop: 'ttl' },
    start: 'Widerruf',
    term: 'die Adresse sofort; der Nachweis bis zum Ende des dritten Kalenderjahres (§§ 195, 199 BGB)',
  },
  rightsRequest: {
    ...{ of: 'attendee', trigger: 'dispatch', backstop: 'ttl' },
    start: 'Antwort',
    term: 'Adresse, Prüfung und Antworttext bis zum Ende des dritten Kalenderjahres (§§ 195, 199 BGB); Art, Tage und Ergebnis bleiben',
  },
  restrictedPerson: {
    ...{ of: 'attendee', trigger: 'organiser', backstop: 'review' },
    start: 'Aufheben der Einschränkung',
    term: 'sofort; an einem Tag binnen eines Jahres wird nachgesehen, ob sie noch gilt',
  },
  suppression: {
    ...{ of: 'hash', trigger: 'organiser', backstop: 'review' },
    start: 'Eintrag, oder letzte Durchsicht; nach dem Aufheben dieses',
    term: 'jedes Jahr durchgesehen; aufgehoben 40 Tage',
  },
  softBounces: { ...short, start: 'letzter Rückläufer', term: '180 Tage' },
  mailAllowance: { ...short, start: 'letzte Mail', term: 'ein Tag' },
  shadow: {
    ...short,
    start: 'Anmeldung',
    term: 'sieben Tage, wie eine unbestätigte Anmeldung; nur Kennungen',
  },
  erased: { ...short, start: 'Löschung', term: '40 Tage, länger als jede Sicherung' },
  ended: { ...short, start: 'Widerruf, Sperre oder Entzug', term: '40 Tage, länger als jede Sicherung' },
  organiser: {
    ...{ of: 'organiser', trigger: 'owner', backstop: 'review' },
    start: 'Austragen aus dem Team',
    term: 'sofort; bis dahin durchgesehen',
  },
  formerOrganiser: {
    ...{ of: 'organiser', trigger: 'dispatch', backstop: 'ttl' },
    start: 'Austragen aus dem Team',
    term: 'ein Jahr',
  },
  token: {
    ...{ of: 'organiser', trigger: 'owner', backstop: 'ttl' },
    start: 'Ausstellen; nach dem Widerruf dieser',
    term: 'höchstens ein Jahr, Sitzungen zwölf Stunden; widerrufen 30 Tage',
  },
  login: {
    ...{ of: 'organiser', trigger: 'reads', backstop: 'ttl' },
    start: 'Anfordern des Links',
    term: 'zwei Tage',
  },
  loginAsked: { ...short, start: 'Anfordern des Links', term: 'ein Tag' },
  idempotency: { of: 'organiser', trigger: 'reads', backstop: 'ttl', start: 'Aufruf', term: 'ein Tag' },
  changes: { ...short, trigger: 'none', start: 'Änderung', term: '30 Tage; Kennungen allein' },
  changesHead: { ...ofNobody, start: '–', term: 'solange es die Bühne gibt; eine Zahl' },
  webhook: { ...ofNobody, start: 'Löschen durch das Team', term: 'sofort' },
  webhookProgress: {
    ...{ of: 'hash', trigger: 'replaced', backstop: 'none' },
    start: 'Versuch',
    term: 'die letzten 50 Versuche und was noch wartet; Kennungen allein',
  },
  signUpCall: { ...short, start: 'Aufruf', term: 'ein Tag' },
  audit: {
    ...{ of: 'organiser', trigger: 'reads', backstop: 'ttl' },
    start: 'Handlung; für die Adresse das Austragen',
    term: 'vier Jahre; die Adresse dessen, der handelte, ein Jahr',
  },
  setback: {
    ...{ ...ofNobody, trigger: 'dispatch', backstop: 'ttl' },
    start: 'letzter Versuch',
    term: 'zwei Tage',
  },
  guard: {
    ...{ of: 'hash', trigger: 'replaced', backstop: 'ttl' },
    start: 'Versand',
    term: 'Personen des letzten Tages; Zähler von tausend Mails; was das Team einer Reihe eintrug, zwei Tage',
  },
  series: { ...ofNobody, start: 'Löschen durch das Team', term: 'sofort' },
  notice: { ...ofNobody, start: 'kein Ende', term: 'bleibt: Nachweise nennen den Text' },
  event: { ...ofNobody, start: 'Löschen durch das Team', term: 'sofort' },
  counters: { ...ofNobody, start: 'Ende der Veranstaltung als Eintrag', term: 'sofort' },
  documentation: { ...ofNobody, start: 'Ende der Veranstaltung als Eintrag', term: 'sofort' },
  notification: { ...ofNobody, start: 'Ende der Veranstaltung als Eintrag', term: 'sofort' },
  announcement: {
    ...ofNobody,
    start: 'Ende der Reihe als Eintrag',
    term: 'sofort; was das Team schrieb, und an wen nach Regeln',
  },
  reports: { ...ofNobody, start: 'Ende der Reihe als Eintrag', term: 'sofort; Zahlen ab fünf' },
  reportPart: { ...ofNobody, start: 'Ende der Reihe als Eintrag', term: 'sofort; Zahlen ab fünf' },
  sender: {
    ...ofNobody,
    start: 'Löschen durch das Team',
    term: 'sofort; solange ihn Einwilligungen nennen, bleibt er',
  },
  erasure: { ...ofNobody, trigger: 'dispatch', start: 'Löschung der letzten Person', term: 'sofort' },
  sweep: { ...ofNobody, trigger: 'dispatch', start: 'Erledigung', term: 'sofort' },
  lease: { ...ofNobody, trigger: 'replaced', start: 'nächster Lauf', term: 'sofort' },
  owners: { ...ofNobody, start: 'kein Ende', term: 'eine Zahl' },
  replayed: { ...ofNobody, start: 'kein Ende', term: 'der Name einer Tabelle' },
};
