import { requestLink } from '../core/attendee/fresh-link.ts';
import { documentation, join } from '../core/attendee/go-links.ts';
import { deletePerson, personalDataPage } from '../core/attendee/personal-data.ts';
import { unsubscribe, unsubscribePage } from '../core/attendee/subscription-pages.ts';
import { frameOf } from '../core/mail/event-facts.ts';
import { refs } from '../core/table/refs.ts';
import { formBody, readerLocale, redirect } from '../http/http.ts';
import { byDataLink, open, show, tokenOf } from './opened.ts';

/** What the other links in mails lead to, and the wish for a new one. */
export const linkRoutes = {
  'GET /data/{token}': byDataLink(async (request, attendee, at) =>
    show(await personalDataPage(attendee, `${at.publicUrl}/data/${tokenOf(request)}`, at)),
  ),
  'POST /data/{token}/delete': byDataLink(async (_, attendee, at) => show(await deletePerson(attendee, at))),
  'POST /link': open(async (request, at) => {
    const form = formBody(request);
    const event = await at.store.get(refs.event(form.get('eventId') ?? ''));
    if (event !== undefined) await requestLink(form.get('email') ?? '', event.seriesId, at);
    const frame = frameOf(at.stage, readerLocale(request, at.stage.defaultLocale));
    return show({ frame, content: { page: 'linkSent' } });
  }),
  'GET /unsubscribe/{token}': open(async (request, at) =>
    show(await unsubscribePage(tokenOf(request), readerLocale(request, at.stage.defaultLocale), at)),
  ),
  'POST /unsubscribe/{token}': open(async (request, at) =>
    show(await unsubscribe(tokenOf(request), readerLocale(request, at.stage.defaultLocale), at)),
  ),
  'GET /go/{token}/join': open(async (request, at) => {
    const found = await join(tokenOf(request), at);
    return 'location' in found ? redirect(302, found.location) : show(found);
  }),
  'GET /go/{token}/documentation': open(async (request, at) =>
    show(await documentation(tokenOf(request), at)),
  ),
};
