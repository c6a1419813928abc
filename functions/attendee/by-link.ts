import { showInField } from '../core/access/form-marks.ts';
import { answerForEntries } from '../core/attendee/answer-for-entries.ts';
import type { ShownPage } from '../core/attendee/pages.ts';
import { frameOf } from '../core/mail/event-facts.ts';
import type { Frame } from '../core/mail/mail-content.ts';
import { DeletedRequest } from '../core/mail/page-content.ts';
import type { Context } from '../core/table/context.ts';
import type { AttendeeItem } from '../core/table/items.ts';
import { type Opened, openLink } from '../core/table/open-link.ts';
import { nearestLocale } from '../core/values/locale.ts';
import { formBody, type HttpAnswer, type HttpRequest, pathParameter } from '../http/http.ts';
import { askedLocale, otherLocale } from '../http/language.ts';
import { pageAnswer } from '../http/page-answer.ts';
import { withContext } from '../http/with-context.ts';
import { runtime } from '../runtime/runtime.ts';

const { context } = runtime();

export const tokenOf = (request: HttpRequest) => pathParameter(request, 'token');
/** The page, with the way to the other language. */
export const showPage = (
  request: HttpRequest,
  { frame, content }: ShownPage,
  status = 200,
): Promise<HttpAnswer> => {
  const other = 'again' in content ? { form: true as const } : otherLocale(request, frame.locale);
  return pageAnswer(status, frame, content, other);
};

/** A call that stands by itself, whatever its link is of. */
export function plainRoute(answer: (request: HttpRequest, at: Context) => Promise<HttpAnswer>) {
  return withContext(context)(async (request, at) =>
    answer(request, { ...at, readIn: askedLocale(request) }),
  );
}

/**
 * A call after which a page only says that it is done. Asked for in the other language, it says so without doing it.
 * @param act does it, and tells what frames the page
 */
export function doneRoute(
  page: 'signUpDeleted' | 'linkSent' | 'dataDeleted',
  act: (request: HttpRequest, at: Context) => Promise<Frame | HttpAnswer>,
) {
  return plainRoute(async (request, at) => {
    const chosen = nearestLocale(formBody(request).get(showInField));
    const done = chosen === undefined ? await act(request, at) : frameOf(at.stage, chosen);
    if ('statusCode' in done) return done;
    const action = `${at.publicUrl}${request.rawPath}`;
    if (page !== 'signUpDeleted')
      return showPage(request, { frame: done, content: { page, again: { action, fields: [] } } });
    // By the form: pressed twice, nothing is there any more that would say it.
    const of = DeletedRequest.catch('signUp').parse(formBody(request).get('of'));
    const again = { action, fields: [{ name: 'of', value: of }] };
    return showPage(request, { frame: done, content: { page, of, again } });
  });
}

/** A call whose link opens something, which comes before anything else of the request is read. */
export function byLink<P extends keyof Opened>(
  purpose: P,
  answer: (request: HttpRequest, found: Opened[P], at: Context) => Promise<HttpAnswer>,
) {
  return plainRoute(async (request, at) =>
    answer(request, await openLink(tokenOf(request), purpose, at), at),
  );
}

/** A form of one's own page: who sends it reads mail at its address, whatever comes of it. */
export function ownForm(
  answer: (request: HttpRequest, attendee: AttendeeItem, at: Context) => Promise<HttpAnswer>,
) {
  return byLink('registration', async (request, attendee, at) => {
    const answered = await answer(request, attendee, at);
    // Afterwards, so that the mail about an entry that they leave names nobody still.
    await answerForEntries(attendee, at);
    return answered;
  });
}
