import { EventNumbersAnswer, ReportAnswer, SeriesNumbersAnswer } from './number-answers.ts';
import type { Operation } from './operation.ts';
import { json } from './operation-shapes.ts';

/** What is counted. */
export const numberOperations = {
  'GET /v1/organiser/series/{seriesId}/numbers': {
    summary: 'Registrations and attendance of each event of a series, and how its own mails stand',
    role: 'viewer',
    answers: json,
    answered: SeriesNumbersAnswer,
    problems: [404],
  },
  'GET /v1/organiser/series/{seriesId}/report': {
    summary:
      'The report for who pays: people, attendance, working groups and choices, with fewer than five together; kept when attendees are erased',
    role: 'viewer',
    answers: json,
    answered: ReportAnswer,
    problems: [404],
  },
  'GET /v1/organiser/series/{seriesId}/report.csv': {
    summary: 'The report as CSV',
    role: 'viewer',
    query: { lang: '`de` (separated by semicolons) or `en` (by commas)' },
    answers: { 200: 'csv' },
    problems: [404],
  },
  'GET /v1/organiser/series/{seriesId}/report.html': {
    summary: 'The report to be printed',
    role: 'viewer',
    query: { lang: '`de` or `en`' },
    answers: { 200: 'page' },
    problems: [404],
  },
  'GET /v1/organiser/events/{eventId}/numbers': {
    summary: 'An event in numbers: sign-ups by day and source, states, attendance, mails by state and reason',
    role: 'viewer',
    answers: json,
    answered: EventNumbersAnswer,
    problems: [404],
  },
} satisfies Record<string, Operation>;
