import { allow } from '../core/access/organiser.ts';
import { deleteOnRequest, informationOn } from '../core/participants/personal-data.ts';
import type { HttpAnswer } from '../http/http.ts';
import type { Filled } from '../views/console/form.tsx';
import { DeletedScreen, DeletionScreen, InformationScreen, PeopleScreen } from '../views/console/people.tsx';
import type { Routes } from './routed.ts';
import { attempt, posted, show, type Visit } from './visit.ts';

function ask(visit: Visit, filled?: Filled, status?: number): HttpAnswer {
  allow(visit.who, 'editor');
  return show(visit, PeopleScreen, { filled }, status);
}

/** Answers by the page itself, not by leading to one: an address stands in no page's address. */
function answered(act: (body: Record<string, unknown>, visit: Visit) => Promise<HttpAnswer>) {
  return async (visit: Visit) => {
    const { body } = posted(visit);
    return attempt(
      visit,
      body,
      () => act(body, visit),
      (filled, status) => ask(visit, filled, status),
    );
  };
}

const emailIn = (body: Record<string, unknown>) => String(body.email ?? '');

export const peopleRoutes: Routes = {
  'GET /people': async (visit) => ask(visit),
  'POST /people/information': answered(async (body, visit) => {
    const kept = await informationOn(body, visit.who, visit.at);
    return show(visit, InformationScreen, { email: emailIn(body), kept, at: visit.at.now });
  }),
  'POST /people/deletion-question': answered(async (body, visit) => {
    const kept = await informationOn(body, visit.who, visit.at);
    return show(visit, DeletionScreen, { email: emailIn(body), kept });
  }),
  'POST /people/deletion': answered(async (body, visit) => {
    const deleted = await deleteOnRequest(body, visit.who, visit.at);
    return show(visit, DeletedScreen, { email: emailIn(body), ...deleted });
  }),
};
