import { availability, availabilityByWay, isGroupFull } from '../registration/places.ts';
import type { Context } from '../table/context.ts';
import { closesAt, endsAt, openness, opensAt, startsAt } from '../table/event.ts';
import { PublicEventFields } from '../table/event-fields.ts';
import type { CountersItem, EventItem, SeriesItem } from '../table/items.ts';
import { PublicLinks } from '../table/links.ts';
import { textHashes } from '../table/notices.ts';
import { PublicSeriesFields } from '../table/series-fields.ts';
import type { Localised } from '../values/locale.ts';
import type { PublicSeries } from './sign-up-form.ts';

type At = Pick<Context, 'publicUrl' | 'now'>;

/** An event as `GET /v1/events/{eventId}` tells it: what is open, never the join link, never who is registered. */
export function publicEventView({ event, counters }: { event: EventItem; counters: CountersItem }, at: At) {
  const links = new PublicLinks(at);
  return {
    ...PublicEventFields.parse(event),
    startsAt: startsAt(event),
    endsAt: endsAt(event),
    registration: {
      state: openness(event, at.now),
      availability: availability(event, counters, at.now),
      ways: event.attendanceMode === 'hybrid' ? availabilityByWay(event, counters, at.now) : undefined,
      opensAt: opensAt(event),
      closesAt: closesAt(event),
    },
    workingGroups: event.workingGroups.map((group) => ({
      workingGroupId: group.workingGroupId,
      title: group.title,
      isFull: isGroupFull(event, counters, group.workingGroupId, at.now),
    })),
    pageUrl: links.event(event.eventId),
    calendarUrl: links.eventCalendar(event.eventId),
  };
}

/** The notices that a form shows, each with the hashes of its texts, by language: what the form submits beside the version. */
function publicNotices({ privacy, news, sensitive }: SeriesItem['notices']) {
  // What the organiser wrote, with its placeholder, is theirs.
  const hashed = <T extends { text: Localised; written?: Localised | undefined }>({
    written,
    ...notice
  }: T) => ({
    ...notice,
    hash: textHashes(notice),
  });
  return {
    privacy: hashed(privacy),
    news: news && hashed(news),
    sensitive: sensitive && hashed(sensitive),
  };
}

/** A series as `GET /v1/series` tells it beside others. */
export function listedSeriesView(series: SeriesItem, at: At) {
  const { notices: _, ...fields } = PublicSeriesFields.parse(series);
  return {
    ...fields,
    signUpUrl: new PublicLinks(at).signUp(series.seriesId),
    calendarUrl: `${at.publicUrl}/v1/series/${series.seriesId}/calendar.ics`,
  };
}

/** A series as `GET /v1/series/{seriesId}` tells it, with its published events and the notices of its form. */
export function publicSeriesView({ series, events }: PublicSeries, at: At) {
  return {
    ...listedSeriesView(series, at),
    notices: publicNotices(series.notices),
    events: events.map((one) => publicEventView(one, at)),
  };
}
