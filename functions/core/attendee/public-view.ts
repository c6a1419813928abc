import { hasGroupPlace } from '../registration/places.ts';
import type { Context } from '../table/context.ts';
import { closesAt, endsAt, openness, opensAt, startsAt } from '../table/event.ts';
import { PublicEvent } from '../table/event-fields.ts';
import type { CountersItem, EventItem } from '../table/items.ts';
import { PublicLinks } from '../table/links.ts';
import { availability, type PublicSeries } from './sign-up-form.ts';

type At = Pick<Context, 'publicUrl' | 'now'>;

/** An event as `GET /v1/events/{eventId}` tells it: what is open, never the join link, never who is registered. */
export function publicEventView({ event, counters }: { event: EventItem; counters: CountersItem }, at: At) {
  const links = new PublicLinks(at);
  return {
    ...PublicEvent.parse(event),
    startsAt: startsAt(event),
    endsAt: endsAt(event),
    registration: {
      state: openness(event, at.now),
      availability: availability(event, counters, at.now),
      ...(opensAt(event) === undefined ? {} : { opensAt: opensAt(event) }),
      closesAt: closesAt(event),
    },
    workingGroups: event.workingGroups.map((group) => ({
      workingGroupId: group.workingGroupId,
      title: group.title,
      isFull: !hasGroupPlace(counters, group.workingGroupId),
    })),
    pageUrl: links.event(event.eventId),
    calendarUrl: links.eventCalendar(event.eventId),
  };
}

/** A series as `GET /v1/series/{seriesId}` tells it, with its published events and the notices of its form. */
export function publicSeriesView({ series, events }: PublicSeries, at: At) {
  return {
    seriesId: series.seriesId,
    title: series.title,
    summary: series.summary,
    organisers: series.organisers,
    timeZone: series.timeZone,
    defaultLocale: series.defaultLocale,
    notices: series.notices,
    signUpUrl: new PublicLinks(at).signUp(series.seriesId),
    calendarUrl: `${at.publicUrl}/v1/series/${series.seriesId}/calendar.ics`,
    events: events.map((one) => publicEventView(one, at)),
  };
}
