import { addPart } from './core/add-part.ts';
import { seatIn, viewAttendee } from './core/attendee.ts';
import { type Done, registrationPage, type Shown } from './core/attendee-pages.ts';
import { changePerson, changeRegistration } from './core/change.ts';
import { choiceOf } from './core/choice.ts';
import type { Context } from './core/context.ts';
import type { AttendeeItem } from './core/items.ts';
import { attendeeByLink } from './core/links.ts';
import { askForNewAddress } from './core/new-address.ts';
import { addForm, changeForm, type FilledIn, personForm, sentValues } from './core/own-forms.ts';
import { Problem } from './core/problem.ts';
import {
  fieldFaults,
  formBody,
  type HttpAnswer,
  type HttpRequest,
  page,
  pathParameter,
  query,
} from './http.ts';

const tokenOf = (request: HttpRequest) => pathParameter(request, 'token');
const urlOf = (request: HttpRequest, at: Context) => `${at.publicUrl}/registration/${tokenOf(request)}`;
const show = ({ frame, content }: Shown, status = 200): HttpAnswer => page(status, frame, content);

/** The attendee's own page, with what the button just did. The attendee is read anew. */
export async function ownPage(
  request: HttpRequest,
  done: Done,
  at: Context,
  status = 200,
): Promise<HttpAnswer> {
  const attendee = await attendeeByLink(tokenOf(request), at);
  return show(registrationPage(await viewAttendee(attendee, at), urlOf(request, at), done, at), status);
}

type Again = (filled: FilledIn) => Promise<Shown>;

/** Does what a form asks for; with faults the form comes again, with what was filled in. */
async function orAgain(
  { locale }: AttendeeItem,
  form: URLSearchParams,
  act: () => Promise<HttpAnswer>,
  again: Again,
): Promise<HttpAnswer> {
  try {
    return await act();
  } catch (error) {
    if (!(error instanceof Problem) || error.faults.length === 0) throw error;
    const faults = fieldFaults(error.faults, locale);
    return show(await again({ values: sentValues(form), faults }), error.status);
  }
}

/** What one's own page says when an event turned out full or closed; a problem of another kind is thrown on. */
function refusal(error: unknown): Done {
  const code = error instanceof Problem ? error.faults[0]?.code : undefined;
  if (code === 'eventFull') return 'full';
  if (code === 'eventClosed') return 'closed';
  throw error;
}

/** Adds a part by one button, or by the form that asks what the part wants to know. */
export async function add(request: HttpRequest, at: Context): Promise<HttpAnswer> {
  const attendee = await attendeeByLink(tokenOf(request), at);
  const form = formBody(request);
  const eventId = form.get('eventId') ?? '';
  const seat = seatIn(form.get('seat'));
  const act = async () => {
    try {
      const { isRepeat } = await addPart(attendee, { eventId, seat }, choiceOf(form, eventId), at);
      return await ownPage(request, isRepeat ? 'alreadyAdded' : 'added', at);
    } catch (error) {
      return ownPage(request, refusal(error), at, 409);
    }
  };
  const again: Again = (filled) =>
    addForm(attendee, { eventId, isMore: seat > 1 }, urlOf(request, at), at, filled);
  return orAgain(attendee, form, act, again);
}

/** The forms of one's own page; each is a page of its own, and works without script. */
export function formHandlers(context: () => Promise<Context>) {
  return {
    'GET /registration/{token}/add': async (request: HttpRequest) => {
      const at = await context();
      const attendee = await attendeeByLink(tokenOf(request), at);
      const asked = query(request);
      const wanted = { eventId: asked.get('eventId') ?? '', isMore: asked.has('more') };
      return show(await addForm(attendee, wanted, urlOf(request, at), at));
    },
    'POST /registration/{token}/add': async (request: HttpRequest) => add(request, await context()),
    'GET /registration/{token}/edit': async (request: HttpRequest) => {
      const at = await context();
      const attendee = await attendeeByLink(tokenOf(request), at);
      const eventId = query(request).get('eventId');
      const url = urlOf(request, at);
      if (eventId === null) return show(await personForm(attendee, url, at));
      const seat = seatIn(query(request).get('seat'));
      return show(await changeForm(attendee, { eventId, seat }, url, at));
    },
    'POST /registration/{token}/edit': async (request: HttpRequest) => {
      const at = await context();
      const attendee = await attendeeByLink(tokenOf(request), at);
      const form = formBody(request);
      const eventId = form.get('eventId');
      const url = urlOf(request, at);
      if (eventId === null) {
        const given = { name: form.get('name') ?? '', locale: form.get('locale') ?? attendee.locale };
        const act = async () => {
          await changePerson(attendee, given, at);
          return ownPage(request, 'saved', at);
        };
        return orAgain(attendee, form, act, (filled) => personForm(attendee, url, at, filled));
      }
      const which = { eventId, seat: seatIn(form.get('seat')) };
      const act = async () => {
        await changeRegistration(attendee, which, choiceOf(form, eventId), at);
        return ownPage(request, 'saved', at);
      };
      return orAgain(attendee, form, act, (filled) => changeForm(attendee, which, url, at, filled));
    },
    'POST /registration/{token}/address': async (request: HttpRequest) => {
      const at = await context();
      const attendee = await attendeeByLink(tokenOf(request), at);
      const form = formBody(request);
      const act = async () => {
        const asked = await askForNewAddress(attendee, form.get('email') ?? '', at);
        return ownPage(request, asked === 'same' ? 'sameAddress' : 'addressMailed', at);
      };
      return orAgain(attendee, form, act, (filled) => personForm(attendee, urlOf(request, at), at, filled));
    },
  };
}
