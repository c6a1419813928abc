import { proofField, receivedField, shownField, shownMark } from '../core/access/form-marks.ts';
import { extraStepPage } from '../core/attendee/extra-step.ts';
import { publicSeries, seriesOfForm, signUpForm } from '../core/attendee/sign-up-form.ts';
import { eventFacts, frameOf } from '../core/mail/event-facts.ts';
import type { SignedUp } from '../core/registration/sign-up.ts';
import { enteredFields } from '../core/registration/sign-up-request.ts';
import type { Context } from '../core/table/context.ts';
import { isDirectEntry } from '../core/table/event.ts';
import { PublicLinks } from '../core/table/links.ts';
import { Problem } from '../core/values/problem.ts';
import { type HttpAnswer, type HttpRequest, pathParameter, redirect } from '../http/http.ts';
import { askedLocale, otherLocale, readerLocale } from '../http/language.ts';
import { pageAnswer } from '../http/page-answer.ts';
import { fieldFaults } from '../views/faults.ts';
import { loadWords } from '../views/words/index.ts';

/** A form that was sent, by whom, and what the entry knows: `readIn` is the language that the page is asked for in. */
export interface Posted {
  form: URLSearchParams;
  request: HttpRequest;
  at: Context;
}

/** The sender's language, where nothing else is asked for. */
const localeOf = ({ form, request, at }: Posted, fallback = at.stage.defaultLocale) =>
  at.readIn ?? readerLocale(request, fallback, form.get('locale'));

/** A posted page is shown in the other language by sending its form once more. */
const byItsForm = { form: true } as const;

type Received = Pick<SignedUp, 'events' | 'series'>;

/** Where to look next; a website's own page, when it named one. */
export async function received({ signUp, ...found }: SignedUp, posted: Posted): Promise<HttpAnswer> {
  if (signUp.returnUrl !== undefined) return redirect(303, signUp.returnUrl);
  const formUrl = signUp.formUrl ?? new PublicLinks(posted.at).signUp(signUp.seriesId);
  return receivedPage(found, { email: signUp.email, formUrl }, posted);
}

async function receivedPage(
  { events, series }: Received,
  said: { email: string; formUrl: string },
  posted: Posted,
): Promise<HttpAnswer> {
  const { form, at } = posted;
  const locale = localeOf(posted, series.defaultLocale);
  const links = new PublicLinks({ ...at, readIn: locale });
  const fields = [...enteredFields(form), [receivedField, 'yes']].map(([name = '', value = '']) => ({
    name,
    value,
  }));
  const content = {
    page: 'signUpReceived' as const,
    ...said,
    events: events.map((event) => eventFacts(event, locale, links)),
    isSoon: events.some((event) => isDirectEntry(event, at.now)),
    again: { action: links.registrations(), fields },
  };
  return pageAnswer(202, frameOf(at.stage, locale, series), content, byItsForm);
}

/** The form once more, with what was filled in and what is wrong with it; without a known event, a problem page. */
export async function again(posted: Posted, problem?: Problem): Promise<HttpAnswer> {
  const { form, at } = posted;
  // Whoever forgot to choose an event finds the form again by its own address.
  const known = await formSeries(form, at);
  const locale = localeOf(posted, known?.series.defaultLocale);
  await loadWords(locale);
  const faults = fieldFaults(problem?.faults ?? [], locale);
  const status = problem?.status ?? 200;
  if (known === undefined) {
    const isUnchosen = problem?.faults.some(
      ({ pointer, code }) => pointer === '/eventIds' && code === 'required',
    );
    const content = isUnchosen
      ? { page: 'problem' as const, kind: 'noEvent' as const, nextUrl: formAddress(form, at) }
      : { page: 'problem' as const, kind: 'wrongForm' as const, contact: at.stage.replyTo, faults };
    return pageAnswer(status, frameOf(at.stage, locale), content);
  }
  const values = Object.fromEntries(
    [...Map.groupBy(enteredFields(form), ([name]) => name)].map(([name, given]) => [
      name,
      given.map(([, value]) => value),
    ]),
  );
  const shownAt = form.get(shownField) ?? undefined;
  const links = new PublicLinks({ ...at, readIn: locale });
  const content = signUpForm(known, locale, links, at.now, {
    ...{ values, faults, shownAt },
    contact: at.stage.replyTo,
  });
  return pageAnswer(status, frameOf(at.stage, locale, known.series), content, byItsForm);
}

const formSeries = (form: URLSearchParams, at: Context) =>
  seriesOfForm({ eventIds: chosen(form), formUrl: form.get('formUrl') ?? '' }, at);
/** What was ticked; else the events that the form asks something about. */
function chosen(form: URLSearchParams): string[] {
  const ticked = form.getAll('eventIds');
  const asked = [...form.keys()].flatMap(
    (name) => /^(?:ways|workingGroups|answers)\.([^.]+)/.exec(name)?.[1] ?? [],
  );
  return [...new Set(ticked.length > 0 ? ticked : asked)].slice(0, 20);
}

/** The page that a form is on, if it is one of the stage's websites. */
function formAddress(form: URLSearchParams, { stage }: Context): string | undefined {
  const url = URL.parse(form.get('formUrl') ?? '');
  return url !== null && stage.allowedOrigins.includes(url.origin) ? url.href : undefined;
}

/** All that was entered once more, behind the button of the extra step. */
export async function onceMore(posted: Posted, problem: Pick<Problem, 'status'>): Promise<HttpAnswer> {
  const { form, at } = posted;
  const locale = localeOf(posted);
  const content = extraStepPage(form, new PublicLinks({ ...at, readIn: locale }).registrations(), at);
  // Sent from here, the form leads back to where it came from.
  const target = URL.parse(form.get('returnUrl') ?? '')?.origin;
  const targets = at.stage.allowedOrigins.filter((origin) => origin === target);
  return pageAnswer(problem.status, frameOf(at.stage, locale), content, byItsForm, targets);
}

/** The page that a form was sent from, in the language that its reader chose there: nothing is taken in. */
export async function inOtherLocale(posted: Posted): Promise<HttpAnswer> {
  const { form } = posted;
  if (form.has(proofField)) return onceMore(posted, { status: 200 });
  return form.has(receivedField) ? receivedAgain(posted) : again(posted);
}

/** What a form that was taken in before is answered with once more. */
export async function receivedBefore(posted: Posted): Promise<HttpAnswer> {
  const returnUrl = posted.form.get('returnUrl');
  return returnUrl ? redirect(303, returnUrl) : receivedAgain(posted, posted.form.get('formUrl'));
}

/** The same page, made of the form alone. */
async function receivedAgain(posted: Posted, formUrl?: string | null): Promise<HttpAnswer> {
  const { form, at } = posted;
  const known = await formSeries(form, at);
  if (known === undefined) throw new Problem('not-found');
  const ids = chosen(form);
  const events = known.events.map(({ event }) => event).filter(({ eventId }) => ids.includes(eventId));
  const said = {
    email: form.get('email') ?? '',
    formUrl: formUrl || new PublicLinks(at).signUp(known.series.seriesId),
  };
  return receivedPage({ events, series: known.series }, said, posted);
}

/** `GET /series/{seriesId}/signup`: the hosted form. It is here, beside the key that signs when it was shown. */
export async function hostedForm(request: HttpRequest, at: Context): Promise<HttpAnswer> {
  const known = await publicSeries(pathParameter(request, 'seriesId'), at);
  const locale = readerLocale(request, known.series.defaultLocale);
  const links = new PublicLinks({ ...at, readIn: askedLocale(request) });
  const empty = { values: {}, faults: [], shownAt: shownMark(at.keys, at.now) };
  const content = signUpForm(known, locale, links, at.now, empty);
  return pageAnswer(200, frameOf(at.stage, locale, known.series), content, otherLocale(request, locale));
}
