import type * as z from 'zod';
import { MailAllowanceItem, ShadowItem } from './abuse-items.ts';
import { AnnouncementItem } from './announcement-items.ts';
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
  NotificationItem,
  RegistrationItem,
  ReportedRegistration,
  SeriesItem,
  SignUpItem,
  SubscriptionItem,
  SuppressionItem,
  WaitingItem,
} from './items.ts';
import { ErasedItem, SweepItem } from './ledger-items.ts';
import { MovedDeliveryItem } from './moved-items.ts';
import {
  AuditItem,
  auditOrder,
  IdempotencyItem,
  LoginItem,
  OrganiserItem,
  OwnersItem,
  TokenItem,
} from './organiser-items.ts';

import { ReportPartItem, ReportsItem } from './report-items.ts';

/** Where one item lies in the table, and the schema that it is read by. */
export interface Ref<T> {
  pk: string;
  sk: string;
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

export const refs = {
  series: (seriesId: string) => ref(SeriesItem, `SERIES#${seriesId}`, 'SERIES'),
  event: (eventId: string) => ref(EventItem, `EVENT#${eventId}`, 'EVENT'),
  counters: (eventId: string) => ref(CountersItem, `EVENT#${eventId}`, 'COUNTERS'),
  documentation: (eventId: string) => ref(DocumentationItem, `EVENT#${eventId}`, 'DOCUMENTATION'),
  erasure: (eventId: string) => ref(ErasureItem, `EVENT#${eventId}`, 'ERASURE'),
  sweep: (eventId: string) => ref(SweepItem, `EVENT#${eventId}`, 'SWEEP'),
  erased: (personHash: string, seriesId: string) =>
    ref(ErasedItem, `PERSON#${personHash}`, `ERASED#${seriesId}`),
  registration: (eventId: string, registrationId: string) =>
    ref(RegistrationItem, `EVENT#${eventId}`, `REGISTRATION#${registrationId}`),
  waiting: (eventId: string, position: number) =>
    ref(WaitingItem, `EVENT#${eventId}`, `WAITING#${String(position).padStart(9, '0')}`),
  signUp: (signUpId: string) => ref(SignUpItem, `SIGNUP#${signUpId}`, 'SIGNUP'),
  attendee: (personHash: string, seriesId: string) =>
    ref(AttendeeItem, `PERSON#${personHash}`, `ATTENDEE#${seriesId}`),
  subscription: (personHash: string, senderId: string) =>
    ref(SubscriptionItem, `PERSON#${personHash}`, `SUBSCRIPTION#${senderId}`),
  suppression: (personHash: string) => ref(SuppressionItem, `PERSON#${personHash}`, 'SUPPRESSION'),
  softBounces: (personHash: string) => ref(SoftBouncesItem, `PERSON#${personHash}`, 'SOFTBOUNCES'),
  mailAllowance: (mailboxHash: string) => ref(MailAllowanceItem, `MAILBOX#${mailboxHash}`, 'ALLOWANCE'),
  shadow: (shadowId: string) => ref(ShadowItem, `SHADOW#${shadowId}`, 'SHADOW'),
  guard: () => ref(GuardItem, 'GUARD', 'GUARD'),
  notification: (notificationId: string) =>
    ref(NotificationItem, `NOTIFICATION#${notificationId}`, 'NOTIFICATION'),
  delivery: (notificationId: string, recipientId: string) =>
    ref(DeliveryItem, `NOTIFICATION#${notificationId}`, `DELIVERY#${recipientId}`),
  movedDelivery: (notificationId: string, recipientId: string) =>
    ref(MovedDeliveryItem, `NOTIFICATION#${notificationId}`, `MOVED#${recipientId}`),
  lease: (leaseId: string) => ref(LeaseItem, `LEASE#${leaseId}`, 'LEASE'),
  token: (tokenHash: string) => ref(TokenItem, `TOKEN#${tokenHash}`, 'TOKEN'),
  organiser: (organiserId: string) => ref(OrganiserItem, `ORGANISER#${organiserId}`, 'ORGANISER'),
  owners: () => ref(OwnersItem, 'OWNERS', 'OWNERS'),
  login: (loginId: string) => ref(LoginItem, `LOGIN#${loginId}`, 'LOGIN'),
  idempotency: (tokenHash: string, keyHash: string) =>
    ref(IdempotencyItem, `TOKEN#${tokenHash}`, `IDEMPOTENCY#${keyHash}`),
  announcement: (announcementId: string) =>
    ref<AnnouncementItem>(AnnouncementItem, `ANNOUNCEMENT#${announcementId}`, 'ANNOUNCEMENT'),
  reports: (seriesId: string) => ref(ReportsItem, `SERIES#${seriesId}`, 'REPORTS'),
  reportPart: (seriesId: string, reportId: string, eventId: string) =>
    ref(ReportPartItem, `SERIES#${seriesId}`, `REPORT#${reportId}#${eventId}`),
  audit: (entry: AuditItem) => ref(AuditItem, 'AUDIT', `ENTRY#${auditOrder(entry)}`),
} as const;

export const collections = {
  registrations: (eventId: string): Collection<RegistrationItem> => ({
    pk: `EVENT#${eventId}`,
    skPrefix: 'REGISTRATION#',
    schema: RegistrationItem,
  }),
  /** What a report counts: nobody's name or address. */
  reported: (eventId: string): Collection<ReportedRegistration> => ({
    pk: `EVENT#${eventId}`,
    skPrefix: 'REGISTRATION#',
    schema: ReportedRegistration,
    fields: Object.keys(ReportedRegistration.shape),
  }),
  /** What an announcement's audience is counted from: nobody's name or address. */
  addressed: (eventId: string): Collection<AddressedRegistration> => ({
    pk: `EVENT#${eventId}`,
    skPrefix: 'REGISTRATION#',
    schema: AddressedRegistration,
    fields: Object.keys(AddressedRegistration.shape),
  }),
  waiting: (eventId: string): Collection<WaitingItem> => ({
    pk: `EVENT#${eventId}`,
    skPrefix: 'WAITING#',
    schema: WaitingItem,
  }),
  deliveries: (notificationId: string): Collection<DeliveryItem> => ({
    pk: `NOTIFICATION#${notificationId}`,
    skPrefix: 'DELIVERY#',
    schema: DeliveryItem,
  }),
  audit: (): Collection<AuditItem> => ({ pk: 'AUDIT', skPrefix: 'ENTRY#', schema: AuditItem }),
} as const;

/** Where an item lies, from what it says itself. */
export function refOf(item: Item): Ref<Item> {
  switch (item.type) {
    case 'series':
      return refs.series(item.seriesId);
    case 'event':
      return refs.event(item.eventId);
    case 'counters':
      return refs.counters(item.eventId);
    case 'documentation':
      return refs.documentation(item.eventId);
    case 'erasure':
      return refs.erasure(item.eventId);
    case 'sweep':
      return refs.sweep(item.eventId);
    case 'mailAllowance':
      return refs.mailAllowance(item.mailboxHash);
    case 'shadow':
      return refs.shadow(item.shadowId);
    case 'guard':
      return refs.guard();
    case 'softBounces':
      return refs.softBounces(item.personHash);
    case 'erased':
      return refs.erased(item.personHash, item.seriesId);
    case 'registration':
      return refs.registration(item.eventId, item.registrationId);
    case 'waiting':
      return refs.waiting(item.eventId, item.position);
    case 'signUp':
      return refs.signUp(item.signUpId);
    case 'attendee':
      return refs.attendee(item.personHash, item.seriesId);
    case 'subscription':
      return refs.subscription(item.personHash, item.senderId);
    case 'suppression':
      return refs.suppression(item.personHash);
    case 'notification':
      return refs.notification(item.notificationId);
    case 'delivery':
      return refs.delivery(item.notificationId, item.recipientId);
    case 'movedDelivery':
      return refs.movedDelivery(item.notificationId, item.recipientId);
    case 'lease':
      return refs.lease(item.leaseId);
    case 'token':
      return refs.token(item.tokenHash);
    case 'organiser':
      return refs.organiser(item.organiserId);
    case 'owners':
      return refs.owners();
    case 'login':
      return refs.login(item.loginId);
    case 'idempotency':
      return refs.idempotency(item.tokenHash, item.keyHash);
    case 'audit':
      return refs.audit(item);
    case 'announcement':
      return refs.announcement(item.announcementId);
    case 'reports':
      return refs.reports(item.seriesId);
    case 'reportPart':
      return refs.reportPart(item.seriesId, item.reportId, item.report.eventId);
  }
}

/**
 * The key of the `list` index: what organisers page through without reading past it. Series and their events
 * hang under one key each; registrations by event and state.
 */
export function listEntry(item: Item): { listKey: string; listAt: string } | undefined {
  switch (item.type) {
    case 'series':
      return { listKey: 'SERIES', listAt: item.seriesId };
    case 'event':
      return { listKey: `EVENTS#${item.seriesId}`, listAt: `${item.startsAtLocal}#${item.eventId}` };
    case 'registration':
      return {
        listKey: `REGISTRATIONS#${item.eventId}#${item.state}`,
        listAt: `${item.createdAt}#${item.registrationId}`,
      };
    case 'delivery':
      return item.lane === 'transactional' && item.eventIds[0] !== undefined
        ? { listKey: `DELIVERIES#${item.eventIds[0]}`, listAt: `${item.createdAt}#${item.notificationId}` }
        : undefined;
    case 'movedDelivery':
      return item.eventId === undefined
        ? undefined
        : { listKey: `MOVED#${item.eventId}`, listAt: `${item.notificationId}#${item.recipientId}` };
    case 'erased':
      return { listKey: 'ERASED', listAt: `${item.erasedAt}#${item.personHash}#${item.seriesId}` };
    case 'notification':
      return { listKey: `NOTIFICATIONS#${item.eventId}`, listAt: `${item.plannedAt}#${item.notificationId}` };
    case 'token':
      return item.revokedAt === undefined
        ? { listKey: 'TOKENS', listAt: `${item.createdAt}#${item.tokenHash}` }
        : undefined;
    case 'announcement':
      return {
        listKey: `ANNOUNCEMENTS#${item.seriesId}`,
        listAt: `${item.createdAt}#${item.announcementId}`,
      };
    case 'organiser':
      return { listKey: 'ORGANISERS', listAt: item.organiserId };
    case 'subscription':
      return item.state === 'subscribed'
        ? { listKey: `SUBSCRIBERS#${item.senderId}`, listAt: item.personHash }
        : undefined;
    default:
      return undefined;
  }
}
