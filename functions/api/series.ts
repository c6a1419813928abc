import { MailPreviewInput } from '../core/organising/mail-preview.ts';
import { SeriesInput } from '../core/table/series.ts';
import { paged } from './query.ts';
import { change, created, json, mostItemBytes, type Routes, read, removal } from './route.ts';

const series = {
  seriesId: 'dorf-und-stadt',
  title: { de: 'Gemeinsam stark vor Ort' },
  organisers: ['Stiftung Marktplatz'],
  notices: {
    privacy: {
      version: '2027-01',
      url: { de: 'https://www.example.org/datenschutz' },
      text: {
        de: 'Wir verarbeiten Ihre Angaben, um Ihre Teilnahme zu organisieren, und löschen sie {retentionDays} Tage nach Ihrer letzten Veranstaltung.',
      },
    },
  },
};

const whole = { body: SeriesInput, mostBytes: mostItemBytes, example: series } as const;

/** Series, and what their mails look like. */
export const seriesRoutes = {
  'GET /v1/organiser/series': {
    operationId: 'listSeries',
    summary: 'The series one sees',
    role: 'viewer',
    ...paged,
    answer: 'Series',
  },
  'POST /v1/organiser/series': {
    operationId: 'createSeries',
    summary: 'Makes a series',
    role: 'editor',
    ...whole,
    ...created('/v1/organiser/series/{seriesId}'),
    answer: 'Series',
    problems: [404, 409, 422],
  },
  'GET /v1/organiser/series/{seriesId}': {
    operationId: 'getSeries',
    summary: 'A series',
    role: 'viewer',
    answer: 'Series',
    ...read,
  },
  'PUT /v1/organiser/series/{seriesId}': {
    operationId: 'replaceSeries',
    summary: 'Replaces a series',
    role: 'editor',
    ...whole,
    answer: 'Series',
    ...change,
  },
  'PATCH /v1/organiser/series/{seriesId}': {
    operationId: 'changeSeries',
    summary: 'Changes what is named of a series (RFC 7396), and is otherwise PUT',
    role: 'editor',
    ...whole,
    isMergePatch: true,
    example: { title: { en: 'Strong together' } },
    answer: 'Series',
    ...change,
  },
  'DELETE /v1/organiser/series/{seriesId}': {
    operationId: 'deleteSeries',
    summary: 'Deletes a series without events',
    role: 'editor',
    ...removal,
  },
  'POST /v1/organiser/series/{seriesId}/preview': {
    operationId: 'previewSeriesMail',
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
    answer: 'Mails',
    problems: [404, 422],
  },
} satisfies Routes;
