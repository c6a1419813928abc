import { notKept } from '../core/access/idempotency.ts';
import { registrationView } from '../core/organising/views.ts';
import { AttendanceInput, importAttendance, putAttendance } from '../core/participants/attendance.ts';
import { certificate } from '../core/participants/certificate.ts';
import { type ExportProfile, exportProfiles, exportRegistrations } from '../core/participants/export.ts';
import { proofPage, proofView, readProof } from '../core/participants/proof.ts';
import {
  addRegistration,
  cancelRegistration,
  moveUpByHand,
  RegistrationInput,
  resendMail,
} from '../core/participants/registration-actions.ts';
import { listRegistrations, readRegistration } from '../core/participants/registrations.ts';
import type { RegistrationItem } from '../core/table/items.ts';
import type { Locale } from '../core/values/locale.ts';
import { parsed } from '../core/values/parsed.ts';
import { problemOf } from '../core/values/problem.ts';
import {
  type HttpRequest,
  isBrowser,
  json,
  jsonBody,
  pathParameter,
  readerLocale,
  text,
} from '../http/http.ts';
import { page } from '../http/page-answer.ts';
import { cursorText, ifMatch, listAnswer, pageOf } from '../http/paging.ts';
import { registrationsCsv } from '../views/registrations-csv.ts';
import { asked, bodyBytes, etag, eventId, mostIdsBytes, organised } from './organised.ts';

const registrationId = (request: HttpRequest) => pathParameter(request, 'registrationId');

/** What the answer to a change shows: how it stands now, and nothing personal, because it may be kept for a day. */
const standing = ({ registrationId, state, version }: RegistrationItem) =>
  json(200, { registrationId, state, version }, etag(version));

function profileOf(request: HttpRequest): ExportProfile {
  const given = asked(request, 'profile') ?? 'full';
  const profile = exportProfiles.find((one) => one === given);
  if (profile !== undefined) return profile;
  throw problemOf([{ pointer: '/profile', code: 'invalidValue', params: { possible: exportProfiles } }]);
}

export const registrationRoutes = {
  'POST /v1/organiser/events/{eventId}/registrations': organised(async (request, who, at) => {
    await addRegistration(eventId(request), parsed(RegistrationInput, jsonBody(request)), who, at);
    return json(202, {});
  }),
  'GET /v1/organiser/events/{eventId}/registrations.csv': organised(async (request, who, at) => {
    const profile = profileOf(request);
    const from = pageOf(request, 5000);
    const recipient = asked(request, 'recipient');
    const order = { profile, recipient, purpose: asked(request, 'purpose'), ...from };
    const found = await exportRegistrations(eventId(request), order, who, at);
    const how = { profile, locale: readerLocale(request, 'de'), isFirst: from.after === undefined };
    return text('text/csv; charset=utf-8; header=present', registrationsCsv(found, how), {
      'content-disposition': `attachment; filename="${eventId(request)}.csv"`,
      ...(found.next === undefined ? {} : { 'x-next-cursor': cursorText(found.next) }),
    });
  }),
  'POST /v1/organiser/events/{eventId}/registrations/{registrationId}/cancel': organised(
    async (request, who, at) => {
      const version = ifMatch(request);
      return standing(await cancelRegistration(eventId(request), registrationId(request), version, who, at));
    },
  ),
  'POST /v1/organiser/events/{eventId}/registrations/{registrationId}/move-up': organised(
    async (request, who, at) =>
      standing(await moveUpByHand(eventId(request), registrationId(request), who, at)),
  ),
  'POST /v1/organiser/events/{eventId}/registrations/{registrationId}/resend': organised(
    async (request, who, at) => {
      await resendMail(eventId(request), registrationId(request), who, at);
      return json(202, {});
    },
  ),
  'PUT /v1/organiser/events/{eventId}/attendance': organised(async (request, who, at) =>
    json(
      200,
      await putAttendance(
        eventId(request),
        parsed(AttendanceInput, jsonBody(request, mostIdsBytes)),
        who,
        at,
      ),
    ),
  ),
  'POST /v1/organiser/events/{eventId}/attendance': organised(async (request, who, at) => {
    const isDryRun = asked(request, 'dryRun') === 'true';
    return json(200, await importAttendance(eventId(request), bodyBytes(request), isDryRun, who, at), {
      // It names people.
      [notKept]: 'true',
    });
  }),
  'GET /v1/organiser/events/{eventId}/registrations': organised(async (request, who, at) => {
    const isUndeliverable = asked(request, 'undeliverable') === 'true';
    const filter = { status: asked(request, 'status'), text: asked(request, 'q'), isUndeliverable };
    const wanted = { ...filter, ...pageOf(request) };
    return listAnswer(await listRegistrations(eventId(request), wanted, who, at), registrationView);
  }),
  'GET /v1/organiser/events/{eventId}/registrations/{registrationId}': organised(async (request, who, at) => {
    const registration = await readRegistration(eventId(request), registrationId(request), who, at);
    return json(200, registrationView(registration), etag(registration.version));
  }),
  'GET /v1/organiser/events/{eventId}/registrations/{registrationId}/certificate': organised(
    async (request, who, at) => {
      const chosen = (own: Locale) => readerLocale(request, own);
      const found = await certificate(eventId(request), registrationId(request), chosen, who, at);
      return page(200, found.frame, found.content);
    },
  ),
  'GET /v1/organiser/events/{eventId}/registrations/{registrationId}/proof': organised(
    async (request, who, at) => {
      const proof = await readProof(eventId(request), registrationId(request), who, at);
      if (!isBrowser(request)) return json(200, proofView(proof));
      const { frame, content } = proofPage(proof, readerLocale(request, proof.series.defaultLocale), at);
      return page(200, frame, content);
    },
  ),
};
