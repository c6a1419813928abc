import { deliverySteps } from '../core/delivery/states.ts';
import {
  type DeliveryOutcome,
  deliveryOutcomes,
  eventOfDelivery,
  listDeliveries,
  mailOf,
  readDelivery,
  recipientsOf,
  resendDelivery,
} from '../core/organising/deliveries.ts';
import { eventNumbers } from '../core/participants/numbers.ts';
import { Problem } from '../core/values/problem.ts';
import { query } from '../http/http.ts';
import { cursorText } from '../http/paging.ts';
import { outcomeCount } from '../views/console/deliveries.tsx';
import { DeliveryScreen, ResendScreen } from '../views/console/delivery.tsx';
import { EventDeliveriesScreen } from '../views/console/event-deliveries.tsx';
import type { Filled } from '../views/console/form.tsx';
import { spokenMail } from '../views/spoken-mail.ts';
import { eventOverviewOf, pageAsked } from './event-overview.ts';
import { framedDocument } from './preview-frame.ts';
import { type Routes, seeOther, show, submit, type Visit } from './visit.ts';

function outcomeAsked(text: string | null): DeliveryOutcome | undefined {
  return Object.keys(deliveryOutcomes).find((one): one is DeliveryOutcome => one === text);
}

/** An event's mails by kind, and one kind's as a list: the one that is asked for, else the first with such an outcome. */
async function showEvent(visit: Visit) {
  const { who, at, params } = visit;
  const { eventId } = params;
  const asked = query(visit.request);
  const outcome = outcomeAsked(asked.get('state'));
  const [overview, { mails, notifications }] = await Promise.all([
    eventOverviewOf(visit),
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
  const { items, next } = isPlanned
    ? { items: [], next: undefined }
    : await listDeliveries({ ...source, outcome, ...pageAsked(visit) }, who, at);
  return show(visit, EventDeliveriesScreen, {
    ...overview,
    mails,
    notifications,
    chosen: chosen?.notification,
    outcome,
    deliveries: items,
    names: await recipientsOf(items, who, at),
    next: cursorText(next),
  });
}

/** A delivery, its mail made anew, and the event that it is about, if that is still there. */
async function deliveryAsked({ params, who, at }: Visit) {
  const delivery = await readDelivery(params.deliveryId, who, at);
  const [overview, mail] = await Promise.all([eventOfDelivery(delivery, at), mailOf(delivery, who, at)]);
  return { delivery, standing: overview, mail };
}

async function resendForm(visit: Visit, filled?: Filled) {
  const { delivery, standing: overview, mail } = await deliveryAsked(visit);
  const skip = 'skip' in mail && filled === undefined ? mail.skip : undefined;
  return show(visit, ResendScreen, { delivery, overview, skip, filled });
}

export const prefixes = ['/events/{eventId}/deliveries', '/deliveries'] as const;

export const routes: Routes<typeof prefixes> = {
  'GET /events/{eventId}/deliveries': showEvent,
  'GET /deliveries/{deliveryId}': async (visit) => {
    const { delivery, standing: overview, mail } = await deliveryAsked(visit);
    return show(visit, DeliveryScreen, {
      delivery,
      overview,
      mail:
        'skip' in mail
          ? mail
          : {
              to: mail.to,
              calendars: mail.calendars.map(({ event }) => event),
              ...(await spokenMail(mail.facts)),
            },
      isResendable: deliverySteps[delivery.state].retry !== undefined,
    });
  },
  'GET /deliveries/{deliveryId}/mail': async (visit) => {
    const { mail } = await deliveryAsked(visit);
    if ('skip' in mail) throw new Problem('not-found');
    return framedDocument((await spokenMail(mail.facts)).html);
  },
  'GET /deliveries/{deliveryId}/resend': resendForm,
  'POST /deliveries/{deliveryId}/resend': submit(async ({ params: { deliveryId }, who, at }) => {
    await resendDelivery(deliveryId, who, at);
    return seeOther(`/console/deliveries/${deliveryId}`, 'mailQueued');
  }, resendForm),
};
