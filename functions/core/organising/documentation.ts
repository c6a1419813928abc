import * as z from 'zod';
import { audited } from '../access/audit.ts';
import { allow, type Organiser } from '../access/organiser.ts';
import { planned } from '../delivery/planned.ts';
import { documentationId, releaseIds } from '../registration/missed-documentation.ts';
import type { Context } from '../table/context.ts';
import { DocumentationAudience } from '../table/documentation-audience.ts';
import { endsAt } from '../table/event.ts';
import type { DocumentationItem, EventItem, NotificationItem } from '../table/items.ts';
import { ended } from '../table/ledger-items.ts';
import type { Step } from '../table/ports.ts';
import { refs } from '../table/refs.ts';
import { OpenWebUrl } from '../table/series.ts';
import { randomId } from '../values/keys.ts';
import { Localised } from '../values/locale.ts';
import { Problem } from '../values/problem.ts';
import { type Instant, InstantInput } from '../values/time.ts';
import { readEvent } from './events.ts';

/** What an organiser hands in; `release` says when the links go out: now, at a time, or not yet. */
export const DocumentationInput = z.strictObject({
  links: z.array(z.strictObject({ title: Localised(200), url: OpenWebUrl })).max(50),
  public: z.boolean().default(false),
  audience: DocumentationAudience.default('confirmed'),
  release: z.union([z.literal('now'), z.null(), InstantInput]).default(null),
});
type DocumentationInput = z.infer<typeof DocumentationInput>;

export interface DocumentationView {
  documentation: DocumentationItem;
  /** Links that no mail carried yet: a further mail with them is the organiser's to send, with `release: "now"`. */
  unmailedLinks: number;
}

/** @throws Problem 404 */
export async function readDocumentation(
  eventId: string,
  organiser: Organiser,
  context: Context,
): Promise<DocumentationView> {
  const found = await findDocumentation(eventId, organiser, context);
  if (found === undefined) throw new Problem('not-found');
  return found;
}

/** The same; undefined as long as nobody handed any in. */
export async function findDocumentation(
  eventId: string,
  organiser: Organiser,
  context: Context,
): Promise<DocumentationView | undefined> {
  await readEvent(eventId, organiser, context);
  const documentation = await context.store.get(refs.documentation(eventId));
  return documentation && viewOf(documentation);
}

function viewOf(documentation: DocumentationItem): DocumentationView {
  return { documentation, unmailedLinks: documentation.links.filter((link) => !link.mailed).length };
}

/**
 * Puts an event's documentation. A mail goes out when links are released, the event is over and the chosen time
 * has come. Links added after that are mailed only when they are released in their turn. A mail that is still to come
 * goes at the time, and to the audience, of a later call that brings no further links; without a time it is taken back.
 */
export async function putDocumentation(
  eventId: string,
  input: DocumentationInput,
  version: number | undefined,
  organiser: Organiser,
  context: Context,
): Promise<DocumentationView> {
  const { store, now } = context;
  const { event } = await readEvent(eventId, organiser, context);
  allow(organiser, 'editor', event.seriesId);
  const current = await store.get(refs.documentation(eventId));
  if (version !== undefined && version !== current?.version) throw new Problem('version-mismatch');
  const known = new Map((current?.links ?? []).map((link) => [link.url, link]));
  const given = input.links.map((link) => {
    const { linkId = randomId(), mailed = false, releaseAt } = known.get(link.url) ?? {};
    return { ...link, linkId, mailed, releaseAt };
  });
  const wantedAt = input.release === 'now' ? now : (input.release ?? undefined);
  // The time that a released documentation reads back releases nothing anew.
  const isSameTime = input.release !== 'now' && wantedAt === current?.releaseAt;
  const hasFurther = !isSameTime && given.some((link) => !link.mailed);
  const isSame = isSameTime && input.audience === current?.audience;
  const isKept = wantedAt !== undefined && (hasFurther || isSame || given.length === 0);
  const takenBack = current === undefined || isKept ? [] : await releasesToCome(event, current, context);
  const unsent = new Set(takenBack.flatMap(({ linkIds = [] }) => linkIds));
  const links = takenBack.length === 0 ? given : withoutReleases(given, unsent, event, now);
  const chosen = links.filter(({ linkId, mailed }) => (hasFurther ? !mailed : unsent.has(linkId)));
  const releaseAt = chosen.length > 0 ? wantedAt : undefined;
  const isReleasing = releaseAt !== undefined;
  const releases = (current?.releases ?? 0) + (isReleasing ? 1 : 0);
  const before = takenBack.length > 0 ? latestRelease(links) : current?.releaseAt;
  const documentation: DocumentationItem = {
    type: 'documentation',
    eventId,
    links: links.map((link) =>
      isReleasing && chosen.includes(link)
        ? released(link, releaseAt, now)
        : // What is added without a mail is out with what is there.
          { ...link, releaseAt: link.releaseAt ?? releaseAt ?? before },
    ),
    public: input.public,
    audience: input.audience,
    releaseAt: releaseAt ?? before ?? wantedAt,
    releases,
    version: (current?.version ?? -1) + 1,
    updatedAt: now,
  };
  const steps: Step[] = [
    {
      step: 'put',
      item: documentation,
      when: current === undefined ? 'absent' : { version: current.version },
    },
    // What is taken off by it is so in a restored table, too.
    ...(current === undefined ? [] : [documentationEnded(documentation)]),
    // Not where it has left meanwhile.
    ...takenBack.map(
      ({ notificationId, version }): Step => ({
        ...{ step: 'removeVersion', ref: refs.notification(notificationId), version },
      }),
    ),
  ];
  if (isReleasing) {
    const item = releaseNotification(
      event,
      documentation,
      chosen.map((link) => link.linkId),
      releaseAt,
      now,
    );
    steps.push({ step: 'put', item, when: 'absent' });
  }
  const action = isReleasing ? 'documentation.release' : 'documentation.change';
  const deed = { action, item: `events/${eventId}/documentation`, seriesId: event.seriesId };
  steps.push(audited(organiser, deed, context));
  if (!(await store.commit(steps)).committed) throw new Problem('version-mismatch');
  return viewOf(documentation);
}

/**
 * Takes a release back whose mail is still to go: nobody sees its links.
 * @throws Problem 409 where none is, 412
 */
export async function withholdDocumentation(
  eventId: string,
  version: number | undefined,
  organiser: Organiser,
  context: Context,
): Promise<DocumentationView> {
  const { event } = await readEvent(eventId, organiser, context);
  allow(organiser, 'editor', event.seriesId);
  const current = await context.store.get(refs.documentation(eventId));
  if (version !== undefined && version !== current?.version) throw new Problem('version-mismatch');
  if (current === undefined || (await releasesToCome(event, current, context)).length === 0)
    throw new Problem('not-possible-now', { detail: { code: 'documentationLeft' } });
  const { audience, ...documentation } = current;
  const links = documentation.links.map(({ title, url }) => ({ title, url }));
  const input = { links, public: documentation.public, audience, release: null };
  return putDocumentation(eventId, input, current.version, organiser, context);
}

function documentationEnded({ eventId, links, audience, ...one }: DocumentationItem): Step {
  const left = links.map(({ linkId, releaseAt }) => ({ linkId, ...(releaseAt && { releaseAt }) }));
  return ended({ what: 'documentation', eventId, links: left, public: one.public, audience }, one.updatedAt);
}

/** The mails with an event's documentation that are planned, and can't have left. */
async function releasesToCome(
  event: EventItem,
  { releases }: DocumentationItem,
  { store, now }: Context,
): Promise<NotificationItem[]> {
  const found = await store.getMany(releaseIds(event.eventId, releases).map((id) => refs.notification(id)));
  return found.flatMap((one) =>
    one?.state === 'planned' && (one.plannedAt > now || now < endsAt(event)) ? [one] : [],
  );
}

/** Links as they are without releases that were still to come; what is out stays so. */
function withoutReleases(
  links: DocumentationItem['links'],
  unsent: ReadonlySet<string>,
  event: EventItem,
  now: Instant,
): DocumentationItem['links'] {
  const isOut = (releaseAt: Instant | undefined) =>
    releaseAt !== undefined && releaseAt <= now && now >= endsAt(event);
  return links.map((link) => ({
    ...link,
    mailed: link.mailed && !unsent.has(link.linkId),
    releaseAt: isOut(link.releaseAt) ? link.releaseAt : undefined,
  }));
}

/** When the latest of these links is out. */
function latestRelease(links: DocumentationItem['links']): Instant | undefined {
  return links
    .flatMap(({ releaseAt }) => releaseAt ?? [])
    .toSorted()
    .at(-1);
}

/** A link with its part in a release; what is out stays so. */
function released(link: DocumentationItem['links'][number], releaseAt: Instant, now: Instant) {
  const { mailed, releaseAt: before } = link;
  const isKept = mailed || (before !== undefined && before <= now);
  return { ...link, mailed: true, releaseAt: isKept ? before : releaseAt };
}

function releaseNotification(
  event: EventItem,
  { releases, audience }: DocumentationItem,
  linkIds: string[],
  at: Instant,
  now: Instant,
): NotificationItem {
  const over = endsAt(event);
  const dueAt = at > over ? at : over;
  const notificationId = documentationId(event.eventId, releases);
  return planned('documentation', event, { notificationId, audience, plannedAt: dueAt, linkIds }, now);
}
