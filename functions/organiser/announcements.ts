import type { announcementRoutes } from '../api/announcements.ts';
import {
  cancelAnnouncement,
  previewAnnouncement,
  resendFailed,
  resultOf,
  sendAnnouncement,
} from '../core/organising/announcement-sending.ts';
import { testAnnouncement } from '../core/organising/announcement-trial.ts';
import {
  createAnnouncement,
  listAnnouncements,
  readAnnouncement,
  replaceAnnouncement,
  withWhoSaid,
} from '../core/organising/announcements.ts';
import { announcementView } from '../core/organising/views.ts';
import { type Handlers, viewed } from '../http/implement.ts';
import { spokenLocale } from '../http/language.ts';
import { faultMessage } from '../views/faults.ts';
import { spokenMail } from '../views/spoken-mail.ts';

export const announcementHandlers: Handlers<typeof announcementRoutes> = {
  'GET /v1/organiser/announcements': async ({ query, page, who, at }) =>
    viewed(await listAnnouncements(query.seriesId, who, page, at), announcementView),
  'POST /v1/organiser/announcements': async ({ body, who, at }) =>
    announcementView(await createAnnouncement(body, who, at)),
  'GET /v1/organiser/announcements/{announcementId}': async ({ path, who, at }) => {
    const found = await readAnnouncement(path.announcementId, who, at);
    const announcement = await withWhoSaid(found.announcement, who, at);
    const view = announcementView({ ...found, announcement });
    return { ...view, deliveries: await resultOf(path.announcementId, at) };
  },
  'PUT /v1/organiser/announcements/{announcementId}': async ({ path, body, version, who, at }) =>
    announcementView(await replaceAnnouncement(path.announcementId, body, version, who, at)),
  'POST /v1/organiser/announcements/{announcementId}/preview': async ({ path, body, who, at, request }) => {
    const locale = await spokenLocale(request, 'en');
    const { recipients, missing, mails } = await previewAnnouncement(path.announcementId, body, who, at);
    return {
      recipients,
      warnings: missing.map((fault) => ({
        ...{ pointer: fault.pointer, message: faultMessage(fault, locale) },
        ...{ code: fault.code, params: fault.params },
      })),
      mails: await Promise.all(
        mails.map(async (facts) => ({ locale: facts.frame.locale, ...(await spokenMail(facts)) })),
      ),
    };
  },
  'POST /v1/organiser/announcements/{announcementId}/test': async ({ path, body, who, at }) => {
    await testAnnouncement(path.announcementId, body, who, at);
    return {};
  },
  'POST /v1/organiser/announcements/{announcementId}/send': async ({ path, body, version, who, at }) =>
    announcementView(await sendAnnouncement(path.announcementId, body, version, who, at)),
  'POST /v1/organiser/announcements/{announcementId}/cancel': async ({ path, who, at }) =>
    announcementView(await cancelAnnouncement(path.announcementId, who, at)),
  'POST /v1/organiser/announcements/{announcementId}/resend': async ({ path, who, at }) => ({
    queued: await resendFailed(path.announcementId, who, at),
  }),
};
