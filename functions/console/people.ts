import { allow } from '../core/access/organiser.ts';
import { isOwnerOfAll } from '../core/access/organisers.ts';
import { requireRight } from '../core/access/rights.ts';
import { listObjections } from '../core/attendee/objection.ts';
import { listRestrictions } from '../core/attendee/restriction.ts';
import {
  deleteOnRequest,
  informationOn,
  lookUpPerson,
  PersonInput,
  processingOf,
} from '../core/participants/personal-data.ts';
import {
  LiftingInput,
  liftRestriction,
  RestrictionInput,
  restrictPerson,
} from '../core/participants/restrictions.ts';
import {
  answerRequest,
  ExtensionInput,
  enterRequest,
  extendRequest,
  listRequests,
  RequestAnswer,
  RequestInput,
  readRequest,
} from '../core/participants/rights-register.ts';
import { parsed } from '../core/values/parsed.ts';
import { query } from '../http/http.ts';
import { cursorText } from '../http/paging.ts';
import type { Filled } from '../views/console/form.tsx';
import {
  DeletedScreen,
  DeletionScreen,
  InformationScreen,
  type PeopleForm,
  PeopleScreen,
  RestrictedScreen,
} from '../views/console/people.tsx';
import { type RequestForm, RequestScreen, RequestsScreen } from '../views/console/requests.tsx';
import { pageAsked } from './event-overview.ts';
import { type Routes, seeOther, show, submit, type Visit } from './visit.ts';

async function ask(visit: Visit, filled?: Filled, of: PeopleForm = 'look') {
  allow(visit.who, 'editor');
  requireRight(visit.who, 'addresses');
  const objections = await listObjections(visit.who, visit.at);
  const restrictions = isOwnerOfAll(visit.who) ? await listRestrictions(visit.who, visit.at) : undefined;
  return show(visit, PeopleScreen, { of, filled, objections, restrictions });
}

const again = (of: PeopleForm) => (visit: Visit, filled: Filled) => ask(visit, filled, of);

async function register(visit: Visit, filled?: Filled) {
  const state = query(visit.request).get('state') === 'answered' ? 'answered' : 'open';
  const { items: requests, next } = await listRequests(state, pageAsked(visit), visit.who, visit.at);
  return show(visit, RequestsScreen, { state, requests, next: cursorText(next), filled });
}

async function entry(visit: Visit, filled?: Filled, of?: RequestForm) {
  const request = await readRequest(visit.params.requestId, visit.who, visit.at);
  return show(visit, RequestScreen, { request, of, filled });
}

const entryAgain = (of: RequestForm) => (visit: Visit, filled: Filled) => entry(visit, filled, of);

const emailIn = (body: Record<string, unknown>) => String(body.email ?? '');

export const prefixes = ['/people'] as const;

/** Buttons are answered by the page itself, not by leading to one: an address stands in no page's address. */
export const routes: Routes<typeof prefixes> = {
  'GET /people': (visit) => ask(visit),
  'POST /people/restriction': submit(async (visit, { body }) => {
    const { recipients } = await restrictPerson(parsed(RestrictionInput, body), visit.who, visit.at);
    if (recipients.length > 0) return show(visit, RestrictedScreen, { recipients });
    return seeOther('/console/people', 'restricted');
  }, again('restrict')),
  'POST /people/lifting': submit(async ({ who, at }, { body }) => {
    await liftRestriction(parsed(LiftingInput, body), who, at);
    return seeOther('/console/people', 'restrictionLifted');
  }, again('lift')),
  'GET /people/requests': (visit) => register(visit),
  'POST /people/requests': submit(async ({ who, at }, { body }) => {
    const { requestId } = await enterRequest(parsed(RequestInput, body), who, at);
    return seeOther(`/console/people/requests/${requestId}`, 'requestEntered');
  }, register),
  'GET /people/requests/{requestId}': (visit) => entry(visit),
  'POST /people/requests/{requestId}/extension': submit(async ({ params, who, at }, { body }) => {
    await extendRequest(params.requestId, parsed(ExtensionInput, body), who, at);
    return seeOther(`/console/people/requests/${params.requestId}`, 'requestExtended');
  }, entryAgain('extension')),
  'POST /people/requests/{requestId}/answer': submit(async ({ params, who, at }, { body }) => {
    await answerRequest(params.requestId, parsed(RequestAnswer, body), who, at);
    return seeOther(`/console/people/requests/${params.requestId}`, 'requestAnswered');
  }, entryAgain('answer')),
  'POST /people/information': submit(async (visit, { body }) => {
    const kept = await informationOn(parsed(PersonInput, body), visit.who, visit.at);
    const processing = processingOf(kept, visit.at, visit.locale);
    return show(visit, InformationScreen, { email: emailIn(body), kept, processing, at: visit.at.now });
  }, ask),
  'POST /people/deletion-question': submit(async (visit, { body }) => {
    const kept = await lookUpPerson(parsed(PersonInput, body), visit.who, visit.at);
    return show(visit, DeletionScreen, { email: emailIn(body), kept });
  }, ask),
  'POST /people/deletion': submit(async (visit, { body }) => {
    const deleted = await deleteOnRequest(parsed(PersonInput, body), visit.who, visit.at);
    return show(visit, DeletedScreen, { email: emailIn(body), ...deleted });
  }, ask),
};
