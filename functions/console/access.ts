import { allow } from '../core/access/organiser.ts';
import {
  changeOrganiser,
  createOrganiser,
  handOver,
  listOrganisers,
  readOrganiser,
  removeOrganiser,
} from '../core/access/organisers.ts';
import type { OrganiserItem } from '../core/table/organiser-items.ts';
import { type HttpAnswer, query } from '../http/http.ts';
import { cursorText, pageOf } from '../http/paging.ts';
import type { Filled } from '../views/console/form.tsx';
import {
  HandOverScreen,
  NewOrganiserScreen,
  OrganiserScreen,
  OrganisersScreen,
  RemoveOrganiserScreen,
} from '../views/console/organisers.tsx';
import { givableSeries, reachOf, withReach } from './reach.ts';
import type { Routes } from './routed.ts';
import { tokenRoutes } from './tokens.ts';
import { attempt, posted, seeOther, show, type Visit } from './visit.ts';

const organisers = '/console/organisers';
const onPage = 50;

async function newForm(visit: Visit, filled?: Filled, status?: number): Promise<HttpAnswer> {
  allow(visit.who, 'owner');
  const series = await givableSeries(visit);
  return show(visit, NewOrganiserScreen, { series, filled }, status);
}

const own = (visit: Visit) => readOrganiser(visit.params.organiserId ?? '', visit.who, visit.at);

async function changeForm(visit: Visit, item: OrganiserItem, filled?: Filled, status?: number) {
  const { role, locale, seriesIds } = item;
  const shown = filled ?? { body: { role, locale, ...reachOf(seriesIds) }, faults: [] };
  const series = await givableSeries(visit);
  return show(visit, OrganiserScreen, { organiser: item, series, filled: shown }, status);
}

async function handOverForm(visit: Visit, filled?: Filled, status?: number): Promise<HttpAnswer> {
  const { items } = await listOrganisers(visit.who, { limit: 500 }, visit.at);
  const others = items.filter(({ organiserId }) => organiserId !== visit.who.organiserId);
  return show(visit, HandOverScreen, { others, filled }, status);
}

export const accessRoutes: Routes = {
  'GET /organisers': async (visit) => {
    const { who, at, request } = visit;
    const { items, next } = await listOrganisers(who, { ...pageOf(request), limit: onPage }, at);
    return show(visit, OrganisersScreen, {
      items,
      ownId: who.organiserId,
      series: await givableSeries(visit),
      cursor: query(request).get('cursor') ?? undefined,
      next: next === undefined ? undefined : cursorText(next),
    });
  },
  'GET /organisers/new': (visit) => newForm(visit),
  'POST /organisers/new': async (visit) => {
    const { body } = posted(visit);
    return attempt(
      visit,
      body,
      async () => {
        await createOrganiser(withReach(body), visit.who, visit.at);
        return seeOther(organisers, 'organiserAdded');
      },
      (filled, status) => newForm(visit, filled, status),
    );
  },
  'GET /organisers/hand-over': (visit) => handOverForm(visit),
  'POST /organisers/hand-over': async (visit) => {
    const { body } = posted(visit);
    return attempt(
      visit,
      body,
      async () => {
        await handOver(body, visit.who, visit.at);
        return seeOther('/console', 'handedOver');
      },
      (filled, status) => handOverForm(visit, filled, status),
    );
  },
  'GET /organisers/{organiserId}': async (visit) => changeForm(visit, await own(visit)),
  'POST /organisers/{organiserId}': async (visit) => {
    const { body, version } = posted(visit);
    const item = await own(visit);
    return attempt(
      visit,
      body,
      async () => {
        await changeOrganiser(item.organiserId, withReach(body), version, visit.who, visit.at);
        // Who lowered themselves may not see the list any more.
        return seeOther(item.organiserId === visit.who.organiserId ? '/console' : organisers, 'saved');
      },
      (filled, status) => changeForm(visit, item, filled, status),
    );
  },
  'GET /organisers/{organiserId}/remove': async (visit) =>
    show(visit, RemoveOrganiserScreen, { organiser: await own(visit) }),
  'POST /organisers/{organiserId}/remove': async (visit) => {
    const { version } = posted(visit);
    const item = await own(visit);
    return attempt(
      visit,
      {},
      async () => {
        await removeOrganiser(item.organiserId, version, visit.who, visit.at);
        return item.organiserId === visit.who.organiserId
          ? seeOther('/console/login', 'loggedOut')
          : seeOther(organisers, 'organiserRemoved');
      },
      (filled, status) => show(visit, RemoveOrganiserScreen, { organiser: item, filled }, status),
    );
  },
  ...tokenRoutes,
};
