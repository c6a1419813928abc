import * as z from 'zod';
import type { PublicLinks } from '../table/links.ts';

/** Calendars on the web that take an entry by a link. */
const webCalendars = ['google', 'outlook'] as const;
export type WebCalendar = (typeof webCalendars)[number];

/** Where a link into a calendar leads: to one on the web, or to the series' feed. */
export const CalendarWay = z.enum([...webCalendars, 'series']);
type CalendarWay = z.infer<typeof CalendarWay>;

/** The ways into the reader's calendar, by one click each; `series` subscribes to all of its events. */
export type CalendarLinks = Record<'file' | CalendarWay, string>;

/** Those that fit the entry of who has a place. */
export type OwnCalendarLinks = Pick<CalendarLinks, 'series'> & Partial<CalendarLinks>;

/** They name the event alone, so that they stay right when it moves, and hold nothing personal. */
export function calendarLinks(eventId: string, links: PublicLinks): CalendarLinks {
  return {
    file: links.eventCalendar(eventId),
    google: links.intoCalendar(eventId, 'google'),
    outlook: links.intoCalendar(eventId, 'outlook'),
    series: links.intoCalendar(eventId, 'series'),
  };
}

/** A series' feed as programs take it that subscribe to calendars. */
export function feedSubscription(seriesId: string, links: PublicLinks): string {
  return links.seriesCalendar(seriesId).replace(/^https?:/, 'webcal:');
}
