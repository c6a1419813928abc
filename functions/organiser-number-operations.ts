import { json } from './operation-answers.ts';
import type { Operation } from './operations.ts';

/** What is counted. */
export const numberOperations = {
  'GET /v1/organiser/series/{seriesId}/numbers': {
    summary: 'Registrations and attendance of each event of a series, and how its own mails stand',
    role: 'viewer',
    answers: json,
    problems: [404],
  },
  'GET /v1/organiser/events/{eventId}/numbers': {
    summary: 'An event in numbers: sign-ups by day and source, states, attendance, mails by state and reason',
    role: 'viewer',
    answers: json,
    problems: [404],
  },
} satisfies Record<string, Operation>;
