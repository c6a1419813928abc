import { correctAddress } from '../core/participants/corrected-address.ts';
import {
  addRegistration,
  cancelRegistration,
  moveUpByHand,
  resendMail,
} from '../core/participants/registration-actions.ts';
import {
  cancellationOutlook,
  possibleFor,
  registrationFile,
} from '../core/participants/registration-file.ts';
import { findRegistrations } from '../core/participants/registrations.ts';
import { refs } from '../core/table/refs.ts';
import { type HttpAnswer, query } from '../http/http.ts';
import { cursorText } from '../http/paging.ts';
import type { Filled } from '../views/console/form.tsx';
import { NewRegistrationScreen } from '../views/console/new-registration.tsx';
import { CancellationScreen, RegistrationScreen } from '../views/console/registration.tsx';
import { RegistrationsScreen } from '../views/console/registrations.tsx';
import type { Routes } from './routed.ts';
import { pageAsked, standingOf } from './standing.ts';
import { attempt, posted, seeOther, show, type Visit } from './visit.ts';

const listOf = ({ params }: Visit) => `/console/events/${params.eventId}/registrations`;
const ownOf = (visit: Visit) => `${listOf(visit)}/${visit.params.registrationId}`;

function read({ params, who, at }: Visit) {
  return registrationFile(params.eventId ?? '', params.registrationId ?? '', who, at);
}

async function showList(visit: Visit): Promise<HttpAnswer> {
  const { request, params, who, at } = visit;
  const asked = query(request);
  const given = (name: string) => asked.get(name)?.trim() || undefined;
  const filter = {
    text: given('q'),
    status: given('status'),
    isUndeliverable: asked.get('undeliverable') === 'true',
  };
  const standing = await standingOf(visit);
  const page = await findRegistrations(params.eventId ?? '', { ...filter, ...pageAsked(visit) }, who, at);
  return show(visit, RegistrationsScreen, {
    ...standing,
    filter,
    registrations: page.items,
    cursor: given('cursor'),
    next: page.next === undefined ? undefined : cursorText(page.next),
  });
}

async function showOne(visit: Visit, filled?: Filled, status?: number): Promise<HttpAnswer> {
  const file = await read(visit);
  const possible = possibleFor(file, visit.at);
  return show(visit, RegistrationScreen, { file, possible, filled }, status);
}

async function showNew(visit: Visit, filled?: Filled, status?: number): Promise<HttpAnswer> {
  return show(visit, NewRegistrationScreen, { ...(await standingOf(visit)), filled }, status);
}

export const registrationsRoutes: Routes = {
  'GET /events/{eventId}/registrations': showList,
  'GET /events/{eventId}/new-registration': (visit) => showNew(visit),
  'POST /events/{eventId}/new-registration': async (visit) => {
    const { params, who, at } = visit;
    const { body } = posted(visit);
    return attempt(
      visit,
      body,
      async () => {
        await addRegistration(params.eventId ?? '', body, who, at);
        return seeOther(listOf(visit), 'registrationAdded');
      },
      (filled, status) => showNew(visit, filled, status),
    );
  },
  'GET /events/{eventId}/registrations/{registrationId}': (visit) => showOne(visit),
  'POST /events/{eventId}/registrations/{registrationId}/address': async (visit) => {
    const { params, who, at } = visit;
    const { eventId = '', registrationId = '' } = params;
    const { body } = posted(visit);
    return attempt(
      visit,
      body,
      async () => {
        await correctAddress(eventId, registrationId, body, who, at);
        // One that nobody confirmed yet has gone over to the new address, and to another id.
        const isStill = (await at.store.get(refs.registration(eventId, registrationId))) !== undefined;
        return seeOther(isStill ? ownOf(visit) : listOf(visit), isStill ? 'addressAsked' : 'addressMoved');
      },
      (filled, status) => showOne(visit, filled, status),
    );
  },
  'GET /events/{eventId}/registrations/{registrationId}/cancel': async (visit) =>
    show(visit, CancellationScreen, cancellationOutlook(await read(visit), visit.at)),
  'POST /events/{eventId}/registrations/{registrationId}/cancel': async (visit) => {
    const { params, who, at } = visit;
    const { version } = posted(visit);
    return attempt(
      visit,
      {},
      async () => {
        await cancelRegistration(params.eventId ?? '', params.registrationId ?? '', version, who, at);
        return seeOther(ownOf(visit), 'registrationCancelled');
      },
      (filled, status) => showOne(visit, filled, status),
    );
  },
  'POST /events/{eventId}/registrations/{registrationId}/move-up': async (visit) =>
    attempt(
      visit,
      {},
      async () => {
        await moveUpByHand(
          visit.params.eventId ?? '',
          visit.params.registrationId ?? '',
          visit.who,
          visit.at,
        );
        return seeOther(ownOf(visit), 'movedUp');
      },
      (filled, status) => showOne(visit, filled, status),
    ),
  'POST /events/{eventId}/registrations/{registrationId}/resend': async (visit) =>
    attempt(
      visit,
      {},
      async () => {
        await resendMail(visit.params.eventId ?? '', visit.params.registrationId ?? '', visit.who, visit.at);
        return seeOther(ownOf(visit), 'mailQueued');
      },
      (filled, status) => showOne(visit, filled, status),
    ),
};
