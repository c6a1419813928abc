import { laneView, readLane, resumeLane } from '../core/organising/bulk-lane.ts';
import { deliveryView, listDeliveries, resendDelivery } from '../core/organising/deliveries.ts';
import { findSuppressions, liftSuppression, suppressionView } from '../core/organising/suppressions.ts';
import { json, pathParameter } from '../http/http.ts';
import { listAnswer, pageOf } from '../http/paging.ts';
import { asked, organised } from './organised.ts';

/** What became of mails, and whom mails don't go to. */
export const sendingRoutes = {
  'GET /v1/organiser/deliveries': organised(async (request, who, at) => {
    const wanted = {
      eventId: asked(request, 'eventId'),
      notificationId: asked(request, 'notificationId'),
      state: asked(request, 'state'),
      ...pageOf(request),
    };
    return listAnswer(await listDeliveries(wanted, who, at), deliveryView);
  }),
  'POST /v1/organiser/deliveries/{deliveryId}/resend': organised(async (request, who, at) =>
    json(202, deliveryView(await resendDelivery(pathParameter(request, 'deliveryId'), who, at))),
  ),
  'GET /v1/organiser/suppressions': organised(async (request, who, at) =>
    listAnswer({ items: await findSuppressions(asked(request, 'email') ?? '', who, at) }, suppressionView),
  ),
  'DELETE /v1/organiser/suppressions': organised(async (request, who, at) => {
    await liftSuppression(asked(request, 'email') ?? '', who, at);
    return json(200, {});
  }),
  'GET /v1/organiser/lane': organised(async (_request, who, at) =>
    json(200, laneView(await readLane(who, at), at.now)),
  ),
  'POST /v1/organiser/lane/resume': organised(async (_request, who, at) =>
    json(200, laneView(await resumeLane(who, at), at.now)),
  ),
};
