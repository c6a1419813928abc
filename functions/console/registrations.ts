import * as z from 'zod';
import { requireRight } from '../core/access/rights.ts';
import { AddressInput, correctAddress } from '../core/participants/corrected-address.ts';
import {
  addRegistration,
  cancelRegistration,
  moveUpByHand,
  RegistrationInput,
  resendMail,
} from '../core/participants/registration-actions.ts';
import {
  cancellationOutlook,
  possibleFor,
  registrationFile,
} from '../core/participants/registration-file.ts';
import { listRegistrations } from '../core/participants/registrations.ts';
import type { AnswersAsked } from '../core/participants/shown-registration.ts';
import { RegistrationState } from '../core/table/items.ts';
import { Way } from '../core/table/way.ts';
import { parsed } from '../core/values/parsed.ts';
import { query } from '../http/http.ts';
import { cursorText } from '../http/paging.ts';
import type { Filled } from '../views/console/form.tsx';
import { NewRegistrationScreen } from '../views/console/new-registration.tsx';
import { CancellationScreen, RegistrationScreen } from '../views/console/registration.tsx';
import { RegistrationsScreen } from '../views/console/registrations.tsx';
import { eventOverviewOf, pageAsked } from './event-overview.ts';
import { type Routes, seeOther, show, submit, type Visit } from './visit.ts';

const listOf = ({ params }: Visit) => `/console/events/${params.eventId}/registrations`;
const pathOf = (visit: Visit) => `${listOf(visit)}/${visit.params.registrationId}`;

const fileOf = ({ params, who, at }: Visit, answers?: AnswersAsked) =>
  registrationFile(params.eventId, params.registrationId, who, at, answers);

async function showList(visit: Visit) {
  const { request, params, who, at } = visit;
  const asked = query(request);
  const filter = {
    text: asked.get('q')?.trim() || undefined,
    ...parsed(z.object({ state: RegistrationState.optional(), way: Way.optional() }), {
      state: asked.get('state') || undefined,
      way: asked.get('way') || undefined,
    }),
    isUndeliverable: asked.get('undeliverable') === 'true',
  };
  const overview = await eventOverviewOf(visit);
  const page = await listRegistrations(params.eventId, { ...filter, ...pageAsked(visit) }, who, at);
  return show(visit, RegistrationsScreen, {
    ...overview,
    filter,
    registrations: page.items,
    next: cursorText(page.next),
  });
}

async function showOne(visit: Visit, filled?: Filled) {
  const file = await fileOf(visit);
  return show(visit, RegistrationScreen, { file, possible: possibleFor(file, visit.at), filled });
}

async function newForm(visit: Visit, filled?: Filled) {
  requireRight(visit.who, 'addresses');
  return show(visit, NewRegistrationScreen, { ...(await eventOverviewOf(visit)), filled });
}

export const prefixes = ['/events/{eventId}/registrations', '/events/{eventId}/new-registration'] as const;

export const routes: Routes<typeof prefixes> = {
  'GET /events/{eventId}/registrations': showList,
  'GET /events/{eventId}/new-registration': newForm,
  'POST /events/{eventId}/new-registration': submit(async (visit, { body }) => {
    await addRegistration(visit.params.eventId, parsed(RegistrationInput, body), visit.who, visit.at);
    return seeOther(listOf(visit), 'registrationAdded');
  }, newForm),
  'GET /events/{eventId}/registrations/{registrationId}': showOne,
  // What the other language's link of the screen below leads to.
  'GET /events/{eventId}/registrations/{registrationId}/sensitive': showOne,
  // A button, because whoever presses it stands in the audit.
  'POST /events/{eventId}/registrations/{registrationId}/sensitive': async (visit) => {
    requireRight(visit.who, 'sensitive');
    const file = await fileOf(visit, 'all');
    return show(visit, RegistrationScreen, { file, possible: possibleFor(file, visit.at), isWhole: true });
  },
  'POST /events/{eventId}/registrations/{registrationId}/address': submit(async (visit, { body }) => {
    const { params, who, at } = visit;
    const { isMoved } = await correctAddress(
      params.eventId,
      params.registrationId,
      parsed(AddressInput, body),
      who,
      at,
    );
    return isMoved ? seeOther(listOf(visit), 'addressMoved') : seeOther(pathOf(visit), 'addressAsked');
  }, showOne),
  'GET /events/{eventId}/registrations/{registrationId}/cancel': async (visit) =>
    show(visit, CancellationScreen, cancellationOutlook(await fileOf(visit), visit.at)),
  'POST /events/{eventId}/registrations/{registrationId}/cancel': submit(async (visit, { version }) => {
    const { params, who, at } = visit;
    await cancelRegistration(params.eventId, params.registrationId, version, who, at);
    return seeOther(pathOf(visit), 'registrationCancelled');
  }, showOne),
  'POST /events/{eventId}/registrations/{registrationId}/move-up': submit(async (visit) => {
    await moveUpByHand(visit.params.eventId, visit.params.registrationId, visit.who, visit.at);
    return seeOther(pathOf(visit), 'movedUp');
  }, showOne),
  'POST /events/{eventId}/registrations/{registrationId}/resend': submit(async (visit) => {
    const { params, who, at } = visit;
    const mailAt = await resendMail(params.eventId, params.registrationId, who, at);
    return seeOther(pathOf(visit), mailAt > at.now ? 'mailWaits' : 'mailQueued');
  }, showOne),
};
