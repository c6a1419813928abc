import type { DurationUnit } from './attendance-columns.ts';

/** Minutes, and where they are counted from: what one stay in a meeting took. */
export interface Stay {
  from: number;
  to: number;
}

const minutesOfUnit = { h: 60, s: 1 / 60 } as const;

/**
 * How many minutes a cell says: “2h 5m 43s”, “1 Std. 12 Min.”, “02:03:00”, or a number of the unit that its column names.
 * @returns undefined for what is no duration
 */
export function minutesIn(cell: string, unit: DurationUnit): number | undefined {
  const text = cell.trim().toLowerCase();
  const parts = [...text.matchAll(/(\d+(?:[.,]\d+)?)\s*(h|std|stunde|hour|hr|m|s)[a-zü]*\.?/g)];
  if (parts.length > 0) {
    return parts.reduce((sum, [, count = '', word = 'm']) => {
      const isSecond = word === 's';
      const perUnit = isSecond ? minutesOfUnit.s : word === 'm' ? 1 : minutesOfUnit.h;
      return sum + Number(count.replace(',', '.')) * perUnit;
    }, 0);
  }
  const clock = /^(\d+):(\d{2})(?::(\d{2}))?$/.exec(text);
  // Minutes and seconds, where its column counts minutes.
  if (clock !== null && clock[3] === undefined && unit === 'minutes')
    return Number(clock[1]) + Number(clock[2]) / 60;
  if (clock !== null) return Number(clock[1]) * 60 + Number(clock[2]) + Number(clock[3] ?? 0) / 60;
  if (!/^\d+([.,]\d+)?$/.test(text)) return undefined;
  const number = Number(text.replace(',', '.'));
  return unit === 'hours' ? number * 60 : unit === 'seconds' ? number / 60 : number;
}

/** The minute of the day that a cell names, whatever way its date is written. */
export function minuteOfDay(cell: string): number | undefined {
  const found = /(\d{1,2}):(\d{2})(?::(\d{2}))?(?:\.\d+)?\s*([ap])?/i.exec(cell);
  if (found === null) return undefined;
  const [, hours, minutes, seconds, half] = found;
  const hour =
    half === undefined ? Number(hours) : (Number(hours) % 12) + (half.toLowerCase() === 'p' ? 12 : 0);
  return hour * 60 + Number(minutes) + Number(seconds ?? 0) / 60;
}

const day = 24 * 60;

/** A stay of less than a day between two times of day. */
export function stayBetween(join: number, leave: number): Stay {
  return { from: join, to: leave < join ? leave + day : leave };
}

/** Minutes that stays cover together: two devices at once count once. */
export function minutesCovered(stays: readonly Stay[]): number {
  let covered = 0;
  let until = Number.NEGATIVE_INFINITY;
  for (const { from, to } of stays.toSorted((a, b) => a.from - b.from)) {
    covered += Math.max(0, to - Math.max(from, until));
    until = Math.max(until, to);
  }
  return covered;
}
