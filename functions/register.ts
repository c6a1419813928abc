import type { Context } from './core/context.ts';
import { eventFacts, frameOf } from './core/facts.ts';
import { PublicLinks } from './core/links.ts';
import { Problem } from './core/problem.ts';
import { refs } from './core/refs.ts';
import { signUp } from './core/sign-up.ts';
import { publicSeries, signUpForm } from './core/sign-up-form.ts';
import { formAsRequest, honeypotField } from './core/sign-up-request.ts';
import {
  fieldFaults,
  formBody,
  type HttpAnswer,
  type HttpRequest,
  httpHandler,
  isForm,
  json,
  jsonBody,
  page,
  problemDocument,
  readerLocale,
  redirect,
} from './http.ts';
import { runtime } from './runtime.ts';
import { tellAsPage } from './tell.ts';

const { context } = runtime();

/** `POST /v1/registrations`: JSON for scripts, a plain HTML form for everybody else. */
async function register(request: HttpRequest): Promise<HttpAnswer> {
  const at = await context();
  if (!isForm(request)) {
    await signUp(jsonBody(request), at);
    return json(202, {});
  }
  const form = formBody(request);
  try {
    // People don't see this field. Whoever filled it in is shown the form again, with everything kept.
    if (form.get(honeypotField)) throw new Problem('invalid-request', { faults: [] });
    const done = await signUp(formAsRequest(form), at);
    if (done.signUp.returnUrl !== undefined) return redirect(303, done.signUp.returnUrl);
    const { locale, email, formUrl } = done.signUp;
    const events = done.events.map((event) => eventFacts(event, locale, new PublicLinks(at)));
    return page(202, frameOf(at.stage, locale, done.series), {
      page: 'signUpReceived',
      email,
      formUrl,
      events,
    });
  } catch (error) {
    if (error instanceof Problem) return again(form, error, request, at);
    throw error;
  }
}

/** The form once more, with what was filled in and what is wrong with it; without a known event, a problem page. */
async function again(
  form: URLSearchParams,
  problem: Problem,
  request: HttpRequest,
  at: Context,
): Promise<HttpAnswer> {
  const locale = readerLocale(request, form.get('locale') === 'en' ? 'en' : at.stage.defaultLocale);
  const faults = fieldFaults(problem.faults, locale);
  const events = await at.store.getMany(form.getAll('eventIds').slice(0, 20).map(refs.event));
  const seriesId = events.find((event) => event !== undefined)?.seriesId;
  if (seriesId === undefined) {
    return page(problem.status, frameOf(at.stage, locale), { page: 'problem', kind: 'badRequest', faults });
  }
  const known = await publicSeries(seriesId, at);
  const values = Object.fromEntries([...new Set(form.keys())].map((name) => [name, form.getAll(name)]));
  delete values[honeypotField];
  const content = signUpForm(known, locale, new PublicLinks(at), at.now, { values, faults });
  return page(problem.status, frameOf(at.stage, locale, known.series), content);
}

export const handler = httpHandler({ 'POST /v1/registrations': register }, (problem, request) =>
  isForm(request) ? tellAsPage(problem, request) : problemDocument(problem, readerLocale(request, 'de')),
);
