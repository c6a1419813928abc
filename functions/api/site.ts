import { json, kept, type Routes } from './route.ts';

/** What anybody may read. */
export const siteRoutes = {
  'GET /v1/series/{seriesId}': {
    summary: 'A series with its published events, what is open, and its notices; never a join link',
    answers: kept('json'),
    answer: 'PublicSeries',
    problems: [404, 422],
  },
  'GET /v1/series/{seriesId}/calendar.ics': {
    summary: 'A feed to subscribe to (RFC 5545)',
    answers: kept('calendar'),
    problems: [404],
  },
  'GET /v1/events/{eventId}': {
    summary: 'A published event',
    answers: kept('json'),
    answer: 'PublicEvent',
    problems: [404, 422],
  },
  'GET /v1/events/{eventId}/calendar.ics': {
    summary: 'An event’s calendar file (RFC 5545)',
    answers: kept('calendar'),
    problems: [404],
  },
  'GET /events/{eventId}/calendar/{way}': {
    summary: 'Leads into a calendar: `google` and `outlook` take the entry, `series` subscribes to the feed',
    answers: { 302: 'redirect' },
    problems: [404],
  },
  'GET /events/{eventId}': { summary: 'An event’s page', answers: kept('page'), problems: [404] },
  'GET /events/{eventId}/documentation': {
    summary: 'An event’s documentation, where its organiser made it public',
    answers: kept('page'),
    problems: [404],
  },
  'GET /signup.js': {
    summary: 'The web component `<eventbote-signup>` for websites',
    answers: kept('script'),
  },
  'GET /openapi.json': { summary: 'This document', answers: kept('json'), problems: [422] },
  $default: { summary: 'Whatever is no route', answers: {}, problems: [404, 405] },
  'GET /health': { summary: 'Whether the API answers', answers: json, answer: 'Health' },
} satisfies Routes;
