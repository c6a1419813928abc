import { PreviewInput, SendInput, TrialInput } from './core/organiser-announcement-sending.ts';
import { AnnouncementInput } from './core/organiser-announcements.ts';
import { accepted, changing, created, json, list, paged } from './operation-answers.ts';
import type { Operation } from './operations.ts';

/** Announcements, and what became of mails. */
export const mailOperations = {
  'GET /v1/organiser/announcements': {
    summary: 'The announcements of a series',
    role: 'viewer',
    query: { 'seriesId!': 'whose announcements', ...paged },
    answers: list,
    problems: [404],
  },
  'POST /v1/organiser/announcements': {
    summary: 'Drafts an announcement',
    role: 'editor',
    body: AnnouncementInput,
    example: {
      seriesId: 'gemeinsam-stark',
      kind: 'participation',
      audience: { eventIds: ['part-1'], status: ['confirmed'] },
      texts: { de: { subject: 'Zu {event}', body: 'Bitte bringen Sie **Ihre Fragen** mit.' } },
    },
    answers: created,
    problems: [404, 422],
  },
  'GET /v1/organiser/announcements/{announcementId}': {
    summary: 'An announcement, how far its sending is, and its result by state and reason',
    role: 'viewer',
    answers: json,
    problems: [404],
  },
  'PUT /v1/organiser/announcements/{announcementId}': {
    summary: 'Replaces an announcement whose sending has not begun',
    role: 'editor',
    body: AnnouncementInput,
    hasVersion: true,
    answers: json,
    problems: changing,
  },
  'POST /v1/organiser/announcements/{announcementId}/preview': {
    summary: 'How many it would reach, and what it would look like',
    role: 'editor',
    body: PreviewInput,
    isBodyOptional: true,
    answers: json,
    problems: [404, 409, 422],
  },
  'POST /v1/organiser/announcements/{announcementId}/test': {
    summary: 'Mails it to oneself, or to another organiser',
    role: 'editor',
    body: TrialInput,
    isBodyOptional: true,
    answers: accepted,
    problems: [404, 409, 422],
  },
  'POST /v1/organiser/announcements/{announcementId}/send': {
    summary: 'Sends it, or plans it',
    role: 'editor',
    body: SendInput,
    isBodyOptional: true,
    example: { at: '2027-04-20T10:00' },
    hasVersion: true,
    answers: accepted,
    problems: changing,
  },
  'POST /v1/organiser/announcements/{announcementId}/cancel': {
    summary: 'Takes it back, also while it is sent: no attempt is written after the answer',
    role: 'editor',
    answers: json,
    problems: [404, 409],
  },
  'POST /v1/organiser/announcements/{announcementId}/resend': {
    summary: 'Queues the failed mails once more, and those alone',
    role: 'editor',
    answers: accepted,
    problems: [404, 409],
  },
  'GET /v1/organiser/deliveries': {
    summary: 'What became of mails, of one event or one notification',
    role: 'viewer',
    query: { eventId: 'of an event', notificationId: 'of a notification', state: 'one state', ...paged },
    answers: list,
    problems: [404],
  },
  'POST /v1/organiser/deliveries/{deliveryId}/resend': {
    summary: 'Sends a failed or unknown mail once more',
    role: 'editor',
    answers: accepted,
    problems: [404, 409],
  },
  'GET /v1/organiser/suppressions': {
    summary: 'Whether an address is written to, and why not',
    role: 'editor',
    isEverywhere: true,
    query: { 'email!': 'the address' },
    answers: list,
    problems: [404],
  },
  'DELETE /v1/organiser/suppressions': {
    summary: 'Lifts a suppression',
    role: 'editor',
    isEverywhere: true,
    query: { 'email!': 'the address' },
    answers: json,
    problems: [404, 409],
  },
  'GET /v1/organiser/lane': {
    summary: 'Whether bulk mail goes out, and why not',
    role: 'viewer',
    answers: json,
    problems: [404],
  },
  'POST /v1/organiser/lane/resume': {
    summary: 'Lets bulk mail go out again',
    role: 'owner',
    isEverywhere: true,
    answers: json,
    problems: [404, 409],
  },
} satisfies Record<string, Operation>;
