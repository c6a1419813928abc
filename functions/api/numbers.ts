import * as z from 'zod';
import { language } from './query.ts';
import { page, type Routes, read } from './route.ts';

/** What is counted, for organisers and whom they report to. */
export const numberRoutes = {
  'GET /v1/organiser/series/{seriesId}/numbers': {
    operationId: 'getSeriesNumbers',
    summary: 'Registrations and attendance of each event of a series, and how its own mails stand',
    role: 'viewer',
    answer: 'SeriesNumbers',
    ...read,
  },
  'GET /v1/organiser/series/{seriesId}/report': {
    operationId: 'getReport',
    summary:
      'The proof of use for who pays: events, sign-ups, people, attendance, working groups and choices, with fewer than five together; partners, documentation, what is missing still and how each number was made. It is kept when attendees are erased',
    role: 'viewer',
    query: z.object({ lang: language('of how the numbers were made') }),
    answer: 'Report',
    ...read,
  },
  'GET /v1/organiser/series/{seriesId}/report.csv': {
    operationId: 'exportReport',
    summary: 'The report as CSV',
    role: 'viewer',
    query: z.object({ lang: language('`de` (separated by semicolons) or `en` (by commas)') }),
    answers: { 200: 'csv' },
    problems: [404],
  },
  'GET /v1/organiser/series/{seriesId}/report.html': {
    operationId: 'showReport',
    summary: 'The report to be printed',
    role: 'viewer',
    query: z.object({ lang: language('of the page') }),
    answers: page,
    problems: [404],
  },
  'GET /v1/organiser/events/{eventId}/numbers': {
    operationId: 'getEventNumbers',
    summary: 'An event in numbers: sign-ups by day and source, states, attendance, mails by state and reason',
    role: 'viewer',
    answer: 'EventNumbers',
    ...read,
  },
} satisfies Routes;
