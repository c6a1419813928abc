import * as z from 'zod';
import { AttendanceInput } from '../core/participants/attendance.ts';
import { Column } from '../core/participants/attendance-columns.ts';
import { exportProfiles } from '../core/participants/export.ts';
import { RegistrationInput } from '../core/participants/registration-actions.ts';
import { RegistrationState } from '../core/table/items.ts';
import { Way } from '../core/table/way.ts';
import { flag, language, paged, pageUpTo, text, wholeUpTo, wordsOf } from './query.ts';
import {
  accepted,
  act,
  change,
  json,
  list,
  mostIdsBytes,
  mostReportBytes,
  page,
  type Routes,
  read,
} from './route.ts';

/** Which of an event's registrations. */
const filter = z.object({
  state: RegistrationState.optional().meta({
    description: 'one state; `pending` and `expired` are those that were never confirmed',
  }),
  way: Way.optional().meta({ description: 'those who take part on site, or online' }),
  q: text('a part of a name or an address'),
  undeliverable: flag('`true`: those whose address bounced or complained'),
});
export type RegistrationFilterQuery = z.infer<typeof filter>;

/** An event’s registrations, and who came. */
export const registrationRoutes = {
  'GET /v1/organiser/events/{eventId}/registrations': {
    operationId: 'listRegistrations',
    summary:
      'Registrations, by state or by a part of name or address. Addresses are masked and not searched, and sensitive answers left out, for whom lacks the right; reading these is in the audit',
    role: 'viewer',
    query: filter,
    ...paged,
    answer: 'Registration',
    problems: [404],
  },
  'POST /v1/organiser/events/{eventId}/registrations': {
    operationId: 'registerByHand',
    summary: 'Signs somebody up by hand; they confirm by their mail',
    role: 'editor',
    rights: ['addresses'],
    body: RegistrationInput,
    example: { name: 'Emre Yıldız', email: 'emre@example.org', answers: { role: 'politik' } },
    answers: accepted,
    answer: 'Nothing',
    problems: [404, 409, 422, 429],
  },
  'GET /v1/organiser/events/{eventId}/registrations.csv': {
    operationId: 'exportRegistrations',
    summary:
      'Registrations as CSV, as far as one’s rights go; `X-Next-Cursor` names the next page. Every page is in the audit',
    role: 'viewer',
    rights: ['downloads'],
    query: filter.extend({
      profile: z
        .enum(exportProfiles)
        .default('full')
        .meta({ description: '`full`, or `partner` without addresses and sensitive answers' }),
      recipient: text(
        'who gets it, told to those in it who ask (Art. 15 GDPR); of a partner’s copy required',
      ),
      purpose: text('what for; of either profile'),
      lang: language('`de` (separated by semicolons) or `en` (by commas)'),
    }),
    page: pageUpTo(5000, {
      limit: 'rows at most, 1 to 5000; else 100',
      cursor: 'X-Next-Cursor of the page before',
    }),
    answers: { 200: 'csv' },
    problems: [404],
  },
  'GET /v1/organiser/events/{eventId}/registrations/{registrationId}': {
    operationId: 'getRegistration',
    summary: 'A registration, as far as one’s rights go; reading its sensitive answers is in the audit',
    role: 'viewer',
    answer: 'Registration',
    ...read,
  },
  'GET /v1/organiser/events/{eventId}/registrations/{registrationId}/deliveries': {
    operationId: 'listRegistrationDeliveries',
    summary: 'Which mails its person got about the event, oldest first, those to many included',
    role: 'viewer',
    answers: list,
    answer: 'Delivery',
    problems: [404],
  },
  'GET /v1/organiser/events/{eventId}/registrations/{registrationId}/proof': {
    operationId: 'getProof',
    summary:
      'The proof of what was shown, agreed to and verified (Art. 7(1) GDPR); as text/html a page to print',
    role: 'viewer',
    query: z.object({ lang: language('of the page') }),
    answers: { 200: 'jsonOrPage' },
    answer: 'Proof',
    problems: [404],
  },
  'GET /v1/organiser/events/{eventId}/registrations/{registrationId}/certificate': {
    operationId: 'showCertificate',
    summary: 'A certificate of attendance to be printed, for somebody who came',
    role: 'viewer',
    query: z.object({ lang: language('else the language of its person') }),
    answers: page,
    problems: [404, 409],
  },
  'GET /v1/organiser/events/{eventId}/certificates': {
    operationId: 'showCertificates',
    summary:
      'The certificates of all who attended, to be printed at once; `X-Next-Cursor` names the next page. Every page is in the audit',
    role: 'viewer',
    rights: ['downloads'],
    query: z.object({ lang: language('else the series’') }),
    page: pageUpTo(500, {
      limit: 'how many registrations it looks through, 1 to 500; else 100',
      cursor: 'X-Next-Cursor of the page before',
    }),
    answers: page,
    problems: [404, 409],
  },
  'POST /v1/organiser/events/{eventId}/registrations/{registrationId}/cancel': {
    operationId: 'cancelRegistration',
    summary: 'Cancels a registration for its person',
    role: 'editor',
    answer: 'Standing',
    ...change,
  },
  'POST /v1/organiser/events/{eventId}/registrations/{registrationId}/move-up': {
    operationId: 'moveRegistrationUp',
    summary: 'Gives somebody on the waiting list a free place, out of turn',
    role: 'editor',
    answer: 'Standing',
    ...act,
  },
  'POST /v1/organiser/events/{eventId}/registrations/{registrationId}/resend': {
    operationId: 'resendRegistrationMail',
    summary:
      'Mails the verification or the confirmation once more; where strangers filled the mailbox, in its turn',
    role: 'editor',
    answers: accepted,
    answer: 'Nothing',
    problems: [404, 409, 429],
  },
  'PUT /v1/organiser/events/{eventId}/attendance': {
    operationId: 'replaceAttendance',
    summary: 'Who came, by id; of the confirmed ones nobody else did, once the event began',
    role: 'editor',
    body: AttendanceInput,
    mostBytes: mostIdsBytes,
    example: { registrationIds: ['1x0123456789abcdef0123456789abcdef'] },
    answers: json,
    answer: 'Recorded',
    problems: [404, 422],
  },
  'POST /v1/organiser/events/{eventId}/attendance': {
    operationId: 'importAttendance',
    summary:
      'Takes over a meeting service’s report (CSV, up to 4 MB; as text/csv in UTF-8 alone); names alone are suggestions',
    role: 'editor',
    rights: ['addresses'],
    file: ['application/octet-stream', 'text/csv'],
    mostBytes: mostReportBytes,
    query: z.object({
      dryRun: flag('`true` writes nothing'),
      atLeastMinutes: wholeUpTo(10_000, 'who was there for fewer did not attend'),
      atLeastPercent: wholeUpTo(100, 'the same as a share of the event’s length'),
      accept: z
        .string()
        .max(100_000)
        .transform((ids) => ids.split(','))
        .optional()
        .meta({ description: 'ids of registrations that were suggested, and came' }),
      columns: wordsOf(
        [...Column.options, '-'],
        'what the columns of a file hold that is not recognised, from the left: `-,name,email`. Its first line is then the heading',
      ),
    }),
    answers: json,
    answer: 'Attendance',
    // It names people.
    isShownOnce: true,
    problems: [404, 413, 422],
  },
  'POST /v1/organiser/events/{eventId}/attendance/undo': {
    operationId: 'undoAttendance',
    summary: 'Takes the last recording of attendance back; once more the one before, up to twenty',
    role: 'editor',
    answers: json,
    answer: 'TakenBack',
    problems: [404, 409],
  },
} satisfies Routes;
