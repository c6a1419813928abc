import { limitLinks } from '../core/access/client-limit.ts';
import { requestLinkOf } from '../core/attendee/fresh-link.ts';
import { documentationPage, joinTarget } from '../core/attendee/go-links.ts';
import type { ShownPage } from '../core/attendee/pages.ts';
import { deleteThemselves } from '../core/attendee/recipients-to-tell.ts';
import { unsubscribe, unsubscribePage } from '../core/attendee/subscription-pages.ts';
import { frameOf } from '../core/mail/event-facts.ts';
import { openLink } from '../core/table/open-link.ts';
import { formBody, type HttpAnswer, type HttpRequest, redirect } from '../http/http.ts';
import { readerLocale } from '../http/language.ts';
import { onDemand } from '../runtime/on-demand.ts';
import { byLink, doneRoute, showPage, tokenOf } from './by-link.ts';

/** Few ask for all of it, and it has many words. */
const loadPersonalData = onDemand(() => import('../core/attendee/personal-data.ts'));

/** Where there is no way in any more, the page says why, and the status that there is none. */
function showWay(request: HttpRequest, page: ShownPage): Promise<HttpAnswer> {
  const { content } = page;
  const isShut = content.page === 'noWayIn' && content.event.standing !== 'confirmed';
  return showPage(request, page, isShut ? 409 : 200);
}

/** What the other links in mails lead to, and the wish for a new one. */
export const linkRoutes = {
  'GET /data/{token}': byLink('data', async (request, attendee, at) => {
    const { personalDataPage } = await loadPersonalData();
    return showPage(
      request,
      await personalDataPage(attendee, `${at.publicUrl}/data/${tokenOf(request)}`, at),
    );
  }),
  'POST /data/{token}/delete': doneRoute('dataDeleted', async (request, at) => {
    const { frame, isHeld } = await deleteThemselves(await openLink(tokenOf(request), 'data', at), at);
    if (!isHeld) return frame;
    const again = { action: `${at.publicUrl}${request.rawPath}`, fields: [] };
    return showPage(request, { frame, content: { page: 'dataDeleted', again, isHeld } });
  }),
  'POST /link': doneRoute('linkSent', async (request, at) => {
    const form = formBody(request);
    await limitLinks(request.requestContext.http.sourceIp, at);
    const [eventId, seriesId] = [form.get('eventId') ?? undefined, form.get('seriesId') ?? undefined];
    await requestLinkOf(form.get('email') ?? '', { eventId, seriesId }, at);
    return frameOf(at.stage, readerLocale(request, at.stage.defaultLocale));
  }),
  'GET /unsubscribe/{token}': byLink('unsubscribe', async (request, found, at) =>
    showPage(request, await unsubscribePage(found, readerLocale(request, at.stage.defaultLocale), at)),
  ),
  'POST /unsubscribe/{token}': byLink('unsubscribe', async (request, found, at) =>
    showPage(request, await unsubscribe(found, readerLocale(request, at.stage.defaultLocale), at)),
  ),
  'GET /go/{token}/join': byLink('go', async (request, registration, at) => {
    const found = await joinTarget(registration, at);
    return 'location' in found ? redirect(302, found.location) : showWay(request, found);
  }),
  'GET /go/{token}/documentation': byLink('go', async (request, registration, at) =>
    showWay(request, await documentationPage(registration, at)),
  ),
};
