import * as z from 'zod';
import { Slug } from '../core/table/series.ts';
import { CalendarDay } from '../core/values/time.ts';
import { flag, pageUpTo } from './query.ts';
import { json, kept, type Routes } from './route.ts';

/** How much of a list a website wants. */
export const PageQuery = pageUpTo(100, {
  limit: 'how many at most, 1 to 100; else 100',
  cursor: 'nextCursor of the page before',
});
const few = { page: PageQuery, answers: kept('list') } as const;

/** Which published events a website wants. */
export const EventsQuery = z.object({
  seriesId: Slug.optional().meta({ description: 'of this series alone' }),
  from: CalendarDay.optional().meta({ description: 'that begin on this day by their own clocks or later' }),
  to: CalendarDay.optional().meta({ description: 'that begin on this day by their own clocks or earlier' }),
  open: flag('`true`: those alone that take sign-ups now'),
});

/** What anybody may read. */
export const siteRoutes = {
  'GET /v1/series': {
    operationId: 'listPublicSeries',
    summary: 'The series that have published events, by their ids',
    ...few,
    answer: 'ListedSeries',
    problems: [422],
  },
  'GET /v1/events': {
    operationId: 'listPublicEvents',
    summary: 'Published events of one series or of all, by their start as their own clocks show it',
    query: EventsQuery,
    ...few,
    answer: 'PublicEvent',
    problems: [404, 422],
  },
  'GET /v1/series/{seriesId}': {
    operationId: 'getPublicSeries',
    summary: 'A series with its published events, what is open, and its notices; never a join link',
    answers: kept('json'),
    answer: 'PublicSeries',
    problems: [404, 422],
  },
  'GET /v1/series/{seriesId}/calendar.ics': {
    operationId: 'getSeriesCalendar',
    summary: 'A feed to subscribe to (RFC 5545)',
    answers: kept('calendar'),
    problems: [404],
  },
  'GET /v1/events/{eventId}': {
    operationId: 'getPublicEvent',
    summary: 'A published event',
    answers: kept('json'),
    answer: 'PublicEvent',
    problems: [404, 422],
  },
  'GET /v1/events/{eventId}/calendar.ics': {
    operationId: 'getEventCalendar',
    summary: 'An event’s calendar file (RFC 5545)',
    answers: kept('calendar'),
    problems: [404],
  },
  'GET /events/{eventId}/calendar/{way}': {
    operationId: 'openCalendar',
    summary: 'Leads into a calendar: `google` and `outlook` take the entry, `series` subscribes to the feed',
    answers: { 302: 'redirect' },
    problems: [404],
  },
  'GET /events/{eventId}': {
    operationId: 'showEvent',
    summary: 'An event’s page',
    answers: kept('page'),
    problems: [404],
  },
  'GET /events/{eventId}/documentation': {
    operationId: 'showPublicDocumentation',
    summary: 'An event’s documentation, where its organiser made it public',
    answers: kept('page'),
    problems: [404],
  },
  'GET /series/{seriesId}/privacy': {
    operationId: 'showPrivacy',
    summary: 'How a series deals with data: its notice, its partners, purposes with their bases, rights',
    answers: kept('page'),
    problems: [404],
  },
  'GET /signup.js': {
    operationId: 'getSignUpComponent',
    summary: 'The web component `<eventbote-signup>` for websites',
    answers: kept('script'),
  },
  'GET /events.js': {
    operationId: 'getEventsComponent',
    summary: 'The web component `<eventbote-events>`, which lists what is published',
    answers: kept('script'),
  },
  'GET /openapi.json': {
    operationId: 'getDocument',
    summary: 'This document',
    answers: kept('json'),
    problems: [422],
  },
  $default: {
    operationId: 'answerNoRoute',
    summary: 'Whatever is no route',
    answers: {},
    problems: [404, 405],
  },
  'GET /health': {
    operationId: 'getHealth',
    summary: 'Whether the API answers',
    answers: json,
    answer: 'Health',
  },
} satisfies Routes;
