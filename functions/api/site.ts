import { json, page, type Routes, read } from './route.ts';

/** What anybody may read. */
export const siteRoutes = {
  'GET /v1/series/{seriesId}': {
    summary: 'A series with its published events, what is open, and its notices; never a join link',
    answer: 'PublicSeries',
    ...read,
  },
  'GET /v1/series/{seriesId}/calendar.ics': {
    summary: 'A feed to subscribe to (RFC 5545); with `If-None-Match` 304 while it is the same',
    answers: { 200: 'calendar', 304: 'empty' },
    problems: [404],
  },
  'GET /v1/events/{eventId}': {
    summary: 'A published event',
    answer: 'PublicEvent',
    ...read,
  },
  'GET /v1/events/{eventId}/calendar.ics': {
    summary: 'An event’s calendar file (RFC 5545)',
    answers: { 200: 'calendar' },
    problems: [404],
  },
  'GET /events/{eventId}/calendar/{way}': {
    summary: 'Leads into a calendar: `google` and `outlook` take the entry, `series` subscribes to the feed',
    answers: { 302: 'redirect' },
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
  $default: { summary: 'Whatever is no route', answers: {}, problems: [404] },
  'GET /health': { summary: 'Whether the API answers', answers: json, answer: 'Health' },
} satisfies Routes;
