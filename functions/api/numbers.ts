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
      'The report for who pays: people, attendance, working groups and choices, with fewer than five together; kept when attendees are erased',
    role: 'viewer',
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
