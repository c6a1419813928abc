import type { ReportSection } from '../core/mail/page-content.ts';
import type { ReportPeriod } from '../core/participants/series-report.ts';
import type { EventReport, ReportTable } from '../core/table/report-items.ts';
import { byteOrderMark, csvRow } from '../core/values/csv.ts';
import { inLocale, type Locale } from '../core/values/locale.ts';
import { instantOf } from '../core/values/time.ts';
import { day } from './dates.ts';
import { wordsOf } from './words/index.ts';

/** A series' report in its reader's words: periods, their events, and each event's tables. */
export function reportSections(
  periods: readonly ReportPeriod[],
  timeZone: string,
  locale: Locale,
): ReportSection[] {
  const words = wordsOf[locale].page.report;
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
        { title: words.registrations, rows: [[words.confirmed, String(event.confirmed)]] },
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
      ],
    })),
  ]);
}

function dayOfEvent({ startsAtLocal, timeZone }: EventReport, locale: Locale): string {
  return day(instantOf(startsAtLocal, timeZone), timeZone, locale);
}

function titleOf({ what, label, questionId = '' }: ReportTable, locale: Locale): string {
  const { report } = wordsOf[locale].page;
  if (what === 'question') return label === undefined ? questionId : inLocale(label, locale);
  return report[what];
}

/** The same as a table for a spreadsheet: a row a count. */
export function reportCsv(sections: readonly ReportSection[], locale: Locale): string {
  const { columns } = wordsOf[locale].page.report;
  const heading = [columns.section, columns.table, columns.value, columns.count];
  const rows = sections.flatMap((section) =>
    section.tables.flatMap((table) => table.rows.map((row) => [section.title, table.title, ...row])),
  );
  return (
    byteOrderMark + [heading, ...rows].map((row) => csvRow(row, wordsOf[locale].common.csvSeparator)).join('')
  );
}
