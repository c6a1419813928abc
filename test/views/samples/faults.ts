import type { Breach, FaultCode, FaultParams } from '../../../functions/core/values/fault-codes.ts';

const nothing = [undefined, undefined] as const;
const line = [{ line: 3 }, { line: 12 }] as const;
const at = [
  { at: '2027-05-01T08:00:00.000Z', timeZone: 'Europe/Berlin' },
  { at: '2028-06-02T09:30:00.000Z', timeZone: 'America/New_York' },
] as const;
const max = [{ max: 5000 }, { max: 120 }] as const;
const version = [{ version: '2027-01' }, { version: '3' }] as const;
const min = [{ min: 2 }, { min: 1000 }] as const;

/** Two values of everything that a sentence names; the compiler asks for each code. */
const samples: { [C in FaultCode]: readonly [FaultParams[C], FaultParams[C]] } = {
  malformedJson: nothing,
  bodyNotUtf8: nothing,
  bodyTooLarge: max,
  readOnly: nothing,
  versionNotNamed: nothing,
  unknownField: nothing,
  wrongType: [{ expected: 'string' }, { expected: 'int' }],
  required: nothing,
  tooLong: max,
  tooShort: min,
  tooMany: max,
  tooFew: min,
  tooGreat: max,
  tooSmall: min,
  outOfRange: [
    { min: 1, max: 500 },
    { min: 2, max: 1000 },
  ],
  duplicate: nothing,
  controlCharacter: nothing,
  invalidEmail: nothing,
  invalidUrl: nothing,
  invalidId: nothing,
  invalidVersion: nothing,
  invalidColour: nothing,
  invalidTimeZone: nothing,
  invalidLocalTime: nothing,
  invalidDay: nothing,
  invalidInstant: nothing,
  invalidDuration: nothing,
  invalidNotice: nothing,
  invalidKey: nothing,
  invalidValue: [{ possible: ['rot', 'blau'] }, undefined],
  unknownCursor: nothing,
  keyUsedBefore: nothing,
  callDone: nothing,
  unknownEvent: nothing,
  eventClosed: at,
  eventNotYetOpen: at,
  eventCancelled: nothing,
  eventFull: nothing,
  wayMissing: nothing,
  wayNotOffered: nothing,
  wayFull: [
    { way: 'onsite', isOtherFree: true },
    { way: 'online', isOtherFree: false },
  ],
  capacityBesideWays: nothing,
  unknownWorkingGroup: nothing,
  workingGroupFull: nothing,
  unknownQuestion: nothing,
  unknownOption: nothing,
  noticeVersionUnknown: [{ version: '2027-01' }, undefined],
  noticeTextDiffers: version,
  noticeTextFixed: version,
  senderNeedsVersion: version,
  termTyped: nothing,
  termNeedsVersion: version,
  consentRequired: nothing,
  originNotAllowed: nothing,
  severalSeries: nothing,
  tooManySignUps: nothing,
  tooManySteps: nothing,
  textMissing: nothing,
  unknownPlaceholder: [
    { name: 'vorname', possible: ['name', 'series'] },
    { name: 'nachname', possible: ['name'] },
  ],
  strangeLink: nothing,
  logoNotAllowed: [{ origins: ['https://www.example.org'] }, { origins: ['https://verein.example'] }],
  unknownSeries: nothing,
  seriesIdReserved: nothing,
  idFixed: nothing,
  unknownSender: nothing,
  senderNamedOtherwise: [{ name: 'Stiftung Marktplatz' }, { name: 'Institut' }],
  senderNamed: nothing,
  senderHasSubscribers: nothing,
  seriesHasEvents: nothing,
  endsBeforeStart: nothing,
  sameWorkingGroup: nothing,
  sameQuestion: nothing,
  sameReminder: nothing,
  directEntryTooLong: [{ hours: 6 }, { hours: 12 }],
  optionsOfChoice: nothing,
  placeMissing: nothing,
  placeOfOnlineEvent: nothing,
  joinUrlOfOnsiteEvent: nothing,
  ofFormerAddress: nothing,
  capacityMissing: nothing,
  sensitiveNoticeMissing: nothing,
  overForPeople: nothing,
  changeUntold: nothing,
  inThePast: nothing,
  notAhead: nothing,
  notAfter: at,
  alreadyCancelled: nothing,
  eventAnnounced: nothing,
  eventHasPeople: nothing,
  eventOfOtherSeries: nothing,
  newsNoticeMissing: nothing,
  workingGroupOfNoEvent: nothing,
  questionOfNoEvent: nothing,
  audienceBySensitiveAnswer: nothing,
  forNewsOnly: nothing,
  forAllSeriesOnly: nothing,
  amongRegistrationsOnly: nothing,
  readersWithoutText: [{ count: 3 }, { count: 1 }],
  audienceEmpty: nothing,
  outsideAudience: nothing,
  unknownOrganiser: nothing,
  sendingBegun: nothing,
  announcementDraft: nothing,
  announcementSent: nothing,
  announcementNotSent: nothing,
  deliveryMovedOn: [{ state: 'sent' }, { state: 'queued' }],
  registrationMovedOn: [{ state: 'cancelled' }, { state: 'waitlisted' }],
  sameAddress: nothing,
  addressTaken: nothing,
  signUpGone: nothing,
  typedAddressesBounced: nothing,
  certificateNotDue: nothing,
  nobodyNamed: nothing,
  nobodyConfirmed: nothing,
  fileIsArchive: line,
  fileIsNoText: line,
  fileNotUtf8: line,
  fileEmpty: line,
  fileTooLong: [
    { line: 20_001, max: 20_000 },
    { line: 3, max: 2 },
  ],
  quoteUnclosed: line,
  quoteMissing: line,
  columnMissing: line,
  outsideOwnSeries: nothing,
  rightMissing: [{ right: 'addresses' }, { right: 'downloads' }],
  beyondOwnRights: nothing,
  notYourself: nothing,
  lastOwner: nothing,
  ownTokensEnd: nothing,
  capacityBelowTaken: [
    { capacity: 10, taken: 12 },
    { capacity: 20, taken: 25 },
  ],
  timeSkipped: [{ readAs: '2027-03-28T03:30' }, { readAs: '2027-03-28T03:45' }],
  timeTwice: nothing,
  colourAdjusted: [
    { contrast: 1.5, needed: 4.5, used: '#7a5c00' },
    { contrast: 2.25, needed: 7, used: '#123456' },
  ],
};

const breach = (code: string, params: object | undefined) => ({ code, params }) as Breach;

/** Each broken rule, with values for all that it names. */
export const breaches: Breach[] = Object.entries(samples).map(([code, [params]]) => breach(code, params));

/** Each again, once for each of its parameters, with that one changed. */
export const changed: { code: string; parameter: string; from: Breach; to: Breach }[] = Object.entries(
  samples,
).flatMap(([code, [first, second]]) =>
  Object.keys(first ?? {}).map((parameter) => {
    const other = second === undefined ? undefined : { ...first, [parameter]: property(second, parameter) };
    return { code, parameter, from: breach(code, first), to: breach(code, other) };
  }),
);

function property(params: object, name: string): unknown {
  return Object.getOwnPropertyDescriptor(params, name)?.value;
}
