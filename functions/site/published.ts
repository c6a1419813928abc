import { publicEvent } from '../core/attendee/sign-up-form.ts';
import { type HttpRequest, pathParameter } from '../http/http.ts';
import { withContext } from '../http/with-context.ts';
import { publicRuntime } from '../runtime/runtime.ts';

const { context } = publicRuntime();
export type At = ReturnType<typeof context>;

/** A call that anybody may make, without a secret at hand. */
export const publicRoute = withContext(context);

/** The event that a call is about. @throws Problem 404 */
export const eventOf = (request: HttpRequest, at: At) => publicEvent(pathParameter(request, 'eventId'), at);
