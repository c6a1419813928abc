import {
  DocumentationInput,
  type DocumentationView,
  findDocumentation,
  putDocumentation,
  withholdDocumentation,
} from '../core/organising/documentation.ts';
import { eventNumbers } from '../core/participants/numbers.ts';
import { parsed } from '../core/values/parsed.ts';
import { Problem } from '../core/values/problem.ts';
import { after, type Instant, instantOf } from '../core/values/time.ts';
import { DocumentationScreen, ReleaseScreen } from '../views/console/documentation.tsx';
import type { Filled } from '../views/console/form.tsx';
import { eventOverviewOf } from './event-overview.ts';
import { type Routes, seeOther, show, submit, type Visit } from './visit.ts';
import { chosenTime, graceTime } from './when.ts';

const pathOf = ({ params }: Visit) => `/console/events/${params.eventId}/documentation`;

const kept = ({ params, who, at }: Visit) => findDocumentation(params.eventId, who, at);

/** @throws Problem 404 for an event without documentation */
async function keptForSure(visit: Visit): Promise<DocumentationView> {
  const documentation = await kept(visit);
  if (documentation === undefined) throw new Problem('not-found');
  return documentation;
}

async function linksForm(visit: Visit, filled?: Filled) {
  const { params, who, at } = visit;
  const [overview, documentation, { notifications }] = await Promise.all([
    eventOverviewOf(visit),
    kept(visit),
    eventNumbers(params.eventId, who, at),
  ]);
  const sendings = notifications.filter(({ notification }) => notification.kind === 'documentation');
  return show(visit, DocumentationScreen, { ...overview, documentation, sendings, now: at.now, filled });
}

/** Beside a button that sent none of them. */
async function storedLinks(visit: Visit, { faults }: Filled) {
  const { links, public: isPublic, version } = (await keptForSure(visit)).documentation;
  return linksForm(visit, { body: { links, public: isPublic }, version, faults });
}

async function releaseForm(visit: Visit, filled?: Filled) {
  const documentation = await keptForSure(visit);
  const overview = await eventOverviewOf(visit);
  return show(visit, ReleaseScreen, { ...overview, documentation, now: visit.at.now, filled });
}

/** When the mail goes: in a minute, or at the wall-clock time of the event's zone. @throws Problem 422 */
function releaseOf(body: Record<string, unknown>, timeZone: string, now: Instant): Instant {
  const chosen = chosenTime(body, {
    choice: 'release',
    time: 'releaseAtLocal',
    timed: 'later',
    untimed: ['now'],
  });
  return chosen === 'now' ? after(now, graceTime) : instantOf(chosen, timeZone);
}

export const prefixes = ['/events/{eventId}/documentation'] as const;

export const routes: Routes<typeof prefixes> = {
  'GET /events/{eventId}/documentation': linksForm,
  'POST /events/{eventId}/documentation': submit(async (visit, { body, version }) => {
    const { audience, releaseAt = null } = (await kept(visit))?.documentation ?? {};
    // Whatever is released stays so, and nothing is released by this.
    const links = { links: [], ...body, ...(audience && { audience }), release: releaseAt };
    await putDocumentation(
      visit.params.eventId,
      parsed(DocumentationInput, links),
      version,
      visit.who,
      visit.at,
    );
    return seeOther(pathOf(visit), 'linksSaved');
  }, linksForm),
  'GET /events/{eventId}/documentation/release': releaseForm,
  'POST /events/{eventId}/documentation/release': submit(async (visit, { body, version }) => {
    const [{ documentation }, { event }] = await Promise.all([keptForSure(visit), eventOverviewOf(visit)]);
    const release = {
      links: documentation.links.map(({ title, url }) => ({ title, url })),
      public: documentation.public,
      audience: body.audience,
      release: releaseOf(body, event.timeZone, visit.at.now),
    };
    await putDocumentation(event.eventId, parsed(DocumentationInput, release), version, visit.who, visit.at);
    return seeOther(pathOf(visit), 'documentationReleased');
  }, releaseForm),
  'POST /events/{eventId}/documentation/withhold': submit(async (visit, { version }) => {
    const { params, who, at } = visit;
    await withholdDocumentation(params.eventId, version, who, at);
    return seeOther(pathOf(visit), 'documentationWithheld');
  }, storedLinks),
};
