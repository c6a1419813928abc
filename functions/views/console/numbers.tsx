import type { MailCounts } from '../../core/delivery/counts.ts';
import type { ReportSection } from '../../core/mail/page-content.ts';
import type { eventNumbersView } from '../../core/participants/numbers.ts';
import { endsAt, startsAt } from '../../core/table/event.ts';
import type { CountersItem, EventItem, SeriesItem } from '../../core/table/items.ts';
import { isCount } from '../../core/table/report-items.ts';
import { Way } from '../../core/table/way.ts';
import { inLocale } from '../../core/values/locale.ts';
import { dayOf } from '../../core/values/time.ts';
import { shortDay, shortMoment } from '../dates.ts';
import { ButtonLink, LinkLine } from '../kit/form.tsx';
import { Bars, RisingArea } from './charts.tsx';
import { useConsole } from './console-context.ts';
import { mailLooks, mailStateOrder } from './mail-states.tsx';
import { Pager, Table } from './parts.tsx';
import { useSeriesPlace } from './places.ts';
import { Screen } from './screen.tsx';

type Numbers = ReturnType<typeof eventNumbersView>;

interface NumbersProps {
  series: SeriesItem;
  all: { event: EventItem; counters: CountersItem }[];
  /** To one person each, about the series. */
  mails: MailCounts;
  events: { event: EventItem; numbers: Numbers; today: string }[];
  next: string | undefined;
}

/** What a series counts, in pictures: of all events in a table, of each in its own. */
export function NumbersScreen({ series, all, mails, events, next }: NumbersProps) {
  const { words, may, cursor } = useConsole();
  const place = useSeriesPlace(series, 'numbers');
  const base = `/console/series/${series.seriesId}`;
  const report = <ButtonLink href={`${base}/report`} label={words.numbers.report} look="second" />;
  return (
    <Screen title={words.numbers.title} {...place} action={report} isWide>
      {all.length === 0 ? (
        <>
          <p>{words.numbers.empty}</p>
          {may('editor') && <LinkLine isButton href={`${base}/new-event`} label={words.numbers.newEvent} />}
        </>
      ) : (
        cursor === undefined && <Overview all={all} />
      )}
      {events.map((one) => (
        <EventPictures key={one.event.eventId} {...one} />
      ))}
      {cursor === undefined && Object.keys(mails.byState).length > 0 && (
        <section>
          <h2>{words.numbers.ofSeries}</h2>
          <div class="pictures">
            <MailBars mails={[mails]} />
          </div>
        </section>
      )}
      <Pager path={`${base}/numbers`} next={next} />
    </Screen>
  );
}

function Overview({ all }: Pick<NumbersProps, 'all'>) {
  const { words, locale } = useConsole();
  const { columns } = words.numbers;
  const labels = [columns.taken, columns.capacity, columns.waiting, columns.cancelled, columns.attended];
  return (
    <Table
      caption={words.numbers.overview}
      columns={[columns.event, columns.day, ...labels.map((label) => ({ label, isNumber: true }))]}
      rows={all.map(({ event, counters }) => [
        <a href={`/console/events/${event.eventId}`}>{inLocale(event.title, locale)}</a>,
        shortDay(dayOf(startsAt(event), event.timeZone), locale),
        counters.taken,
        counters.capacity ?? words.numbers.unlimited,
        counters.waitlisted,
        counters.cancelled,
        counters.attended ?? 0,
      ])}
    />
  );
}

function EventPictures({ event, numbers, today }: NumbersProps['events'][number]) {
  const { words, locale } = useConsole();
  const { signUps, attendance, ways } = numbers;
  const { attended, absent, unrecorded } = attendance;
  const over = dayOf(endsAt(event), event.timeZone);
  const title = inLocale(event.title, locale);
  const isRecorded = attended + absent > 0;
  return (
    <section>
      <h2>{title}</h2>
      <p class="muted">{shortMoment(startsAt(event), event.timeZone, locale)}</p>
      {signUps.total === 0 && <p>{words.numbers.noSignUps}</p>}
      <div class="pictures">
        <RisingArea
          caption={words.numbers.signUps(signUps.total)}
          of={title}
          days={signUps.byDay.map(({ day, total }) => ({ day, count: total }))}
          until={today < over ? today : over}
          limit={
            event.capacity === undefined
              ? undefined
              : { value: event.capacity, label: words.numbers.capacity(event.capacity) }
          }
        />
        <Bars
          caption={words.numbers.sources}
          of={title}
          column={words.numbers.source}
          bars={Object.entries(signUps.bySource)
            .toSorted(([, a], [, b]) => b - a)
            .map(([source, count]) => ({ label: sourceName(source, words.numbers.sourceNames), count }))}
        />
        {ways !== undefined && ways.onsite.confirmed + ways.online.confirmed > 0 && (
          <Bars
            caption={words.numbers.ways}
            of={title}
            column={words.numbers.ways}
            bars={Way.options.map((way) => ({ label: words.numbers.way[way], count: ways[way].confirmed }))}
          />
        )}
        <MailBars mails={[numbers.mails, ...numbers.notifications]} of={title} />
        {isRecorded && (
          <Bars
            caption={words.numbers.attendance}
            of={title}
            column={words.numbers.attendance}
            bars={[
              { label: words.numbers.attended, count: attended, look: 'good' },
              { label: words.numbers.absent, count: absent, look: 'full' },
              { label: words.numbers.unrecorded, count: unrecorded },
            ]}
          />
        )}
      </div>
    </section>
  );
}

function sourceName(source: string, names: Partial<Record<string, string>>): string {
  return names[source] ?? source;
}

/** What became of mails, those to many among them. */
export function MailBars({ mails, of }: { mails: MailCounts[]; of?: string }) {
  const { words } = useConsole();
  const waiting = mails.reduce((sum, one) => sum + (one.waiting ?? 0), 0);
  const bars = mailStateOrder
    .map((state) => ({
      label: words.states.mail[state],
      count: mails.reduce(
        (sum, { byState }) => sum + (byState[state] ?? 0),
        state === 'queued' ? waiting : 0,
      ),
      look: ({ good: 'good', warn: 'full', bad: 'bad', none: 'part' } as const)[mailLooks[state] ?? 'none'],
    }))
    .filter(({ count }) => count > 0);
  return <Bars caption={words.numbers.mails} of={of} column={words.numbers.outcome} bars={bars} />;
}

interface ReportScreenProps {
  series: SeriesItem;
  /** Registrations that it is made of. */
  count: number;
  /** Absent: too many for a screen. */
  sections?: ReportSection[];
}

/** What goes to funders: as it is handed on, where fewer than five people are never told apart. */
export function ReportScreen({ series, count, sections }: ReportScreenProps) {
  const { words, locale } = useConsole();
  const { way } = useSeriesPlace(series, 'numbers', []);
  const file = `/v1/organiser/series/${series.seriesId}/report`;
  return (
    <Screen
      title={words.numbers.report}
      way={way}
      action={
        <>
          <ButtonLink href={`${file}.html?lang=${locale}`} label={words.numbers.printable} />
          <ButtonLink href={`${file}.csv?lang=${locale}`} label={words.numbers.csv} look="second" />
        </>
      }
      lead={<p>{words.numbers.reportLead}</p>}
    >
      {sections === undefined && <p class="note">{words.numbers.largeReport(count)}</p>}
      {sections?.length === 0 && <p>{words.numbers.noReport}</p>}
      {sections?.map(({ title, level, tables }) => (
        <section>
          {level === 2 ? <h2>{title}</h2> : <h3>{title}</h3>}
          {tables.map((table) => (
            <Table
              caption={table.title}
              region={`${table.title}: ${title}`}
              columns={[
                words.numbers.value,
                {
                  label: words.numbers.count,
                  isNumber: table.rows.every(([, count = '']) => isCount(count)),
                },
              ]}
              rows={table.rows}
            />
          ))}
        </section>
      ))}
    </Screen>
  );
}
