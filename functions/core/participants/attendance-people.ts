import { normaliseEmail } from '../values/keys.ts';
import { minutesCovered, type Stay, stayBetween } from './attendance-times.ts';
import { nameWords } from './names-alike.ts';

/** `unclear` by a mark that nobody here knows, `untimed` without times where others have them: a service lists who registered, too. */
export type Presence = 'there' | 'absent' | 'unclear' | 'untimed';

/** Somebody whom a report names, in however many of its lines. */
export interface ReportPerson {
  lines: number[];
  /** As the report shows it; empty where it has addresses alone. */
  name: string;
  addresses: string[];
  /** What the first line says, to show it where there is neither. */
  text: string;
  presence: Presence;
  /** In the meeting, over all times that they joined; undefined where the report doesn’t say. */
  minutes?: number;
}

/** What one line says of somebody. */
export interface ReportRow {
  line: number;
  name: string;
  addresses: string[];
  text: string;
  presence: Presence;
  minutes?: number | undefined;
  stay?: Stay | undefined;
  /** Of a report of who came and went: which of both, at which minute of the day. */
  joined?: { isJoin: boolean; at: number } | undefined;
}

/** Lines of one address, or without any of one name, are one person’s. A table counts each stay once. */
export function merged(
  tables: readonly (readonly ReportRow[])[],
  isShared: (address: string) => boolean,
): ReportPerson[] {
  const people = new Map<string, ReportPerson>();
  for (const table of tables) {
    const rowsOfPerson = Map.groupBy(table, (row) => keyOf(row, isShared));
    for (const [key, rows] of rowsOfPerson) {
      const person = people.get(key);
      const present = rows.filter(({ presence }) => presence === 'there');
      const minutes = minutesPresent(present);
      if (person === undefined) {
        const { name, text } = rows.find((row) => row.name !== '') ?? rows[0] ?? { name: '', text: '' };
        people.set(key, {
          lines: rows.map(({ line }) => line),
          ...{ name, text },
          addresses: [...new Set(rows.flatMap(({ addresses }) => addresses))],
          presence: presenceOf(rows),
          ...(minutes === undefined ? {} : { minutes }),
        });
        continue;
      }
      person.lines.push(...rows.map(({ line }) => line));
      person.addresses = [...new Set([...person.addresses, ...rows.flatMap(({ addresses }) => addresses)])];
      person.presence = presenceOf([person, ...rows]);
      // The same stays told again, in more detail.
      if (minutes !== undefined) person.minutes = Math.max(person.minutes ?? 0, minutes);
    }
  }
  return [...people.values()].toSorted((a, b) => (a.lines[0] ?? 0) - (b.lines[0] ?? 0));
}

/** One line that says somebody was there is enough. */
function presenceOf(lines: readonly { presence: Presence }[]): Presence {
  const all = lines.map(({ presence }) => presence);
  return (['there', 'unclear', 'untimed'] as const).find((one) => all.includes(one)) ?? 'absent';
}

function keyOf(
  { addresses: [address], name, text }: ReportRow,
  isShared: (address: string) => boolean,
): string {
  const words = nameWords(name).join(' ');
  if (address !== undefined) return `address ${normaliseEmail(address)} ${isShared(address) ? words : ''}`;
  return words === '' ? `text ${text}` : `name ${words}`;
}

function minutesPresent(rows: readonly ReportRow[]): number | undefined {
  const whole = (minutes: number) => Math.round(minutes);
  const [first] = rows;
  if (first === undefined) return undefined;
  if (rows.length === 1 && first.minutes !== undefined) return whole(first.minutes);
  const moves = rows.flatMap(({ joined }) => joined ?? []);
  if (moves.length > 0) {
    const between = staysOf(moves);
    return between && whole(minutesCovered(between));
  }
  const stays = rows.flatMap(({ stay }) => stay ?? []);
  if (stays.length === rows.length) return whole(minutesCovered(stays));
  const told = rows.flatMap(({ minutes }) => minutes ?? []);
  return told.length === 0 ? undefined : whole(told.reduce((sum, minutes) => sum + minutes, 0));
}

/** From each coming to the next going; undefined where a going is not told, and nobody knows how long it was. */
function staysOf(moves: readonly { isJoin: boolean; at: number }[]): Stay[] | undefined {
  const stays: Stay[] = [];
  let since: number | undefined;
  for (const { isJoin, at } of moves.toSorted((a, b) => a.at - b.at)) {
    if (isJoin) since ??= at;
    else if (since !== undefined) {
      stays.push(stayBetween(since, at));
      since = undefined;
    }
  }
  return since === undefined ? stays : undefined;
}
