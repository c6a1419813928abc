import {
  type DocumentationView,
  findDocumentation,
  putDocumentation,
} from '../core/organising/documentation.ts';
import { eventNumbers } from '../core/participants/numbers.ts';
import { Problem, problemOf } from '../core/values/problem.ts';
import { instantOf, LocalTime } from '../core/values/time.ts';
import type { HttpAnswer } from '../http/http.ts';
import { DocumentationScreen, ReleaseScreen } from '../views/console/documentation.tsx';
import type { Filled } from '../views/console/form.tsx';
import type { Routes } from './routed.ts';
import { standingOf } from './standing.ts';
import { attempt, posted, seeOther, show, type Visit } from './visit.ts';

const pathOf = ({ params }: Visit) => `/console/events/${params.eventId}/documentation`;

function found({ params, who, at }: Visit): Promise<DocumentationView | undefined> {
  return findDocumentation(params.eventId ?? '', who, at);
}

async function showLinks(visit: Visit, filled?: Filled, status?: number): Promise<HttpAnswer> {
  const { params, who, at } = visit;
  const [standing, documentation, { notifications }] = await Promise.all([
    standingOf(visit),
    found(visit),
    eventNumbers(params.eventId ?? '', who, at),
  ]);
  const sendings = notifications.filter(({ notification }) => notification.kind === 'documentation');
  return show(visit, DocumentationScreen, { ...standing, documentation, sendings, filled }, status);
}

async function showRelease(visit: Visit, filled?: Filled, status?: number): Promise<HttpAnswer> {
  const documentation = await found(visit);
  if (documentation === undefined) throw new Problem('not-found');
  const { now } = visit.at;
  return show(visit, ReleaseScreen, { ...(await standingOf(visit)), documentation, now, filled }, status);
}

/** When the mail goes: at once, or at the wall-clock time of the event's zone. @throws Problem 422 */
function releaseOf(body: Record<string, unknown>, timeZone: string): string {
  if (body.release !== 'later') return 'now';
  const local = LocalTime.safeParse(body.releaseAtLocal);
  if (!local.success) throw problemOf([{ pointer: '/releaseAtLocal', code: 'required' }]);
  return instantOf(local.data, timeZone);
}

export const documentationRoutes: Routes = {
  'GET /events/{eventId}/documentation': (visit) => showLinks(visit),
  'POST /events/{eventId}/documentation': async (visit) => {
    const { params, who, at } = visit;
    const { body, version } = posted(visit);
    return attempt(
      visit,
      body,
      async () => {
        const audience = (await found(visit))?.documentation.audience;
        // Whatever is released stays so, and nothing is released by this.
        const links = { links: [], ...body, ...(audience === undefined ? {} : { audience }), release: null };
        await putDocumentation(params.eventId ?? '', links, version, who, at);
        return seeOther(pathOf(visit), 'linksSaved');
      },
      (filled, status) => showLinks(visit, filled, status),
    );
  },
  'GET /events/{eventId}/documentation/release': (visit) => showRelease(visit),
  'POST /events/{eventId}/documentation/release': async (visit) => {
    const { params, who, at } = visit;
    const { body, version } = posted(visit);
    return attempt(
      visit,
      body,
      async () => {
        const [stored, { event }] = await Promise.all([found(visit), standingOf(visit)]);
        if (stored === undefined) throw new Problem('not-found');
        const { links, public: isPublic } = stored.documentation;
        const release = {
          links: links.map(({ title, url }) => ({ title, url })),
          public: isPublic,
          audience: body.audience,
          release: releaseOf(body, event.timeZone),
        };
        await putDocumentation(params.eventId ?? '', release, version, who, at);
        return seeOther(pathOf(visit), 'documentationReleased');
      },
      (filled, status) => showRelease(visit, filled, status),
    );
  },
};
