import { SignUpRequest } from '../core/registration/sign-up-request.ts';
import { page, type Routes } from './route.ts';

/** Sign-up. */
export const registerRoutes = {
  'POST /v1/registrations': {
    summary: 'Sign-up: one or many registrations under one verification; also takes a plain HTML form',
    body: SignUpRequest,
    isPostedFromElsewhere: true,
    example: {
      eventIds: ['part-1'],
      name: 'Aylin Yılmaz',
      email: 'aylin@example.org',
      locale: 'de',
      answers: { 'part-1': { role: 'verwaltung' } },
      notices: { privacy: '2027-01' },
      formUrl: 'https://www.example.org/seminare',
    },
    answers: { 202: 'json', 303: 'redirect' },
    answer: 'Nothing',
    problems: [400, 409, 413, 415, 422, 429],
  },
  'GET /series/{seriesId}/signup': {
    summary: 'The hosted form, for websites that can only link',
    answers: page,
    problems: [404],
  },
} satisfies Routes;
