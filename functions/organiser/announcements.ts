import {
  cancelAnnouncement,
  PreviewInput,
  previewAnnouncement,
  resendFailed,
  resultOf,
  SendInput,
  sendAnnouncement,
  TrialInput,
  testAnnouncement,
} from '../core/organising/announcement-sending.ts';
import {
  AnnouncementInput,
  type AnnouncementWithSending,
  createAnnouncement,
  listAnnouncements,
  readAnnouncement,
  replaceAnnouncement,
} from '../core/organising/announcements.ts';
import { announcementView } from '../core/organising/views.ts';

import { parsed } from '../core/values/parsed.ts';
import { type HttpRequest, json, jsonBody, pathParameter, readerLocale } from '../http/http.ts';

import { ifMatch, listAnswer, pageOf } from '../http/paging.ts';
import { fieldFaults } from '../views/faults.ts';
import { renderMail } from '../views/mail.ts';
import { asked, etag, mostOrganiserBytes, optionalBody, organised } from './organised.ts';

const announcementId = (request: HttpRequest) => pathParameter(request, 'announcementId');

const answer = (status: number, found: AnnouncementWithSending) =>
  json(status, announcementView(found), etag(found.announcement.version));

export const announcementRoutes = {
  'GET /v1/organiser/announcements': organised(async (request, who, at) => {
    const seriesId = asked(request, 'seriesId') ?? '';
    return listAnswer(await listAnnouncements(seriesId, who, pageOf(request), at), announcementView);
  }),
  'POST /v1/organiser/announcements': organised(async (request, who, at) =>
    answer(
      201,
      await createAnnouncement(parsed(AnnouncementInput, jsonBody(request, mostOrganiserBytes)), who, at),
    ),
  ),
  'GET /v1/organiser/announcements/{announcementId}': organised(async (request, who, at) => {
    const found = await readAnnouncement(announcementId(request), who, at);
    const deliveries = await resultOf(announcementId(request), at);
    return json(200, { ...announcementView(found), deliveries }, etag(found.announcement.version));
  }),
  'PUT /v1/organiser/announcements/{announcementId}': organised(async (request, who, at) => {
    const body = parsed(AnnouncementInput, jsonBody(request, mostOrganiserBytes));
    return answer(200, await replaceAnnouncement(announcementId(request), body, ifMatch(request), who, at));
  }),
  'POST /v1/organiser/announcements/{announcementId}/preview': organised(async (request, who, at) => {
    const id = announcementId(request);
    const { recipients, missing, mails } = await previewAnnouncement(
      id,
      parsed(PreviewInput, optionalBody(request)),
      who,
      at,
    );
    return json(200, {
      recipients,
      warnings: fieldFaults(missing, readerLocale(request, 'en')).map((one, index) => ({
        ...one,
        code: missing[index]?.code,
        params: missing[index]?.params,
      })),
      mails: mails.map((facts) => ({ locale: facts.frame.locale, ...renderMail(facts) })),
    });
  }),
  'POST /v1/organiser/announcements/{announcementId}/test': organised(async (request, who, at) => {
    await testAnnouncement(announcementId(request), parsed(TrialInput, optionalBody(request)), who, at);
    return json(202, {});
  }),
  'POST /v1/organiser/announcements/{announcementId}/send': organised(async (request, who, at) =>
    answer(
      202,
      await sendAnnouncement(
        announcementId(request),
        parsed(SendInput, optionalBody(request)),
        ifMatch(request),
        who,
        at,
      ),
    ),
  ),
  'POST /v1/organiser/announcements/{announcementId}/cancel': organised(async (request, who, at) =>
    answer(200, await cancelAnnouncement(announcementId(request), who, at)),
  ),
  'POST /v1/organiser/announcements/{announcementId}/resend': organised(async (request, who, at) =>
    json(202, { queued: await resendFailed(announcementId(request), who, at) }),
  ),
};
