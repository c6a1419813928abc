import { ExtraStep, extraStepFor, tooManyFrom } from './core/attendee/extra-step.ts';
import { type SignedUp, signUp } from './core/registration/sign-up.ts';
import { formAsRequest } from './core/registration/sign-up-request.ts';
import { Problem } from './core/values/problem.ts';
import {
  formBody,
  type HttpAnswer,
  type HttpRequest,
  httpHandler,
  isForm,
  json,
  jsonBody,
  problemDocument,
  readerLocale,
} from './http/http.ts';
import { problemPage, problemPageOrDocument } from './http/problem-answer.ts';
import { again, hostedForm, onceMore, received } from './register/pages.ts';
import { log } from './runtime/log.ts';
import { runtime } from './runtime/runtime.ts';

const { context } = runtime();

/** `POST /v1/registrations`: JSON for scripts, a plain HTML form for everybody else. */
async function register(request: HttpRequest): Promise<HttpAnswer> {
  const at = await context();
  const { sourceIp } = request.requestContext.http;
  if (!isForm(request)) {
    const body = jsonBody(request);
    logSignUp(await signUp(body, at, { refusal: tooManyFrom(sourceIp, at) }), request);
    return json(202, {});
  }
  const form = formBody(request);
  try {
    const done = await signUp(formAsRequest(form), at, { refusal: extraStepFor(form, sourceIp, at) });
    logSignUp(done, request);
    return received(done, at);
  } catch (error) {
    if (error instanceof ExtraStep) return onceMore(form, error, request, at);
    if (error instanceof Problem && error.faults.length > 0) return again(form, error, request, at);
    throw error;
  }
}

/** From here on the sign-up's id is what its mails are followed by: their deliveries' ids contain it. */
function logSignUp({ signUp: { signUpId, seriesId }, events }: SignedUp, request: HttpRequest): void {
  const { requestId } = request.requestContext;
  log('INFO', 'sign-up', { requestId, signUpId, seriesId, events: events.length }, { signUps: 1 });
}

export const handler = httpHandler(
  {
    'POST /v1/registrations': register,
    'GET /series/{seriesId}/signup': async (request) => hostedForm(request, await context()),
  },
  (problem, request) => {
    if (isForm(request)) return problemPage(problem, request);
    if (request.requestContext.http.method === 'GET') return problemPageOrDocument(problem, request);
    return problemDocument(problem, readerLocale(request, 'de'));
  },
);
