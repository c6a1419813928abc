import type { ShownPage } from '../core/attendee/pages.ts';
import type { Context } from '../core/table/context.ts';
import { type Opened, openLink } from '../core/table/open-link.ts';
import { type HttpAnswer, type HttpRequest, pathParameter } from '../http/http.ts';
import { pageAnswer } from '../http/page-answer.ts';
import { withContext } from '../http/with-context.ts';
import { runtime } from '../runtime/runtime.ts';

export const tokenOf = (request: HttpRequest) => pathParameter(request, 'token');
export const showPage = ({ frame, content }: ShownPage, status = 200): HttpAnswer =>
  pageAnswer(status, frame, content);

/** A call that stands by itself, whatever its link is of. */
export const plainRoute = withContext(runtime().context);

/** A call whose link opens something, which comes before anything else of the request is read. */
export function byLink<P extends keyof Opened>(
  purpose: P,
  answer: (request: HttpRequest, found: Opened[P], at: Context) => Promise<HttpAnswer>,
) {
  return plainRoute(async (request, at) =>
    answer(request, await openLink(tokenOf(request), purpose, at), at),
  );
}
