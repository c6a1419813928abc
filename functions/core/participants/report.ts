import { sensitiveIds } from '../registration/sensitive.ts';
import type { Question } from '../table/event.ts';
import type { EventItem, ReportedRegistration } from '../table/items.ts';
import { type EventReport, fewest, type ReportCount, type ReportTable } from '../table/report-items.ts';
import { statesWay, wayOf } from '../table/way.ts';
import type { Localised } from '../values/locale.ts';

interface Cell {
  value: string;
  label?: Localised;
  count: number;
}

/** Stands for those who gave no answer, or chose no working group. */
const none = '';
const noneLabel = { de: 'ohne Angabe', en: 'no answer' };
const yesNo = [
  { value: 'true', label: { de: 'ja', en: 'yes' } },
  { value: 'false', label: { de: 'nein', en: 'no' } },
];
const attendanceValues = [
  { value: 'attended', label: { de: 'teilgenommen', en: 'attended' } },
  { value: 'absent', label: { de: 'nicht teilgenommen', en: 'did not attend' } },
  { value: 'unrecorded', label: { de: 'nicht erfasst', en: 'not recorded' } },
];

const wayValues = [
  { value: 'onsite', label: { de: 'vor Ort', en: 'on site' } },
  { value: 'online', label: { de: 'online', en: 'online' } },
];

/** A number of people, as far as it may be told. */
export function reportCount(count: number): ReportCount {
  return count > 0 && count < fewest ? `<${fewest}` : count;
}

/**
 * Cells with fewer than five are one together, so that nobody is found in them. When that one is too small still, the
 * next smallest goes in too: else the total would tell what it hides.
 */
export function mergedCells(cells: readonly Cell[]): Pick<ReportTable, 'cells' | 'merged'> {
  const bySize = cells.toSorted((a, b) => a.count - b.count);
  let values = 0;
  let count = 0;
  for (const cell of bySize) {
    const isHiding = count > 0 && count < fewest;
    if (cell.count >= fewest && !isHiding) break;
    values += 1;
    count += cell.count;
  }
  if (values === 0) return { cells: [...cells] };
  const hidden = new Set(bySize.slice(0, values));
  return { cells: cells.filter((cell) => !hidden.has(cell)), merged: { values, count: reportCount(count) } };
}

/** Counts one event's confirmed registrations as they come, in any order. */
export class EventCount {
  readonly #event: EventItem;
  readonly #counts = new Map<string, Map<string, number>>();
  readonly #questions: Question[];
  #confirmed = 0;

  constructor(event: EventItem) {
    this.#event = event;
    const sensitive = sensitiveIds(event);
    this.#questions = event.questions.filter(
      ({ kind, questionId }) => !kind.toLowerCase().includes('text') && !sensitive.has(questionId),
    );
  }

  add(registration: ReportedRegistration): void {
    const { attended, workingGroupId, answers } = registration;
    this.#confirmed += 1;
    if (statesWay(this.#event)) this.#count('way', wayOf(this.#event, registration) ?? none);
    this.#count('attendance', attended === undefined ? 'unrecorded' : attended ? 'attended' : 'absent');
    this.#count('workingGroup', workingGroupId ?? none);
    for (const { questionId } of this.#questions) {
      const given = answers[questionId];
      const values = Array.isArray(given) ? given : [given === undefined ? none : String(given)];
      for (const value of values.length === 0 ? [none] : values) this.#count(`question ${questionId}`, value);
    }
  }

  #count(table: string, value: string): void {
    const counts = this.#counts.get(table) ?? new Map<string, number>();
    this.#counts.set(table, counts.set(value, (counts.get(value) ?? 0) + 1));
  }

  /** The cells of a table: the values that there are, and those that were given while there were others. */
  #cells(table: string, known: readonly Omit<Cell, 'count'>[]): Cell[] {
    const counts = new Map(this.#counts.get(table));
    const cells = known.map((cell) => {
      const count = counts.get(cell.value) ?? 0;
      counts.delete(cell.value);
      return { ...cell, count };
    });
    const others = [...counts]
      .toSorted()
      .map(([value, count]) => (value === none ? { value, label: noneLabel, count } : { value, count }));
    return [...cells, ...others];
  }

  get report(): EventReport {
    const { eventId, title, startsAtLocal, timeZone, status, workingGroups } = this.#event;
    const groups = workingGroups.map((one) => ({ value: one.workingGroupId, label: one.title }));
    const tables: ReportTable[] = [
      { what: 'attendance', ...mergedCells(this.#cells('attendance', attendanceValues)) },
      ...(statesWay(this.#event)
        ? [{ what: 'way' as const, ...mergedCells(this.#cells('way', wayValues)) }]
        : []),
      ...(groups.length > 0
        ? [{ what: 'workingGroup' as const, ...mergedCells(this.#cells('workingGroup', groups)) }]
        : []),
      ...this.#questions.map(({ questionId, label, options = yesNo }) => ({
        what: 'question' as const,
        questionId,
        label,
        ...mergedCells(this.#cells(`question ${questionId}`, options)),
      })),
    ];
    return {
      ...{ eventId, title, startsAtLocal, timeZone, tables, confirmed: reportCount(this.#confirmed) },
      status: status === 'cancelled' ? 'cancelled' : 'published',
    };
  }
}
