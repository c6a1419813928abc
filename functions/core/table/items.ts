import * as z from 'zod';
import { Locale, Localised, LocalisedLines, perLocale } from '../values/locale.ts';
import { TimeZone } from '../values/stage.ts';
import { Instant } from '../values/time.ts';
import type { DecoyItem, MailAllowanceItem } from './abuse-items.ts';
import type { AnnouncementItem } from './announcement-items.ts';
import type { ChangesHeadItem, ChangesItem } from './change-items.ts';
import type { DisclosureItem } from './disclosure-item.ts';
import { DocumentationAudience } from './documentation-audience.ts';
import { Event, mostSeats, ToldFacts } from './event.ts';
import type { GuardItem, SoftBouncesItem } from './guard-items.ts';
import type { EndedItem, ErasedItem, ReplayedItem, SweepItem } from './ledger-items.ts';
import { MailTemplate, NotificationKind } from './mail-kinds.ts';
import type { MovedDeliveryItem } from './moved-items.ts';
import type {
  AuditItem,
  FormerOrganiserItem,
  IdempotencyItem,
  LoginAskedItem,
  LoginItem,
  OrganiserItem,
  OwnersItem,
  SenderItem,
  SignUpCallItem,
  TokenItem,
} from './organiser-items.ts';
import type { ReportPartItem, ReportsItem } from './report-items.ts';
import { type RestrictedPersonItem, Restriction } from './restriction.ts';
import type { RightsRequestItem } from './rights-request.ts';
import { noticeKinds, SeriesInput, Slug, StoredNotices, WebUrl } from './series.ts';
import { dueLanes, type SetbackItem } from './setback-item.ts';
import type { SuppressionItem } from './suppression-item.ts';
import { Way } from './way.ts';
import type { WebhookItem, WebhookProgressItem } from './webhook-items.ts';

/**
 * What the table holds. Each item has a `type` beside its keys; `refs.ts`
 * says where it lies.
 */
const Id = z.string().regex(/^[0-9a-zx-]{1,200}$/);
const Answers = z.record(z.string(), z.union([z.string(), z.array(z.string()), z.boolean()]));
export type Answers = z.infer<typeof Answers>;

/** The sparse index of due work: which lane, and when. */
const Due = {
  dueLane: z.enum(dueLanes).optional(),
  dueAt: Instant.optional(),
};
/** Epoch seconds after which DynamoDB deletes the item by itself: the backstop of the erasing by dispatch. */
const Expires = { expiresAt: z.int().optional() };

export const SeriesItem = SeriesInput.extend({
  type: z.literal('series'),
  notices: StoredNotices,
  timeZone: TimeZone,
  defaultLocale: Locale,
  /** The terms that there were, shortest first, which is also the order of their times; absent: from before they were kept. */
  retentionTerms: z.array(z.strictObject({ days: z.int(), from: Instant })).optional(),
  version: z.int(),
  createdAt: Instant,
  updatedAt: Instant,
});
export type SeriesItem = z.infer<typeof SeriesItem>;

export const EventItem = Event.extend({ type: z.literal('event') });
export type EventItem = z.infer<typeof EventItem>;

/** What is counted of each way to take part. */
const WayCounts = z.strictObject({
  capacity: z.int().optional(),
  ...{ taken: z.int(), confirmed: z.int(), waitlisted: z.int() },
});

/** What an event counts, changed in the transactions that change what is counted. `taken` are places held. */
export const CountersItem = z.strictObject({
  type: z.literal('counters'),
  eventId: Slug,
  capacity: z.int().optional(),
  taken: z.int(),
  pending: z.int(),
  confirmed: z.int(),
  waitlisted: z.int(),
  cancelled: z.int(),
  /** Of the confirmed, as far as anybody said so. */
  attended: z.int().optional(),
  absent: z.int().optional(),
  /** The position that the next on the waiting list gets; it only rises. */
  nextPosition: z.int(),
  groups: z.record(z.string(), z.strictObject({ taken: z.int(), capacity: z.int().optional() })),
  /** The same by way of taking part, once registrations of the event say theirs; each with a capacity where it has its own. */
  ways: z.strictObject({ onsite: WayCounts, online: WayCounts }).optional(),
});
export type CountersItem = z.infer<typeof CountersItem>;

/**
 * Counts beside what they count, each by its name. They change in the transactions of what they count and are never
 * made by reading it; items of one run add up.
 */
export const NumbersItem = z.looseObject({ type: z.literal('numbers'), day: z.string().optional() });
export type NumbersItem = z.infer<typeof NumbersItem>;

/** One notice as it was shown and, for a consent, given (Art. 7(1) GDPR; promise 12). */
export const NoticeProof = z.strictObject({
  version: z.string(),
  locale: Locale,
  text: z.string(),
  /** Of the text, as the form named it; absent: the form named the version alone. */
  hash: z.string().optional(),
});
export type NoticeProof = z.infer<typeof NoticeProof>;

/** A version of a notice, with every text that it ever had and what is shown with it: none changes, and none goes, for proofs name it. */
export const NoticeItem = z.strictObject({
  type: z.literal('notice'),
  seriesId: Slug,
  kind: z.enum(noticeKinds),
  version: z.string(),
  text: LocalisedLines(2000),
  /** The page that the privacy notice links. */
  url: perLocale(WebUrl).optional(),
  /** Whose news they are, by the name that is shown. */
  sender: z.strictObject({ senderId: z.string(), name: z.string() }).optional(),
  createdAt: Instant,
});
export type NoticeItem = z.infer<typeof NoticeItem>;

/** How a person's words reached the table: by a form, which names its page; on one's own pages; entered by an organiser. */
const SignUpChannel = z.enum(['form', 'ownPage', 'byHand']);

export const RegistrationState = z.enum(['pending', 'confirmed', 'waitlisted', 'cancelled', 'expired']);
export type RegistrationState = z.infer<typeof RegistrationState>;

export const SignUpItem = z.strictObject({
  type: z.literal('signUp'),
  signUpId: Id,
  seriesId: Slug,
  personHash: Id,
  state: z.enum(['pending', 'confirmed', 'deleted']),
  name: z.string(),
  email: z.string(),
  locale: Locale,
  events: z.array(
    z.strictObject({
      eventId: Slug,
      way: Way.optional(),
      workingGroupId: Slug.optional(),
      answers: Answers,
      /** Until when this sign-up holds the place; gone once it was given back or confirmed. */
      heldUntil: Instant.optional(),
      /**
       * The place that it holds is one more than its address has already, so that nobody sees that it has one: in
       * which working group, whose share it counts in, and in which group's, too.
       */
      decoy: z
        .strictObject({
          way: Way.optional(),
          workingGroupId: Slug.optional(),
          heldBy: z.array(Id).max(2),
          heldWay: Way.optional(),
          heldGroupId: Slug.optional(),
        })
        .optional(),
      /** The verified registration, cancelled or expired, that stays as it was then until this sign-up's button takes it up. */
      takesUp: z.strictObject({ state: RegistrationState, round: z.int() }).optional(),
    }),
  ),
  notices: z.strictObject({
    /** `shownAt`: on the confirm page, to somebody who was signed up by hand; absent: on the form. */
    privacy: NoticeProof.extend({ shownAt: Instant.optional() }).optional(),
    news: NoticeProof.extend({
      /** Whose news they are; absent from before that was kept: its series' sender's. */
      givenTo: z.strictObject({ senderId: z.string(), sender: z.string() }).optional(),
    }).optional(),
    sensitive: NoticeProof.extend({ shownAt: Instant.optional() }).optional(),
  }),
  /** For how many days after its person's last event the data is kept, as the notice said it; absent: from before that was kept. */
  retentionDays: z.int().optional(),
  /** Absent: from before channels were kept. */
  channel: SignUpChannel.optional(),
  /** The form's page; a sign-up through another channel has none. */
  formUrl: z.string().optional(),
  returnUrl: z.string().optional(),
  createdAt: Instant,
  verifiedAt: Instant.optional(),
  verificationMessageId: z.string().optional(),
  nudgeAt: Instant.optional(),
  /** A change of address: whose attendee this verified address takes over. */
  takesOver: z.strictObject({ personHash: Id }).optional(),
  /** An organiser typed its address, in the place of another. */
  isCorrected: z.literal(true).optional(),
  /** Its person has another address since: the link that was mailed to the one before leads nowhere. */
  isMoved: z.literal(true).optional(),
  /** Rises with each change while it is pending; absent is 0. */
  version: z.int().optional(),
  deletedAt: Instant,
  ...Due,
  ...Expires,
});
export type SignUpItem = z.infer<typeof SignUpItem>;

export const RegistrationItem = z.strictObject({
  type: z.literal('registration'),
  registrationId: Id,
  eventId: Slug,
  seriesId: Slug,
  personHash: Id,
  /** Which of the places of one address in this event; absent: the holder's own, the first. */
  seat: z.int().min(2).max(mostSeats).optional(),
  state: RegistrationState,
  /** Whether it counts in `taken`. */
  holdsPlace: z.boolean(),
  /** Whose share of the places it counts in, as long as nobody confirmed it. */
  heldBy: z.array(Id).max(2).optional(),
  /** The way with places of its own whose share it counts in, too. */
  heldWay: Way.optional(),
  /** The working group with a limit of places whose share it counts in, too. */
  heldGroupId: Slug.optional(),
  /** How they take part, of a hybrid event; absent: see {@link wayOf}. */
  way: Way.optional(),
  workingGroupId: Slug.optional(),
  answers: Answers,
  /** A consent to sensitive questions that was given on the person's own page, not at sign-up. */
  sensitiveConsent: NoticeProof.extend({ givenAt: Instant }).optional(),
  /** When its person withdrew the consent that stood then, on the sign-up or here; a later one stands. */
  sensitiveWithdrawnAt: Instant.optional(),
  name: z.string(),
  email: z.string(),
  locale: Locale,
  signUpId: Id,
  /** What lists that were handed out name it by: it stays whatever becomes of sign-up and address, and goes with it. */
  marks: z.array(z.string()),
  createdAt: Instant,
  /** Entered directly, and nobody has confirmed it: its name is what somebody typed (promise 10). */
  isUnverified: z.literal(true).optional(),
  /** The sign-ups in whose stead the last one entered it, newest first: one of them holds when that is taken back. */
  formerSignUpIds: z.array(Id).optional(),
  /** Not all of those and the last said the same way: until it is confirmed, its mails and links are of both. */
  isToldBothWays: z.literal(true).optional(),
  confirmedAt: Instant.optional(),
  cancelledAt: Instant.optional(),
  /** Its number in the event's waiting-list sequence. */
  waitingPosition: z.int().optional(),
  /** Whether the person came; absent as long as nobody said so. */
  attended: z.boolean().optional(),
  /** What was recorded before each recording that changed it, the oldest first: so it can be taken back. */
  attendanceBefore: z
    .array(z.strictObject({ recordingId: z.string(), attended: z.boolean().optional() }))
    .optional(),
  /** A place was given up, in this round or an earlier one: there may be a calendar entry of it. */
  hadPlace: z.boolean().optional(),
  /** The event's sequence that this person was told last. */
  toldSequence: z.int().optional(),
  /** That of its attendee when it got its place: its own links end with the attendee's. */
  linkGeneration: z.int().optional(),
  /** How often it was taken up anew after cancelling or expiry: part of the keys of its mails. */
  round: z.int(),
  version: z.int(),
  ...Expires,
});
export type RegistrationItem = z.infer<typeof RegistrationItem>;

/** The part of a registration that the report of its series counts. */
export const ReportedRegistration = RegistrationItem.pick({
  ...{ type: true, personHash: true, seat: true, state: true, isUnverified: true },
  ...{ way: true, workingGroupId: true, answers: true, attended: true },
});
export type ReportedRegistration = z.infer<typeof ReportedRegistration>;

/** The part of a registration that says whether an announcement goes to it. */
export const AddressedRegistration = RegistrationItem.pick({
  ...{ type: true, eventId: true, personHash: true, state: true, locale: true, isUnverified: true },
  ...{ way: true, isToldBothWays: true, workingGroupId: true, answers: true, attended: true },
});
export type AddressedRegistration = z.infer<typeof AddressedRegistration>;

/** The head of the waiting list is the first of these, read consistently. */
export const WaitingItem = z.strictObject({
  type: z.literal('waiting'),
  eventId: Slug,
  position: z.int(),
  registrationId: Id,
  /** How who waits takes part; absent as of its registration. */
  way: Way.optional(),
});
export type WaitingItem = z.infer<typeof WaitingItem>;

/** A person's side of a series: what their own page stands on. */
export const AttendeeItem = z.strictObject({
  type: z.literal('attendee'),
  seriesId: Slug,
  personHash: Id,
  name: z.string(),
  email: z.string(),
  locale: Locale,
  eventIds: z.array(Slug),
  /** Those of them in which they cancelled every place, and when: their data is not wanted for these any longer. */
  cancelledEvents: z.record(Slug, Instant).optional(),
  /** Days after the last of these events until all is erased: the fewest that they were told at a sign-up; absent: they were told of the series' last event. */
  retentionDays: z.int().optional(),
  /** The highest seat taken up in an event, where it is more than the first. */
  seats: z.record(Slug, z.int().min(2).max(mostSeats)).optional(),
  signUpId: Id,
  /** The sign-up that verifies a new address, while one is asked for. */
  newAddressId: Id.optional(),
  /** When another address was asked for, within the last day. */
  addressesAskedAt: z.array(Instant).optional(),
  /** The sign-up that verified the present address, where it is not the one that the person began with. */
  addressId: Id.optional(),
  linkGeneration: z.int(),
  /** Entered directly, and nobody has shown that the address is theirs. */
  isUnverified: z.literal(true).optional(),
  /** When they objected to processing (Art. 21 GDPR), unless they took it back. */
  objectedAt: Instant.optional(),
  /** The register's entry of it. */
  objectionId: Id.optional(),
  restriction: Restriction.optional(),
  createdAt: Instant,
  updatedAt: Instant,
  version: z.int(),
  ...Expires,
});
export type AttendeeItem = z.infer<typeof AttendeeItem>;

export const SubscriptionItem = z.strictObject({
  type: z.literal('subscription'),
  personHash: Id,
  senderId: z.string(),
  /** The name that was shown with the notice. */
  sender: z.string(),
  state: z.enum(['subscribed', 'withdrawn']),
  email: z.string().optional(),
  locale: Locale,
  proof: z.strictObject({
    version: z.string(),
    text: z.string(),
    locale: Locale,
    hash: NoticeProof.shape.hash,
    formUrl: z.string(),
    /** Where it was given; absent from before that was kept: its sign-up says so. */
    seriesId: Slug.optional(),
    signUpId: Id,
    signedUpAt: Instant,
    verifiedAt: Instant,
    verificationMessageId: z.string().optional(),
  }),
  createdAt: Instant,
  withdrawnAt: Instant.optional(),
  /** Withdrawn because its person's address changed: whose it is since. */
  movedTo: Id.optional(),
  ...Expires,
});
export type SubscriptionItem = z.infer<typeof SubscriptionItem>;

/** A planned message to many: due at a time, resolved page by page. */
export const NotificationItem = z.strictObject({
  type: z.literal('notification'),
  notificationId: Id,
  kind: NotificationKind,
  template: MailTemplate,
  eventId: Slug,
  seriesId: Slug,
  state: z.enum(['planned', 'sending', 'done', 'cancelled']),
  audience: z.enum(['confirmed', 'waitlisted', 'confirmedOrWaitlisted', 'attended', 'notAttended']),
  /** What an announcement says and to whom, it says itself; it may span several events. */
  announcementId: Id.optional(),
  /** The time of its cause: what a late run goes by. */
  plannedAt: Instant,
  /** The event's sequence that it was planned for. */
  sequence: z.int(),
  /** ISO 8601 offset of a reminder. */
  offset: z.string().optional(),
  /** What people were told of an event before a change; without a title, its times alone. */
  previous: ToldFacts.partial().required({ startsAt: true, endsAt: true }).optional(),
  /** Indexes into the documentation's links that it carries. */
  linkIds: z.array(Id).optional(),
  /** The last registration whose delivery is settled: where the next run goes on. */
  settledUpTo: z.string().optional(),
  /** In which event of an announcement's audience. */
  eventAt: z.int().optional(),
  /** Something before the cursor was not settled yet: the audience is walked through once more. */
  isAgain: z.boolean().optional(),
  /** How often the audience was walked through before this walk; absent is 0. */
  walk: z.int().optional(),
  version: z.int(),
  createdAt: Instant,
  ...Due,
});
export type NotificationItem = z.infer<typeof NotificationItem>;

export const DeliveryState = z.enum([
  'queued',
  'sending',
  'sent',
  'delivered',
  'delayed',
  'bounced',
  'complained',
  'skipped',
  'failed',
  'unknown',
]);
export type DeliveryState = z.infer<typeof DeliveryState>;

/** One notification to one address. It names what it is about; the mail is made from that when it is sent. */
export const DeliveryItem = z.strictObject({
  type: z.literal('delivery'),
  notificationId: Id,
  recipientId: Id,
  kind: NotificationKind,
  template: MailTemplate,
  lane: z.enum(['transactional', 'bulk']),
  state: DeliveryState,
  seriesId: Slug,
  personHash: Id,
  eventIds: z.array(Slug),
  signUpId: Id.optional(),
  registrationId: Id.optional(),
  /** For `link`: what the fresh link is for. */
  purpose: z.enum(['registration', 'data', 'delete', 'newAddress', 'addressNotice']).optional(),
  /** An organiser did what it tells, and not its person. */
  isByOrganiser: z.literal(true).optional(),
  /** For `login`: whose link it carries. */
  loginId: Id.optional(),
  /** For `erasureNotice`: when the series' attendees are erased. */
  erasedAt: Instant.optional(),
  /** For `webhookDisabled`: the endpoint that it is about. */
  webhookId: Id.optional(),
  /** For `requestDue` and `objectionAnswered`: the register's entry that it is about. */
  requestId: Id.optional(),
  /** An organiser's test of an announcement. */
  trial: z.strictObject({ announcementId: Id, locale: Locale }).optional(),
  createdAt: Instant,
  /** When its mailbox may get it, of one that was counted there; of a mail to many, when it was counted. */
  allowedAt: Instant.optional(),
  attempts: z.int(),
  /** Names one attempt, so that its answer settles it and no other. */
  attemptId: z.string().optional(),
  leaseUntil: Instant.optional(),
  sentAt: Instant.optional(),
  messageId: z.string().optional(),
  reason: z.string().optional(),
  /** What of the attempt's mail could not be made, and was left out. */
  missing: z.array(z.strictObject({ eventId: Slug, part: z.enum(['event', 'calendarFile']) })).optional(),
  /** Whose news the attempt's mail carried: a complaint about it ends that subscription, not participation. */
  senderId: z.string().optional(),
  /** The same, from before the sender was kept: it was the series'. */
  carriesNews: z.boolean().optional(),
  /** The attempt's mail went to an address that nobody has verified: it counts in the guard of those. */
  isUnverified: z.literal(true).optional(),
  /** The walk through an audience that wrote it, whose page counts it; absent where its own steps do. */
  walk: z.int().optional(),
  /** What its page counts it as: written once, where the walk itself is the first to settle it. */
  countedAs: z.string().optional(),
  ...Due,
  ...Expires,
});
export type DeliveryItem = z.infer<typeof DeliveryItem>;

export const DocumentationItem = z.strictObject({
  type: z.literal('documentation'),
  eventId: Slug,
  links: z.array(
    z.strictObject({
      linkId: Id,
      title: Localised(200),
      url: WebUrl,
      mailed: z.boolean(),
      /** When it is out, once its event is over; absent: not yet. */
      releaseAt: Instant.optional(),
    }),
  ),
  public: z.boolean(),
  audience: DocumentationAudience,
  /** Of the latest release. */
  releaseAt: Instant.optional(),
  releases: z.int(),
  version: z.int(),
  updatedAt: Instant,
});
export type DocumentationItem = z.infer<typeof DocumentationItem>;

/**
 * What an event's attendees left has to be looked through: sensitive answers go with its end, all the rest of a person
 * when their own term is over, of which the series' owners hear before.
 */
export const ErasureItem = z.strictObject({
  type: z.literal('erasure'),
  eventId: Slug,
  seriesId: Slug,
  step: z.enum(['sensitive', 'notice', 'all']),
  /** When the first of its people's terms are over, as it was when it was looked through last. */
  erasedAt: Instant.optional(),
  ...Due,
});
export type ErasureItem = z.infer<typeof ErasureItem>;

/** Who sends in bulk at the moment; taken over when its time is up. */
export const LeaseItem = z.strictObject({
  type: z.literal('lease'),
  leaseId: z.string(),
  holder: z.string(),
  until: Instant,
  version: z.int(),
});
export type LeaseItem = z.infer<typeof LeaseItem>;

export type Item =
  | MailAllowanceItem
  | DecoyItem
  | GuardItem
  | SoftBouncesItem
  | ErasedItem
  | EndedItem
  | ReplayedItem
  | SweepItem
  | SetbackItem
  | LeaseItem
  | SeriesItem
  | NoticeItem
  | EventItem
  | CountersItem
  | SignUpItem
  | RegistrationItem
  | WaitingItem
  | AttendeeItem
  | SubscriptionItem
  | SuppressionItem
  | NotificationItem
  | DeliveryItem
  | MovedDeliveryItem
  | DocumentationItem
  | DisclosureItem
  | TokenItem
  | OrganiserItem
  | FormerOrganiserItem
  | OwnersItem
  | SenderItem
  | LoginItem
  | LoginAskedItem
  | IdempotencyItem
  | SignUpCallItem
  | ChangesItem
  | WebhookItem
  | WebhookProgressItem
  | ChangesHeadItem
  | AuditItem
  | AnnouncementItem
  | ReportsItem
  | ReportPartItem
  | RightsRequestItem
  | RestrictedPersonItem
  | ErasureItem;
