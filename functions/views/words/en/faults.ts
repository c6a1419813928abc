import type { FaultSentences } from '../sentences.ts';
import { states } from './states.ts';

const number = (value: number) => value.toLocaleString('en-GB');
const inLine = (line: number, sentence: string) => `In line ${number(line)}: ${sentence}`;
const rightsMissing = {
  addresses: 'This needs the right to see addresses.',
  sensitive: 'This needs the right to see special details.',
  downloads: 'This needs the right to save registrations as a file.',
};
const types = {
  string: 'a text',
  number: 'a number',
  int: 'a whole number',
  boolean: 'true or false',
  array: 'a list',
  object: 'an object',
};

export const faults: FaultSentences = {
  bodyNotUtf8: () => 'The request could not be read: it is not in UTF-8.',
  malformedJson: () => 'The request could not be read: it is not valid JSON.',
  bodyTooLarge: ({ max }) => `This is too much data; at most ${number(max)} bytes are possible.`,
  versionNotNamed: () =>
    'Somebody else may have changed this between reading and writing. Send the ETag that GET answered as If-Match, or its version in the body; If-Match: * replaces whatever is there.',
  readOnly: () => 'This field can’t be changed.',
  unknownField: () => 'There is no such field.',
  wrongType: (params) =>
    `This entry does not have the expected form${params ? `; expected is ${types[params.expected]}` : ''}.`,
  required: () => 'Please fill this in.',
  tooLong: ({ max }) => `This is too long; at most ${number(max)} characters are possible.`,
  tooShort: ({ min }) => `This is too short; at least ${number(min)} characters are needed.`,
  tooMany: ({ max }) => `These are too many; at most ${number(max)} are possible.`,
  tooFew: ({ min }) => `These are too few; at least ${number(min)} are needed.`,
  tooGreat: ({ max }) => `This number is too big; at most ${number(max)} is possible.`,
  tooSmall: ({ min }) => `This number is too small; at least ${number(min)} is possible.`,
  outOfRange: ({ min, max }) => `This must be from ${number(min)} to ${number(max)}.`,
  duplicate: () => 'This is given twice.',
  controlCharacter: () => 'Line breaks and control characters are not possible here.',
  invalidEmail: () => 'This is not a valid e-mail address, such as name@example.org.',
  invalidUrl: () => 'This is not the address of a page; it begins with https://.',
  invalidId: () => 'This must be lower-case letters, digits and single hyphens.',
  invalidVersion: () => 'This must be up to 20 letters of ASCII, digits, dots and hyphens.',
  invalidColour: () => 'This must be a colour such as #1f4e79.',
  invalidTimeZone: () => 'This is not an IANA time zone such as Europe/Berlin.',
  invalidDay: () => 'This must be a day of the calendar such as 2027-04-28.',
  invalidLocalTime: () => 'This must be a wall-clock time such as 2027-04-28T17:00.',
  invalidInstant: () => 'This must be a time with its offset, such as 2027-06-01T10:00:00Z.',
  invalidDuration: () => 'This must be an ISO 8601 duration such as P1D or PT1H, of at most a year.',
  invalidNotice: () => 'This must be now, none or a time such as 2027-06-01T10:00:00Z or 2027-06-01T12:00.',
  invalidKey: () => 'This must have from 1 to 200 visible characters of ASCII.',
  invalidValue: (params) =>
    `This is not possible here${params ? `; possible are: ${params.possible.join(', ')}` : ''}.`,
  unknownCursor: () => 'This cursor is not one of ours.',
  changesGone: () =>
    'What came after it is not whole any more: read the lists anew, then go on without after.',
  keyUsedBefore: () => 'This key was given to another call within the last 24 hours.',
  callRunning: () => 'This call is still running.',
  callDone: () => 'This call was done; its answer is not kept.',

  unknownEvent: () => 'There is no such event.',
  eventClosed: ({ at, timeZone }, moment) =>
    `Registration for this event closed on ${moment({ at, timeZone })}.`,
  eventNotYetOpen: ({ at, timeZone }, moment) =>
    `Registration for this event opens on ${moment({ at, timeZone })}.`,
  eventCancelled: () => 'This event will not take place.',
  eventFull: () => 'This event is fully booked.',
  unknownWorkingGroup: () => 'There is no such working group.',
  workingGroupFull: () => 'This working group is full. Please choose another one or none.',
  unknownQuestion: () => 'This question does not belong to this event.',
  unknownOption: () => 'Please choose one of the answers given.',
  noticeVersionUnknown: (params) =>
    params
      ? `This notice has changed in the meantime; version ${params.version} applies. Please read it again and send the form once more.`
      : 'There is no such notice here.',
  noticeTextDiffers: ({ version }) =>
    `The form showed another text than version ${version} of this notice. Please read it here and send the form once more.`,
  noticeTextFixed: ({ version }) =>
    `Text and linked page of version ${version} stay as they are, because proofs name them. Others need a new version.`,
  senderNeedsVersion: ({ version }) =>
    `Who saw version ${version} was told the sender by another name. Another needs a new version.`,
  termTyped: () =>
    'A term stands here. Write {retentionDays} in its place, so that text and setting can’t differ.',
  termNeedsVersion: ({ version }) =>
    `Who saw version ${version} of the privacy notice was told the term until now. Another term needs a new version.`,
  consentRequired: () => 'For this answer we need your consent. Please give it or leave the answer out.',
  originNotAllowed: () => 'Signing up is not possible from this website.',
  severalSeries: () => 'Please sign up for events of different series one series at a time.',
  tooManySignUps: () =>
    'Too many sign-ups came from one network address. Whoever sends a plain HTML form is asked to send it once more instead.',
  tooManySteps: () => 'There were too many sign-ups from one network address.',

  textMissing: () => 'At least one language needs a text.',
  unknownPlaceholder: ({ name, possible }) =>
    `There is no such placeholder here. In place of {${name}} are possible: ${inBraces(possible)}.`,
  strangeLink: () => 'Links lead to http:// or https:// addresses without placeholders.',
  logoNotAllowed: ({ origins }) =>
    `The logo must lie under ${origins.join(' or ')}, at a plain address without ?, # and @, and must be a .png, .jpg or .gif.`,
  unknownSeries: () => 'There is no such series.',
  seriesIdReserved: () => 'This id is kept for mails of no series.',
  idFixed: () => 'An id can not be changed.',
  unknownSender: () => 'There is no such sender.',
  senderNamedOtherwise: ({ name }) => `The sender with this id is called “${name}”.`,
  senderNamed: () => 'A series names this sender.',
  senderHasSubscribers: () => 'People are still subscribed to the news of this sender.',
  seriesHasEvents: () => 'The series has events.',
  endsBeforeStart: () => 'The end must lie after the start.',
  sameWorkingGroup: () => 'Two working groups have the same id.',
  sameQuestion: () => 'Two questions have the same id.',
  sameReminder: () => 'The same reminder stands twice.',
  directEntryTooLong: ({ hours }) => `Immediate entry begins at most ${hours} hours before the start.`,
  optionsOfChoice: () =>
    'Options belong to the kinds choice and multipleChoice, which need at least two of them.',
  wayMissing: () => 'Please choose whether you take part on site or online.',
  wayNotOffered: () => 'This event can’t be taken part in that way.',
  ofHybridEvents: () =>
    'Only hybrid events have this. If this one takes place online alone or on site alone now, leave it out.',
  wayFull: ({ way, isOtherFree }) =>
    way === 'onsite'
      ? `No place is left on site.${isOtherFree ? ' You can take part online.' : ''}`
      : `No place is left online.${isOtherFree ? ' You can take part on site.' : ''}`,
  capacityBesideWays: () => 'Either the event has a capacity, or its ways of taking part have one each.',
  placeMissing: () => 'An event on site needs a place.',
  placeOfOnlineEvent: () => 'An event that is online alone has no place.',
  ofFormerAddress: () =>
    'The address is another one, and this is the old one’s: write it anew, or leave it out.',
  joinUrlOfOnsiteEvent: () => 'An event that is on site alone has no join link. With one it is hybrid.',
  capacityMissing: () => 'A waiting list needs a capacity.',
  sensitiveNoticeMissing: () => 'The series has no notice for sensitive questions.',
  overForPeople: () =>
    'The event is over and had people registered, whose retention period is running: it can’t end later. Create a new event for a new date.',
  changeUntold: () =>
    'Somebody is registered by now: say whether they are told of the change (notice: now, none or a time).',
  inThePast: () => 'This lies in the past.',
  timeNotChosen: () =>
    'A time stands here, but something else is chosen. Choose the time, or clear this field.',
  notAhead: () => 'This must lie ahead.',
  notAfter: ({ at, timeZone }, moment) => `This must not be after ${moment({ at, timeZone })}.`,
  alreadyCancelled: () => 'The event is cancelled.',
  eventAnnounced: () => 'An announcement that is to be sent names the event.',
  notDone: () =>
    'What is stored of this address is as it was. Do first what is asked for, or say explicitly that it was done elsewhere.',
  beforeRequest: () => 'The day must not lie before that of the request.',
  requestAnswered: () => 'This request is answered already.',
  requestExtended: () => 'This request’s time was extended already, which is possible once.',
  dataRestricted: ({ kind }) =>
    `This person’s data is stored and nothing else, ${kind === 'request' ? 'as they asked (Art. 18 GDPR)' : 'for a legal claim (Art. 17(3) GDPR)'}. The restriction has to be lifted first.`,
  nobodyThere: () => 'There is nobody at this address whom that fits.',
  eventHasPeople: () => 'Somebody is or was registered for the event.',

  eventOfOtherSeries: () => 'There is no such event in this series.',
  newsNoticeMissing: () => 'The series has no notice for news, so that nobody is subscribed.',
  wayOfNoEvent: () => 'This is how people take part in none of these events.',
  workingGroupOfNoEvent: () => 'This is no working group of these events.',
  questionOfNoEvent: () => 'This is no question of these events.',
  audienceBySensitiveAnswer: () => 'Sensitive answers choose no audience.',
  forNewsOnly: () => 'This is for news alone.',
  forAllSeriesOnly: () => 'This is for organisers of all series.',
  amongRegistrationsOnly: () => 'This chooses among registrations, not among all subscribers.',
  readersWithoutText: ({ count }) =>
    count === 1
      ? '1 recipient reads this language, and its text is missing.'
      : `${number(count)} recipients read this language, and its text is missing.`,
  whyNeededMissing: () =>
    'Please say in a sentence why everybody needs this to take part. Promotion goes to those alone who agreed to news.',
  audienceEmpty: () => 'The audience is empty.',
  outsideAudience: () => 'This registration does not belong to the audience.',
  unknownOrganiser: () => 'This must be the address of an organiser of this series who has logged in.',
  sendingBegun: () => 'Its sending has begun, or it was cancelled.',
  announcementDraft: () => 'It is a draft.',
  documentationLeft: () =>
    'The mail with these links is leaving or has left: the release can’t be taken back any more.',
  announcementSent: () => 'It is sent.',
  announcementNotSent: () => 'It is not sent yet.',
  deliveryMovedOn: ({ state }) => `The mail is in another state by now: ${states.mail[state]}.`,

  registrationMovedOn: ({ state }) =>
    `The registration is in another state by now: ${states.registration[state]}.`,
  sameAddress: () => 'This is the address that it has.',
  nothingRecorded: () => 'There is nothing to take back here.',
  addressTaken: () => 'The new address is registered already.',
  typedAddressesBounced: () =>
    'Too many mails to addresses that the team of this series entered came back. No further one is taken until tomorrow; the form is open to everybody.',
  signUpGone: () => 'Its sign-up can not be confirmed any more.',
  certificateNotDue: () => 'A certificate is for those who came, after the event.',
  certificateUnknown: () => 'There is no certificate under this number that can be confirmed.',
  nobodyNamed: () => 'Nobody is matched or ticked.',
  acceptsNobody: ({ id }) =>
    `There is no confirmed registration “${id}” of this event whose attendance can be recorded; nothing was changed.`,
  nobodyConfirmed: () => 'None of these is a confirmed registration of this event; nothing was changed.',
  fileIsArchive: ({ line }) => inLine(line, 'This is a spreadsheet or an archive. Save it as CSV.'),
  fileIsNoText: ({ line }) => inLine(line, 'This is not text. Save the spreadsheet as CSV.'),
  fileNotUtf8: ({ line }) => inLine(line, 'This is not in UTF-8. Send the file as application/octet-stream.'),
  fileEmpty: ({ line }) => inLine(line, 'The file is empty.'),
  fileTooLong: ({ line, max }) =>
    inLine(line, `These are too many lines; at most ${number(max)} are possible.`),
  quoteUnclosed: ({ line }) => inLine(line, 'A quotation mark is not closed.'),
  quoteMissing: ({ line }) =>
    inLine(line, 'One cell holds several lines with addresses: a quotation mark is missing.'),
  presenceUnclear: ({ columns }) =>
    `Who was there may stand in columns that Eventbote does not know: ${columns}. Say which column holds what.`,
  columnMissing: ({ line }) => inLine(line, 'No column of addresses or names was found.'),

  outsideOwnSeries: () => 'These must lie within your own series.',
  ownTokensEnd: () =>
    'Your own tokens end with you; to keep them, the organiser has to be removed by another owner.',
  invalidWebhookUrl: () =>
    'The address must begin with https:// and have a name that can be found on the internet; numbers as an address don’t work.',
  webhookDisabled: () => 'The webhook is disabled. Enable it first.',
  notYet: () => 'This lies in the future.',
  rightMissing: ({ right }) => rightsMissing[right],
  beyondOwnRights: () => 'You can only give rights that you have yourself.',
  notYourself: () => 'This must be somebody else.',
  lastOwner: () => 'The last owner stays: make somebody else an owner first.',

  capacityBelowTaken: ({ capacity, taken }) =>
    `${number(taken)} places are taken, more than the ${number(capacity)} that there are now; nobody loses theirs.`,
  timeSkipped: ({ readAs }) =>
    `The clocks change on that day and skip this time; it is read as ${readAs.slice(-5)}.`,
  timeTwice: () => 'The clocks change on that day and show this time twice; the first is meant.',
  colourAdjusted: ({ contrast, needed, used }) =>
    `As text this colour stands out too little (contrast ${number(contrast)}, ${number(needed)} is needed). Headings and links have ${used} in its place; bars and buttons keep the colour.`,
};

function inBraces(names: readonly string[]): string {
  return names.map((name) => `{${name}}`).join(' ');
}
