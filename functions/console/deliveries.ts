import { deliverySteps } from '../core/delivery/states.ts';
import {
  type DeliveryOutcome,
  deliveryOutcomes,
  findDeliveries,
  mailOf,
  readDelivery,
  recipientsOf,
  resendDelivery,
} from '../core/organising/deliveries.ts';
import type { EventStanding } from '../core/organising/home.ts';
import { eventNumbers } from '../core/participants/numbers.ts';
import type { DeliveryItem } from '../core/table/items.ts';
import { refs } from '../core/table/refs.ts';
import { Problem } from '../core/values/problem.ts';
import { query } from '../http/http.ts';
import { cursorText } from '../http/paging.ts';
import { outcomeCount } from '../views/console/deliveries.tsx';
import { DeliveryScreen, ResendScreen } from '../views/console/delivery.tsx';
import { EventDeliveriesScreen } from '../views/console/event-deliveries.tsx';
import { renderMail } from '../views/mail.ts';
import type { Routes } from './routed.ts';
import { pageAsked, standingOf } from './standing.ts';
import { attempt, framed, seeOther, show, type Visit } from './visit.ts';

function outcomeAsked(text: string | null): DeliveryOutcome | undefined {
  return Object.keys(deliveryOutcomes).find((one): one is DeliveryOutcome => one === text);
}

const idOf = ({ params }: Visit) => params.deliveryId ?? '';

/** An event's mails by kind, and one kind's as a list: the one that is asked for, else the first with such an outcome. */
async function showEvent(visit: Visit) {
  const { who, at, params } = visit;
  const { eventId = '' } = params;
  const asked = query(visit.request);
  const outcome = outcomeAsked(asked.get('state'));
  const [standing, { mails, notifications }] = await Promise.all([
    standingOf(visit),
    eventNumbers(eventId, who, at),
  ]);
  const named = asked.get('notificationId');
  const hasSome = (counts: typeof mails) => outcome !== undefined && (outcomeCount(counts, outcome) ?? 0) > 0;
  const chosen =
    named !== null
      ? notifications.find(({ notification }) => notification.notificationId === named)
      : asked.has('each') || hasSome(mails)
        ? undefined
        : notifications.find((one) => hasSome(one.mails));
  if (named !== null && chosen === undefined) throw new Problem('not-found');
  const source = chosen === undefined ? { eventId } : { notificationId: chosen.notification.notificationId };
  const isPlanned = chosen?.mails.total === 0;
  const page = isPlanned
    ? { items: [] }
    : await findDeliveries({ ...source, outcome, ...pageAsked(visit) }, who, at);
  return show(visit, EventDeliveriesScreen, {
    ...standing,
    mails,
    notifications,
    chosen: chosen?.notification,
    outcome,
    deliveries: page.items,
    names: await recipientsOf(page.items, at),
    cursor: asked.get('cursor') ?? undefined,
    next: page.next === undefined ? undefined : cursorText(page.next),
  });
}

/** A delivery with the event that it is about, if that is still there. */
async function found(visit: Visit) {
  const { who, at } = visit;
  const delivery = await readDelivery(idOf(visit), who, at);
  return { delivery, standing: await standingBehind(delivery, visit) };
}

async function standingBehind(
  { eventIds, seriesId }: DeliveryItem,
  { at }: Visit,
): Promise<EventStanding | undefined> {
  const { event, counters, series } = await at.store.load({
    event: refs.event(eventIds[0] ?? '-'),
    counters: refs.counters(eventIds[0] ?? '-'),
    series: refs.series(seriesId),
  });
  return event && counters && series && { event, counters, series };
}

export const deliveriesRoutes: Routes = {
  'GET /events/{eventId}/deliveries': showEvent,
  'GET /deliveries/{deliveryId}': async (visit) => {
    const { delivery, standing } = await found(visit);
    const planned = await mailOf(delivery, visit.at);
    const mail =
      'skip' in planned
        ? planned
        : {
            to: planned.to,
            calendars: planned.calendars.map(({ event }) => event),
            ...renderMail(planned.facts),
          };
    return show(visit, DeliveryScreen, {
      delivery,
      standing,
      mail,
      isResendable: deliverySteps[delivery.state].retry !== undefined,
    });
  },
  'GET /deliveries/{deliveryId}/mail': async (visit) => {
    const { delivery } = await found(visit);
    const planned = await mailOf(delivery, visit.at);
    if ('skip' in planned) throw new Problem('not-found');
    return framed(renderMail(planned.facts).html);
  },
  'GET /deliveries/{deliveryId}/resend': async (visit) => {
    const { delivery, standing } = await found(visit);
    const planned = await mailOf(delivery, visit.at);
    return show(visit, ResendScreen, {
      delivery,
      standing,
      skip: 'skip' in planned ? planned.skip : undefined,
    });
  },
  'POST /deliveries/{deliveryId}/resend': async (visit) =>
    attempt(
      visit,
      {},
      async () => {
        await resendDelivery(idOf(visit), visit.who, visit.at);
        return seeOther(`/console/deliveries/${idOf(visit)}`, 'mailQueued');
      },
      async (filled, status) => {
        const { delivery, standing } = await found(visit);
        return show(visit, ResendScreen, { delivery, standing, skip: undefined, filled }, status);
      },
    ),
};
