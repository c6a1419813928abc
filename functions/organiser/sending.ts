import type { sendingRoutes } from '../api/sending.ts';
import { laneView, lastRunAt, readLane, resumeLane } from '../core/organising/bulk-lane.ts';
import { deliveryView, listDeliveries, resendDelivery } from '../core/organising/deliveries.ts';
import {
  dueSuppressions,
  dueSuppressionView,
  reviewSuppression,
} from '../core/organising/suppression-review.ts';
import { findSuppressions, liftSuppression, suppressionView } from '../core/organising/suppressions.ts';
import { mailsOfRegistration } from '../core/participants/registration-mails.ts';
import { type Handlers, viewed } from '../http/implement.ts';

export const sendingHandlers: Handlers<typeof sendingRoutes> = {
  'GET /v1/organiser/deliveries': async ({ query, page, who, at }) => {
    const { eventId, registrationId, state } = query;
    if (eventId === undefined || registrationId === undefined)
      return viewed(await listDeliveries({ ...query, ...page }, who, at), deliveryView);
    const all = await mailsOfRegistration(eventId, registrationId, who, at);
    const items = all.filter((one) => state === undefined || one.state === state);
    return viewed({ items }, deliveryView);
  },
  'POST /v1/organiser/deliveries/{deliveryId}/resend': async ({ path, who, at }) =>
    deliveryView(await resendDelivery(path.deliveryId, who, at)),
  'GET /v1/organiser/suppressions': async ({ query, who, at }) =>
    viewed({ items: await findSuppressions(query.email, who, at) }, suppressionView),
  'DELETE /v1/organiser/suppressions': async ({ query, who, at }) => {
    await liftSuppression(query.email, who, at);
    return {};
  },
  'GET /v1/organiser/suppressions/due': async ({ page, who, at }) =>
    viewed(await dueSuppressions(who, page, at), dueSuppressionView),
  'POST /v1/organiser/suppressions/due/{suppressionId}': async ({ path, body, who, at }) =>
    dueSuppressionView(await reviewSuppression(path.suppressionId, body, who, at)),
  'GET /v1/organiser/lane': async ({ who, at }) =>
    laneView(await readLane(who, at), at.now, await lastRunAt(at)),
  'POST /v1/organiser/lane/resume': async ({ who, at }) => laneView(await resumeLane(who, at), at.now),
};
