import { requestLinkOfEvent } from '../core/attendee/fresh-link.ts';
import { documentationPage, joinTarget } from '../core/attendee/go-links.ts';
import { deletePerson, personalDataPage } from '../core/attendee/personal-data.ts';
import { unsubscribe, unsubscribePage } from '../core/attendee/subscription-pages.ts';
import { frameOf } from '../core/mail/event-facts.ts';
import { formBody, readerLocale, redirect } from '../http/http.ts';
import { byLink, plainRoute, showPage, tokenOf } from './by-link.ts';

/** What the other links in mails lead to, and the wish for a new one. */
export const linkRoutes = {
  'GET /data/{token}': byLink('data', async (request, attendee, at) =>
    showPage(await personalDataPage(attendee, `${at.publicUrl}/data/${tokenOf(request)}`, at)),
  ),
  'POST /data/{token}/delete': byLink('data', async (_, attendee, at) =>
    showPage(await deletePerson(attendee, at)),
  ),
  'POST /link': plainRoute(async (request, at) => {
    const form = formBody(request);
    await requestLinkOfEvent(form.get('email') ?? '', form.get('eventId') ?? '', at);
    const frame = frameOf(at.stage, readerLocale(request, at.stage.defaultLocale));
    return showPage({ frame, content: { page: 'linkSent' } });
  }),
  'GET /unsubscribe/{token}': byLink('unsubscribe', async (request, found, at) =>
    showPage(await unsubscribePage(found, readerLocale(request, at.stage.defaultLocale), at)),
  ),
  'POST /unsubscribe/{token}': byLink('unsubscribe', async (request, found, at) =>
    showPage(await unsubscribe(found, readerLocale(request, at.stage.defaultLocale), at)),
  ),
  'GET /go/{token}/join': byLink('go', async (_, registration, at) => {
    const found = await joinTarget(registration, at);
    return 'location' in found ? redirect(302, found.location) : showPage(found);
  }),
  'GET /go/{token}/documentation': byLink('go', async (_, registration, at) =>
    showPage(await documentationPage(registration, at)),
  ),
};
