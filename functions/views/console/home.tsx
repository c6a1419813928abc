import type { EventStanding, Home, Need } from '../../core/organising/home.ts';
import { startsAt } from '../../core/table/event.ts';
import { inLocale } from '../../core/values/locale.ts';
import { moment } from '../dates.ts';
import { Meter } from './charts.tsx';
import { Act } from './form.tsx';
import { useGiven } from './given.ts';
import { Screen } from './screen.tsx';

/** Where an organiser begins: what waits for them, and what comes next. */
export function HomeScreen({ isEmpty, paused, needs, upcoming }: Home) {
  const { home } = useGiven().words;
  if (isEmpty) return <Welcome />;
  return (
    <Screen title={home.title}>
      {paused && <PausedLane {...paused} />}
      {needs.length > 0 ? (
        <ul class="cards">
          {needs.map((need) => (
            <li class={`card ${need.need === 'failed' || need.need === 'unknown' ? 'warn' : ''}`}>
              <NeedCard need={need} />
            </li>
          ))}
        </ul>
      ) : (
        !paused && <p class="note good">{home.allDone}</p>
      )}
      <h2>{home.upcoming}</h2>
      {upcoming.length === 0 ? (
        <p>{home.noUpcoming}</p>
      ) : (
        <ul class="cards">
          {upcoming.map((standing) => (
            <li class="card">
              <Upcoming {...standing} />
            </li>
          ))}
        </ul>
      )}
    </Screen>
  );
}

function Welcome() {
  const { words, may, isEverywhere } = useGiven();
  const { empty } = words.home;
  const mayMake = may('editor') && isEverywhere;
  return (
    <Screen title={empty.title}>
      <p>{mayMake ? empty.text : empty.viewer}</p>
      {mayMake && (
        <p>
          <a class="button" href="/console/new-series">
            {empty.action}
          </a>
        </p>
      )}
    </Screen>
  );
}

function PausedLane({ at, reason }: NonNullable<Home['paused']>) {
  const { words, locale, timeZone, may, isEverywhere } = useGiven();
  return (
    <div class="note bad">
      <h2>{words.home.needs.lane}</h2>
      <p>
        {moment(at, timeZone, locale)}: {reason}
      </p>
      <p>{words.home.resumeHint}</p>
      {may('owner') && isEverywhere && (
        <Act action="/console/lane/resume" label={words.home.resume} look="danger" />
      )}
    </div>
  );
}

/** Where a need is seen to. */
function hrefOf(need: Need): string {
  if (need.need === 'draftAnnouncement') return `/console/announcements/${need.announcement.announcementId}`;
  const event = `/console/events/${need.event.eventId}`;
  switch (need.need) {
    case 'documentation':
    case 'unmailedLinks':
      return `${event}/documentation`;
    case 'failed':
    case 'unknown':
      return `${event}/deliveries?state=${need.need}`;
    default:
      return event;
  }
}

function NeedCard({ need }: { need: Need }) {
  const { words, locale } = useGiven();
  const said = words.home.needs[need.need];
  const text = typeof said === 'function' ? said('count' in need ? need.count : 0) : said;
  const subject =
    need.need === 'draftAnnouncement'
      ? (need.announcement.texts[locale] ?? need.announcement.texts.de ?? need.announcement.texts.en)?.subject
      : inLocale(need.event.title, locale);
  return (
    <>
      <p class="kicker">{text}</p>
      <h3>
        <a href={hrefOf(need)}>{subject}</a>
      </h3>
      <p class="muted">{inLocale(need.series.title, locale)}</p>
    </>
  );
}

function Upcoming({ series, event, counters }: EventStanding) {
  const { words, locale } = useGiven();
  return (
    <>
      <p class="kicker">{moment(startsAt(event), event.timeZone, locale)}</p>
      <h3>
        <a href={`/console/events/${event.eventId}`}>{inLocale(event.title, locale)}</a>
      </h3>
      <p class="muted">{inLocale(series.title, locale)}</p>
      <Meter
        value={counters.taken}
        most={counters.capacity}
        label={words.home.taken(counters.taken, counters.capacity)}
      />
      {counters.waitlisted > 0 && <p class="muted">{words.home.waitlisted(counters.waitlisted)}</p>}
    </>
  );
}
