import type { EventOverview, Home, Need, Stuck } from '../../core/organising/home.ts';
import { startsAt } from '../../core/table/event.ts';
import { inLocale, type Locale } from '../../core/values/locale.ts';
import { moment } from '../dates.ts';
import { ButtonForm, LinkLine } from '../kit/form.tsx';
import { Card } from '../kit/parts.tsx';
import { useConsole } from './console-context.ts';
import { PlacesTaken } from './event-parts.tsx';
import { Screen } from './screen.tsx';

/** Where an organiser begins: what waits for them, and what comes next. */
export function HomeScreen({ isEmpty, paused, stuck, needs, restrictionsDue, requestsDue, upcoming }: Home) {
  const { home } = useConsole().words;
  if (isEmpty) return <Welcome />;
  return (
    <Screen title={home.title}>
      {paused && <PausedLane {...paused} />}
      {stuck.length > 0 && <StuckWork stuck={stuck} />}
      {restrictionsDue > 0 && (
        <p class="note">
          <a href="/console/people">{home.needs.restrictions(restrictionsDue)}</a>
        </p>
      )}
      {requestsDue > 0 && (
        <p class="note warn">
          <a href="/console/people/requests">{home.needs.requests(requestsDue)}</a>
        </p>
      )}
      {needs.length > 0 ? (
        <ul class="cards">
          {needs.map((need) => (
            <NeedCard need={need} />
          ))}
        </ul>
      ) : (
        !paused &&
        stuck.length + restrictionsDue + requestsDue === 0 && <p class="note good">{home.allDone}</p>
      )}
      <h2>{home.upcoming}</h2>
      {upcoming.length === 0 ? (
        <p>{home.noUpcoming}</p>
      ) : (
        <ul class="cards">
          {upcoming.map((overview) => (
            <Upcoming {...overview} />
          ))}
        </ul>
      )}
    </Screen>
  );
}

function Welcome() {
  const { words, may, isEverywhere } = useConsole();
  const { empty } = words.home;
  const mayMake = may('editor') && isEverywhere;
  return (
    <Screen title={empty.title}>
      <p>{mayMake ? empty.text : empty.viewer}</p>
      {mayMake && <LinkLine isButton href="/console/new-series" label={empty.action} />}
    </Screen>
  );
}

function PausedLane({ at, reason }: NonNullable<Home['paused']>) {
  const { words, locale, timeZone, may, isEverywhere } = useConsole();
  return (
    <div class="note bad">
      <h2>{words.home.needs.lane}</h2>
      <p>
        {moment(at, timeZone, locale)}: {reason}
      </p>
      <p>{words.home.resumeHint}</p>
      {may('owner') && isEverywhere && (
        <ButtonForm action="/console/lane/resume" label={words.home.resume} look="danger" />
      )}
    </div>
  );
}

/** What dispatch tries in vain: since when, how often, and when again. */
function StuckWork({ stuck }: { stuck: Stuck[] }) {
  const { words, locale, timeZone } = useConsole();
  const say = words.home.stuck;
  const at = (instant: string) => moment(instant, timeZone, locale);
  return (
    <div class="note bad">
      <h2>{say.title}</h2>
      <ul>
        {stuck.map(({ lane, series, since, failures, nextAt, error }) => (
          <li>
            {say.lanes[lane]}
            {series && ` (${inLocale(series.title, locale)})`}
            {`: ${say.tried(failures, at(since), at(nextAt))} [${error}]`}
          </li>
        ))}
      </ul>
      <p>{say.hint}</p>
    </div>
  );
}

/** Where a need is seen to. */
function hrefOf(need: Need): string {
  if (need.need === 'draftAnnouncement') return `/console/announcements/${need.announcement.announcementId}`;
  if (need.need === 'unreadable') return `/console/series/${need.series.seriesId}`;
  const event = `/console/events/${need.event.eventId}`;
  switch (need.need) {
    case 'attendance':
      return `${event}/attendance`;
    case 'documentation':
    case 'unmailedLinks':
      return `${event}/documentation`;
    case 'failed':
    case 'unknown':
      return `${event}/deliveries?state=${need.need}`;
    case 'draftEvent':
    case 'full':
      return event;
    default:
      return need satisfies never;
  }
}

function subjectOf(need: Need, locale: Locale): string {
  if (need.need === 'unreadable') return need.eventId;
  if (need.need !== 'draftAnnouncement') return inLocale(need.event.title, locale);
  const { texts } = need.announcement;
  return (texts[locale] ?? texts.de ?? texts.en)?.subject ?? '';
}

function NeedCard({ need }: { need: Need }) {
  const { words, locale } = useConsole();
  const said = words.home.needs[need.need];
  const text = typeof said === 'function' ? said('count' in need ? need.count : 0) : said;
  const subject = subjectOf(need, locale);
  const isBad = need.need === 'failed' || need.need === 'unknown' || need.need === 'unreadable';
  return (
    <Card
      as="li"
      look={isBad ? 'warn' : undefined}
      above={<p class="kicker">{text}</p>}
      title={subject}
      href={hrefOf(need)}
    >
      <p class="muted">{inLocale(need.series.title, locale)}</p>
    </Card>
  );
}

function Upcoming({ series, event, counters }: EventOverview) {
  const { locale } = useConsole();
  return (
    <Card
      as="li"
      above={<p class="kicker">{moment(startsAt(event), event.timeZone, locale)}</p>}
      title={inLocale(event.title, locale)}
      href={`/console/events/${event.eventId}`}
    >
      <p class="muted">{inLocale(series.title, locale)}</p>
      <PlacesTaken counters={counters} />
    </Card>
  );
}
