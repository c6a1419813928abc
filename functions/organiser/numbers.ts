import {
  eventNumbers,
  eventNumbersView,
  seriesNumbers,
  seriesNumbersView,
} from '../core/organiser-numbers.ts';
import { json } from '../http.ts';
import { eventId, organised, seriesId } from './organised.ts';

/** What is counted, for organisers and whom they report to. */
export const numberRoutes = {
  'GET /v1/organiser/series/{seriesId}/numbers': organised(async (request, who, at) =>
    json(200, seriesNumbersView(await seriesNumbers(seriesId(request), who, at))),
  ),
  'GET /v1/organiser/events/{eventId}/numbers': organised(async (request, who, at) =>
    json(200, eventNumbersView(await eventNumbers(eventId(request), who, at))),
  ),
};
