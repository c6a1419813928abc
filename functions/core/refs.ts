import type * as z from 'zod';
import {
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
  SeriesItem,
  SignUpItem,
  SubscriptionItem,
  SuppressionItem,
  TokenItem,
  WaitingItem,
} from './items.ts';

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
  notification: (notificationId: string) =>
    ref(NotificationItem, `NOTIFICATION#${notificationId}`, 'NOTIFICATION'),
  delivery: (notificationId: string, recipientId: string) =>
    ref(DeliveryItem, `NOTIFICATION#${notificationId}`, `DELIVERY#${recipientId}`),
  lease: (leaseId: string) => ref(LeaseItem, `LEASE#${leaseId}`, 'LEASE'),
  token: (tokenHash: string) => ref(TokenItem, `TOKEN#${tokenHash}`, 'TOKEN'),
} as const;

export const collections = {
  registrations: (eventId: string): Collection<RegistrationItem> => ({
    pk: `EVENT#${eventId}`,
    skPrefix: 'REGISTRATION#',
    schema: RegistrationItem,
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
    case 'lease':
      return refs.lease(item.leaseId);
    case 'token':
      return refs.token(item.tokenHash);
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
    case 'notification':
      return { listKey: `NOTIFICATIONS#${item.eventId}`, listAt: `${item.plannedAt}#${item.notificationId}` };
    default:
      return undefined;
  }
}
