import * as z from 'zod';
import { AnnouncementItem } from './announcement-items.ts';
import {
  AttendeeItem,
  DeliveryItem,
  ErasureItem,
  EventItem,
  type Item,
  NotificationItem,
  RegistrationItem,
  type RegistrationState,
  SeriesItem,
  SignUpItem,
  SubscriptionItem,
} from './items.ts';
import { EndedItem, ErasedItem, SweepItem } from './ledger-items.ts';
import { MovedDeliveryItem } from './moved-items.ts';
import { auditOrder, FormerOrganiserItem, OrganiserItem, TokenItem } from './organiser-items.ts';
import type { Key, Ref } from './refs.ts';
import { RestrictedPersonItem } from './restriction.ts';
import { RightsRequestItem } from './rights-request.ts';
import { SuppressionItem, suppressionSeenAt } from './suppression-item.ts';

/** A run of items under one key of the `list` index, in the order of what {@link listEntry} gives them. */
export interface List<T> {
  key: string;
  schema: z.ZodType<T>;
}

function list<T>(schema: z.ZodType<T>, key: string): List<T> {
  return { key, schema };
}

/** What organisers page through without reading past it, and what the housekeeping finds. */
export const lists = {
  /** By their ids. */
  series: () => list(SeriesItem, 'SERIES'),
  /** By their start. */
  eventsOfSeries: (seriesId: string) => list(EventItem, `EVENTS#${seriesId}`),
  /** In one state, oldest first. */
  registrationsOfEvent: (eventId: string, state: RegistrationState) =>
    list(RegistrationItem, `REGISTRATIONS#${eventId}#${state}`),
  /** Mails to one person each, oldest first. */
  deliveriesOfEvent: (eventId: string) => list(DeliveryItem, `DELIVERIES#${eventId}`),
  /** What deliveries left behind that moved with their person's address. */
  movedDeliveriesOfEvent: (eventId: string) => list(MovedDeliveryItem, `MOVED#${eventId}`),
  /** Mails to many, by the time that they are planned for. */
  notificationsOfEvent: (eventId: string) => list(NotificationItem, `NOTIFICATIONS#${eventId}`),
  /** Oldest first. */
  announcementsOfSeries: (seriesId: string) => list(AnnouncementItem, `ANNOUNCEMENTS#${seriesId}`),
  /** Those who are subscribed to a sender's news. */
  subscribers: (senderId: string) => list(SubscriptionItem, `SUBSCRIBERS#${senderId}`),
  /** Attendees who objected to processing, and whose data is restricted, registered or not, oldest first. */
  objections: () => list(z.discriminatedUnion('type', [AttendeeItem, RestrictedPersonItem]), 'OBJECTIONS'),
  /** What somebody asked for by right and has no answer yet, by the day to answer by. */
  openRequests: () => list(RightsRequestItem, 'REQUESTS#open'),
  /** What was answered, the latest first. */
  answeredRequests: () => list(RightsRequestItem, 'REQUESTS#answered'),
  organisers: () => list(OrganiserItem, 'ORGANISERS'),
  /** Tokens and sessions that nobody revoked, oldest first. */
  tokens: () => list(TokenItem, 'TOKENS'),
  /** Suppressions in force, by when each was last looked through, the longest ago first. */
  suppressions: () => list(SuppressionItem, 'SUPPRESSIONS'),
  /** The ledger of erasures, oldest first. */
  erased: () => list(ErasedItem, 'ERASED'),
  /** The ledger of whatever else people or organisers ended, oldest first. */
  ended: () => list(EndedItem, 'ENDED'),
} as const;

/** Where an item stands in the `list` index, if it is in one of the {@link lists}. */
export function listEntry(item: Item): { listKey: string; listAt: string } | undefined {
  const at = ({ key }: List<unknown>, listAt: string) => ({ listKey: key, listAt });
  switch (item.type) {
    case 'series':
      return at(lists.series(), item.seriesId);
    case 'event':
      return at(lists.eventsOfSeries(item.seriesId), `${item.startsAtLocal}#${item.eventId}`);
    case 'registration':
      return at(
        lists.registrationsOfEvent(item.eventId, item.state),
        `${item.createdAt}#${item.registrationId}`,
      );
    case 'delivery':
      return item.lane === 'transactional' && item.eventIds[0] !== undefined
        ? at(lists.deliveriesOfEvent(item.eventIds[0]), `${item.createdAt}#${item.notificationId}`)
        : undefined;
    case 'movedDelivery':
      return item.eventId === undefined
        ? undefined
        : at(lists.movedDeliveriesOfEvent(item.eventId), `${item.notificationId}#${item.recipientId}`);
    case 'notification':
      return at(lists.notificationsOfEvent(item.eventId), `${item.plannedAt}#${item.notificationId}`);
    case 'announcement':
      return at(lists.announcementsOfSeries(item.seriesId), `${item.createdAt}#${item.announcementId}`);
    case 'subscription':
      return item.state === 'subscribed' ? at(lists.subscribers(item.senderId), item.personHash) : undefined;
    case 'organiser':
      return at(lists.organisers(), item.organiserId);
    case 'token':
      return item.revokedAt === undefined
        ? at(lists.tokens(), `${item.createdAt}#${item.tokenHash}`)
        : undefined;
    case 'suppression':
      return item.liftedAt === undefined
        ? at(lists.suppressions(), `${suppressionSeenAt(item)}#${item.personHash}`)
        : undefined;
    case 'attendee':
      return rightsSince(item) === undefined
        ? undefined
        : at(lists.objections(), `${rightsSince(item)}#${item.personHash}#${item.seriesId}`);
    case 'restrictedPerson':
      return at(lists.objections(), `${item.restriction.since}#${item.personHash}`);
    case 'rightsRequest': {
      const { answer, answerBy, requestId } = item;
      return answer === undefined
        ? at(lists.openRequests(), `${answerBy}#${requestId}`)
        : at(lists.answeredRequests(), auditOrder({ at: answer.at, auditId: requestId }));
    }
    case 'ended':
      return at(lists.ended(), `${item.endedAt}#${item.endedId}`);
    case 'erased':
      return at(lists.erased(), `${item.erasedAt}#${item.personHash}#${item.seriesId}`);
    case 'setback':
    case 'audit':
    case 'changes':
    case 'changesHead':
    case 'counters':
    case 'disclosure':
    case 'documentation':
    case 'erasure':
    case 'formerOrganiser':
    case 'guard':
    case 'idempotency':
    case 'lease':
    case 'login':
    case 'loginAsked':
    case 'mailAllowance':
    case 'notice':
    case 'owners':
    case 'reportPart':
    case 'replayed':
    case 'reports':
    case 'sender':
    case 'shadow':
    case 'signUp':
    case 'signUpCall':
    case 'softBounces':
    case 'sweep':
    case 'waiting':
    case 'webhook':
    case 'webhookProgress':
      return undefined;
    default:
      return item satisfies never;
  }
}

/** What the `person` index finds of one person. What is kept of an address for ever is looked up by key. */
export interface RefsOfPerson {
  attendees: Ref<AttendeeItem>[];
  registrations: Ref<RegistrationItem>[];
  signUps: Ref<SignUpItem>[];
  deliveries: Ref<DeliveryItem>[];
  movedDeliveries: Ref<MovedDeliveryItem>[];
  subscriptions: Ref<SubscriptionItem>[];
  requests: Ref<RightsRequestItem>[];
}

/** What keys of the `person` index are of. */
export function refsOfPerson(keys: readonly Key[]): RefsOfPerson {
  const of = <T>(schema: z.ZodType<T>, beginning: string): Ref<T>[] =>
    keys.filter(({ sk }) => sk.startsWith(beginning)).map(({ pk, sk }) => ({ pk, sk, schema }));
  return {
    attendees: of(AttendeeItem, 'ATTENDEE#'),
    registrations: of(RegistrationItem, 'REGISTRATION#'),
    signUps: of(SignUpItem, 'SIGNUP'),
    deliveries: of(DeliveryItem, 'DELIVERY#'),
    movedDeliveries: of(MovedDeliveryItem, 'MOVED#'),
    subscriptions: of(SubscriptionItem, 'SUBSCRIPTION#'),
    requests: of(RightsRequestItem, 'REQUEST'),
  };
}

/** What is due in each lane of the `due` index. */
export interface DueItems {
  signUp: SignUpItem;
  waiting: SweepItem;
  delivery: DeliveryItem;
  notification: NotificationItem;
  erasure: ErasureItem | ErasedItem | FormerOrganiserItem | RightsRequestItem;
}
export type Lane = keyof DueItems;

const dueSchemas: { [L in Lane]: z.ZodType<DueItems[L]> } = {
  signUp: SignUpItem,
  waiting: SweepItem,
  delivery: DeliveryItem,
  notification: NotificationItem,
  erasure: z.discriminatedUnion('type', [ErasureItem, ErasedItem, FormerOrganiserItem, RightsRequestItem]),
};

/** What a key of a lane is of. */
export function dueRef<L extends Lane>(lane: L, { pk, sk }: Key): Ref<DueItems[L]> {
  return { pk, sk, schema: dueSchemas[lane] };
}

/** Since when a person has used a right that organisers have to look after. */
const rightsSince = ({ objectedAt, restriction }: AttendeeItem) => objectedAt ?? restriction?.since;
