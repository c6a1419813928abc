import {
  DocumentationAnswer,
  EventAnswer,
  MailsAnswer,
  NothingAnswer,
  RegistrationAnswer,
  SeriesAnswer,
  StandingAnswer,
} from './answers.ts';
import { AttendanceInput } from './core/attendance.ts';
import { EventFields } from './core/event.ts';
import { MailPreviewInput } from './core/mail-preview.ts';
import { DocumentationInput } from './core/organiser-documentation.ts';
import { CloneInput } from './core/organiser-event-life.ts';
import { RegistrationInput } from './core/organiser-registration-actions.ts';
import { SeriesInput } from './core/series.ts';
import { accepted, changing, created, gone, json, list, paged } from './operation-answers.ts';
import type { Operation } from './operations.ts';
import { accessOperations } from './organiser-access-operations.ts';
import { mailOperations } from './organiser-mail-operations.ts';
import { numberOperations } from './organiser-number-operations.ts';
import { peopleOperations } from './organiser-people-operations.ts';
import { AttendanceAnswer, ProofAnswer, RecordedAnswer } from './people-answers.ts';
import type { RouteKey } from './routes.ts';

const title = { de: 'Sichtbar machen', en: 'Making visible' };

/** What organisers call. */
export const organiserOperations: Record<RouteKey<'organiser'>, Operation> = {
  'GET /v1/organiser/series': {
    summary: 'The series one sees',
    role: 'viewer',
    query: paged,
    answers: list,
    answered: SeriesAnswer,
  },
  'POST /v1/organiser/series': {
    summary: 'Makes a series',
    role: 'editor',
    body: SeriesInput,
    example: {
      seriesId: 'gemeinsam-stark',
      title: { de: 'Gemeinsam stark vor Ort' },
      organisers: ['Stiftung Marktplatz'],
      notices: {
        privacy: {
          version: '2027-01',
          url: { de: 'https://www.example.org/datenschutz' },
          text: { de: 'Wir verarbeiten Ihre Angaben, um Ihre Teilnahme zu organisieren.' },
        },
      },
    },
    answers: created,
    answered: SeriesAnswer,
    problems: [404, 409, 422],
  },
  'GET /v1/organiser/series/{seriesId}': {
    summary: 'A series',
    role: 'viewer',
    answers: json,
    answered: SeriesAnswer,
    problems: [404],
  },
  'PUT /v1/organiser/series/{seriesId}': {
    summary: 'Replaces a series',
    role: 'editor',
    body: SeriesInput,
    hasVersion: true,
    answers: json,
    answered: SeriesAnswer,
    problems: changing,
  },
  'DELETE /v1/organiser/series/{seriesId}': {
    summary: 'Deletes a series without events',
    role: 'editor',
    hasVersion: true,
    answers: gone,
    problems: changing,
  },
  'POST /v1/organiser/series/{seriesId}/preview': {
    summary:
      'What a kind of mail looks like, to nobody in particular; words and look that are not saved yet may be tried',
    role: 'editor',
    body: MailPreviewInput,
    example: {
      template: 'confirmation',
      locale: 'de',
      texts: { de: { subject: 'Schön, dass Sie dabei sind: {event}' } },
      look: { colour: '#1f4e79' },
    },
    answers: json,
    answered: MailsAnswer,
    problems: [404, 422],
  },
  'GET /v1/organiser/events': {
    summary: 'The events of a series, by start',
    role: 'viewer',
    query: { 'seriesId!': 'whose events', ...paged },
    answers: list,
    answered: EventAnswer,
    problems: [404],
  },
  'POST /v1/organiser/events': {
    summary: 'Makes an event, a draft',
    role: 'editor',
    body: EventFields,
    example: {
      eventId: 'part-1',
      seriesId: 'gemeinsam-stark',
      title,
      startsAtLocal: '2027-04-28T17:00',
      endsAtLocal: '2027-04-28T19:00',
      capacity: 300,
      waitingList: true,
      reminders: ['P1D', 'PT1H'],
    },
    answers: created,
    answered: EventAnswer,
    problems: [404, 409, 422],
  },
  'GET /v1/organiser/events/{eventId}': {
    summary: 'An event, and how full it is; `warnings` says where more is taken than there is',
    role: 'viewer',
    answers: json,
    answered: EventAnswer,
    problems: [404],
  },
  'PUT /v1/organiser/events/{eventId}': {
    summary: 'Replaces an event; one that moves asks whether its attendees are told',
    role: 'editor',
    body: EventFields,
    query: {
      notice: '`now`, `none`, an instant or a time of the event’s clock: when attendees are told what is new',
    },
    hasVersion: true,
    answers: json,
    answered: EventAnswer,
    problems: changing,
  },
  'DELETE /v1/organiser/events/{eventId}': {
    summary: 'Deletes an event that nobody is registered for',
    role: 'editor',
    hasVersion: true,
    answers: gone,
    problems: changing,
  },
  'POST /v1/organiser/events/{eventId}/publish': {
    summary: 'Publishes a draft',
    role: 'editor',
    hasVersion: true,
    answers: json,
    answered: EventAnswer,
    problems: changing,
  },
  'POST /v1/organiser/events/{eventId}/cancel': {
    summary: 'Cancels an event, and tells everybody with a place or waiting',
    role: 'editor',
    hasVersion: true,
    answers: json,
    answered: EventAnswer,
    problems: changing,
  },
  'POST /v1/organiser/events/{eventId}/clone': {
    summary: 'A new draft after this event, its times moved as far as its start',
    role: 'editor',
    body: CloneInput,
    example: { eventId: 'part-1-2028', startsAtLocal: '2028-05-03T17:00' },
    answers: created,
    answered: EventAnswer,
    problems: [404, 409, 422],
  },
  'GET /v1/organiser/events/{eventId}/documentation': {
    summary: 'An event’s documentation',
    role: 'viewer',
    answers: json,
    answered: DocumentationAnswer,
    problems: [404],
  },
  'PUT /v1/organiser/events/{eventId}/documentation': {
    summary: 'Puts an event’s documentation; `release` says when its new links are mailed',
    role: 'editor',
    body: DocumentationInput,
    example: {
      links: [{ title: { de: 'Folien', en: 'Slides' }, url: 'https://files.example.org/1.pdf' }],
      audience: 'confirmed',
      release: 'now',
    },
    hasVersion: true,
    answers: json,
    answered: DocumentationAnswer,
    problems: changing,
  },
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
  ...mailOperations,
  ...numberOperations,
  ...peopleOperations,
  ...accessOperations,
};
