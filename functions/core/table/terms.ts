import type { Item } from './items.ts';

/** How long an item of a type is kept, if it is about people, and what ends it. */
export interface ItemTerm {
  /** Whose data it holds; `nobody`: nobody's, it ends with what it belongs to, or not at all. */
  of: 'attendee' | 'organiser' | 'hash' | 'nobody';
  /** How long, from when. */
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

/**
 * Every type of item with its term (promise 7): a new one without does not compile, and `test/core/table/terms.test.ts`
 * holds each to its schema. The terms themselves stand where the items are made.
 */
export const terms: { [T in Item['type']]: ItemTerm } = {
  attendee: { ...person, term: 'retentionDays after the end of their own last event, as told at sign-up' },
  registration: { ...person, term: 'with its attendee; sensitive answers with the event' },
  signUp: { ...person, trigger: 'dispatch', term: 'seven days unconfirmed; then with its attendee' },
  delivery: { ...person, term: 'with its attendee; mails to organisers 90 days, tests and logins a week' },
  movedDelivery: { ...person, term: 'with its attendee' },
  disclosure: {
    ...{ of: 'hash', trigger: 'person', backstop: 'none' },
    term: 'with the last registration of its event; whom a list went to, and marks',
  },
  waiting: { of: 'attendee', trigger: 'person', backstop: 'none', term: 'with its registration; ids alone' },
  subscription: {
    ...{ of: 'attendee', trigger: 'organiser', backstop: 'ttl' },
    term: 'until withdrawn; then its proof without the address to the end of the third calendar year (§§ 195, 199 BGB)',
  },
  suppression: {
    ...{ of: 'hash', trigger: 'organiser', backstop: 'review' },
    term: 'until lifted, reviewed each year; 40 days after that',
  },
  softBounces: { ...short, term: '180 days after the last' },
  mailAllowance: { ...short, term: 'a day after the last mail' },
  shadow: { ...short, term: 'none: it is past when it is written' },
  erased: { ...short, term: '40 days, longer than any backup' },
  ended: { ...short, term: '40 days, longer than any backup' },
  organiser: { of: 'organiser', trigger: 'owner', backstop: 'review', term: 'until taken out' },
  formerOrganiser: { of: 'organiser', trigger: 'dispatch', backstop: 'ttl', term: 'a year after they left' },
  token: {
    ...{ of: 'organiser', trigger: 'owner', backstop: 'ttl' },
    term: 'a year at most, sessions shorter; 30 days after it was revoked',
  },
  login: { of: 'organiser', trigger: 'reads', backstop: 'ttl', term: 'two days' },
  loginAsked: { ...short, term: 'a day' },
  idempotency: { of: 'organiser', trigger: 'reads', backstop: 'ttl', term: 'a day' },
  audit: {
    ...{ of: 'organiser', trigger: 'reads', backstop: 'ttl' },
    term: 'four years; the address of who did it a year after they left',
  },
  setback: { ...ofNobody, trigger: 'dispatch', backstop: 'ttl', term: 'two days after it was tried last' },
  guard: {
    of: 'hash',
    trigger: 'replaced',
    backstop: 'none',
    term: 'people of the last day; counts of a thousand mails',
  },
  series: { ...ofNobody, term: 'until it is deleted' },
  notice: { ...ofNobody, term: 'none: proofs name it' },
  event: { ...ofNobody, term: 'until it is deleted' },
  counters: { ...ofNobody, term: 'with its event' },
  documentation: { ...ofNobody, term: 'with its event' },
  notification: { ...ofNobody, term: 'with its event' },
  announcement: { ...ofNobody, term: 'with its series: what organisers wrote, and to whom by rules' },
  reports: { ...ofNobody, term: 'with its series: numbers of five and more' },
  reportPart: { ...ofNobody, term: 'with its series: numbers of five and more' },
  sender: { ...ofNobody, term: 'none: consents name it' },
  erasure: { ...ofNobody, trigger: 'dispatch', term: 'until the last of its people are gone' },
  sweep: { ...ofNobody, trigger: 'dispatch', term: 'until it is done' },
  lease: { ...ofNobody, trigger: 'replaced', term: 'until the next takes it' },
  owners: { ...ofNobody, term: 'none: a number' },
  replayed: { ...ofNobody, term: 'none: the name of a table' },
};
