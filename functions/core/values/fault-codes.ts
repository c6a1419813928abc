type Line = { line: number };
/** From an instant, told in a zone. */
type Moment = { at: string; timeZone: string };
type NoParams = undefined;
type MailState =
  | ('queued' | 'sending' | 'sent' | 'delivered' | 'delayed')
  | ('bounced' | 'complained' | 'skipped' | 'failed' | 'unknown');

/**
 * Every rule that a caller can break, each with what its sentence names; the sentences are in
 * `views/words/<language>/faults.ts`, one a code and language.
 */
export interface FaultParams {
  // The form of a request.
  malformedJson: NoParams;
  bodyNotUtf8: NoParams;
  bodyTooLarge: { max: number };
  unknownField: NoParams;
  readOnly: NoParams;
  versionNotNamed: NoParams;
  wrongType: { expected: 'string' | 'number' | 'int' | 'boolean' | 'array' | 'object' } | undefined;
  required: NoParams;
  tooLong: { max: number };
  tooShort: { min: number };
  tooMany: { max: number };
  tooFew: { min: number };
  tooGreat: { max: number };
  tooSmall: { min: number };
  outOfRange: { min: number; max: number };
  duplicate: NoParams;
  invalidEmail: NoParams;
  controlCharacter: NoParams;
  invalidUrl: NoParams;
  invalidId: NoParams;
  invalidVersion: NoParams;
  invalidColour: NoParams;
  invalidTimeZone: NoParams;
  invalidLocalTime: NoParams;
  invalidDay: NoParams;
  invalidInstant: NoParams;
  invalidDuration: NoParams;
  invalidNotice: NoParams;
  invalidKey: NoParams;
  /** What no other code says. */
  invalidValue: { possible: readonly string[] } | undefined;
  unknownCursor: NoParams;
  changesGone: NoParams;
  keyUsedBefore: NoParams;
  callDone: NoParams;
  callRunning: NoParams;
  // Signing up.
  unknownEvent: NoParams;
  eventClosed: Moment;
  eventNotYetOpen: Moment;
  eventCancelled: NoParams;
  eventFull: NoParams;
  unknownWorkingGroup: NoParams;
  workingGroupFull: NoParams;
  unknownQuestion: NoParams;
  unknownOption: NoParams;
  /** The version that the form has to show; absent: the series has no such notice. */
  noticeVersionUnknown: { version: string } | undefined;
  noticeTextDiffers: { version: string };
  noticeTextFixed: { version: string };
  termNeedsVersion: { version: string };
  senderNeedsVersion: { version: string };
  termTyped: NoParams;
  consentRequired: NoParams;
  originNotAllowed: NoParams;
  severalSeries: NoParams;
  tooManySignUps: NoParams;
  tooManySteps: NoParams;
  // Series and events.
  textMissing: NoParams;
  unknownPlaceholder: { name: string; possible: readonly string[] };
  strangeLink: NoParams;
  logoNotAllowed: { origins: readonly string[] };
  unknownSeries: NoParams;
  seriesIdReserved: NoParams;
  idFixed: NoParams;
  seriesHasEvents: NoParams;
  unknownSender: NoParams;
  senderNamedOtherwise: { name: string };
  senderNamed: NoParams;
  senderHasSubscribers: NoParams;
  endsBeforeStart: NoParams;
  sameWorkingGroup: NoParams;
  sameQuestion: NoParams;
  sameReminder: NoParams;
  directEntryTooLong: { hours: number };
  optionsOfChoice: NoParams;
  wayMissing: NoParams;
  wayNotOffered: NoParams;
  ofHybridEvents: NoParams;
  wayFull: { way: 'onsite' | 'online'; isOtherFree: boolean };
  capacityBesideWays: NoParams;
  placeMissing: NoParams;
  placeOfOnlineEvent: NoParams;
  joinUrlOfOnsiteEvent: NoParams;
  ofFormerAddress: NoParams;
  capacityMissing: NoParams;
  sensitiveNoticeMissing: NoParams;
  changeUntold: NoParams;
  overForPeople: NoParams;
  inThePast: NoParams;
  /** A time is typed beside a choice that has none. */
  timeNotChosen: NoParams;
  notAhead: NoParams;
  notAfter: Moment;
  alreadyCancelled: NoParams;
  eventAnnounced: NoParams;
  eventHasPeople: NoParams;
  nobodyThere: NoParams;
  dataRestricted: { kind: 'request' | 'legalHold' };
  notDone: NoParams;
  beforeRequest: NoParams;
  requestAnswered: NoParams;
  requestExtended: NoParams;
  // Announcements and mails.
  eventOfOtherSeries: NoParams;
  newsNoticeMissing: NoParams;
  workingGroupOfNoEvent: NoParams;
  wayOfNoEvent: NoParams;
  questionOfNoEvent: NoParams;
  audienceBySensitiveAnswer: NoParams;
  forNewsOnly: NoParams;
  forAllSeriesOnly: NoParams;
  amongRegistrationsOnly: NoParams;
  readersWithoutText: { count: number };
  audienceEmpty: NoParams;
  whyNeededMissing: NoParams;
  outsideAudience: NoParams;
  unknownOrganiser: NoParams;
  sendingBegun: NoParams;
  announcementDraft: NoParams;
  announcementSent: NoParams;
  documentationLeft: NoParams;
  announcementNotSent: NoParams;
  deliveryMovedOn: { state: MailState };
  // Registrations and attendance.
  registrationMovedOn: { state: 'pending' | 'confirmed' | 'waitlisted' | 'cancelled' | 'expired' };
  sameAddress: NoParams;
  addressTaken: NoParams;
  nothingRecorded: NoParams;
  signUpGone: NoParams;
  typedAddressesBounced: NoParams;
  certificateNotDue: NoParams;
  certificateUnknown: NoParams;
  nobodyNamed: NoParams;
  nobodyConfirmed: NoParams;
  acceptsNobody: { id: string };
  fileIsArchive: Line;
  fileIsNoText: Line;
  fileNotUtf8: Line;
  fileEmpty: Line;
  fileTooLong: Line & { max: number };
  quoteUnclosed: Line;
  quoteMissing: Line;
  columnMissing: Line;
  presenceUnclear: { columns: string };
  // Organisers and tokens.
  outsideOwnSeries: NoParams;
  rightMissing: { right: 'addresses' | 'sensitive' | 'downloads' };
  beyondOwnRights: NoParams;
  notYourself: NoParams;
  ownTokensEnd: NoParams;
  invalidWebhookUrl: NoParams;
  webhookDisabled: NoParams;
  notYet: NoParams;
  lastOwner: NoParams;
  // What is done as asked, and told all the same.
  capacityBelowTaken: { capacity: number; taken: number };
  timeSkipped: { readAs: string };
  timeTwice: NoParams;
  colourAdjusted: { contrast: number; needed: number; used: string };
}
export type FaultCode = keyof FaultParams;

/** A broken rule, with what its sentence names. */
export type Breach = {
  [C in FaultCode]: undefined extends FaultParams[C]
    ? { code: C; params?: FaultParams[C] }
    : { code: C; params: FaultParams[C] };
}[FaultCode];

/** One fault of a request: where (RFC 6901), and which rule it breaks. */
export type Fault = Breach & { pointer: string };
