import * as z from 'zod';
import { audited, namesOf, scriptName } from '../access/audit.ts';
import { allow, type Organiser } from '../access/organiser.ts';
import { shownText } from '../access/rights.ts';
import { addressees } from '../mail/audience.ts';
import { subscribersPage } from '../mail/subscribers.ts';
import { sensitiveIds } from '../registration/sensitive.ts';
import { type AnnouncementItem, Audience, announcementNotificationId } from '../table/announcement-items.ts';
import type { Context } from '../table/context.ts';
import type { EventItem, NotificationItem, SeriesItem } from '../table/items.ts';
import { lists } from '../table/lists.ts';
import { everyPage, readList } from '../table/pages.ts';
import type { Page, Range } from '../table/ports.ts';
import { collections, refs } from '../table/refs.ts';
import { PlaceholderText, Slug } from '../table/series.ts';
import { hasWay } from '../table/way.ts';
import { breaks, type Fault } from '../values/faults.ts';
import { hashRanges, randomId } from '../values/keys.ts';
import { inEach, isInAny, type Locale, perLocale } from '../values/locale.ts';
import { strangeLinks } from '../values/markdown.ts';
import { Problem, problemOf } from '../values/problem.ts';
import { ManyLines, OneLine } from '../values/text.ts';
import { readSeries } from './series.ts';

const Text = z.strictObject({
  subject: PlaceholderText(OneLine(150)),
  body: PlaceholderText(ManyLines(20_000)).refine(
    (text) => strangeLinks(text).length === 0,
    breaks({ code: 'strangeLink' }),
  ),
});

/** What an organiser writes; `kind: "news"` goes to subscribers alone, with a way out. */
export const AnnouncementInput = z.strictObject({
  seriesId: Slug,
  kind: z.enum(['participation', 'news']),
  // A stored one may still name an event twice: it can be read, and is refused when it is saved again.
  audience: Audience.extend({
    eventIds: Audience.shape.eventIds.refine(
      (ids) => new Set(ids).size === ids.length,
      breaks({ code: 'duplicate' }),
    ),
  }),
  texts: perLocale(Text).refine(isInAny, breaks({ code: 'textMissing' })),
  /** Why everybody in its events needs it to take part: asked for where it goes to all of several events. */
  whyNeeded: OneLine(300).trim().min(10).optional(),
});
type AnnouncementInput = z.infer<typeof AnnouncementInput>;

/** An announcement, and how far its sending is. */
export interface AnnouncementWithSending {
  announcement: AnnouncementItem;
  notification: NotificationItem | undefined;
}

export async function createAnnouncement(
  input: AnnouncementInput,
  organiser: Organiser,
  context: Context,
): Promise<AnnouncementWithSending> {
  const { store, now } = context;
  await check(input, organiser, context);
  const item: AnnouncementItem = {
    type: 'announcement',
    announcementId: randomId(),
    ...input,
    ...whoSaid(input, undefined, organiser),
    createdAt: now,
    updatedAt: now,
    version: 0,
  };
  await store.commit([
    { step: 'put', item, when: 'absent' },
    audited(organiser, announcementDeed('announcement.create', item), context),
  ]);
  return { announcement: item, notification: undefined };
}

/**
 * Replaces an announcement as long as its sending has not begun; a time that was set stands.
 * @throws Problem 404, 409, 412
 */
export async function replaceAnnouncement(
  announcementId: string,
  input: AnnouncementInput,
  version: number | undefined,
  organiser: Organiser,
  context: Context,
): Promise<AnnouncementWithSending> {
  const { store, now } = context;
  const { announcement, notification } = await readAnnouncement(announcementId, organiser, context);
  allow(organiser, 'editor', announcement.seriesId);
  if (version !== undefined && version !== announcement.version) throw new Problem('version-mismatch');
  await check(input, organiser, context);
  if (input.seriesId !== announcement.seriesId) {
    throw problemOf([{ pointer: '/seriesId', code: 'idFixed' }]);
  }
  if (notification !== undefined && notification.state !== 'planned') throw begun();
  const { whyNeeded, whyNeededBy, ...rest } = announcement;
  const item: AnnouncementItem = {
    ...rest,
    ...input,
    ...whoSaid(input, announcement, organiser),
    updatedAt: now,
    version: announcement.version + 1,
  };
  const ref = refs.notification(announcementNotificationId(announcementId));
  const { committed } = await store.commit([
    { step: 'put', item, when: { version: announcement.version } },
    ...(notification === undefined ? [] : [{ step: 'check' as const, ref, states: ['planned'] }]),
    audited(organiser, announcementDeed('announcement.change', item), context),
  ]);
  if (!committed) throw new Problem('version-mismatch');
  return { announcement: item, notification };
}

/** Whose word it is that everybody needs it: theirs who wrote the sentence, whoever saves it again. */
function whoSaid(
  { whyNeeded }: AnnouncementInput,
  before: AnnouncementItem | undefined,
  organiser: Organiser,
): Pick<AnnouncementItem, 'whyNeededBy'> {
  if (whyNeeded === undefined) return {};
  if (before?.whyNeeded === whyNeeded && before.whyNeededBy !== undefined)
    return { whyNeededBy: before.whyNeededBy };
  return { whyNeededBy: { organiserId: organiser.organiserId, name: scriptName(organiser) } };
}

/**
 * Mail that everybody gets who takes part can't be unsubscribed from, and no program can tell whether it is promotion (section
 * 7 UWG): to all of several events it needs a sentence that says why they need it. One event's own, and whoever is
 * chosen by more than where they take part, has its reason in that.
 */
export function reasonFaults({
  kind,
  audience,
  whyNeeded,
}: Pick<AnnouncementInput, 'kind' | 'whyNeeded'> & Pick<AnnouncementItem, 'audience'>): Fault[] {
  const { eventIds, status, workingGroupIds, attended, way, subscribedToNews } = audience;
  // Not by answers: with every option ticked they choose everybody.
  const isNarrower = [workingGroupIds, attended, way, subscribedToNews].some((one) => one !== undefined);
  const isToAll =
    kind === 'participation' && eventIds.length > 1 && status.includes('confirmed') && !isNarrower;
  return isToAll && whyNeeded === undefined ? [{ pointer: '/whyNeeded', code: 'whyNeededMissing' }] : [];
}

export function begun(): Problem {
  return new Problem('not-possible-now', { detail: { code: 'sendingBegun' } });
}

/** @throws Problem 404, also for one of another's series */
export async function readAnnouncement(
  announcementId: string,
  organiser: Organiser,
  { store }: Context,
): Promise<AnnouncementWithSending> {
  const { announcement, notification } = await store.load({
    announcement: refs.announcement(announcementId),
    notification: refs.notification(announcementNotificationId(announcementId)),
  });
  if (announcement === undefined) throw new Problem('not-found');
  allow(organiser, 'viewer', announcement.seriesId);
  return { announcement, notification };
}

/** An announcement with the name of who said why everybody needs it, as its reader may see it. */
export async function withWhoSaid(
  announcement: AnnouncementItem,
  reader: Organiser,
  { store }: Pick<Context, 'store'>,
): Promise<AnnouncementItem> {
  const { whyNeededBy } = announcement;
  if (whyNeededBy?.organiserId === undefined) return announcement;
  const { organiserId } = whyNeededBy;
  const name = (await namesOf([organiserId], store)).get(organiserId);
  return { ...announcement, whyNeededBy: { organiserId, name: name && shownText(name, reader) } };
}

/** The announcements of a series, oldest first. */
export async function listAnnouncements(
  seriesId: string,
  organiser: Organiser,
  page: { after?: string; limit: number },
  context: Context,
): Promise<Page<AnnouncementWithSending>> {
  const { store } = context;
  await readSeries(seriesId, organiser, context);
  const { items, next } = await readList(lists.announcementsOfSeries(seriesId), page, store);
  const notifications = await store.getMany(
    items.map(({ announcementId }) => refs.notification(announcementNotificationId(announcementId))),
  );
  const found = items.map((announcement, index) => ({ announcement, notification: notifications[index] }));
  return { items: found, next };
}

/** Whether an announcement is still to be sent, or on its way, to people of an event. */
export async function isAnnounced(
  { eventId, seriesId }: EventItem,
  organiser: Organiser,
  context: Context,
): Promise<boolean> {
  const read = (from: { after?: string; limit: number }) =>
    listAnnouncements(seriesId, organiser, from, context);
  for await (const some of everyPage(read)) {
    const isOpen = some.some(
      ({ announcement, notification }) =>
        // One that was written anew may still be planned for its former first event.
        [...announcement.audience.eventIds, notification?.eventId].includes(eventId) &&
        (notification?.state === 'planned' || notification?.state === 'sending'),
    );
    if (isOpen) return true;
  }
  return false;
}

/** Everything in an announcement that doesn't fit its series and events. */
async function check(input: AnnouncementInput, organiser: Organiser, context: Context): Promise<void> {
  allow(organiser, 'editor', input.seriesId);
  const series = await context.store.get(refs.series(input.seriesId));
  if (series === undefined) {
    throw problemOf([{ pointer: '/seriesId', code: 'unknownSeries' }]);
  }
  const { audience } = input;
  const events = await context.store.getMany(audience.eventIds.map(refs.event));
  const known = events.filter((event) => event?.seriesId === input.seriesId);
  const faults: Fault[] = audience.eventIds.flatMap((_, index) =>
    events[index]?.seriesId === input.seriesId
      ? []
      : [{ pointer: `/audience/eventIds/${index}`, code: 'eventOfOtherSeries' }],
  );
  const isNews = input.kind === 'news' || audience.subscribedToNews === true;
  if (isNews && series.notices.news === undefined) {
    faults.push({ pointer: '/kind', code: 'newsNoticeMissing' });
  }
  faults.push(...reasonFaults(input), ...subscriberFaults(input, organiser));
  const present = known.filter((event) => event !== undefined);
  const groups = new Set(present.flatMap((event) => event.workingGroups.map((one) => one.workingGroupId)));
  for (const [index, id] of (audience.workingGroupIds ?? []).entries()) {
    if (!groups.has(id))
      faults.push({ pointer: `/audience/workingGroupIds/${index}`, code: 'workingGroupOfNoEvent' });
  }
  if (audience.way !== undefined && !present.some((event) => hasWay(event, audience.way))) {
    faults.push({ pointer: '/audience/way', code: 'wayOfNoEvent' });
  }
  for (const questionId of Object.keys(audience.answers ?? {})) {
    faults.push(...answerFaults(questionId, present));
  }
  if (faults.length > 0) throw problemOf(faults);
}

/**
 * Subscribers of a sender gave their consent in whichever series: those alone who have all series write to all of them.
 */
function subscriberFaults({ kind, audience }: AnnouncementInput, { seriesIds }: Organiser): Fault[] {
  if (audience.allSubscribers === undefined) return [];
  const pointer = '/audience/allSubscribers';
  const others = ['way', 'workingGroupIds', 'answers', 'attended'] as const;
  const faults: Fault[] = others
    .filter((name) => audience[name] !== undefined)
    .map((name) => ({ pointer: `/audience/${name}`, code: 'amongRegistrationsOnly' }));
  return [
    ...(kind === 'news' ? [] : [{ pointer, code: 'forNewsOnly' as const }]),
    ...(seriesIds === undefined ? [] : [{ pointer, code: 'forAllSeriesOnly' as const }]),
    ...faults,
  ];
}

/** Sensitive answers never choose an audience, not even after a question has stopped being sensitive. */
function answerFaults(questionId: string, events: readonly EventItem[]): Fault[] {
  const pointer = `/audience/answers/${questionId}`;
  if (events.some((event) => sensitiveIds(event).has(questionId))) {
    return [{ pointer, code: 'audienceBySensitiveAnswer' }];
  }
  const isAsked = events.some((event) => event.questions.some((one) => one.questionId === questionId));
  return isAsked ? [] : [{ pointer, code: 'questionOfNoEvent' }];
}

/** How many people an announcement would go to now, by language. */
export async function countAudience(
  announcement: AnnouncementItem,
  series: SeriesItem,
  { store, keys }: Context,
): Promise<{ total: number; byLocale: Record<Locale, number> }> {
  const people = new Map<string, Locale>();
  const { eventIds, allSubscribers, way } = announcement.audience;
  const found = way === undefined ? [] : await store.getMany(eventIds.map(refs.event));
  const addressing = { announcement, series, events: found.filter((one) => one !== undefined) };
  if (allSubscribers) {
    const subscribers = everyPage((from) => subscribersPage(announcement, series, from, store), 1000);
    for await (const some of subscribers) for (const one of some) people.set(one.personHash, one.locale);
  }
  const countRange = async (eventId: string, range: Range): Promise<void> => {
    const { items, next } = await store.list(collections.addressed(eventId), range);
    for (const one of await addressees(items, addressing, store)) {
      if (!people.has(one.personHash)) people.set(one.personHash, one.locale);
    }
    if (next !== undefined) await countRange(eventId, { ...range, after: next });
  };
  // Who is in several events reads what they chose in the first: one event after the other, each side by side.
  for (const eventId of allSubscribers ? [] : eventIds) {
    await Promise.all(hashRanges(keys).map((range) => countRange(eventId, range)));
  }
  const byLocale = inEach(() => 0);
  for (const locale of people.values()) byLocale[locale] += 1;
  return { total: people.size, byLocale };
}

export function announcementDeed(
  action: string,
  { announcementId, seriesId }: Pick<AnnouncementItem, 'announcementId' | 'seriesId'>,
) {
  return { action, item: `announcements/${announcementId}`, seriesId };
}
