import { addPart } from '../core/attendee/add-part.ts';
import { confirmedCertificate, ownCertificate } from '../core/attendee/certificate.ts';
import { choiceOf } from '../core/attendee/choice.ts';
import { addForm } from '../core/attendee/forms.ts';
import { mailLink } from '../core/attendee/fresh-link.ts';
import { setObjection } from '../core/attendee/objection.ts';
import { type Done, registrationPage } from '../core/attendee/pages.ts';
import { withdrawSensitive } from '../core/attendee/sensitive-consent.ts';
import { setNews } from '../core/attendee/subscription-pages.ts';
import { ownRegistration, seatIn, viewAttendee } from '../core/registration/attendee-view.ts';
import { cancel } from '../core/registration/cancel.ts';
import type { Context } from '../core/table/context.ts';
import type { AttendeeItem } from '../core/table/items.ts';
import { openLink } from '../core/table/open-link.ts';
import type { Locale } from '../core/values/locale.ts';
import { Problem } from '../core/values/problem.ts';
import { formBody, type HttpAnswer, type HttpRequest, pathParameter, query } from '../http/http.ts';
import { readerLocale } from '../http/language.ts';
import { orAgain } from './again.ts';
import { byLink, ownForm, plainRoute, showPage, tokenOf } from './by-link.ts';

/** The address of one's own page. */
export const urlOf = (request: HttpRequest, at: Context) =>
  `${at.publicUrl}/registration/${tokenOf(request)}`;

/** The attendee's own page, with what the button just did. The attendee is read anew. */
export async function ownPage(
  request: HttpRequest,
  done: Done,
  at: Context,
  status = 200,
): Promise<HttpAnswer> {
  const attendee = await openLink(tokenOf(request), 'registration', at);
  return showPage(
    request,
    registrationPage(await viewAttendee(attendee, at), urlOf(request, at), done, at),
    status,
  );
}

/** What one's own page says when an event turned out full or closed; a problem of another kind is thrown on. */
function refusal(error: unknown): Done {
  const code = error instanceof Problem ? error.faults[0]?.code : undefined;
  if (code === 'eventFull') return { done: 'full' };
  if (code === 'eventClosed') return { done: 'closed' };
  throw error;
}

/** Adds a part by one button, or by the form that asks what the part wants to know. */
export async function add(request: HttpRequest, attendee: AttendeeItem, at: Context): Promise<HttpAnswer> {
  const form = formBody(request);
  const eventId = form.get('eventId') ?? '';
  const seat = seatIn(form.get('seat'));
  const act = async () => {
    try {
      const choice = choiceOf(form, eventId);
      const { isRepeat, mailAt } = await addPart(attendee, { eventId, seat }, choice, at);
      const doneFor = seat > 1 ? choice.name : undefined;
      return await ownPage(request, { done: isRepeat ? 'alreadyAdded' : 'added', doneFor, mailAt }, at);
    } catch (error) {
      return ownPage(request, refusal(error), at, 409);
    }
  };
  const wanted = { eventId, isMore: seat > 1 };
  return orAgain(request, attendee, form, act, (filled) =>
    addForm(attendee, wanted, urlOf(request, at), at, filled),
  );
}

/** The page that links in mails lead to, and its buttons. */
export const ownPageRoutes = {
  'GET /registration/{token}': plainRoute((request, at) => ownPage(request, {}, at)),
  'POST /registration/{token}': ownForm(async (request, attendee, at) => {
    const form = formBody(request);
    if (form.get('sensitive') === 'off') {
      const seat = seatIn(form.get('seat'));
      await withdrawSensitive(await ownRegistration(attendee, form.get('eventId') ?? '', seat, at), at);
      return ownPage(request, { done: 'sensitiveWithdrawn' }, at);
    }
    const news = form.get('news');
    if (news === null) return add(request, attendee, at);
    const reference = form.get('notices.news') ?? '';
    const senderId = form.get('senderId') ?? undefined;
    await setNews(attendee, { isWanted: news === 'on', reference, senderId }, at);
    return ownPage(request, { done: 'saved' }, at);
  }),
  'GET /registration/{token}/certificate': byLink('registration', async (request, attendee, at) => {
    const asked = query(request);
    const wanted = { eventId: asked.get('eventId') ?? '', seat: seatIn(asked.get('seat')) };
    return showPage(request, await ownCertificate(attendee, wanted, at));
  }),
  'GET /certificate/{number}': plainRoute(async (request, at) => {
    const chosen = (own: Locale) => readerLocale(request, own);
    return showPage(request, await confirmedCertificate(pathParameter(request, 'number'), chosen, at));
  }),
  'POST /registration/{token}/cancel': ownForm(async (request, attendee, at) => {
    const form = formBody(request);
    const seat = seatIn(form.get('seat'));
    const registration = await ownRegistration(attendee, form.get('eventId') ?? '', seat, at);
    const { isRepeat, mailAt } = await cancel(registration, at);
    const doneFor = seat > 1 ? registration.name : undefined;
    return ownPage(request, { done: isRepeat ? 'alreadyCancelled' : 'cancelled', doneFor, mailAt }, at);
  }),
  'POST /registration/{token}/objection': ownForm(async (request, attendee, at) => {
    const isObjecting = formBody(request).get('objection') !== 'off';
    await setObjection(attendee, isObjecting, at);
    return ownPage(request, { done: isObjecting ? 'objected' : 'objectionTakenBack' }, at);
  }),
  'POST /registration/{token}/data': ownForm(async (request, attendee, at) => {
    const mailAt = await mailLink(attendee, 'data', at);
    return ownPage(request, { done: 'dataLinkSent', mailAt }, at);
  }),
  'POST /registration/{token}/delete': ownForm(async (request, attendee, at) => {
    const mailAt = await mailLink(attendee, 'delete', at);
    return ownPage(request, { done: 'deleteLinkSent', mailAt }, at);
  }),
};
