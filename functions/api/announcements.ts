import * as z from 'zod';
import { PreviewInput, SendInput } from '../core/organising/announcement-sending.ts';
import { TrialInput } from '../core/organising/announcement-trial.ts';
import { AnnouncementInput } from '../core/organising/announcements.ts';
import { paged, wanted } from './query.ts';
import { accepted, act, change, changing, created, json, mostItemBytes, type Routes, read } from './route.ts';

const announcement = {
  seriesId: 'dorf-und-stadt',
  kind: 'participation',
  audience: { eventIds: ['part-1'], status: ['confirmed'] },
  texts: { de: { subject: 'Zu {event}', body: 'Bitte bringen Sie **Ihre Fragen** mit.' } },
};

const whole = { body: AnnouncementInput, mostBytes: mostItemBytes, example: announcement } as const;

/** Messages to an audience. */
export const announcementRoutes = {
  'GET /v1/organiser/announcements': {
    operationId: 'listAnnouncements',
    summary: 'The announcements of a series',
    role: 'viewer',
    query: z.object({ seriesId: wanted('whose announcements') }),
    ...paged,
    answer: 'Announcement',
    problems: [404],
  },
  'POST /v1/organiser/announcements': {
    operationId: 'createAnnouncement',
    summary: 'Drafts an announcement',
    role: 'editor',
    ...whole,
    ...created('/v1/organiser/announcements/{announcementId}'),
    answer: 'Announcement',
    problems: [404, 422],
  },
  'GET /v1/organiser/announcements/{announcementId}': {
    operationId: 'getAnnouncement',
    summary: 'An announcement, how far its sending is, and its result by state and reason',
    role: 'viewer',
    answer: 'Announcement',
    ...read,
  },
  'PUT /v1/organiser/announcements/{announcementId}': {
    operationId: 'replaceAnnouncement',
    summary: 'Replaces an announcement whose sending has not begun',
    role: 'editor',
    ...whole,
    answer: 'Announcement',
    ...change,
  },
  'PATCH /v1/organiser/announcements/{announcementId}': {
    operationId: 'changeAnnouncement',
    summary: 'Changes what is named of an announcement (RFC 7396), and is otherwise PUT',
    role: 'editor',
    ...whole,
    isMergePatch: true,
    example: { texts: { de: { subject: 'Morgen: {event}' } } },
    answer: 'Announcement',
    ...change,
  },
  'POST /v1/organiser/announcements/{announcementId}/preview': {
    operationId: 'previewAnnouncement',
    summary: 'How many it would reach, and what it would look like',
    role: 'editor',
    body: PreviewInput,
    example: { locale: 'de' },
    isBodyOptional: true,
    answers: json,
    answer: 'AnnouncementPreview',
    problems: [404, 409, 422],
  },
  'POST /v1/organiser/announcements/{announcementId}/test': {
    operationId: 'testAnnouncement',
    summary:
      'Mails it to oneself, or to another organiser of its series who has logged in; five times an hour',
    role: 'editor',
    body: TrialInput,
    example: { email: 'organisation@stiftung-marktplatz.example', locale: 'de' },
    isBodyOptional: true,
    answers: accepted,
    answer: 'Nothing',
    problems: [404, 409, 422, 429],
  },
  'POST /v1/organiser/announcements/{announcementId}/send': {
    operationId: 'sendAnnouncement',
    summary: 'Sends it, or plans it',
    role: 'editor',
    body: SendInput,
    isBodyOptional: true,
    example: { at: '2027-04-20T10:00' },
    hasVersion: true,
    answers: accepted,
    answer: 'Announcement',
    problems: changing,
  },
  'POST /v1/organiser/announcements/{announcementId}/cancel': {
    operationId: 'cancelAnnouncement',
    summary: 'Takes it back, also while it is sent: no attempt is written after the answer',
    role: 'editor',
    answer: 'Announcement',
    ...act,
  },
  'POST /v1/organiser/announcements/{announcementId}/resend': {
    operationId: 'resendFailedMails',
    summary: 'Queues the failed mails once more, and those alone',
    role: 'editor',
    answers: accepted,
    answer: 'Queued',
    problems: [404, 409],
  },
} satisfies Routes;
