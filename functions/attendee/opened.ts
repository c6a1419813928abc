import type { Shown } from '../core/attendee/pages.ts';
import type { Context } from '../core/table/context.ts';
import type { AttendeeItem, SignUpItem } from '../core/table/items.ts';
import { attendeeByDataLink, attendeeByLink, signUpByLink } from '../core/table/links.ts';
import { type HttpAnswer, type HttpRequest, pathParameter } from '../http/http.ts';
import { page } from '../http/page-answer.ts';
import { runtime } from '../runtime/runtime.ts';

const { context } = runtime();

export const tokenOf = (request: HttpRequest) => pathParameter(request, 'token');
export const show = ({ frame, content }: Shown, status = 200): HttpAnswer => page(status, frame, content);

type Answering<T> = (request: HttpRequest, found: T, at: Context) => Promise<HttpAnswer>;
type Route = (request: HttpRequest) => Promise<HttpAnswer>;

/** A call that stands by itself, or whose link is of a kind of its own. */
export function open(answer: (request: HttpRequest, at: Context) => Promise<HttpAnswer>): Route {
  return async (request) => answer(request, await context());
}

/** A call whose link opens something: that comes before anything else of the request is read. */
function opening<T>(open: (token: string, at: Context) => Promise<T>) {
  return (answer: Answering<T>): Route =>
    async (request) => {
      const at = await context();
      return answer(request, await open(tokenOf(request), at), at);
    };
}

/** By the link of a verification mail. */
export const bySignUp = opening<SignUpItem>(signUpByLink);
/** By the link to one's own page. */
export const byAttendee = opening<AttendeeItem>(attendeeByLink);
/** By the fresh link to information and deletion, which is valid for an hour. */
export const byDataLink = opening<AttendeeItem>(attendeeByDataLink);
