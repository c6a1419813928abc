import { DocumentationInput } from '../core/organising/documentation.ts';
import { CloneInput } from '../core/organising/event-life.ts';
import { MailPreviewInput } from '../core/organising/mail-preview.ts';
import { EventFields } from '../core/table/event.ts';
import { SeriesInput } from '../core/table/series.ts';
import { accessOperations } from './access.ts';
import { DocumentationAnswer, EventAnswer, MailsAnswer, SeriesAnswer } from './answers.ts';
import { mailOperations } from './mails.ts';
import { numberOperations } from './numbers.ts';
import type { Operation } from './operation.ts';
import { changing, created, gone, json, list, paged } from './operation-shapes.ts';
import { peopleOperations } from './people.ts';
import { registrationOperations } from './registrations.ts';
import type { RouteKey } from './routes.ts';

const title = { de: 'Sichtbar machen', en: 'Making visible' };

const series = {
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
};
const event = {
  eventId: 'part-1',
  seriesId: 'gemeinsam-stark',
  title,
  startsAtLocal: '2027-04-28T17:00',
  endsAtLocal: '2027-04-28T19:00',
  capacity: 300,
  waitingList: true,
  reminders: ['P1D', 'PT1H'],
};

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
    example: series,
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
    example: series,
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
    example: event,
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
    example: event,
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
  ...registrationOperations,
  ...mailOperations,
  ...numberOperations,
  ...peopleOperations,
  ...accessOperations,
};
