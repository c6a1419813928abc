import { limitLinks } from '../core/access/client-limit.ts';
import { changePerson, changeRegistration } from '../core/attendee/change-registration.ts';
import { choiceOf } from '../core/attendee/choice.ts';
import { addForm, changeForm, personForm } from '../core/attendee/forms.ts';
import { askForNewAddress } from '../core/attendee/new-address.ts';
import { noteRecipients } from '../core/attendee/recipients-to-tell.ts';
import { seatIn } from '../core/registration/attendee-view.ts';
import { formBody, query } from '../http/http.ts';
import { orAgain } from './again.ts';
import { byLink, ownForm, showPage } from './by-link.ts';
import { add, ownPage, urlOf } from './own-page.ts';

/** The forms of one's own page; each is a page of its own, and works without script. */
export const ownFormRoutes = {
  'GET /registration/{token}/add': byLink('registration', async (request, attendee, at) => {
    const asked = query(request);
    const wanted = { eventId: asked.get('eventId') ?? '', isMore: asked.has('more') };
    return showPage(request, await addForm(attendee, wanted, urlOf(request, at), at));
  }),
  'POST /registration/{token}/add': ownForm(add),
  'GET /registration/{token}/edit': byLink('registration', async (request, attendee, at) => {
    const eventId = query(request).get('eventId');
    const url = urlOf(request, at);
    if (eventId === null) return showPage(request, await personForm(attendee, url, at));
    const seat = seatIn(query(request).get('seat'));
    return showPage(request, await changeForm(attendee, { eventId, seat }, url, at));
  }),
  'POST /registration/{token}/edit': ownForm(async (request, attendee, at) => {
    const form = formBody(request);
    const eventId = form.get('eventId');
    const url = urlOf(request, at);
    if (eventId === null) {
      const given = { name: form.get('name') ?? '', locale: form.get('locale') ?? attendee.locale };
      const act = async () => {
        await changePerson(attendee, given, at);
        await noteRecipients('person.correctOwn', attendee, at);
        return ownPage(request, { done: 'saved' }, at);
      };
      return orAgain(request, attendee, form, act, (filled) => personForm(attendee, url, at, filled));
    }
    const which = { eventId, seat: seatIn(form.get('seat')) };
    const act = async () => {
      await changeRegistration(attendee, which, choiceOf(form, eventId), at);
      await noteRecipients('person.correctOwn', attendee, at);
      return ownPage(request, { done: 'saved' }, at);
    };
    return orAgain(request, attendee, form, act, (filled) => changeForm(attendee, which, url, at, filled));
  }),
  'POST /registration/{token}/address': ownForm(async (request, attendee, at) => {
    const form = formBody(request);
    const act = async () => {
      await limitLinks(request.requestContext.http.sourceIp, at);
      const asked = await askForNewAddress(attendee, form.get('email') ?? '', at);
      return ownPage(request, { done: asked === 'same' ? 'sameAddress' : 'addressMailed' }, at);
    };
    return orAgain(request, attendee, form, act, (filled) =>
      personForm(attendee, urlOf(request, at), at, filled),
    );
  }),
};
