import { eventFacts, frameOf } from './core/facts.ts';
import { PublicLinks } from './core/links.ts';
import { Problem } from './core/problem.ts';
import { type SignedUp, signUp } from './core/sign-up.ts';
import { StepWanted, stepWanted, tooManyFrom } from './core/sign-up-gate.ts';
import { formAsRequest } from './core/sign-up-request.ts';
import {
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
import { log } from './log.ts';
import { again, hostedForm, onceMore } from './register-pages.ts';
import { runtime } from './runtime.ts';
import { tellAsPage, tellEither } from './tell.ts';

const { context } = runtime();

/** `POST /v1/registrations`: JSON for scripts, a plain HTML form for everybody else. */
async function register(request: HttpRequest): Promise<HttpAnswer> {
  const at = await context();
  const { sourceIp } = request.requestContext.http;
  if (!isForm(request)) {
    const body = jsonBody(request);
    tell(await signUp(body, at, await tooManyFrom(sourceIp, at)), request);
    return json(202, {});
  }
  const form = formBody(request);
  try {
    const done = await signUp(formAsRequest(form), at, await stepWanted(form, sourceIp, at));
    tell(done, request);
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
    if (error instanceof StepWanted) return onceMore(form, error, request, at);
    if (error instanceof Problem && error.faults.length > 0) return again(form, error, request, at);
    throw error;
  }
}

/** From here on the sign-up's id is what its mails are followed by: their deliveries' ids contain it. */
function tell({ signUp: { signUpId, seriesId }, events }: SignedUp, request: HttpRequest): void {
  const { requestId } = request.requestContext;
  log('INFO', 'sign-up', { requestId, signUpId, seriesId, events: events.length }, { signUps: 1 });
}

export const handler = httpHandler(
  {
    'POST /v1/registrations': register,
    'GET /series/{seriesId}/signup': async (request) => hostedForm(request, await context()),
  },
  (problem, request) => {
    if (isForm(request)) return tellAsPage(problem, request);
    if (request.requestContext.http.method === 'GET') return tellEither(problem, request);
    return problemDocument(problem, readerLocale(request, 'de'));
  },
);
