import { notKept } from '../core/access/idempotency.ts';
import { frameOf } from '../core/mail/event-facts.ts';
import { AddressInput, correctAddress } from '../core/participants/corrected-address.ts';
import {
  deleteOnRequest,
  informationOn,
  informationView,
  PersonInput,
} from '../core/participants/personal-data.ts';
import { parsed } from '../core/values/parsed.ts';
import { isBrowser, json, jsonBody, pathParameter, readerLocale } from '../http/http.ts';
import { page } from '../http/page-answer.ts';
import { informationSections } from '../views/person-information.ts';
import { eventId, organised } from './organised.ts';

/** What people ask organisers for: their data, its end, another address. */
export const peopleRoutes = {
  'POST /v1/organiser/people/information': organised(async (request, who, at) => {
    const kept = await informationOn(parsed(PersonInput, jsonBody(request)), who, at);
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
    const { isStored, ...deleted } = await deleteOnRequest(parsed(PersonInput, jsonBody(request)), who, at);
    return json(200, { stored: isStored, ...deleted });
  }),
  'POST /v1/organiser/events/{eventId}/registrations/{registrationId}/address': organised(
    async (request, who, at) => {
      const id = pathParameter(request, 'registrationId');
      await correctAddress(eventId(request), id, parsed(AddressInput, jsonBody(request)), who, at);
      return json(202, {});
    },
  ),
};
