import { globSync, readFileSync } from 'node:fs';
import path from 'node:path';
import type { Organiser } from '../../../functions/core/access/organiser.ts';
import type { Context } from '../../../functions/core/table/context.ts';
import type { EventItem } from '../../../functions/core/table/items.ts';
import type { Step } from '../../../functions/core/table/ports.ts';
import { bytesOf } from '../../../functions/core/table/transaction-limits.ts';
import type { Instant } from '../../../functions/core/values/time.ts';
import { MemoryTable } from '../../adapters/memory-table.ts';
import { Series } from '../series.ts';

export const owner: Organiser = { tokenHash: 'x', name: 'test', role: 'owner', seriesIds: undefined };
export const eventIds = Array.from({ length: 20 }, (_, index) => `teil-${index + 1}`);
export const [first = ''] = eventIds;
/** Behind the times of all reminders, with two weeks to go. */
const now: Instant = '2027-04-14T09:00:00.000Z';

const names = (name: string, many: number) => Array.from({ length: many }, (_, index) => `${name}${index}`);
const question = { kind: 'longText', required: true, maxLength: 5000, label: { de: 'Wozu?' } } as const;

/** An event with as much of everything as is allowed and a transaction may have to do with. */
const fullEvent = (eventId: string): Partial<EventItem> => ({
  eventId,
  capacity: 1,
  waitingList: true,
  seatsPerAddress: 10,
  reminders: ['P60D', 'P50D', 'P40D', 'P30D', 'P20D'],
  workingGroups: names('gruppe', 30).map((workingGroupId) => ({
    workingGroupId,
    title: { de: workingGroupId },
    capacity: 1,
  })),
  questions: names('frage', 30).map((questionId, index) => ({
    ...question,
    questionId,
    required: false,
    sensitive: index === 0,
  })),
});

const forEach = <T>(of: (eventId: string) => T) => Object.fromEntries(eventIds.map((id) => [id, of(id)]));

/** All that one form may say: its body has 64 KB. */
const everything = {
  workingGroups: forEach(() => 'gruppe0'),
  answers: forEach(() => Object.fromEntries(names('frage', 30).map((id) => [id, 'a'.repeat(90)]))),
  notices: { privacy: '2027-01', news: '2027-01', sensitive: '2027-01' },
};

/** The largest transaction that was planned in a file of core. */
export interface Largest {
  steps: number;
  bytes: number;
}

/** Notes what is committed to a table from now on, by the file of core that commits. */
export function recordInto(seen: Map<string, Largest>, table: MemoryTable): void {
  const commit = table.commit.bind(table);
  table.commit = (steps: readonly Step[]) => {
    const file = /functions\/core\/[\w/-]+\.ts/.exec(new Error('from here').stack ?? '')?.[0];
    if (file !== undefined) {
      const { steps: most, bytes } = seen.get(file) ?? { steps: 0, bytes: 0 };
      seen.set(file, { steps: Math.max(most, steps.length), bytes: Math.max(bytes, bytesOf(steps)) });
    }
    return commit(steps);
  };
}

/** A series of twenty events; the table notes what is committed to it, by the file of core that commits. */
export class LargestWorld {
  static #made: Promise<{ table: MemoryTable; series: Series }> | undefined;
  readonly table: MemoryTable;
  readonly series: Series;

  private constructor(table: MemoryTable, series: Series) {
    this.table = table;
    this.series = series;
  }

  /** A world of its own, whose events have the given limit of places. */
  static async create(seen: Map<string, Largest>, capacity?: number): Promise<LargestWorld> {
    LargestWorld.#made ??= LargestWorld.#make();
    const made = await LargestWorld.#made;
    const table = made.table.copy(() => Promise.resolve());
    const series = made.series.in(table);
    const world = new LargestWorld(table, series);
    if (capacity !== undefined) await world.limit(capacity);
    recordInto(seen, table);
    return world;
  }

  static async #make() {
    const table = new MemoryTable();
    const series = await Series.create(table, 'reihe', eventIds.map(fullEvent));
    series.now = now;
    series.client = '203.0.113.7';
    return { table, series };
  }

  /** Another limit of places, and room in all groups, for every event. */
  async limit(capacity: number): Promise<void> {
    const groups = Object.fromEntries(names('gruppe', 30).map((id) => [id, { capacity: 100, isNew: false }]));
    for (const eventId of eventIds)
      await this.table.commit([{ step: 'setLimits', eventId, capacity, groups }]);
  }

  get context(): Context {
    return this.series.context;
  }

  /** Signs somebody up for all of it, who confirms; with no place left they wait. */
  async join(name: string) {
    return this.series.join(`${name}@${name}.example`, eventIds, everything);
  }

  async signUp(name: string, changes: object = {}) {
    return this.series.signUp(`${name}@${name}.example`, eventIds, { ...everything, ...changes });
  }

  async registration(name: string, eventId = first) {
    const found = await this.series.registration(`${name}@${name}.example`, eventId);
    if (found === undefined) throw new Error(`${name} is not registered for ${eventId}`);
    return found;
  }

  attendee(name: string) {
    return this.series.attendee(`${name}@${name}.example`);
  }
}

const isSpread = (list: string) => /(\[|,)\s*\.\.\./.test(list.replaceAll(/\{[^{}]*\}/g, ''));

/** The files of core that commit what is not a list as it is written there, so that its length is to be shown. */
export function filesToWalk(): string[] {
  const root = path.resolve(import.meta.dirname, '../../..');
  return globSync('functions/core/**/*.ts', { cwd: root })
    .filter((file) => {
      const source = readFileSync(path.join(root, file), 'utf8');
      return [...source.matchAll(/\.commit\(/g)].some(({ index }) => {
        const list = argument(source.slice(index + '.commit('.length));
        return !list.trimStart().startsWith('[') || isSpread(list);
      });
    })
    .toSorted();
}

/** What stands before the bracket that closes the call. */
function argument(rest: string): string {
  let depth = 1;
  for (let at = 0; at < rest.length; at++) {
    if (rest[at] === '(') depth++;
    if (rest[at] === ')' && --depth === 0) return rest.slice(0, at);
  }
  return rest;
}
