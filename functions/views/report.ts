import type { ReportSection } from '../core/mail/page-content.ts';
import type { SeriesReport } from '../core/participants/read-report.ts';
import type { EventReport, ReportTable } from '../core/table/report-items.ts';
import { byteOrderMark, csvRow } from '../core/values/csv.ts';
import { inLocale, type Locale } from '../core/values/locale.ts';
import { instantOf } from '../core/values/time.ts';
import { day } from './dates.ts';
import { wordsOf } from './words/index.ts';

/**
 * A series' proof of use in its reader's words: who holds it, periods, their events and each event's tables, what is missing,
 * and how each number was made. Empty as long as there is nothing to tell.
 */
export function reportSections(report: SeriesReport, locale: Locale): ReportSection[] {
  if (report.periods.length === 0) return [];
  const words = wordsOf(locale).page.report;
  return [
    headOf(report, locale),
    ...periodSections(report, locale),
    {
      title: words.howTitle,
      level: 2,
      tables: [
        { title: words.explanation, rows: Object.values(words.howMade).map(({ of, how }) => [of, how]) },
      ],
    },
  ];
}

/** Who holds the series and with whom, and whether anything is missing still. */
function headOf({ series, periods, gaps }: SeriesReport, locale: Locale): ReportSection {
  const words = wordsOf(locale).page.report;
  const titles = new Map(periods.flatMap(({ events }) => events.map((one) => [one.eventId, one.title])));
  const named = (eventId: string) => {
    const title = titles.get(eventId);
    return title === undefined ? eventId : inLocale(title, locale);
  };
  const { organisers, partners = [] } = series;
  return {
    title: inLocale(series.title, locale),
    level: 2,
    tables: [
      {
        title: words.heldBy,
        rows: [
          ...organisers.map((name) => [name, words.organiser]),
          ...partners.map(({ name, role }) => [name, words.partners[role]]),
        ],
      },
      {
        title: words.state,
        rows:
          gaps.length === 0
            ? [[words.complete, '']]
            : gaps.map(({ eventId, lacks }) => [named(eventId), words.lacks[lacks]]),
      },
    ],
  };
}

function periodSections({ series: { timeZone }, periods }: SeriesReport, locale: Locale): ReportSection[] {
  const words = wordsOf(locale).page.report;
  return periods.flatMap(({ frozenAt, people, attendedPeople, events }) => [
    {
      title: frozenAt === undefined ? words.current : words.frozen(day(frozenAt, timeZone, locale)),
      level: 2 as const,
      tables: [
        {
          title: words.people,
          rows: [
            [words.peopleWithPlace, String(people)],
            [words.peopleWhoCame, String(attendedPeople)],
          ],
        },
      ],
    },
    ...events.map((event) => ({
      title: `${inLocale(event.title, locale)}, ${dayOfEvent(event, locale)}${event.status === 'cancelled' ? ` (${words.cancelled})` : ''}`,
      level: 3 as const,
      tables: [
        {
          title: words.registrations,
          rows: [
            ...(event.signUps === undefined ? [] : [[words.signUps, String(event.signUps)]]),
            [words.confirmed, String(event.confirmed)],
          ],
        },
        ...event.tables.map((table) => ({
          title: titleOf(table, locale),
          rows: [
            ...table.cells.map(({ value, label, count }) => [
              label === undefined ? value : inLocale(label, locale),
              String(count),
            ]),
            ...(table.merged === undefined
              ? []
              : [[words.merged(table.merged.values), String(table.merged.count)]]),
          ],
        })),
        ...(event.documentation?.length
          ? [
              {
                title: words.documentation,
                rows: event.documentation.map(({ title, url }) => [inLocale(title, locale), url]),
              },
            ]
          : []),
      ],
    })),
  ]);
}

function dayOfEvent({ startsAtLocal, timeZone }: EventReport, locale: Locale): string {
  return day(instantOf(startsAtLocal, timeZone), timeZone, locale);
}

function titleOf({ what, label, questionId = '' }: ReportTable, locale: Locale): string {
  const { report } = wordsOf(locale).page;
  if (what === 'question') return label === undefined ? questionId : inLocale(label, locale);
  return report[what];
}

/** The same as a table for a spreadsheet: a row a count. */
export function reportCsv(sections: readonly ReportSection[], locale: Locale): string {
  const { columns } = wordsOf(locale).page.report;
  const heading = [columns.section, columns.table, columns.value, columns.count];
  const rows = sections.flatMap((section) =>
    section.tables.flatMap((table) => table.rows.map((row) => [section.title, table.title, ...row])),
  );
  return (
    byteOrderMark + [heading, ...rows].map((row) => csvRow(row, wordsOf(locale).common.csvSeparator)).join('')
  );
}
