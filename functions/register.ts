import { clientOf } from './core/access/client-limit.ts';
import { tooManyFrom } from './core/attendee/extra-step.ts';
import { type SignedUp, signUp } from './core/registration/sign-up.ts';
import { type HttpAnswer, type HttpRequest, httpHandler, isForm, json, jsonBody } from './http/http.ts';
import { byItsKey } from './register/by-its-key.ts';
import { readableForm } from './register/foreign-form.ts';
import { signUpByForm } from './register/form.ts';
import { hostedForm } from './register/pages.ts';
import { signUpProblem } from './register/problem.ts';
import { log } from './runtime/log.ts';
import { runtime } from './runtime/runtime.ts';

const { context, stage } = runtime();

/** `POST /v1/registrations`: JSON for scripts, a plain HTML form for everybody else. */
async function register(request: HttpRequest): Promise<HttpAnswer> {
  const at = await context();
  const logged = (done: SignedUp) => logSignUp(done, request);
  if (isForm(request)) return signUpByForm(request, at, logged);
  const body = jsonBody(request);
  const { sourceIp } = request.requestContext.http;
  const done = await byItsKey(request, at, async () => {
    const refusal = tooManyFrom(sourceIp, at);
    return signUp(body, at, { client: clientOf(sourceIp), refusal });
  });
  if (done !== undefined) logged(done);
  return json(202, {});
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
  signUpProblem,
  ['POST /v1/registrations'],
  (request) => readableForm(request, stage),
);
