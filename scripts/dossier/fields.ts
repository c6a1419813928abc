import { itemSchemas } from '../item-forms.ts';

/** What kind of data a field holds, and where it comes from; German, as the dossier is. */
export interface Category {
  readonly name: string;
  readonly origin: string;
}

const byPerson = 'von der Person; von Hand Eingetragenes vom Team';
const byTeam = 'vom Team';
const byUse = 'entsteht durch die Handlung der Person';
const byOperation = 'entsteht beim Betrieb';

const categories = {
  contact: { name: 'Name und Kontakt', origin: byPerson },
  participation: { name: 'Teilnahme', origin: byUse },
  answers: { name: 'Antworten auf Fragen', origin: byPerson },
  consents: { name: 'Hinweise und Einwilligungen', origin: byUse },
  rights: { name: 'Antrag und Antwort', origin: 'von der Person und vom Team' },
  origin: { name: 'Herkunft der Anmeldung', origin: byUse },
  mails: { name: 'Zustand der Mails', origin: 'entsteht beim Versand; von den Mailservern der Empfänger' },
  pseudonym: { name: 'Kennung oder Schlüssel-Hash', origin: byOperation },
  team: { name: 'Angaben über das Team', origin: byTeam },
  deeds: { name: 'Protokoll', origin: 'entsteht durch Handlungen des Teams' },
  handedOut: { name: 'Weitergabe', origin: 'vom Team, beim Speichern einer Liste' },
  offer: { name: 'Reihe und Veranstaltung', origin: byTeam },
  words: { name: 'Texte des Teams', origin: byTeam },
  counts: { name: 'Zähler', origin: byOperation },
  times: { name: 'Zeitpunkte', origin: byOperation },
  machine: { name: 'Technik', origin: byOperation },
} as const satisfies Record<string, Category>;
type CategoryName = keyof typeof categories;

/** The category of each field, wherever it stands; `type.field` where it means something else there. */
const fieldsOf: Record<CategoryName, string> = {
  contact: 'name email locale takesOver',
  participation:
    'eventIds events seat seats state holdsPlace heldBy heldWay heldGroupId way isToldBothWays workingGroupId waitingPosition position attended attendanceBefore hadPlace isUnverified isCorrected isMoved round cancelledEvents objectedAt restriction rightsRequest.kind',
  answers: 'answers',
  consents: 'notices sensitiveConsent sensitiveWithdrawnAt proof sender senderId carriesNews notice.url',
  rights: 'identity extension rightsRequest.answer',
  origin: 'channel formUrl returnUrl',
  mails:
    'reason missing attempts sentAt messageId bounces verificationMessageId notice scope detail kind template lane people purpose countedAs trial toldSequence',
  pseudonym:
    'changes webhookProgress.waiting personHash signUpId signUps registrationId recipientId movedTo to mailboxHash shadowId newAddressId addressId loginId organiserId tokenId tokenHash askedHash keyHash requestHash endedId marks filling isEntered sparedSignUpIds loggedInAt formerSignUpIds requestId objectionId',
  team: 'role rights seriesIds madeBy liftedBy resumedBy isByOrganiser organiser.email organiser.locale organiser.organiserId formerOrganiser.email formerOrganiser.organiserId token.name sender.name series.replyTo',
  deeds: 'whyNeededBy who action item details reviewed auditId of failures',
  handedOut: 'recipient disclosureId disclosure.purpose',
  offer:
    'seriesId eventId title summary organisers timeZone defaultLocale verificationNudge retentionDays retentionTerms certificate look startsAtLocal endsAtLocal capacity waitingList joinUrl joinInfo joinUrlForOnsite formerWay ways registrationOpensAtLocal registrationClosesAtLocal reminders workingGroups questions seatsPerAddress promoteUntil directEntry status formerlySensitive formerFacts attendanceMode place partners links linkIds public releases audience series.notices event.sequence',
  words: 'text texts announcement.kind whyNeeded',
  counts:
    'mails counted taken pending confirmed waitlisted cancelled absent nextPosition groups count hours blocks counters.attended counters.waitlisted report frozen reportId',
  times:
    'createdAt untoldSince updatedAt verifiedAt confirmedAt cancelledAt withdrawnAt deletedAt nudgeAt allowedAt addressesAskedAt at plannedAt eventAt sendAt releaseAt erasedAt endedAt lastUsedAt revokedAt liftedAt resumedAt dueAt leaseUntil runningUntil until since triedAt nextAt expiresAt replayedAt receivedAt answerBy upTo',
  machine:
    'type version page linkGeneration dueLane attemptId walk settledUpTo offset previous sequence isAgain step holder leaseId runId answer error paused notificationId announcementId tableName notice.version notice.kind notice.state login.state webhookId label webhook.url disabledFor secret formerSecret start startId test testId webhookProgress.attempts',
};

const categoryOfField = new Map(
  Object.entries(fieldsOf).flatMap(([category, names]) => names.split(' ').map((name) => [name, category])),
);

const isCategory = (name: string | undefined): name is CategoryName =>
  name !== undefined && name in categories;

/** The category of a field of an item; undefined where nobody has said it, which stops the dossier. */
export function categoryOf(type: string, field: string): Category | undefined {
  const name = categoryOfField.get(`${type}.${field}`) ?? categoryOfField.get(field);
  return isCategory(name) ? categories[name] : undefined;
}

/** Where special categories of data may be (Art. 9 GDPR): answers to questions that are marked, and what proves the consent. */
const specialFields: Readonly<Record<string, string>> = {
  'registration.answers': 'wo die Frage gekennzeichnet ist',
  'signUp.events': 'wo die Frage gekennzeichnet ist',
  'registration.sensitiveConsent': 'Nachweis der Einwilligung',
  'registration.sensitiveWithdrawnAt': 'dass eine Einwilligung widerrufen ist',
  'signUp.notices': 'Nachweis der Einwilligung',
};

/** Whether a field may hold special categories of data, and which of them. */
export const specialOf = (type: string, field: string): string => specialFields[`${type}.${field}`] ?? 'nein';

/** Each field of each type of item, in the order of the schemas. */
export const itemFields = (): { type: keyof typeof itemSchemas; fields: string[] }[] =>
  Object.entries(itemSchemas).map(([type, schema]) => ({
    type: type as keyof typeof itemSchemas,
    fields: Object.keys(schema.shape),
  }));
