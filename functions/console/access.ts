import { allowEverywhere, covers } from '../core/access/organiser.ts';
import {
  changeOrganiser,
  createOrganiser,
  listOrganisers,
  OrganiserChange,
  OrganiserInput,
  readOrganiser,
} from '../core/access/organisers.ts';
import { HandOverInput, handOver, removeOrganiser } from '../core/access/remove-organiser.ts';
import { answeringFor, tokensOf, tokenView } from '../core/access/tokens.ts';
import { parsed } from '../core/values/parsed.ts';
import { cursorText } from '../http/paging.ts';
import type { Filled } from '../views/console/form.tsx';
import {
  HandOverScreen,
  NewOrganiserScreen,
  OrganiserScreen,
  OrganisersScreen,
  RemoveOrganiserScreen,
} from '../views/console/organisers.tsx';
import { pageAsked } from './event-overview.ts';
import { givableSeries, reachOf, withReach } from './scope.ts';
import { tokenRoutes } from './tokens.ts';
import { type Routes, seeOther, show, submit, type Visit } from './visit.ts';

const organisers = '/console/organisers';

async function newForm(visit: Visit, filled?: Filled) {
  allowEverywhere(visit.who, 'owner');
  return show(visit, NewOrganiserScreen, { series: await givableSeries(visit), filled });
}

const organiserOf = ({ params, who, at }: Visit) => readOrganiser(params.organiserId, who, at);

async function changeForm(visit: Visit, filled?: Filled) {
  const organiser = await organiserOf(visit);
  const { role, locale } = organiser;
  return show(visit, OrganiserScreen, {
    organiser,
    series: await givableSeries(visit),
    filled: filled ?? { body: { role, locale, ...reachOf(organiser) }, faults: [] },
  });
}

/** What ends with an organiser, as far as the series of who looks go. */
async function tokensEndingWith(organiserId: string | undefined, { who, at }: Visit) {
  if (organiserId === undefined) return [];
  const tokens = await tokensOf(organiserId, at);
  return tokens.filter(({ seriesIds }) => covers(who.seriesIds, seriesIds)).map(tokenView);
}

async function removeForm(visit: Visit, filled?: Filled) {
  const organiser = await organiserOf(visit);
  const tokens = await tokensEndingWith(organiser.organiserId, visit);
  const isSelf = organiser.organiserId === answeringFor(visit.who);
  return show(visit, RemoveOrganiserScreen, { organiser, tokens, isSelf, filled });
}

async function handOverForm(visit: Visit, filled?: Filled) {
  const { items } = await listOrganisers(visit.who, { limit: 500 }, visit.at);
  const others = items.filter(({ organiserId }) => organiserId !== visit.who.organiserId);
  const tokens = await tokensEndingWith(visit.who.organiserId, visit);
  return show(visit, HandOverScreen, { others, tokens, filled });
}

const Keeping = HandOverInput.pick({ keepTokens: true });

export const prefixes = ['/organisers', '/tokens'] as const;

export const routes: Routes<typeof prefixes> = {
  'GET /organisers': async (visit) => {
    const { items, next } = await listOrganisers(visit.who, pageAsked(visit), visit.at);
    return show(visit, OrganisersScreen, {
      items,
      ownId: visit.who.organiserId,
      series: await givableSeries(visit),
      next: cursorText(next),
    });
  },
  'GET /organisers/new': newForm,
  'POST /organisers/new': submit(async ({ who, at }, { body }) => {
    await createOrganiser(parsed(OrganiserInput, withReach(body)), who, at);
    return seeOther(organisers, 'organiserAdded');
  }, newForm),
  'GET /organisers/hand-over': handOverForm,
  'POST /organisers/hand-over': submit(async ({ who, at }, { body }) => {
    await handOver(parsed(HandOverInput, body), who, at);
    return seeOther('/console', 'handedOver');
  }, handOverForm),
  'GET /organisers/{organiserId}': changeForm,
  'POST /organisers/{organiserId}': submit(
    async ({ params: { organiserId }, who, at }, { body, version }) => {
      await changeOrganiser(organiserId, parsed(OrganiserChange, withReach(body)), version, who, at);
      // Who lowered themselves may not see the list any more.
      return seeOther(organiserId === who.organiserId ? '/console' : organisers, 'saved');
    },
    changeForm,
  ),
  'GET /organisers/{organiserId}/remove': removeForm,
  'POST /organisers/{organiserId}/remove': submit(
    async ({ params: { organiserId }, who, at }, { body, version }) => {
      const { keepTokens } = parsed(Keeping, body);
      await removeOrganiser(organiserId, { version, keepTokens }, who, at);
      return organiserId === who.organiserId
        ? seeOther('/console/login', 'loggedOut')
        : seeOther(organisers, 'organiserRemoved');
    },
    removeForm,
  ),
  ...tokenRoutes,
};
