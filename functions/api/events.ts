import * as z from 'zod';
import { DocumentationInput } from '../core/organising/documentation.ts';
import { CloneInput } from '../core/organising/event-life.ts';
import { MoveNotice } from '../core/organising/events.ts';
import { EventInput } from '../core/table/event.ts';
import { paged, wanted } from './query.ts';
import { change, created, json, mostItemBytes, type Routes, read, removal } from './route.ts';

const title = { de: 'Sichtbar machen', en: 'Making visible' };

const event = {
  eventId: 'part-1',
  seriesId: 'dorf-und-stadt',
  title,
  startsAtLocal: '2027-04-28T17:00',
  endsAtLocal: '2027-04-28T19:00',
  capacity: 300,
  waitingList: true,
  reminders: ['P1D', 'PT1H'],
  questions: [
    {
      ...{ questionId: 'role', kind: 'choice', label: { de: 'Ich komme aus' } },
      options: [
        { value: 'verwaltung', label: { de: 'der Verwaltung' } },
        { value: 'politik', label: { de: 'der Politik' } },
      ],
    },
  ],
};

const whole = { body: EventInput, mostBytes: mostItemBytes, example: event } as const;

const notice = z.object({
  notice: MoveNotice.optional().meta({
    description:
      '`now`, `none`, an instant or a time of the event’s clock: when attendees are told what is new',
  }),
});

/** Events and their documentation. */
export const eventRoutes = {
  'GET /v1/organiser/events': {
    operationId: 'listEvents',
    summary: 'The events of a series, by start',
    role: 'viewer',
    query: z.object({ seriesId: wanted('whose events') }),
    ...paged,
    answer: 'Event',
    problems: [404],
  },
  'POST /v1/organiser/events': {
    operationId: 'createEvent',
    summary: 'Makes an event, a draft',
    role: 'editor',
    ...whole,
    ...created('/v1/organiser/events/{eventId}'),
    answer: 'Event',
    problems: [404, 409, 422],
  },
  'GET /v1/organiser/events/{eventId}': {
    operationId: 'getEvent',
    summary:
      'An event, and how full it is; `warnings` says where more is taken than there is, which of its times the clocks of its zone skip or show twice, how many people have no link to join yet (`joinUrlMissing`), which questions ask, by their words, for what Art. 9 GDPR protects and are not marked (`sensitiveUnmarked`) and, in the answer to the change that brings the first one, when and how they get it (`joinUrlTold`)',
    role: 'viewer',
    answer: 'Event',
    ...read,
  },
  'PUT /v1/organiser/events/{eventId}': {
    operationId: 'replaceEvent',
    summary: 'Replaces an event; one that moves asks whether its attendees are told',
    role: 'editor',
    ...whole,
    query: notice,
    answer: 'Event',
    ...change,
  },
  'PATCH /v1/organiser/events/{eventId}': {
    operationId: 'changeEvent',
    summary: 'Changes what is named of an event (RFC 7396), and is otherwise PUT',
    role: 'editor',
    ...whole,
    isMergePatch: true,
    example: { capacity: 400, registrationClosesAtLocal: null },
    query: notice,
    answer: 'Event',
    ...change,
  },
  'DELETE /v1/organiser/events/{eventId}': {
    operationId: 'deleteEvent',
    summary: 'Deletes an event that nobody is registered for',
    role: 'editor',
    ...removal,
  },
  'POST /v1/organiser/events/{eventId}/publish': {
    operationId: 'publishEvent',
    summary: 'Publishes a draft',
    role: 'editor',
    answer: 'Event',
    ...change,
  },
  'POST /v1/organiser/events/{eventId}/cancel': {
    operationId: 'cancelEvent',
    summary: 'Cancels an event, and tells everybody with a place or waiting',
    role: 'editor',
    answer: 'Event',
    ...change,
  },
  'POST /v1/organiser/events/{eventId}/preview': {
    operationId: 'previewEventChange',
    summary:
      'What would happen to whom if an event were replaced by this, and what they would be mailed; nothing is changed',
    role: 'editor',
    body: EventInput,
    mostBytes: mostItemBytes,
    example: event,
    answers: json,
    answer: 'EventChangePreview',
    problems: [404, 422],
  },
  'POST /v1/organiser/events/{eventId}/clone': {
    operationId: 'cloneEvent',
    summary: 'A new draft after this event, its times moved as far as its start',
    role: 'editor',
    body: CloneInput,
    example: { eventId: 'part-1-2028', startsAtLocal: '2028-05-03T17:00' },
    ...created('/v1/organiser/events/{eventId}'),
    answer: 'Event',
    problems: [404, 409, 422],
  },
  'GET /v1/organiser/events/{eventId}/documentation': {
    operationId: 'getDocumentation',
    summary: 'An event’s documentation',
    role: 'viewer',
    answer: 'Documentation',
    ...read,
  },
  'PUT /v1/organiser/events/{eventId}/documentation': {
    operationId: 'replaceDocumentation',
    summary:
      'Puts an event’s documentation; `release` says when its new links are mailed; null takes back what is still to come',
    role: 'editor',
    body: DocumentationInput,
    example: {
      links: [{ title: { de: 'Folien', en: 'Slides' }, url: 'https://files.example.org/1.pdf' }],
      audience: 'confirmed',
      release: 'now',
    },
    answer: 'Documentation',
    ...change,
  },
} satisfies Routes;
