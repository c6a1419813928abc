import { deliveryId } from '../core/delivery/outbox.ts';
import { audienceSize } from '../core/organising/announcement-drafts.ts';
import {
  cancelAnnouncement,
  foreseenSending,
  resendFailed,
  resultOf,
  SendInput,
  sendAnnouncement,
} from '../core/organising/announcement-sending.ts';
import { TrialInput, testAnnouncement } from '../core/organising/announcement-trial.ts';
import { readAnnouncement } from '../core/organising/announcements.ts';
import { listDeliveries, recipientsOf } from '../core/organising/deliveries.ts';
import { announcementView } from '../core/organising/views.ts';
import { shownEvents } from '../core/table/series-events.ts';
import { parsed } from '../core/values/parsed.ts';
import { after } from '../core/values/time.ts';
import { query } from '../http/http.ts';
import { cursorText } from '../http/paging.ts';
import {
  CancelAnnouncementScreen,
  ResendFailedScreen,
  ReviewAnnouncementScreen,
  SendAnnouncementScreen,
  UndecidedScreen,
} from '../views/console/announcement-sending.tsx';
import type { Filled } from '../views/console/form.tsx';
import { editableSeries, pageAsked } from './event-overview.ts';
import { type Routes, seeOther, sentBy, show, submit, type Visit } from './visit.ts';
import { chosenTime, graceTime } from './when.ts';

const pathOf = ({ params }: Visit) => `/console/announcements/${params.announcementId}`;

/** The announcement of a screen and its series, for somebody who may send it. */
async function sendable(visit: Visit) {
  const { params, who, at } = visit;
  const found = await readAnnouncement(params.announcementId, who, at);
  const { seriesId } = found.announcement;
  const series = await editableSeries({ ...visit, params: { ...params, seriesId } });
  return { found, series, announcement: announcementView(found) };
}

async function sendForm(visit: Visit, filled?: Filled) {
  const { found, series, announcement } = await sendable(visit);
  // Whoever waits for the exact number asks for it.
  const isExact = query(visit.request).get('count') === 'exact';
  const [{ events }, size] = await Promise.all([
    shownEvents(series.seriesId, visit.at),
    audienceSize(found.announcement, series, { isExact }, visit.at),
  ]);
  return show(visit, SendAnnouncementScreen, { series, events, announcement, size, filled });
}

/** Sends only what was looked at: without that, it is shown with what pressing does. */
async function sendOrReview(visit: Visit, body: Record<string, unknown>, version: number | undefined) {
  const { params, who, at } = visit;
  const { when, at: typed, isReviewed, ...rest } = body;
  const chosen = chosenTime(
    { when, at: typed },
    { choice: 'when', time: 'at', timed: 'later', untimed: ['now'] },
  );
  const input = parsed(SendInput, { ...rest, at: chosen });
  if (isReviewed !== true) {
    const foreseen = await foreseenSending(params.announcementId, input, version, who, at);
    const { series, announcement } = await sendable(visit);
    const { events } = await shownEvents(series.seriesId, at);
    const planned = chosen === 'now' ? undefined : foreseen.sendAt;
    const filled = { body, version: announcement.version, faults: [] };
    return show(visit, ReviewAnnouncementScreen, {
      ...{ series, events, announcement, filled, sendAt: planned },
      size: { counted: foreseen },
    });
  }
  const leaving = chosen === 'now' ? { ...input, at: after(at.now, graceTime) } : input;
  await sendAnnouncement(params.announcementId, leaving, version, who, at);
  return seeOther(pathOf(visit), chosen === 'now' ? 'announcementLeaves' : 'announcementPlanned');
}

async function withResult(visit: Visit) {
  const { series, announcement } = await sendable(visit);
  return { series, announcement, result: await resultOf(visit.params.announcementId, visit.at) };
}

async function cancelForm(visit: Visit, filled?: Filled) {
  return show(visit, CancelAnnouncementScreen, { ...(await withResult(visit)), filled });
}

async function resendForm(visit: Visit, filled?: Filled) {
  return show(visit, ResendFailedScreen, { ...(await withResult(visit)), filled });
}

/** From the text to the people. */
export const announcementSendingRoutes: Routes<readonly ['/announcements']> = {
  'POST /announcements/{announcementId}/test': async (visit) => {
    await sendable(visit);
    const { params, who, at } = visit;
    const input = parsed(TrialInput, sentBy(visit).body);
    const mailAt = await testAnnouncement(params.announcementId, input, who, at);
    return seeOther(pathOf(visit), mailAt > at.now ? 'mailWaits' : 'testSent');
  },
  'GET /announcements/{announcementId}/send': sendForm,
  'POST /announcements/{announcementId}/send': submit(
    async (visit, { form, body, version }) =>
      form.has('back') ? sendForm(visit, { body, version, faults: [] }) : sendOrReview(visit, body, version),
    sendForm,
  ),
  'GET /announcements/{announcementId}/cancel': cancelForm,
  'POST /announcements/{announcementId}/cancel': submit(async (visit) => {
    await cancelAnnouncement(visit.params.announcementId, visit.who, visit.at);
    return seeOther(pathOf(visit), 'announcementCancelled');
  }, cancelForm),
  'GET /announcements/{announcementId}/unknown': async (visit) => {
    const { series, announcement, result } = await withResult(visit);
    const { notificationId } = announcement;
    const wanted = { ...pageAsked(visit), notificationId, outcome: 'unknown' } as const;
    const { items, next } =
      result.byState.unknown === undefined
        ? { items: [], next: undefined }
        : await listDeliveries(wanted, visit.who, visit.at);
    const people = await recipientsOf(items, visit.who, visit.at);
    const deliveries = items.map(deliveryId).map((id) => ({ deliveryId: id, person: people.get(id) }));
    return show(visit, UndecidedScreen, { series, announcement, deliveries, next: cursorText(next) });
  },
  'GET /announcements/{announcementId}/resend': resendForm,
  'POST /announcements/{announcementId}/resend': submit(async (visit) => {
    await resendFailed(visit.params.announcementId, visit.who, visit.at);
    return seeOther(pathOf(visit), 'announcementResent');
  }, resendForm),
};
