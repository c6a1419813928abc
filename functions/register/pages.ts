import { shownField, shownMark } from '../core/access/form-marks.ts';
import { extraStepPage } from '../core/attendee/extra-step.ts';
import { publicSeries, seriesOfForm, signUpForm } from '../core/attendee/sign-up-form.ts';
import { eventFacts, frameOf } from '../core/mail/event-facts.ts';
import type { SignedUp } from '../core/registration/sign-up.ts';
import { ownFields } from '../core/registration/sign-up-request.ts';
import type { Context } from '../core/table/context.ts';
import { PublicLinks } from '../core/table/links.ts';
import type { Problem } from '../core/values/problem.ts';
import { type HttpAnswer, type HttpRequest, pathParameter, readerLocale, redirect } from '../http/http.ts';
import { pageAnswer } from '../http/page-answer.ts';
import { fieldFaults } from '../views/faults.ts';

/** Where to look next; a website's own page, when it named one. */
export function received({ signUp, events, series }: SignedUp, at: Context): HttpAnswer {
  const { locale, email, formUrl, returnUrl } = signUp;
  if (returnUrl !== undefined) return redirect(303, returnUrl);
  const facts = events.map((event) => eventFacts(event, locale, new PublicLinks(at)));
  const content = { page: 'signUpReceived' as const, email, formUrl, events: facts };
  return pageAnswer(202, frameOf(at.stage, locale, series), content);
}

/** The form once more, with what was filled in and what is wrong with it; without a known event, a problem page. */
export async function again(
  form: URLSearchParams,
  problem: Problem,
  request: HttpRequest,
  at: Context,
): Promise<HttpAnswer> {
  const locale = readerLocale(request, form.get('locale') === 'en' ? 'en' : at.stage.defaultLocale);
  const faults = fieldFaults(problem.faults, locale);
  // Whoever forgot to choose an event finds the form again by its own address.
  const eventIds = form.getAll('eventIds').slice(0, 20);
  const series = await seriesOfForm({ eventIds, formUrl: form.get('formUrl') ?? '' }, at);
  if (series === undefined) {
    return pageAnswer(problem.status, frameOf(at.stage, locale), {
      page: 'problem',
      kind: 'badRequest',
      faults,
    });
  }
  const entered = [...form].filter(([name]) => !ownFields.has(name));
  const values = Object.fromEntries(
    [...Map.groupBy(entered, ([name]) => name)].map(([name, given]) => [
      name,
      given.map(([, value]) => value),
    ]),
  );
  const shownAt = form.get(shownField) ?? undefined;
  const filled = { values, faults, shownAt };
  const content = signUpForm(series, locale, new PublicLinks(at), at.now, filled);
  return pageAnswer(problem.status, frameOf(at.stage, locale, series.series), content);
}

/** All that was entered once more, behind the button of the extra step. */
export function onceMore(
  form: URLSearchParams,
  problem: Problem,
  request: HttpRequest,
  at: Context,
): HttpAnswer {
  const locale = readerLocale(request, form.get('locale') === 'en' ? 'en' : at.stage.defaultLocale);
  const content = extraStepPage(form, new PublicLinks(at).registrations(), at);
  // Sent from here, the form leads back to where it came from.
  const target = URL.parse(form.get('returnUrl') ?? '')?.origin;
  const targets = at.stage.allowedOrigins.filter((origin) => origin === target);
  return pageAnswer(problem.status, frameOf(at.stage, locale), content, undefined, targets);
}

/** `GET /series/{seriesId}/signup`: the hosted form. It is here, beside the key that signs when it was shown. */
export async function hostedForm(request: HttpRequest, at: Context): Promise<HttpAnswer> {
  const known = await publicSeries(pathParameter(request, 'seriesId'), at);
  const locale = readerLocale(request, known.series.defaultLocale);
  const links = new PublicLinks(at);
  const other = `${links.signUp(known.series.seriesId)}?lang=${locale === 'de' ? 'en' : 'de'}`;
  const empty = { values: {}, faults: [], shownAt: shownMark(at.keys, at.now) };
  const content = signUpForm(known, locale, links, at.now, empty);
  return pageAnswer(200, frameOf(at.stage, locale, known.series), content, other);
}
