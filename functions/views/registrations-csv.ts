import type { ExportPage } from '../core/participants/export.ts';
import type { RegistrationItem } from '../core/table/items.ts';
import { statesWay, type Way, wayOf } from '../core/table/way.ts';
import { byteOrderMark, csvRow } from '../core/values/csv.ts';
import { inLocale, type Locale } from '../core/values/locale.ts';
import { Temporal } from '../core/values/time.ts';
import { answerText } from './answer-text.ts';
import { registrationState } from './registration-state.ts';
import { wordsOf } from './words/index.ts';

type Cell = string | number | undefined;
interface Column {
  title: string;
  cell(registration: RegistrationItem): Cell;
}

/**
 * Registrations as CSV in an organiser's language: UTF-8 with its mark, one heading. Pages behind the first have
 * neither, so that they are joined by writing one behind the other.
 */
export function registrationsCsv(
  { event, registrations, isPersonal }: ExportPage,
  { locale, isFirst }: { locale: Locale; isFirst: boolean },
): string {
  const words = wordsOf(locale).table;
  const separator = wordsOf(locale).common.csvSeparator;
  const at = (instant: string | undefined) =>
    instant === undefined
      ? undefined
      : Temporal.Instant.from(instant)
          .toZonedDateTimeISO(event.timeZone)
          .toPlainDateTime()
          .toString({ smallestUnit: 'minute' })
          .replace('T', ' ');
  const groups = new Map(
    event.workingGroups.map((group) => [group.workingGroupId, inLocale(group.title, locale)]),
  );
  const wayText = (way: Way | undefined) => way && wordsOf(locale).common.way[way];
  const personal: Column[] = [
    { title: words.registrationId, cell: (one) => one.registrationId },
    { title: words.email, cell: (one) => one.email },
    { title: words.language, cell: (one) => one.locale },
    { title: words.signedUpAt, cell: (one) => at(one.createdAt) },
    { title: words.confirmedAt, cell: (one) => (one.isUnverified ? undefined : at(one.confirmedAt)) },
    { title: words.waitingNumber, cell: (one) => one.waitingPosition },
  ];
  const columns: Column[] = [
    { title: words.name, cell: (one) => one.name },
    { title: words.status, cell: (one) => registrationState(one, wordsOf(locale)) },
    ...(statesWay(event)
      ? [{ title: words.way, cell: (one: RegistrationItem) => wayText(wayOf(event, one)) }]
      : []),
    ...(event.workingGroups.length > 0
      ? [{ title: words.workingGroup, cell: (one: RegistrationItem) => groups.get(one.workingGroupId ?? '') }]
      : []),
    {
      title: words.attended,
      cell: (one) => (one.attended === undefined ? '' : one.attended ? words.yes : words.no),
    },
    ...(isPersonal ? personal : []),
    ...event.questions.map((question) => ({
      title: inLocale(question.label, locale),
      cell: (one: RegistrationItem) => {
        const value = one.answers[question.questionId];
        return value === undefined ? undefined : answerText(question, value, locale);
      },
    })),
  ];
  const heading =
    byteOrderMark +
    csvRow(
      columns.map(({ title }) => title),
      separator,
    );
  const rows = registrations.map((one) =>
    csvRow(
      columns.map(({ cell }) => cell(one)),
      separator,
    ),
  );
  return `${isFirst ? heading : ''}${rows.join('')}`;
}
