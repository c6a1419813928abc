import type { peopleRoutes } from '../api/people.ts';
import { listObjections } from '../core/attendee/objection.ts';
import { listRestrictions } from '../core/attendee/restriction.ts';
import { frameOf } from '../core/mail/event-facts.ts';
import { correctAddress } from '../core/participants/corrected-address.ts';
import {
  deleteOnRequest,
  informationOn,
  informationView,
  processingOf,
} from '../core/participants/personal-data.ts';
import { liftRestriction, restrictPerson } from '../core/participants/restrictions.ts';
import {
  answerRequest,
  enterRequest,
  extendRequest,
  listRequests,
  readRequest,
} from '../core/participants/rights-register.ts';
import { isBrowser } from '../http/http.ts';
import type { Handlers } from '../http/implement.ts';
import { spokenLocale } from '../http/language.ts';
import { informationSections } from '../views/person-information.ts';
import { page } from './page.ts';

export const peopleHandlers: Handlers<typeof peopleRoutes> = {
  'GET /v1/organiser/people/objections': async ({ who, at }) => ({ items: await listObjections(who, at) }),
  'GET /v1/organiser/people/restrictions': async ({ who, at }) => ({
    items: await listRestrictions(who, at),
  }),
  'POST /v1/organiser/people/restriction': ({ body, who, at }) => restrictPerson(body, who, at),
  'POST /v1/organiser/people/restriction/lifting': ({ body, who, at }) => liftRestriction(body, who, at),
  'GET /v1/organiser/people/requests': ({ query, page: asked, who, at }) =>
    listRequests(query.state, asked, who, at),
  'POST /v1/organiser/people/requests': ({ body, who, at }) => enterRequest(body, who, at),
  'GET /v1/organiser/people/requests/{requestId}': ({ path, who, at }) =>
    readRequest(path.requestId, who, at),
  'POST /v1/organiser/people/requests/{requestId}/extension': ({ path, body, who, at }) =>
    extendRequest(path.requestId, body, who, at),
  'POST /v1/organiser/people/requests/{requestId}/answer': ({ path, body, who, at }) =>
    answerRequest(path.requestId, body, who, at),
  'POST /v1/organiser/people/information': async ({ body, who, at, request }) => {
    const kept = await informationOn(body, who, at);
    const view = informationView(kept);
    if (!isBrowser(request)) return view;
    const locale = await spokenLocale(request, at.stage.defaultLocale);
    return page(frameOf(at.stage, locale), {
      page: 'personalData',
      sections: informationSections(view, kept.events, processingOf(kept, at, locale), locale),
      json: JSON.stringify(view, undefined, 2),
    });
  },
  'POST /v1/organiser/people/deletion': async ({ body, who, at }) => {
    const { isStored, ...deleted } = await deleteOnRequest(body, who, at);
    return { stored: isStored, ...deleted };
  },
  'POST /v1/organiser/events/{eventId}/registrations/{registrationId}/address': async (call) => {
    const { path, body, who, at } = call;
    const { recipients } = await correctAddress(path.eventId, path.registrationId, body, who, at);
    return { recipients };
  },
};
