import { add, formHandlers, ownPage } from './attendee-forms.ts';
import { ownRegistration, seatIn } from './core/attendee.ts';
import {
  addressChangedPage,
  addressQuestionPage,
  confirmedPage,
  confirmPage,
  type Shown,
} from './core/attendee-pages.ts';
import { cancel } from './core/cancel.ts';
import { confirm, deleteSignUp, viewSignUp } from './core/confirm.ts';
import { frameOf } from './core/facts.ts';
import { mailLink, requestLink } from './core/fresh-link.ts';
import { documentation, join } from './core/go.ts';
import { attendeeByDataLink, attendeeByLink, signUpByLink } from './core/links.ts';
import { deletePerson, personalDataPage } from './core/personal-data.ts';
import { Problem } from './core/problem.ts';
import { refs } from './core/refs.ts';
import { setNews, unsubscribe, unsubscribePage } from './core/subscription-pages.ts';
import { takeOver } from './core/take-over.ts';
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

/** What this very button deleted before, or time did, is deleted: pressed twice, it says so (promise 5). */
function unlessExpired(error: unknown): undefined {
  if (!(error instanceof Problem && error.type === 'link-expired')) throw error;
}

export const handler = httpHandler(
  {
    'GET /confirm/{token}': async (request) => {
      const at = await context();
      const signUp = await signUpByLink(tokenOf(request), at);
      const url = `${at.publicUrl}/confirm/${tokenOf(request)}`;
      if (signUp.takesOver !== undefined) {
        if (signUp.state === 'pending') return show(addressQuestionPage(signUp, url, at));
        return show(addressChangedPage((await takeOver(signUp, at)).attendee, true, at));
      }
      const view = await viewSignUp(signUp, at);
      if (signUp.state === 'confirmed')
        return show(confirmedPage({ ...view, isRepeat: true }, view.attendee?.linkGeneration ?? 0, at));
      return show(confirmPage(view, url, at));
    },
    'POST /confirm/{token}': async (request) => {
      const at = await context();
      const signUp = await signUpByLink(tokenOf(request), at);
      if (signUp.takesOver !== undefined) {
        const { attendee, isRepeat } = await takeOver(signUp, at);
        return show(addressChangedPage(attendee, isRepeat, at));
      }
      const done = await confirm(signUp, at);
      const attendee = await at.store.get(refs.attendee(done.signUp.personHash, done.signUp.seriesId));
      return show(confirmedPage(done, attendee?.linkGeneration ?? 0, at));
    },
    'POST /confirm/{token}/delete': async (request) => {
      const at = await context();
      const signUp = await signUpByLink(tokenOf(request), at).catch(unlessExpired);
      const kept = signUp && (await deleteSignUp(signUp, at));
      if (kept !== undefined) {
        const view = await viewSignUp(kept, at);
        return show(confirmedPage({ ...view, isRepeat: true }, view.attendee?.linkGeneration ?? 0, at));
      }
      const locale = signUp?.locale ?? readerLocale(request, at.stage.defaultLocale);
      return show({ frame: frameOf(at.stage, locale), content: { page: 'signUpDeleted' } });
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
      return add(request, at);
    },
    ...formHandlers(context),
    'POST /registration/{token}/cancel': async (request) => {
      const at = await context();
      const attendee = await attendeeByLink(tokenOf(request), at);
      const form = formBody(request);
      const seat = seatIn(form.get('seat'));
      const registration = await ownRegistration(attendee, form.get('eventId') ?? '', seat, at);
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
