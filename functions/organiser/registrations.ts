import type { RegistrationFilterQuery, registrationRoutes } from '../api/registrations.ts';
import { deliveryView } from '../core/organising/deliveries.ts';
import { registrationView } from '../core/organising/views.ts';
import { putAttendance, takeBackAttendance } from '../core/participants/attendance.ts';
import { importAttendance } from '../core/participants/attendance-import.ts';
import { certificatePage, certificatesPage } from '../core/participants/certificate.ts';
import { exportRegistrations } from '../core/participants/export.ts';
import { proofPage, proofView, readProof } from '../core/participants/proof.ts';
import {
  addRegistration,
  cancelRegistration,
  moveUpByHand,
  resendMail,
} from '../core/participants/registration-actions.ts';
import { mailsOfRegistration } from '../core/participants/registration-mails.ts';
import { listRegistrations, showRegistration } from '../core/participants/registrations.ts';
import type { RegistrationItem } from '../core/table/items.ts';
import type { Locale } from '../core/values/locale.ts';
import { isBrowser, text } from '../http/http.ts';
import { type Handlers, viewed } from '../http/implement.ts';
import { askedLocale, readerLocale, spokenLocale } from '../http/language.ts';
import { cursorText } from '../http/paging.ts';
import { registrationsCsv } from '../views/registrations-csv.ts';
import { page } from './page.ts';

/** What the answer to a change shows: how it stands now, and nothing personal, because it may be kept for a day. */
const stateAnswer = ({ registrationId, state, version }: RegistrationItem) => ({
  ...{ registrationId, state, version },
});

const registrationFilter = ({ q: text, undeliverable: isUndeliverable, state }: RegistrationFilterQuery) => ({
  ...{ state, text, isUndeliverable },
});

export const registrationHandlers: Handlers<typeof registrationRoutes> = {
  'GET /v1/organiser/events/{eventId}/registrations': async ({ path, query, page: from, who, at }) => {
    const wanted = { ...registrationFilter(query), ...from };
    return viewed(await listRegistrations(path.eventId, wanted, who, at, 'all'), registrationView);
  },
  'POST /v1/organiser/events/{eventId}/registrations': async ({ path, body, who, at }) => {
    await addRegistration(path.eventId, body, who, at);
    return {};
  },
  'GET /v1/organiser/events/{eventId}/registrations.csv': async (call) => {
    const { path, query, page: from, who, at, request } = call;
    const { profile, recipient, purpose, lang, ...asked } = query;
    const order = { profile, recipient, purpose, ...registrationFilter(asked), ...from };
    const found = await exportRegistrations(path.eventId, order, who, at);
    const locale = await spokenLocale(request, 'de');
    const file = registrationsCsv(found, { locale, isFirst: from.after === undefined });
    return text('text/csv; charset=utf-8; header=present', file, {
      'content-disposition': `attachment; filename="${path.eventId}.csv"`,
      ...(found.next === undefined ? {} : { 'x-next-cursor': cursorText(found.next) }),
    });
  },
  'GET /v1/organiser/events/{eventId}/registrations/{registrationId}': async ({ path, who, at }) =>
    registrationView(await showRegistration(path.eventId, path.registrationId, who, at, 'all')),
  'GET /v1/organiser/events/{eventId}/registrations/{registrationId}/deliveries': async ({
    path,
    who,
    at,
  }) => {
    const items = await mailsOfRegistration(path.eventId, path.registrationId, who, at);
    return viewed({ items }, deliveryView);
  },
  'GET /v1/organiser/events/{eventId}/registrations/{registrationId}/proof': async (call) => {
    const { path, who, at, request } = call;
    const proof = await readProof(path.eventId, path.registrationId, who, at);
    if (!isBrowser(request)) return proofView(proof, at);
    const { frame, content } = proofPage(proof, readerLocale(request, proof.series.defaultLocale), at);
    return page(frame, content);
  },
  'GET /v1/organiser/events/{eventId}/registrations/{registrationId}/certificate': async (call) => {
    const { path, who, at, request } = call;
    const chosen = (own: Locale) => readerLocale(request, own);
    const { frame, content } = await certificatePage(path.eventId, path.registrationId, chosen, who, at);
    return page(frame, content);
  },
  'GET /v1/organiser/events/{eventId}/certificates': async ({ path, page: from, who, at, request }) => {
    const wanted = { ...from, locale: askedLocale(request) };
    const { frame, content, next } = await certificatesPage(path.eventId, wanted, who, at);
    const cursor = cursorText(next);
    if (cursor === undefined) return page(frame, content);
    const { locale } = frame;
    const search = new URLSearchParams({ lang: locale, limit: String(from.limit), cursor });
    const nextUrl = `${request.rawPath}?${search}`;
    const answer = await page(frame, { ...content, nextUrl });
    return { ...answer, headers: { ...answer.headers, 'x-next-cursor': cursor } };
  },
  'POST /v1/organiser/events/{eventId}/registrations/{registrationId}/cancel': async (call) => {
    const { path, version, who, at } = call;
    return stateAnswer(await cancelRegistration(path.eventId, path.registrationId, version, who, at));
  },
  'POST /v1/organiser/events/{eventId}/registrations/{registrationId}/move-up': async ({ path, who, at }) =>
    stateAnswer(await moveUpByHand(path.eventId, path.registrationId, who, at)),
  'POST /v1/organiser/events/{eventId}/registrations/{registrationId}/resend': async ({ path, who, at }) => {
    await resendMail(path.eventId, path.registrationId, who, at);
    return {};
  },
  'PUT /v1/organiser/events/{eventId}/attendance': async ({ path, body, who, at }) =>
    putAttendance(path.eventId, body, who, at),
  'POST /v1/organiser/events/{eventId}/attendance': async ({ path, query, body, who, at }) =>
    importAttendance(
      path.eventId,
      body,
      {
        isDryRun: query.dryRun,
        atLeastMinutes: query.atLeastMinutes,
        atLeastPercent: query.atLeastPercent,
        columns: query.columns,
        accepted: query.accept,
      },
      who,
      at,
    ),
  'POST /v1/organiser/events/{eventId}/attendance/undo': async ({ path, who, at }) =>
    takeBackAttendance(path.eventId, who, at),
};
