import { audited } from '../access/audit.ts';
import { allow, type Organiser } from '../access/organiser.ts';
import { shownEmail } from '../access/rights.ts';
import { allowByHand } from '../attendee/restriction.ts';
import { stepped } from '../delivery/counts.ts';
import { deliveryId, parseDeliveryId } from '../delivery/outbox.ts';
import { deliverySteps } from '../delivery/states.ts';
import { type Planned, sharedReads } from '../mail/mail-plan.ts';
import { planMail } from '../mail/plan-mail.ts';
import type { Context } from '../table/context.ts';
import type { DeliveryItem, DeliveryState } from '../table/items.ts';
import { SampleLinks } from '../table/links.ts';
import { lists } from '../table/lists.ts';
import { fullPage, readList } from '../table/pages.ts';
import type { Page } from '../table/ports.ts';
import { collections, refs } from '../table/refs.ts';
import { present } from '../table/retention.ts';
import { Problem, problemOf } from '../values/problem.ts';
import { readEvent } from './events.ts';
import type { EventOverview } from './home.ts';

export interface DeliveryQuery {
  eventId?: string | undefined;
  notificationId?: string | undefined;
  /** What became of them, or which of these states. */
  outcome?: DeliveryOutcome | undefined;
  state?: DeliveryState | undefined;
  after?: string | undefined;
  limit: number;
}

/**
 * Deliveries of one notification, or those of an event to one person each. @throws Problem 422 when neither is
 * named: there is no walk over everything
 */
export async function listDeliveries(
  query: DeliveryQuery,
  organiser: Organiser,
  context: Context,
): Promise<Page<DeliveryItem>> {
  const { outcome, state } = query;
  const isWanted = (one: DeliveryItem) =>
    (state === undefined || one.state === state) &&
    (outcome === undefined || deliveryOutcomes[outcome].some((each) => each === one.state));
  return fullPage(query, query.limit, async (from) => {
    const page = await deliveries(query, from, organiser, context);
    return { ...page, items: page.items.filter(isWanted) };
  });
}

/** What came of a delivery, as organisers ask for it: each state is one outcome. */
export const deliveryOutcomes = {
  waiting: ['queued', 'sending'],
  arrived: ['sent', 'delivered', 'delayed'],
  failed: ['failed', 'bounced', 'complained'],
  unknown: ['unknown'],
  skipped: ['skipped'],
} as const satisfies Record<string, readonly DeliveryState[]>;
export type DeliveryOutcome = keyof typeof deliveryOutcomes;

/** One delivery, by the id that SES's tags carry. @throws Problem 404 */
export async function readDelivery(
  id: string,
  organiser: Organiser,
  { store }: Context,
): Promise<DeliveryItem> {
  const key = parseDeliveryId(id);
  const delivery = key && (await store.get(refs.delivery(key.notificationId, key.recipientId)));
  if (delivery === undefined) throw new Problem('not-found');
  allow(organiser, 'viewer', delivery.seriesId);
  return delivery;
}

/**
 * A delivery's mail, made anew from what it is about as it stands now; or why there would be none. The links in it are
 * of use to nobody: they are those of whom it went to.
 */
export async function mailOf(
  delivery: DeliveryItem,
  organiser: Organiser,
  context: Context,
): Promise<Planned> {
  const shown = { ...context, links: new SampleLinks(context) };
  const mail = await planMail(delivery, shown, sharedReads(shown));
  return 'skip' in mail ? mail : { ...mail, to: shownEmail(mail.to, organiser) };
}

/** The event that a delivery is about, with its series, as far as both are still there. */
export async function eventOfDelivery(
  { eventIds: [eventId = '-'], seriesId }: DeliveryItem,
  { store }: Context,
): Promise<EventOverview | undefined> {
  const { event, counters, series } = await store.load({
    event: refs.event(eventId),
    counters: refs.counters(eventId),
    series: refs.series(seriesId),
  });
  return event && counters && series && { event, counters, series };
}

/** Whom deliveries are for, by delivery id, as far as they are still known and the organiser may see them. */
export async function recipientsOf(
  all: readonly DeliveryItem[],
  organiser: Organiser,
  { store, now }: Context,
): Promise<Map<string, { name: string; email: string }>> {
  const ofRegistration = all.filter(({ registrationId }) => registrationId !== undefined);
  const ofSignUp = all.filter((one) => one.registrationId === undefined && one.signUpId !== undefined);
  const how = { isEventual: true };
  const [registrations, signUps] = await Promise.all([
    store.getMany(
      ofRegistration.map((one) => refs.registration(one.eventIds[0] ?? '-', one.registrationId ?? '-')),
      how,
    ),
    store.getMany(
      ofSignUp.map((one) => refs.signUp(one.signUpId ?? '-')),
      how,
    ),
  ]);
  const known = new Map<string, { name: string; email: string }>();
  for (const [index, one] of [...ofRegistration, ...ofSignUp].entries()) {
    const person = present([...registrations, ...signUps][index], now);
    if (person === undefined) continue;
    const { name, email } = person;
    known.set(deliveryId(one), { name, email: shownEmail(email, organiser) });
  }
  return known;
}

async function deliveries(
  { eventId, notificationId }: DeliveryQuery,
  from: { after?: string; limit: number },
  organiser: Organiser,
  context: Context,
): Promise<Page<DeliveryItem>> {
  const { store } = context;
  if (notificationId !== undefined) {
    const page = await store.list(collections.deliveries(notificationId), from);
    const [first] = page.items;
    // A page may end with the last of them, and nothing lies behind it.
    if (first === undefined && from.after !== undefined) return page;
    // One that is planned, or that nobody was for, has none yet.
    const of = first ?? (await store.get(refs.notification(notificationId)));
    if (of === undefined) throw new Problem('not-found');
    allow(organiser, 'viewer', of.seriesId);
    return page;
  }
  if (eventId === undefined) throw problemOf([{ pointer: '/eventId', code: 'required' }]);
  await readEvent(eventId, organiser, context);
  return readList(lists.deliveriesOfEvent(eventId), from, store);
}

/**
 * Sends a delivery once more that failed or whose outcome stayed unknown: the organiser decides it, nobody else does
 * for mail to many. It goes with the next tick. @throws Problem 404, 409 when it stands otherwise, or its person's data is
 * restricted
 */
export async function resendDelivery(
  id: string,
  organiser: Organiser,
  context: Context,
): Promise<DeliveryItem> {
  const { store, now } = context;
  const delivery = await readDelivery(id, organiser, context);
  allow(organiser, 'editor', delivery.seriesId);
  const next = deliverySteps[delivery.state].retry;
  if (next === undefined) {
    const { state } = delivery;
    throw new Problem('not-possible-now', { detail: { code: 'deliveryMovedOn', params: { state } } });
  }
  await allowByHand(delivery, context);
  const item: DeliveryItem = { ...delivery, state: next, dueLane: 'delivery', dueAt: now };
  const when = { state: delivery.state, attempts: delivery.attempts };
  const deed = { action: 'delivery.resend', item: `deliveries/${id}`, seriesId: delivery.seriesId };
  const { committed } = await store.commit([
    ...stepped(delivery, item, when),
    audited(organiser, deed, context),
  ]);
  if (!committed) throw new Problem('not-possible-now');
  return item;
}

/** A delivery as organisers see it. */
export function deliveryView(delivery: DeliveryItem) {
  const {
    kind,
    template,
    state,
    reason,
    eventIds,
    createdAt,
    sentAt,
    attempts,
    registrationId,
    notificationId,
    missing,
  } = delivery;
  return {
    deliveryId: deliveryId(delivery),
    notificationId,
    kind,
    template,
    state,
    reason,
    eventIds,
    registrationId,
    createdAt,
    sentAt,
    attempts,
    missing,
  };
}
