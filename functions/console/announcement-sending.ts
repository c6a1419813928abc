import { allow } from '../core/access/organiser.ts';
import { deliveryId } from '../core/delivery/outbox.ts';
import { audienceSize } from '../core/organising/announcement-drafts.ts';
import {
  cancelAnnouncement,
  resendFailed,
  resultOf,
  sendAnnouncement,
  testAnnouncement,
} from '../core/organising/announcement-sending.ts';
import { readAnnouncement } from '../core/organising/announcements.ts';
import { findDeliveries, recipientsOf } from '../core/organising/deliveries.ts';
import { readSeries } from '../core/organising/series.ts';
import { announcementView } from '../core/organising/views.ts';
import { eventsOfSeries } from '../core/table/series-events.ts';
import { type HttpAnswer, query } from '../http/http.ts';
import { cursorText, pageOf } from '../http/paging.ts';
import {
  CancelAnnouncementScreen,
  ResendFailedScreen,
  SendAnnouncementScreen,
  UndecidedScreen,
} from '../views/console/announcement-sending.tsx';
import { type Filled, untouched } from '../views/console/form.tsx';
import type { Routes } from './routed.ts';
import { attempt, posted, seeOther, show, type Visit } from './visit.ts';

const undecidedOnPage = 50;
const idOf = ({ params }: Visit) => params.announcementId ?? '';
const pathOf = (visit: Visit) => `/console/announcements/${idOf(visit)}`;

async function facts(visit: Visit) {
  const { who, at } = visit;
  const found = await readAnnouncement(idOf(visit), who, at);
  allow(who, 'editor', found.announcement.seriesId);
  const series = await readSeries(found.announcement.seriesId, who, at);
  return { found, series, announcement: announcementView(found) };
}

async function sendForm(visit: Visit, filled: Filled = untouched, status?: number): Promise<HttpAnswer> {
  const { found, series, announcement } = await facts(visit);
  // Whoever waits for the exact number asks for it.
  const isExact = query(visit.request).get('count') === 'exact';
  const [events, size] = await Promise.all([
    eventsOfSeries(series.seriesId, visit.at.store),
    audienceSize(found.announcement, series, { isExact }, visit.at),
  ]);
  return show(visit, SendAnnouncementScreen, { series, events, announcement, size, filled }, status);
}

async function cancelForm(visit: Visit, filled: Filled = untouched, status?: number): Promise<HttpAnswer> {
  const { series, announcement } = await facts(visit);
  const result = await resultOf(idOf(visit), visit.at);
  return show(visit, CancelAnnouncementScreen, { series, announcement, result, filled }, status);
}

async function resendForm(visit: Visit, filled: Filled = untouched, status?: number): Promise<HttpAnswer> {
  const { series, announcement } = await facts(visit);
  const result = await resultOf(idOf(visit), visit.at);
  return show(visit, ResendFailedScreen, { series, announcement, result, filled }, status);
}

/** From the text to the people. */
export const announcementSendingRoutes: Routes = {
  'POST /announcements/{announcementId}/test': async (visit) => {
    const { body } = posted(visit);
    await testAnnouncement(idOf(visit), body, visit.who, visit.at);
    return seeOther(pathOf(visit), 'testSent');
  },
  'GET /announcements/{announcementId}/send': (visit) => sendForm(visit),
  'POST /announcements/{announcementId}/send': async (visit) => {
    const { body, version } = posted(visit);
    const { when, at = '', ...rest } = body;
    return attempt(
      visit,
      body,
      async () => {
        const input = { ...rest, at: when === 'now' ? 'now' : at };
        await sendAnnouncement(idOf(visit), input, version, visit.who, visit.at);
        return seeOther(pathOf(visit), when === 'now' ? 'announcementSent' : 'announcementPlanned');
      },
      (filled, status) => sendForm(visit, filled, status),
    );
  },
  'GET /announcements/{announcementId}/cancel': (visit) => cancelForm(visit),
  'POST /announcements/{announcementId}/cancel': async (visit) =>
    attempt(
      visit,
      {},
      async () => {
        await cancelAnnouncement(idOf(visit), visit.who, visit.at);
        return seeOther(pathOf(visit), 'announcementCancelled');
      },
      (filled, status) => cancelForm(visit, filled, status),
    ),
  'GET /announcements/{announcementId}/unknown': async (visit) => {
    const { series, announcement } = await facts(visit);
    const { notificationId } = announcement;
    const { byState } = await resultOf(idOf(visit), visit.at);
    const wanted = { ...pageOf(visit.request), notificationId, limit: undecidedOnPage };
    const page =
      byState.unknown === undefined
        ? { items: [] }
        : await findDeliveries({ ...wanted, outcome: 'unknown' }, visit.who, visit.at);
    const people = await recipientsOf(page.items, visit.at);
    return show(visit, UndecidedScreen, {
      series,
      announcement,
      deliveries: page.items.map((one) => ({
        deliveryId: deliveryId(one),
        person: people.get(deliveryId(one)),
      })),
      cursor: query(visit.request).get('cursor') ?? undefined,
      next: page.next === undefined ? undefined : cursorText(page.next),
    });
  },
  'GET /announcements/{announcementId}/resend': (visit) => resendForm(visit),
  'POST /announcements/{announcementId}/resend': async (visit) =>
    attempt(
      visit,
      {},
      async () => {
        await resendFailed(idOf(visit), visit.who, visit.at);
        return seeOther(pathOf(visit), 'announcementResent');
      },
      (filled, status) => resendForm(visit, filled, status),
    ),
};
