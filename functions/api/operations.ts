import { SignUpRequest } from '../core/registration/sign-up-request.ts';
import { NothingAnswer } from './answers.ts';
import type { Operation } from './operation.ts';
import { organiserOperations } from './organiser.ts';
import { HealthAnswer, PublicEventAnswer, PublicSeriesAnswer } from './public-answers.ts';
import type { RouteKey } from './routes.ts';

const page: Operation['answers'] = { 200: 'page' };
const personal = [404, 410];

/** Every route of the API: none is missing, and none is made up (the compiler sees to both). */
export const operations: Record<Exclude<RouteKey, '$default'>, Operation> = {
  'GET /v1/series/{seriesId}': {
    summary: 'A series with its published events, what is open, and its notices; never a join link',
    answers: { 200: 'json' },
    answered: PublicSeriesAnswer,
    problems: [404],
  },
  'GET /v1/series/{seriesId}/calendar.ics': {
    summary: 'A feed to subscribe to (RFC 5545)',
    answers: { 200: 'calendar' },
    problems: [404],
  },
  'GET /v1/events/{eventId}': {
    summary: 'A published event',
    answers: { 200: 'json' },
    answered: PublicEventAnswer,
    problems: [404],
  },
  'GET /v1/events/{eventId}/calendar.ics': {
    summary: 'An event’s calendar file (RFC 5545)',
    answers: { 200: 'calendar' },
    problems: [404],
  },
  'GET /series/{seriesId}/signup': {
    summary: 'The hosted form, for websites that can only link',
    answers: page,
    problems: [404],
  },
  'GET /events/{eventId}': { summary: 'An event’s page', answers: page, problems: [404] },
  'GET /events/{eventId}/documentation': {
    summary: 'An event’s documentation, where its organiser made it public',
    answers: page,
    problems: [404],
  },
  'GET /signup.js': {
    summary:
      'The web component `<eventbote-signup>` for websites; with `If-None-Match` 304 while it is the same',
    answers: { 200: 'script', 304: 'empty' },
  },
  'GET /openapi.json': { summary: 'This document', answers: { 200: 'json' } },
  'GET /health': { summary: 'Whether the API answers', answers: { 200: 'json' }, answered: HealthAnswer },
  'POST /v1/registrations': {
    summary: 'Sign-up: one or many registrations under one verification; also takes a plain HTML form',
    body: SignUpRequest,
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
    answered: NothingAnswer,
    problems: [400, 409, 413, 415, 422, 429],
  },
  'GET /confirm/{token}': {
    summary: 'What confirming would do, and its button',
    answers: page,
    problems: personal,
  },
  'POST /confirm/{token}': { summary: 'Confirms a sign-up', answers: page, problems: personal },
  'POST /confirm/{token}/delete': {
    summary: '“Not me”: deletes a sign-up',
    answers: page,
    problems: personal,
  },
  'GET /registration/{token}': { summary: 'An attendee’s own page', answers: page, problems: personal },
  'POST /registration/{token}': {
    summary: 'Changes what the own page shows',
    answers: { 200: 'page', 303: 'redirect' },
    problems: [...personal, 409, 422],
  },
  'GET /registration/{token}/add': {
    summary: 'The form for one more part or person',
    answers: page,
    problems: [...personal, 409],
  },
  'POST /registration/{token}/add': {
    summary: 'Adds a part of the series, or one more person',
    answers: { 200: 'page', 303: 'redirect' },
    problems: [...personal, 409, 422],
  },
  'GET /registration/{token}/edit': {
    summary: 'The form to change answers or one’s own details',
    answers: page,
    problems: [...personal, 409],
  },
  'POST /registration/{token}/edit': {
    summary: 'Changes answers or one’s own details',
    answers: { 200: 'page', 303: 'redirect' },
    problems: [...personal, 409, 422],
  },
  'POST /registration/{token}/address': {
    summary: 'Moves registrations to a verified new address',
    answers: page,
    problems: [...personal, 422],
  },
  'POST /registration/{token}/cancel': {
    summary: 'Cancels one registration',
    answers: { 200: 'page', 303: 'redirect' },
    problems: [...personal, 409],
  },
  'POST /registration/{token}/data': {
    summary: 'Mails a fresh link to one’s own data, valid an hour',
    answers: page,
    problems: personal,
  },
  'POST /registration/{token}/delete': {
    summary: 'Mails a fresh link that deletes, valid an hour',
    answers: page,
    problems: personal,
  },
  'GET /data/{token}': {
    summary: 'What is stored about oneself (Art. 15 GDPR)',
    answers: page,
    problems: personal,
  },
  'POST /data/{token}/delete': {
    summary: 'Deletes it (Art. 17 GDPR)',
    answers: page,
    problems: personal,
  },
  'POST /link': { summary: '“Send me my link again”', answers: page, problems: [422] },
  'GET /unsubscribe/{token}': {
    summary: 'The page that ends news',
    answers: page,
    problems: [404],
  },
  'POST /unsubscribe/{token}': {
    summary: 'Ends news; one click (RFC 8058)',
    answers: page,
    problems: [404],
  },
  'GET /go/{token}/join': {
    summary: 'Stable redirect to the join link',
    answers: { 200: 'page', 302: 'redirect' },
    problems: [...personal, 409],
  },
  'GET /go/{token}/documentation': {
    summary: 'The documentation, for those whom it is for',
    answers: page,
    problems: [...personal, 409],
  },
  'GET /console': {
    summary: 'The console: what needs an organiser; for a browser with a session, else its login',
    answers: { 200: 'page', 303: 'redirect' },
  },
  'GET /console/{path+}': {
    summary: 'The console’s screens; below it every address is the console’s own and may change',
    answers: { 200: 'page', 303: 'redirect' },
    problems: [403, 404],
  },
  'POST /console/{path+}': {
    summary: 'The console’s forms, each with its session’s form token',
    answers: { 200: 'page', 303: 'redirect' },
    problems: [401, 403, 404, 409, 412, 413, 422, 429],
  },
  'GET /login/{token}': {
    summary: 'The page behind the mailed link, with its button',
    answers: page,
    problems: personal,
  },
  'POST /login/{token}': {
    summary: 'Logs in: a session of 12 hours in this browser, and on to the console',
    answers: { 303: 'redirect' },
    problems: personal,
  },
  ...organiserOperations,
};
