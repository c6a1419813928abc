import * as z from 'zod';
import type { Organiser } from '../access/organiser.ts';
import { announcementContent } from '../mail/announcement-mail.ts';
import { frameOf } from '../mail/event-facts.ts';
import type { MailFacts } from '../mail/mail-content.ts';
import type { AnnouncementItem } from '../table/announcement-items.ts';
import type { Context } from '../table/context.ts';
import type { CountersItem, SeriesItem } from '../table/items.ts';
import { SampleLinks } from '../table/links.ts';
import { refs } from '../table/refs.ts';
import { Slug } from '../table/series.ts';
import { shownEvents } from '../table/series-events.ts';
import type { Locale } from '../values/locale.ts';
import { AnnouncementInput, countAudience } from './announcements.ts';
import { nobodyIn } from './mail-preview.ts';
import { readSeries } from './series.ts';

const { seriesId, kind, texts } = AnnouncementInput.shape;
/** The part of an announcement that its mail is made from; whom it goes to may be undecided. */
export const DraftInput = z.object({
  seriesId,
  kind,
  texts,
  audience: z
    .object({ eventIds: z.array(Slug) })
    .optional()
    .catch(undefined),
});
type DraftInput = z.infer<typeof DraftInput>;

/**
 * What an announcement that isn't saved would look like in one language, to nobody in particular; undefined where the
 * series has no event that it could be about, or it has no text. @throws Problem 403, 404, 422
 */
export async function previewDraft(
  { audience, ...written }: DraftInput,
  locale: Locale,
  organiser: Organiser,
  context: Context,
): Promise<MailFacts | undefined> {
  const series = await readSeries(written.seriesId, organiser, context);
  const { events } = await shownEvents(series.seriesId, context);
  const event = events.find((one) => one.eventId === audience?.eventIds[0]) ?? events[0];
  if (event === undefined || written.texts[locale] === undefined) return undefined;
  const shown = { ...context, links: new SampleLinks(context) };
  const content = await announcementContent(written, { event, series, locale }, shown);
  return content && { frame: frameOf(context.stage, locale, series), name: nobodyIn(locale), content };
}

/** Audiences chosen from at most this many registrations are counted while a screen waits. */
const countedAtOnce = 2000;

export interface AudienceSize {
  /** No more can be reached: its events have this many registrations in these states. Unknown for subscribers. */
  atMost?: number;
  /** One a person, as sending would count it now. */
  counted?: { total: number; byLocale: Record<Locale, number> };
}

/**
 * How many people an announcement would reach now: counted where that is quick or asked for, else at most, from its
 * events' counters.
 */
export async function audienceSize(
  announcement: AnnouncementItem,
  series: SeriesItem,
  { isExact }: { isExact: boolean },
  context: Context,
): Promise<AudienceSize> {
  const { audience } = announcement;
  if (audience.allSubscribers) {
    return { counted: isExact ? await countAudience(announcement, series, context) : undefined };
  }
  const found = await context.store.getMany(audience.eventIds.map(refs.counters));
  const counters = found.filter((one) => one !== undefined);
  const atMost = sum(counters, (one) => mostOf(one, announcement));
  const walked = sum(counters, (one) => one.confirmed + one.waitlisted + one.pending + one.cancelled);
  const isCounted = isExact || walked <= countedAtOnce;
  return { atMost, counted: isCounted ? await countAudience(announcement, series, context) : undefined };
}

function mostOf({ groups, ...counters }: CountersItem, { audience }: AnnouncementItem): number {
  const inStates = sum(audience.status, (status) => counters[status]);
  const inGroups = audience.workingGroupIds?.map((id) => groups[id]?.taken ?? 0);
  return inGroups === undefined || audience.status.includes('waitlisted')
    ? inStates
    : Math.min(
        inStates,
        sum(inGroups, (taken) => taken),
      );
}

function sum<T>(items: readonly T[], of: (item: T) => number): number {
  return items.reduce((total, item) => total + of(item), 0);
}
