import type * as z from 'zod';
import { DecoyItem, MailAllowanceItem } from './abuse-items.ts';
import { AnnouncementItem } from './announcement-items.ts';
import { ChangesHeadItem, ChangesItem } from './change-items.ts';
import { DisclosureItem } from './disclosure-item.ts';
import { GuardItem, SoftBouncesItem } from './guard-items.ts';
import {
  AddressedRegistration,
  AttendeeItem,
  CountersItem,
  DeliveryItem,
  DocumentationItem,
  ErasureItem,
  EventItem,
  type Item,
  LeaseItem,
  NoticeItem,
  NotificationItem,
  NumbersItem,
  RegistrationItem,
  ReportedRegistration,
  SeriesItem,
  SignUpItem,
  SubscriptionItem,
  WaitingItem,
} from './items.ts';
import { EndedItem, ErasedItem, ReplayedItem, SweepItem } from './ledger-items.ts';
import { MovedDeliveryItem } from './moved-items.ts';
import {
  AuditItem,
  auditOrder,
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
import { ReportPartItem, ReportsItem } from './report-items.ts';
import { RestrictedPersonItem } from './restriction.ts';
import { RightsRequestItem } from './rights-request.ts';
import type { NoticeKind } from './series.ts';
import { SetbackItem } from './setback-item.ts';
import { SuppressionItem } from './suppression-item.ts';
import { WebhookItem, WebhookProgressItem } from './webhook-items.ts';

/** Where something lies in the table. What keys are made of is known to this file and to `lists.ts` alone. */
export interface Key {
  pk: string;
  sk: string;
}

/** Where one item lies in the table, and the schema that it is read by. */
export interface Ref<T> extends Key {
  schema: z.ZodType<T>;
}

/** A run of items under one partition key, in the order of their sort keys. */
export interface Collection<T> {
  pk: string;
  skPrefix: string;
  schema: z.ZodType<T>;
  /** What alone is read of each item; absent: all of it. */
  fields?: readonly string[];
}

function ref<T>(schema: z.ZodType<T>, pk: string, sk: string): Ref<T> {
  return { pk, sk, schema };
}

function collection<T>(schema: z.ZodType<T>, pk: string, skPrefix: string): Collection<T> {
  return { pk, skPrefix, schema };
}

/** One of a collection, by what its sort key ends with. */
export function within<T>({ pk, skPrefix, schema }: Collection<T>, end: string): Ref<T> {
  return ref(schema, pk, skPrefix + end);
}

/** A key as one text, for looking it up. */
export const keyText = ({ pk, sk }: { pk?: unknown; sk?: unknown }) => `${pk}\n${sk}`;

/** Of which event something lies in its partition; of one that can't be read, nothing else tells. */
export const eventIdIn = ({ pk }: Key) => pk.slice('EVENT#'.length);

export const refs = {
  series: (seriesId: string) => ref(SeriesItem, `SERIES#${seriesId}`, 'SERIES'),
  notice: (seriesId: string, kind: NoticeKind, version: string) =>
    ref(NoticeItem, `SERIES#${seriesId}`, `NOTICE#${kind}#${version}`),
  event: (eventId: string) => ref(EventItem, `EVENT#${eventId}`, 'EVENT'),
  counters: (eventId: string) => ref(CountersItem, `EVENT#${eventId}`, 'COUNTERS'),
  documentation: (eventId: string) => ref(DocumentationItem, `EVENT#${eventId}`, 'DOCUMENTATION'),
  disclosure: ({ eventId, at, disclosureId }: Pick<DisclosureItem, 'eventId' | 'at' | 'disclosureId'>) =>
    within(collections.disclosures(eventId), `${at}#${disclosureId}`),
  erasure: (eventId: string) => ref(ErasureItem, `EVENT#${eventId}`, 'ERASURE'),
  sweep: (eventId: string) => ref(SweepItem, `EVENT#${eventId}`, 'SWEEP'),
  setback: ({ pk, sk }: Key) => within(collections.setbacks(), `${pk}|${sk}`),
  erased: (personHash: string, seriesId: string) =>
    ref(ErasedItem, `PERSON#${personHash}`, `ERASED#${seriesId}`),
  ended: (endedId: string) => ref(EndedItem, `ENDED#${endedId}`, 'ENDED'),
  replayed: () => ref(ReplayedItem, 'LEDGER', 'REPLAYED'),
  registration: (eventId: string, registrationId: string) =>
    ref(RegistrationItem, `EVENT#${eventId}`, `REGISTRATION#${registrationId}`),
  waiting: (eventId: string, position: number) =>
    ref(WaitingItem, `EVENT#${eventId}`, `WAITING#${String(position).padStart(9, '0')}`),
  signUp: (signUpId: string) => ref(SignUpItem, `SIGNUP#${signUpId}`, 'SIGNUP'),
  attendee: (personHash: string, seriesId: string) =>
    ref(AttendeeItem, `PERSON#${personHash}`, `ATTENDEE#${seriesId}`),
  subscription: (personHash: string, senderId: string) =>
    ref(SubscriptionItem, `PERSON#${personHash}`, `SUBSCRIPTION#${senderId}`),
  restrictedPerson: (personHash: string) => ref(RestrictedPersonItem, `PERSON#${personHash}`, 'RESTRICTION'),
  suppression: (personHash: string) => ref(SuppressionItem, `PERSON#${personHash}`, 'SUPPRESSION'),
  softBounces: (personHash: string) => ref(SoftBouncesItem, `PERSON#${personHash}`, 'SOFTBOUNCES'),
  mailAllowance: (mailboxHash: string) => ref(MailAllowanceItem, `MAILBOX#${mailboxHash}`, 'ALLOWANCE'),
  decoy: ({ eventId, createdAt, signUpId }: Pick<DecoyItem, 'eventId' | 'createdAt' | 'signUpId'>) =>
    within(collections.decoys(eventId), `${createdAt}#${signUpId}`),
  guard: ({ isUnverified, seriesId }: Pick<GuardItem, 'isUnverified' | 'seriesId'> = {}) =>
    ref(GuardItem, 'GUARD', seriesId ? `BYHAND#${seriesId}` : isUnverified ? 'UNVERIFIED' : 'GUARD'),
  notification: (notificationId: string) =>
    ref(NotificationItem, `NOTIFICATION#${notificationId}`, 'NOTIFICATION'),
  delivery: (notificationId: string, recipientId: string) =>
    ref(DeliveryItem, `NOTIFICATION#${notificationId}`, `DELIVERY#${recipientId}`),
  movedDelivery: (notificationId: string, recipientId: string) =>
    ref(MovedDeliveryItem, `NOTIFICATION#${notificationId}`, `MOVED#${recipientId}`),
  lease: (leaseId: string) => ref(LeaseItem, `LEASE#${leaseId}`, 'LEASE'),
  token: (tokenHash: string) => ref(TokenItem, `TOKEN#${tokenHash}`, 'TOKEN'),
  organiser: (organiserId: string) => ref(OrganiserItem, `ORGANISER#${organiserId}`, 'ORGANISER'),
  formerOrganiser: (organiserId: string) => ref(FormerOrganiserItem, `ORGANISER#${organiserId}`, 'FORMER'),
  owners: () => ref(OwnersItem, 'OWNERS', 'OWNERS'),
  sender: (senderId: string) => within(collections.senders(), senderId),
  login: (loginId: string) => ref(LoginItem, `LOGIN#${loginId}`, 'LOGIN'),
  loginAsked: (askedHash: string) => ref(LoginAskedItem, `LOGIN#${askedHash}`, 'ASKED'),
  idempotency: (tokenHash: string, keyHash: string) =>
    ref(IdempotencyItem, `TOKEN#${tokenHash}`, `IDEMPOTENCY#${keyHash}`),
  changesHead: () => ref(ChangesHeadItem, 'CHANGES', 'HEAD'),
  changes: (page: number) => within(collections.changes(), String(page).padStart(12, '0')),
  webhook: (webhookId: string) => within(collections.webhooks(), webhookId),
  webhookProgress: (webhookId: string) => ref(WebhookProgressItem, `WEBHOOK#${webhookId}`, 'PROGRESS'),
  signUpCall: (keyHash: string) => ref(SignUpCallItem, `CLIENT#${keyHash}`, 'CALL'),
  announcement: (announcementId: string) =>
    ref<AnnouncementItem>(AnnouncementItem, `ANNOUNCEMENT#${announcementId}`, 'ANNOUNCEMENT'),
  reports: (seriesId: string) => ref(ReportsItem, `SERIES#${seriesId}`, 'REPORTS'),
  reportPart: (seriesId: string, reportId: string, eventId: string) =>
    ref(ReportPartItem, `SERIES#${seriesId}`, `REPORT#${reportId}#${eventId}`),
  rightsRequest: (requestId: string) => ref(RightsRequestItem, `REQUEST#${requestId}`, 'REQUEST'),
  audit: (entry: AuditItem) => ref(AuditItem, 'AUDIT', `ENTRY#${auditOrder(entry)}`),
  /** What one client or mail domain holds of each event of a series without having confirmed. */
  holds: (seriesId: string, holderHash: string) =>
    ref(NumbersItem, `HOLDS#${holderHash}`, `SERIES#${seriesId}`),
  /** How many events a series has. */
  eventCount: (seriesId: string) => ref(NumbersItem, `SERIES#${seriesId}`, 'EVENTS'),
  /** What a client submitted on one day, which is counted by itself and never read as an item. */
  client: (dayHash: string): Key => ({ pk: `CLIENT#${dayHash}`, sk: 'CLIENT' }),
} as const;

export const collections = {
  registrations: (eventId: string) => collection(RegistrationItem, `EVENT#${eventId}`, 'REGISTRATION#'),
  /** What a report counts: nobody's name or address. */
  reported: (eventId: string): Collection<ReportedRegistration> => ({
    ...collection(ReportedRegistration, `EVENT#${eventId}`, 'REGISTRATION#'),
    fields: Object.keys(ReportedRegistration.shape),
  }),
  /** What an announcement's audience is counted from: nobody's name or address. */
  addressed: (eventId: string): Collection<AddressedRegistration> => ({
    ...collection(AddressedRegistration, `EVENT#${eventId}`, 'REGISTRATION#'),
    fields: Object.keys(AddressedRegistration.shape),
  }),
  /** To whom registrations of an event were handed. */
  disclosures: (eventId: string) => collection(DisclosureItem, `EVENT#${eventId}`, 'DISCLOSURE#'),
  /** Oldest first. */
  decoys: (eventId: string) => collection(DecoyItem, `EVENT#${eventId}`, 'SHADOW#'),
  waiting: (eventId: string) => collection(WaitingItem, `EVENT#${eventId}`, 'WAITING#'),
  deliveries: (notificationId: string) =>
    collection(DeliveryItem, `NOTIFICATION#${notificationId}`, 'DELIVERY#'),
  /** Due work that failed. */
  setbacks: () => collection(SetbackItem, 'SETBACKS', 'DUE#'),
  senders: () => collection(SenderItem, 'SENDERS', 'SENDER#'),
  /** Consents to news of one person. */
  subscriptions: (personHash: string) =>
    collection(SubscriptionItem, `PERSON#${personHash}`, 'SUBSCRIPTION#'),
  /** Oldest first. */
  changes: () => collection(ChangesItem, 'CHANGES', 'PAGE#'),
  /** Where changes are sent to; there are few. */
  webhooks: () => collection(WebhookItem, 'WEBHOOKS', 'WEBHOOK#'),
  audit: () => collection(AuditItem, 'AUDIT', 'ENTRY#'),
} as const;

/** Runs of counts, whose items add up. */
export const numbersOf = {
  /** Sign-ups of an event, one item for each day. */
  signUps: (eventId: string) => collection(NumbersItem, `EVENT#${eventId}`, 'SIGNUPS#'),
  /** Mails to one person each, about an event. */
  eventMails: (eventId: string) => collection(NumbersItem, `EVENT#${eventId}`, 'MAILS#'),
  /** Mails to one person each that are about a series. */
  seriesMails: (seriesId: string) => collection(NumbersItem, `SERIES#${seriesId}`, 'MAILS#'),
  /** Mails of a notification to many. */
  notificationMails: (notificationId: string) => numbersOf.mailsOf(refs.notification(notificationId)),
  /** The same, by where the notification lies. */
  mailsOf: ({ pk }: Ref<NotificationItem>) => collection(NumbersItem, pk, 'MAILS#'),
} as const;

type ItemOf<T extends Item['type']> = { [One in T]: Extract<Item, { type: One }> & { type: One } }[T];

/** Where an item lies, by its type, from what it says itself. */
const places: { [T in Item['type']]: (item: ItemOf<T>) => Ref<Item> } = {
  series: ({ seriesId }) => refs.series(seriesId),
  notice: ({ seriesId, kind, version }) => refs.notice(seriesId, kind, version),
  event: ({ eventId }) => refs.event(eventId),
  counters: ({ eventId }) => refs.counters(eventId),
  documentation: ({ eventId }) => refs.documentation(eventId),
  disclosure: refs.disclosure,
  erasure: ({ eventId }) => refs.erasure(eventId),
  sweep: ({ eventId }) => refs.sweep(eventId),
  setback: ({ of }) => refs.setback(of),
  mailAllowance: ({ mailboxHash }) => refs.mailAllowance(mailboxHash),
  shadow: refs.decoy,
  guard: refs.guard,
  softBounces: ({ personHash }) => refs.softBounces(personHash),
  erased: ({ personHash, seriesId }) => refs.erased(personHash, seriesId),
  ended: ({ endedId }) => refs.ended(endedId),
  replayed: refs.replayed,
  registration: ({ eventId, registrationId }) => refs.registration(eventId, registrationId),
  waiting: ({ eventId, position }) => refs.waiting(eventId, position),
  signUp: ({ signUpId }) => refs.signUp(signUpId),
  attendee: ({ personHash, seriesId }) => refs.attendee(personHash, seriesId),
  subscription: ({ personHash, senderId }) => refs.subscription(personHash, senderId),
  restrictedPerson: ({ personHash }) => refs.restrictedPerson(personHash),
  suppression: ({ personHash }) => refs.suppression(personHash),
  notification: ({ notificationId }) => refs.notification(notificationId),
  delivery: ({ notificationId, recipientId }) => refs.delivery(notificationId, recipientId),
  movedDelivery: ({ notificationId, recipientId }) => refs.movedDelivery(notificationId, recipientId),
  lease: ({ leaseId }) => refs.lease(leaseId),
  token: ({ tokenHash }) => refs.token(tokenHash),
  organiser: ({ organiserId }) => refs.organiser(organiserId),
  formerOrganiser: ({ organiserId }) => refs.formerOrganiser(organiserId),
  owners: refs.owners,
  sender: ({ senderId }) => refs.sender(senderId),
  login: ({ loginId }) => refs.login(loginId),
  loginAsked: ({ askedHash }) => refs.loginAsked(askedHash),
  idempotency: ({ tokenHash, keyHash }) => refs.idempotency(tokenHash, keyHash),
  changesHead: refs.changesHead,
  changes: ({ page }) => refs.changes(page),
  webhook: ({ webhookId }) => refs.webhook(webhookId),
  webhookProgress: ({ webhookId }) => refs.webhookProgress(webhookId),
  signUpCall: ({ keyHash }) => refs.signUpCall(keyHash),
  audit: refs.audit,
  rightsRequest: ({ requestId }) => refs.rightsRequest(requestId),
  announcement: ({ announcementId }) => refs.announcement(announcementId),
  reports: ({ seriesId }) => refs.reports(seriesId),
  reportPart: (item) => refs.reportPart(item.seriesId, item.reportId, item.report.eventId),
};

/** Where an item lies. */
export function refOf<T extends Item['type']>(item: ItemOf<T>): Ref<Item> {
  return places[item.type](item);
}
