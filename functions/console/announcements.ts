import { allow } from '../core/access/organiser.ts';
import type { FieldFault } from '../core/mail/page-content.ts';
import { audienceSize, previewDraft } from '../core/organising/announcement-drafts.ts';
import { resultOf } from '../core/organising/announcement-sending.ts';
import {
  type AnnouncementWithSending,
  createAnnouncement,
  listAnnouncements,
  readAnnouncement,
  replaceAnnouncement,
} from '../core/organising/announcements.ts';
import { readLane } from '../core/organising/bulk-lane.ts';
import { readSeries } from '../core/organising/series.ts';
import { announcementView } from '../core/organising/views.ts';
import type { EventItem } from '../core/table/items.ts';
import { eventsOfSeries } from '../core/table/series-events.ts';
import type { Locale } from '../core/values/locale.ts';
import { Problem } from '../core/values/problem.ts';
import { type HttpAnswer, query } from '../http/http.ts';
import { cursorText, pageOf } from '../http/paging.ts';
import { AnnouncementScreen, NewAnnouncementScreen } from '../views/console/announcement.tsx';
import { AnnouncementsScreen } from '../views/console/announcements.tsx';
import type { Filled } from '../views/console/form.tsx';
import { mailDocument, noMailDocument, type Shown, shownOf } from '../views/console/preview.tsx';
import { consoleWords } from '../views/console/words/index.ts';
import { renderMail } from '../views/mail.ts';
import { announcementBody, announcementFilling } from './announcement-form.ts';
import { announcementSendingRoutes } from './announcement-sending.ts';
import type { Routes } from './routed.ts';
import { attempt, framed, posted, seeOther, show, told, type Visit } from './visit.ts';

const announcementsOnPage = 50;
const pathOf = (announcementId: string) => `/console/announcements/${announcementId}`;

async function seriesOf({ who, at }: Visit, seriesId: string) {
  const [series, events] = await Promise.all([
    readSeries(seriesId, who, at),
    eventsOfSeries(seriesId, at.store),
  ]);
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

async function newForm(visit: Visit, filled?: Filled, status?: number): Promise<HttpAnswer> {
  const { seriesId = '' } = visit.params;
  const { series, events } = await seriesOf(visit, seriesId);
  allow(visit.who, 'editor', seriesId);
  const shown = filled ?? { body: await beginning(visit, events), faults: [] };
  return show(visit, NewAnnouncementScreen, { series, events, filled: shown }, status);
}

async function own(
  visit: Visit,
  { announcement, notification }: AnnouncementWithSending,
  filled?: Filled,
  status?: number,
): Promise<HttpAnswer> {
  const { series, events } = await seriesOf(visit, announcement.seriesId);
  const isOpen = notification === undefined || notification.state === 'planned';
  return show(
    visit,
    AnnouncementScreen,
    {
      series,
      events,
      announcement: announcementView({ announcement, notification }),
      filled: filled ?? { body: announcementFilling(announcement), faults: [] },
      size: isOpen ? await audienceSize(announcement, series, { isExact: false }, visit.at) : {},
      result: await resultOf(announcement.announcementId, visit.at),
      isPaused: (await readLane(visit.who, visit.at))?.paused !== undefined,
      isDue: notification !== undefined && notification.plannedAt <= visit.at.now,
    },
    status,
  );
}

/** A fault where no field stands beside it: with the field's name. */
const inWords =
  (locale: Locale) =>
  ({ pointer, message }: FieldFault): string => {
    const { announcements, form } = consoleWords[locale];
    const [, text, language, field] = pointer.split('/');
    const isNamed = text === 'texts' && (language === 'de' || language === 'en');
    if (!isNamed || (field !== 'subject' && field !== 'body')) return message;
    return `${form.language[language]}, ${announcements[field]}: ${message}`;
  };

/** What is being written, or why it can't be shown yet, for the preview's frame. */
async function preview(visit: Visit, body: unknown, shown: Shown): Promise<HttpAnswer> {
  const { preview: words } = consoleWords[visit.locale].announcements;
  try {
    const facts = await previewDraft(body, shown.locale, visit.who, visit.at);
    if (facts === undefined) return framed(noMailDocument(visit.locale, [words.noText]));
    return framed(mailDocument(renderMail(facts), shown));
  } catch (error) {
    if (!(error instanceof Problem)) throw error;
    return framed(noMailDocument(visit.locale, told(error, visit.locale).map(inWords(visit.locale))));
  }
}

export const announcementsRoutes: Routes = {
  'GET /series/{seriesId}/announcements': async (visit) => {
    const { params, who, at, request } = visit;
    const { seriesId = '' } = params;
    const series = await readSeries(seriesId, who, at);
    const page = { ...pageOf(request), limit: announcementsOnPage };
    const { items, next } = await listAnnouncements(seriesId, who, page, at);
    const results = await Promise.all(
      items.map(({ announcement, notification }) =>
        notification === undefined ? undefined : resultOf(announcement.announcementId, at),
      ),
    );
    return show(visit, AnnouncementsScreen, {
      series,
      // The last is what most come for.
      items: items
        .map((one, index) => ({ announcement: announcementView(one), result: results[index] }))
        .toReversed(),
      cursor: query(request).get('cursor') ?? undefined,
      next: next === undefined ? undefined : cursorText(next),
    });
  },
  'GET /series/{seriesId}/new-announcement': (visit) => newForm(visit),
  'POST /series/{seriesId}/new-announcement': async (visit) => {
    const { seriesId = '' } = visit.params;
    const { body } = posted(visit);
    const { events } = await seriesOf(visit, seriesId);
    return attempt(
      visit,
      body,
      async () => {
        const input = announcementBody(body, seriesId, events);
        const { announcement } = await createAnnouncement(input, visit.who, visit.at);
        return seeOther(pathOf(announcement.announcementId), 'saved');
      },
      (filled, status) => newForm(visit, filled, status),
    );
  },
  'GET /series/{seriesId}/announcement-preview': async (visit) => {
    const { preview: words } = consoleWords[visit.locale].announcements;
    return framed(noMailDocument(visit.locale, [words.begin]));
  },
  'POST /series/{seriesId}/announcement-preview': async (visit) => {
    const { form, body } = posted(visit);
    return preview(visit, { ...body, seriesId: visit.params.seriesId }, shownOf(form, visit.locale));
  },
  'GET /announcements/{announcementId}': async (visit) =>
    own(visit, await readAnnouncement(visit.params.announcementId ?? '', visit.who, visit.at)),
  'POST /announcements/{announcementId}': async (visit) => {
    const { announcementId = '' } = visit.params;
    const { body, version } = posted(visit);
    const found = await readAnnouncement(announcementId, visit.who, visit.at);
    const { seriesId } = found.announcement;
    const { events } = await seriesOf(visit, seriesId);
    return attempt(
      visit,
      body,
      async () => {
        const input = announcementBody(body, seriesId, events);
        await replaceAnnouncement(announcementId, input, version, visit.who, visit.at);
        return seeOther(pathOf(announcementId), 'saved');
      },
      (filled, status) => own(visit, found, filled, status),
    );
  },
  'GET /announcements/{announcementId}/preview': async (visit) => {
    const { announcement } = await readAnnouncement(visit.params.announcementId ?? '', visit.who, visit.at);
    return preview(visit, announcement, shownOf(query(visit.request), visit.locale));
  },
  ...announcementSendingRoutes,
};
