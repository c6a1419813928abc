import { clientOf } from '../core/access/client-limit.ts';
import { showInField } from '../core/access/form-marks.ts';
import { ExtraStep, extraStepFor } from '../core/attendee/extra-step.ts';
import { type SignedUp, signUp } from '../core/registration/sign-up.ts';
import { formAsRequest } from '../core/registration/sign-up-request.ts';
import type { Context } from '../core/table/context.ts';
import { nearestLocale } from '../core/values/locale.ts';
import { Problem } from '../core/values/problem.ts';
import { formBody, type HttpAnswer, type HttpRequest } from '../http/http.ts';
import { askedLocale } from '../http/language.ts';
import { byItsKey } from './by-its-key.ts';
import { again, inOtherLocale, onceMore, received, receivedBefore } from './pages.ts';

/** A sign-up by a plain HTML form: its sender is a person, who gets a page. @param log notes what was taken in */
export async function signUpByForm(
  request: HttpRequest,
  at: Context,
  log: (done: SignedUp) => void,
): Promise<HttpAnswer> {
  const form = formBody(request);
  const chosen = nearestLocale(form.get(showInField));
  const posted = { form, request, at: { ...at, readIn: chosen ?? askedLocale(request) } };
  if (chosen !== undefined) return inOtherLocale(posted);
  try {
    const { sourceIp } = request.requestContext.http;
    const done = await byItsKey(request, at, () =>
      signUp(formAsRequest(form), at, {
        client: clientOf(sourceIp),
        refusal: extraStepFor(form, sourceIp, at),
      }),
    );
    if (done === undefined) return await receivedBefore(posted);
    log(done);
    return received(done, posted);
  } catch (error) {
    if (error instanceof ExtraStep) return onceMore(posted, error);
    if (error instanceof Problem && error.faults.length > 0) return again(posted, error);
    throw error;
  }
}
