import { AttendanceInput } from '../core/participants/attendance.ts';
import { RegistrationInput } from '../core/participants/registration-actions.ts';
import { NothingAnswer, RegistrationAnswer, StandingAnswer } from './answers.ts';
import type { Operation } from './operation.ts';
import { accepted, changing, json, list, paged } from './operation-shapes.ts';
import { AttendanceAnswer, ProofAnswer, RecordedAnswer } from './people-answers.ts';

/** An event's registrations, and who came. */
export const registrationOperations = {
  'GET /v1/organiser/events/{eventId}/registrations': {
    summary: 'Registrations, by state or by a part of name or address',
    role: 'viewer',
    query: {
      status: 'one state; `pending` and `expired` are those that were never confirmed',
      q: 'a part of a name or an address',
      undeliverable: '`true`: those whose address bounced or complained',
      ...paged,
    },
    answers: list,
    answered: RegistrationAnswer,
    problems: [404],
  },
  'POST /v1/organiser/events/{eventId}/registrations': {
    summary: 'Signs somebody up by hand; they confirm by their mail',
    role: 'editor',
    body: RegistrationInput,
    example: { name: 'Emre Yıldız', email: 'emre@example.org', answers: { role: 'politik' } },
    answers: accepted,
    answered: NothingAnswer,
    problems: [404, 409, 422],
  },
  'GET /v1/organiser/events/{eventId}/registrations.csv': {
    summary: 'Registrations as CSV; `X-Next-Cursor` names the next page. Every page is in the audit',
    role: 'viewer',
    query: {
      profile: '`full`, or `partner` without addresses and sensitive answers',
      recipient: 'who gets a partner’s copy',
      purpose: 'what for',
      lang: '`de` (separated by semicolons) or `en` (by commas)',
      limit: 'rows at most, 1 to 5000; else 100',
      cursor: 'X-Next-Cursor of the page before',
    },
    answers: { 200: 'csv' },
    problems: [404],
  },
  'GET /v1/organiser/events/{eventId}/registrations/{registrationId}': {
    summary: 'A registration',
    role: 'viewer',
    answers: json,
    answered: RegistrationAnswer,
    problems: [404],
  },
  'GET /v1/organiser/events/{eventId}/registrations/{registrationId}/proof': {
    summary:
      'The proof of what was shown, agreed to and verified (Art. 7(1) GDPR); as text/html a page to print',
    role: 'viewer',
    query: { lang: '`de` or `en`, of the page' },
    answers: { 200: 'jsonOrPage' },
    answered: ProofAnswer,
    problems: [404],
  },
  'GET /v1/organiser/events/{eventId}/registrations/{registrationId}/certificate': {
    summary: 'A certificate of attendance to be printed, for somebody who came',
    role: 'viewer',
    query: { lang: '`de` or `en`; else the language of its person' },
    answers: { 200: 'page' },
    problems: [404, 409],
  },
  'POST /v1/organiser/events/{eventId}/registrations/{registrationId}/cancel': {
    summary: 'Cancels a registration for its person',
    role: 'editor',
    hasVersion: true,
    answers: json,
    answered: StandingAnswer,
    problems: changing,
  },
  'POST /v1/organiser/events/{eventId}/registrations/{registrationId}/move-up': {
    summary: 'Gives somebody on the waiting list a free place, out of turn',
    role: 'editor',
    answers: json,
    answered: StandingAnswer,
    problems: [404, 409],
  },
  'POST /v1/organiser/events/{eventId}/registrations/{registrationId}/resend': {
    summary: 'Mails the verification or the confirmation once more',
    role: 'editor',
    answers: accepted,
    answered: NothingAnswer,
    problems: [404, 409],
  },
  'PUT /v1/organiser/events/{eventId}/attendance': {
    summary: 'Who came, by id; of the confirmed ones nobody else did',
    role: 'editor',
    body: AttendanceInput,
    example: { registrationIds: ['1x0123456789abcdef0123456789abcdef'] },
    answers: json,
    answered: RecordedAnswer,
    problems: [404, 422],
  },
  'POST /v1/organiser/events/{eventId}/attendance': {
    summary:
      'Takes over a meeting service’s report (CSV, up to 4 MB; as text/csv in UTF-8 alone); names alone are suggestions',
    role: 'editor',
    file: ['application/octet-stream', 'text/csv'],
    query: { dryRun: '`true` writes nothing' },
    answers: json,
    answered: AttendanceAnswer,
    problems: [404, 413, 422],
  },
} satisfies Record<string, Operation>;
