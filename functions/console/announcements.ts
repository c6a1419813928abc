import { allow } from '../core/access/organiser.ts';
import type { FieldFault } from '../core/mail/page-content.ts';
import { audienceSize, DraftInput, previewDraft } from '../core/organising/announcement-drafts.ts';
import { resultOf } from '../core/organising/announcement-sending.ts';
import {
  AnnouncementInput,
  createAnnouncement,
  listAnnouncements,
  readAnnouncement,
  replaceAnnouncement,
  withWhoSaid,
} from '../core/organising/announcements.ts';
import { readLane } from '../core/organising/bulk-lane.ts';
import { readSeries } from '../core/organising/series.ts';
import { announcementView } from '../core/organising/views.ts';
import type { EventItem } from '../core/table/items.ts';
import { shownEvents } from '../core/table/series-events.ts';
import type { Locale } from '../core/values/locale.ts';
import { parsed } from '../core/values/parsed.ts';
import { after } from '../core/values/time.ts';
import { query } from '../http/http.ts';
import { cursorText } from '../http/paging.ts';
import { AnnouncementScreen, NewAnnouncementScreen } from '../views/console/announcement.tsx';
import { AnnouncementsScreen } from '../views/console/announcements.tsx';
import type { Filled } from '../views/console/form.tsx';
import {
  mailDocument,
  noMailDocument,
  type PreviewFormat,
  previewFormatOf,
} from '../views/console/preview.tsx';
import { announcementWords } from '../views/console/words/announcements.ts';
import { consoleWords } from '../views/console/words/index.ts';
import { spokenMail } from '../views/spoken-mail.ts';
import { announcementBody, announcementFilling } from './announcement-form.ts';
import { announcementSendingRoutes } from './announcement-sending.ts';
import { pageAsked } from './event-overview.ts';
import { framedDocument, framedPreview } from './preview-frame.ts';
import { filledWith, type Routes, seeOther, sentBy, show, submit, type Visit } from './visit.ts';
import { graceTime } from './when.ts';

const pathOf = (announcementId: string) => `/console/announcements/${announcementId}`;

/** Where saving leads: back to it, or on to sending what was just saved. */
function onward(announcementId: string, form: URLSearchParams) {
  const path = pathOf(announcementId);
  return seeOther(form.get('next') === 'send' ? `${path}/send` : path, 'saved');
}

async function seriesOf({ who, at }: Visit, seriesId: string) {
  const [series, { events }] = await Promise.all([readSeries(seriesId, who, at), shownEvents(seriesId, at)]);
  return { series, events };
}

/** Where a new announcement begins: with an earlier one, or with the event that nothing else could be meant by. */
async function beginning(visit: Visit, events: readonly EventItem[]): Promise<Record<string, unknown>> {
  const from = query(visit.request).get('from');
  if (from === null) {
    const [only, ...others] = events;
    return others.length > 0 || only === undefined ? {} : { audience: { eventIds: [only.eventId] } };
  }
  const { announcement } = await readAnnouncement(from, visit.who, visit.at);
  return announcement.seriesId === visit.params.seriesId ? announcementFilling(announcement) : {};
}

async function newForm(visit: Visit, filled?: Filled) {
  const { seriesId } = visit.params;
  const { series, events } = await seriesOf(visit, seriesId);
  allow(visit.who, 'editor', seriesId);
  const shown = filled ?? { body: await beginning(visit, events), faults: [] };
  return show(visit, NewAnnouncementScreen, { series, events, filled: shown });
}

async function showOne(visit: Visit, filled?: Filled) {
  const { who, at } = visit;
  const { announcement, notification } = await readAnnouncement(visit.params.announcementId, who, at);
  const { series, events } = await seriesOf(visit, announcement.seriesId);
  const isOpen = notification === undefined || notification.state === 'planned';
  const stored = { body: announcementFilling(announcement), faults: [], version: announcement.version };
  return show(visit, AnnouncementScreen, {
    series,
    events,
    announcement: announcementView({ announcement: await withWhoSaid(announcement, who, at), notification }),
    filled: await filledWith(filled, stored, `announcements/${announcement.announcementId}`, visit),
    size: isOpen ? await audienceSize(announcement, series, { isExact: false }, at) : {},
    result: await resultOf(announcement.announcementId, at),
    isPaused: (await readLane(who, at))?.paused !== undefined,
    isDue: notification !== undefined && notification.plannedAt <= at.now,
    isLeaving: notification?.state === 'planned' && notification.plannedAt <= after(at.now, graceTime),
  });
}

/** A fault where no field stands beside it: with the field's name. */
const inWords =
  (locale: Locale) =>
  ({ pointer, message }: FieldFault): string => {
    const { form } = consoleWords[locale];
    const [, text, language, field] = pointer.split('/');
    const isNamed = text === 'texts' && (language === 'de' || language === 'en');
    if (!isNamed || (field !== 'subject' && field !== 'body')) return message;
    return `${form.language[language]}, ${announcementWords[locale][field]}: ${message}`;
  };

/** What is being written, or why it can't be shown yet, for the preview's frame. */
function preview(visit: Visit, body: unknown, shown: PreviewFormat) {
  const { locale, who, at } = visit;
  const render = async () => {
    const facts = await previewDraft(parsed(DraftInput, body), shown.locale, who, at);
    return facts === undefined
      ? noMailDocument(locale, [announcementWords[locale].preview.noText])
      : mailDocument(await spokenMail(facts), shown);
  };
  return framedPreview(visit, render, inWords(locale));
}

export const prefixes = [
  '/announcements',
  '/series/{seriesId}/announcements',
  '/series/{seriesId}/new-announcement',
  '/series/{seriesId}/announcement-preview',
] as const;

export const routes: Routes<typeof prefixes> = {
  'GET /series/{seriesId}/announcements': async (visit) => {
    const { params, who, at } = visit;
    const series = await readSeries(params.seriesId, who, at);
    const { items, next } = await listAnnouncements(params.seriesId, who, pageAsked(visit), at);
    const shown = await Promise.all(
      items.map(async (one) => ({
        announcement: announcementView(one),
        result: one.notification && (await resultOf(one.announcement.announcementId, at)),
      })),
    );
    // The last is what most come for.
    return show(visit, AnnouncementsScreen, { series, items: shown.toReversed(), next: cursorText(next) });
  },
  'GET /series/{seriesId}/new-announcement': newForm,
  'POST /series/{seriesId}/new-announcement': submit(async (visit, { form, body }) => {
    const { events } = await seriesOf(visit, visit.params.seriesId);
    const input = announcementBody(body, visit.params.seriesId, events);
    const { announcement } = await createAnnouncement(parsed(AnnouncementInput, input), visit.who, visit.at);
    return onward(announcement.announcementId, form);
  }, newForm),
  'GET /series/{seriesId}/announcement-preview': async ({ locale }) =>
    framedDocument(noMailDocument(locale, [announcementWords[locale].preview.begin])),
  'POST /series/{seriesId}/announcement-preview': async (visit) => {
    const { form, body } = sentBy(visit);
    const { seriesId } = visit.params;
    return preview(visit, { ...body, seriesId }, previewFormatOf(form, visit.locale));
  },
  'GET /announcements/{announcementId}': showOne,
  'POST /announcements/{announcementId}': submit(async (visit, { form, body, version }) => {
    const { params, who, at } = visit;
    const { announcement } = await readAnnouncement(params.announcementId, who, at);
    const { events } = await seriesOf(visit, announcement.seriesId);
    const input = announcementBody(body, announcement.seriesId, events);
    await replaceAnnouncement(
      announcement.announcementId,
      parsed(AnnouncementInput, input),
      version,
      who,
      at,
    );
    return onward(announcement.announcementId, form);
  }, showOne),
  'GET /announcements/{announcementId}/preview': async (visit) => {
    const { announcement } = await readAnnouncement(visit.params.announcementId, visit.who, visit.at);
    return preview(visit, announcement, previewFormatOf(query(visit.request), visit.locale));
  },
  ...announcementSendingRoutes,
};
