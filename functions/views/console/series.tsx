import type { EventWithCounters } from '../../core/organising/events.ts';
import type { SeriesOverview } from '../../core/organising/series-overview.ts';
import { startsAt } from '../../core/table/event.ts';
import type { SeriesItem } from '../../core/table/items.ts';
import { inLocale } from '../../core/values/locale.ts';
import type { Instant } from '../../core/values/time.ts';
import { listOf, moment } from '../dates.ts';
import { ButtonLink, LinkLine } from '../kit/form.tsx';
import { Card, Facts } from '../kit/parts.tsx';
import { useConsole } from './console-context.ts';
import { Deletion } from './deletion.tsx';
import { durationText } from './durations.ts';
import { EventEntry, PlacesTaken } from './event-parts.tsx';
import { Pager } from './parts.tsx';
import { useSeriesPlace } from './places.ts';
import { Screen } from './screen.tsx';

interface SeriesListProps {
  series: SeriesOverview[];
  next: string | undefined;
}

/** All series, each with what comes next and how full that is. */
export function SeriesListScreen({ series, next }: SeriesListProps) {
  const { words, locale, may, isEverywhere } = useConsole();
  const mayMake = may('editor') && isEverywhere;
  const action = <ButtonLink href="/console/new-series" label={words.series.make} />;
  return (
    <Screen title={words.series.title} action={mayMake ? action : undefined}>
      {series.length === 0 && <p>{mayMake ? words.home.empty.text : words.home.empty.viewer}</p>}
      <ul class="cards">
        {series.map((one) => (
          <Card
            as="li"
            heading="h2"
            title={inLocale(one.series.title, locale)}
            href={`/console/series/${one.series.seriesId}`}
          >
            <p class="muted">{words.series.events(one.events)}</p>
            {one.next === undefined ? <p>{words.series.nothingNext}</p> : <Next {...one.next} />}
          </Card>
        ))}
      </ul>
      <Pager path="/console/series" next={next} />
    </Screen>
  );
}

function Next({ event, counters }: EventWithCounters) {
  const { words, locale } = useConsole();
  return (
    <>
      <p>
        {words.series.next} <a href={`/console/events/${event.eventId}`}>{inLocale(event.title, locale)}</a>
        <br />
        <span class="kicker">{moment(startsAt(event), event.timeZone, locale)}</span>
      </p>
      <PlacesTaken counters={counters} />
    </>
  );
}

interface SeriesScreenProps {
  series: SeriesItem;
  events: EventWithCounters[];
  now: Instant;
}

/** A series with its events, and what it is set to. */
export function SeriesScreen({ series, events, now }: SeriesScreenProps) {
  const { words, locale, may, publicUrl } = useConsole();
  const base = `/console/series/${series.seriesId}`;
  const isOpenForm = events.some(({ event }) => event.status === 'published');
  const form = `${publicUrl}/series/${series.seriesId}/signup`;
  return (
    <Screen
      title={inLocale(series.title, locale)}
      {...useSeriesPlace(series, 'overview')}
      action={may('editor') && <ButtonLink href={`${base}/new-event`} label={words.series.newEvent} />}
      lead={series.summary && <p class="pre">{inLocale(series.summary, locale)}</p>}
    >
      <h2>{words.series.eventsTitle}</h2>
      {events.length === 0 ? (
        <p>{may('editor') ? words.series.noEvents : words.series.noEventsYet}</p>
      ) : (
        <ul class="cards">
          {events.map((one) => (
            <EventEntry {...one} now={now} />
          ))}
        </ul>
      )}
      <h2>{words.series.settings}</h2>
      <SeriesFacts series={series} />
      {isOpenForm && <LinkLine href={form} label={words.series.openForm} />}
      {may('editor') && <LinkLine href={`${base}/delete`} label={words.series.remove} />}
    </Screen>
  );
}

function SeriesFacts({ series }: { series: SeriesItem }) {
  const { words, locale } = useConsole();
  const { facts } = words.series;
  const { news, sensitive } = series.notices;
  const nudge = series.verificationNudge;
  return (
    <Facts
      facts={[
        [facts.organisers, listOf(series.organisers, locale)],
        [facts.replyTo, series.replyTo],
        [facts.timeZone, series.timeZone],
        [facts.nudge, nudge && words.series.nudgeAfter(durationText(nudge, locale))],
        [facts.retention, series.retentionDays && words.series.days(series.retentionDays)],
        [facts.news, news ? words.series.newsFrom(news.sender) : words.series.notAsked],
        [facts.sensitive, sensitive ? words.series.asked : words.series.notAsked],
        [facts.seriesId, <code>{series.seriesId}</code>],
      ]}
    />
  );
}

/** Asks before a series goes; says why it can't as long as it has events. */
export function DeleteSeriesScreen({ series, events }: { series: SeriesItem; events: number }) {
  const { words, locale } = useConsole();
  const { removing } = words.series;
  return (
    <Screen title={removing.title(inLocale(series.title, locale))} {...useSeriesPlace(series)}>
      <Deletion
        base={`/console/series/${series.seriesId}`}
        version={series.version}
        obstacle={events > 0 && removing.hasEvents(events)}
        back={words.series.back}
        submit={removing.submit}
      >
        {removing.text}
      </Deletion>
    </Screen>
  );
}
