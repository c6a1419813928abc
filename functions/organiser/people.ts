import { correctAddress } from '../core/corrected-address.ts';
import { frameOf } from '../core/facts.ts';
import { notKept } from '../core/idempotency.ts';
import { deleteOnRequest, informationOn, informationView } from '../core/organiser-people-data.ts';
import { isBrowser, json, jsonBody, pathParameter, readerLocale } from '../http.ts';
import { page } from '../page.ts';
import { informationSections } from '../views/person-information.ts';
import { eventId, organised } from './organised.ts';

/** What people ask organisers for: their data, its end, another address. */
export const peopleRoutes = {
  'POST /v1/organiser/people/information': organised(async (request, who, at) => {
    const kept = await informationOn(jsonBody(request), who, at);
    const view = informationView(kept);
    if (!isBrowser(request)) return json(200, view, { [notKept]: 'true' });
    const locale = readerLocale(request, at.stage.defaultLocale);
    const content = {
      page: 'personalData' as const,
      sections: informationSections(view, kept.events, locale),
      json: JSON.stringify(view, undefined, 2),
    };
    const answer = page(200, frameOf(at.stage, locale), content);
    return { ...answer, headers: { ...answer.headers, [notKept]: 'true' } };
  }),
  'POST /v1/organiser/people/deletion': organised(async (request, who, at) => {
    const { isStored, ...deleted } = await deleteOnRequest(jsonBody(request), who, at);
    return json(200, { stored: isStored, ...deleted });
  }),
  'POST /v1/organiser/events/{eventId}/registrations/{registrationId}/address': organised(
    async (request, who, at) => {
      const id = pathParameter(request, 'registrationId');
      await correctAddress(eventId(request), id, jsonBody(request), who, at);
      return json(202, {});
    },
  ),
};
