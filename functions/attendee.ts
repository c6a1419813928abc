import { addPart, ownRegistration, viewAttendee } from './core/attendee.ts';
import { confirmedPage, confirmPage, registrationPage, type Shown } from './core/attendee-pages.ts';
import { cancel } from './core/cancel.ts';
import { confirm, deleteSignUp, viewSignUp } from './core/confirm.ts';
import type { Context } from './core/context.ts';
import { frameOf } from './core/facts.ts';
import { mailLink, requestLink } from './core/fresh-link.ts';
import { documentation, join } from './core/go.ts';
import { attendeeByDataLink, attendeeByLink, signUpByLink } from './core/links.ts';
import type { PageContent } from './core/page.ts';
import { deletePerson, personalDataPage } from './core/personal-data.ts';
import { refs } from './core/refs.ts';
import { setNews, unsubscribe, unsubscribePage } from './core/subscription-pages.ts';
import {
  formBody,
  type HttpAnswer,
  type HttpRequest,
  httpHandler,
  page,
  pathParameter,
  readerLocale,
  redirect,
} from './http.ts';
import { runtime } from './runtime.ts';
import { tellEither } from './tell.ts';

const { context } = runtime();
const tokenOf = (request: HttpRequest) => pathParameter(request, 'token');
const show = ({ frame, content }: Shown): HttpAnswer => page(200, frame, content);
type Done = Extract<PageContent, { page: 'registration' }>['done'];

async function ownPage(request: HttpRequest, done: Done, at: Context): Promise<HttpAnswer> {
  const url = `${at.publicUrl}/registration/${tokenOf(request)}`;
  const attendee = await attendeeByLink(tokenOf(request), at);
  return show(registrationPage(await viewAttendee(attendee, at), url, done, at));
}

export const handler = httpHandler(
  {
    'GET /confirm/{token}': async (request) => {
      const at = await context();
      const signUp = await signUpByLink(tokenOf(request), at);
      const view = await viewSignUp(signUp, at);
      if (signUp.state === 'confirmed')
        return show(confirmedPage({ ...view, isRepeat: true }, view.attendee?.linkGeneration ?? 0, at));
      return show(confirmPage(view, `${at.publicUrl}/confirm/${tokenOf(request)}`, at));
    },
    'POST /confirm/{token}': async (request) => {
      const at = await context();
      const done = await confirm(await signUpByLink(tokenOf(request), at), at);
      const attendee = await at.store.get(refs.attendee(done.signUp.personHash, done.signUp.seriesId));
      return show(confirmedPage(done, attendee?.linkGeneration ?? 0, at));
    },
    'POST /confirm/{token}/delete': async (request) => {
      const at = await context();
      const signUp = await signUpByLink(tokenOf(request), at);
      await deleteSignUp(signUp, at);
      return show({ frame: frameOf(at.stage, signUp.locale), content: { page: 'signUpDeleted' } });
    },
    'GET /registration/{token}': async (request) => ownPage(request, undefined, await context()),
    'POST /registration/{token}': async (request) => {
      const at = await context();
      const attendee = await attendeeByLink(tokenOf(request), at);
      const form = formBody(request);
      const news = form.get('news');
      if (news !== null) {
        await setNews(attendee, news === 'on', form.get('notices.news') ?? '', at);
        return ownPage(request, 'saved', at);
      }
      const { isRepeat } = await addPart(attendee, form.get('eventId') ?? '', at);
      return ownPage(request, isRepeat ? 'alreadyAdded' : 'added', at);
    },
    'POST /registration/{token}/cancel': async (request) => {
      const at = await context();
      const attendee = await attendeeByLink(tokenOf(request), at);
      const registration = await ownRegistration(attendee, formBody(request).get('eventId') ?? '', at);
      const { isRepeat } = await cancel(registration, at);
      return ownPage(request, isRepeat ? 'alreadyCancelled' : 'cancelled', at);
    },
    'POST /registration/{token}/data': async (request) => {
      const at = await context();
      await mailLink(await attendeeByLink(tokenOf(request), at), 'data', at);
      return ownPage(request, 'dataLinkSent', at);
    },
    'POST /registration/{token}/delete': async (request) => {
      const at = await context();
      await mailLink(await attendeeByLink(tokenOf(request), at), 'delete', at);
      return ownPage(request, 'deleteLinkSent', at);
    },
    'GET /data/{token}': async (request) => {
      const at = await context();
      const attendee = await attendeeByDataLink(tokenOf(request), at);
      return show(await personalDataPage(attendee, `${at.publicUrl}/data/${tokenOf(request)}`, at));
    },
    'POST /data/{token}/delete': async (request) => {
      const at = await context();
      return show(await deletePerson(await attendeeByDataLink(tokenOf(request), at), at));
    },
    'POST /link': async (request) => {
      const at = await context();
      const form = formBody(request);
      const event = await at.store.get(refs.event(form.get('eventId') ?? ''));
      if (event !== undefined) await requestLink(form.get('email') ?? '', event.seriesId, at);
      return show({
        frame: frameOf(at.stage, readerLocale(request, at.stage.defaultLocale)),
        content: { page: 'linkSent' },
      });
    },
    'GET /unsubscribe/{token}': async (request) => {
      const at = await context();
      return show(await unsubscribePage(tokenOf(request), readerLocale(request, at.stage.defaultLocale), at));
    },
    'POST /unsubscribe/{token}': async (request) => {
      const at = await context();
      return show(await unsubscribe(tokenOf(request), readerLocale(request, at.stage.defaultLocale), at));
    },
    'GET /go/{token}/join': async (request) => {
      const found = await join(tokenOf(request), await context());
      return 'location' in found ? redirect(302, found.location) : show(found);
    },
    'GET /go/{token}/documentation': async (request) =>
      show(await documentation(tokenOf(request), await context())),
  },
  tellEither,
);
