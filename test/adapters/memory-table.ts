import { isDeepStrictEqual } from 'node:util';
import { stored, unstored, withoutUndefined } from '../../functions/adapters/transaction-steps.ts';
import type { CountersItem, DeliveryItem, Item } from '../../functions/core/table/items.ts';
import {
  dueRef,
  type Lane,
  type List,
  type RefsOfPerson,
  refsOfPerson,
} from '../../functions/core/table/lists.ts';
import type {
  Committed,
  Counts,
  DueWork,
  Lists,
  Page,
  Range,
  Step,
  Store,
} from '../../functions/core/table/ports.ts';
import { type Collection, type Ref, refOf, refs } from '../../functions/core/table/refs.ts';
import { schemaVersion } from '../../functions/core/table/schema-version.ts';
import { requireTransaction } from '../../functions/core/table/transaction-limits.ts';
import type { Instant } from '../../functions/core/values/time.ts';
import {
  allows,
  beginsWays,
  counted,
  counts,
  isWithinLimits,
  limited,
  numbered,
  withWays,
} from './memory-conditions.ts';

type Key = { pk: string; sk: string };
type Row = Key & Record<string, unknown>;

const textOf = ({ pk, sk }: Key) => `${pk}\n${sk}`;
const bySk = (a: Row, b: Row) => (a.sk < b.sk ? -1 : 1);
const isKey = ({ pk, sk = '' }: { pk: string; sk?: string }) =>
  Buffer.byteLength(pk) <= 2048 && Buffer.byteLength(sk) <= 1024;

/** What is read of a row, of which `fields` alone are wanted. */
const projected = (row: Row, fields: readonly string[] = Object.keys(row)): Row => {
  const wanted = ['pk', 'sk', 'schemaVersion', ...fields].filter((field) => field in row);
  return wanted.length === Object.keys(row).length
    ? row
    : Object.assign(
        { pk: row.pk, sk: row.sk },
        Object.fromEntries(wanted.map((field) => [field, row[field]])),
      );
};

/** What a table is asked: reads of one item, of a list, of an index; writes. */
export type Call = 'get' | 'list' | 'index' | 'commit' | 'raise';

/**
 * The table in memory, for what takes thousands of runs; the contract of the real one holds for it too. It leaves out
 * throttles, lost answers, the delay of indexes and pages of a megabyte, which the real engine and the faults show.
 */
export class MemoryTable implements Store, Lists, Counts, DueWork {
  #rows = new Map<string, Row>();
  readonly #parsed = new WeakMap<Row, { schema: unknown; item: unknown }>();
  readonly #turn: (call: Call) => Promise<void>;

  /**
   * @param turn waited for before each call, and before each item of a read of many, which is not isolated: the place
   * for whatever else happens meanwhile
   */
  constructor(turn: (call: Call) => Promise<void> = () => Promise.resolve()) {
    this.#turn = turn;
  }

  /** Another table with the same rows. */
  copy(turn: (call: Call) => Promise<void>): MemoryTable {
    const table = new MemoryTable(turn);
    table.#rows = new Map(this.#rows);
    return table;
  }

  async get<T>(ref: Ref<T>): Promise<T | undefined> {
    await this.#turn('get');
    const row = isKey(ref) ? this.#rows.get(textOf(ref)) : undefined;
    return row === undefined ? undefined : this.#parse(ref, row);
  }

  /** Parsed once: rows are replaced as a whole, and what is read of them is frozen. */
  #parse<T>({ schema }: { schema: Ref<T>['schema'] }, row: Row): T {
    const known = this.#parsed.get(row);
    // The same schema gave it: what it is, the schema says.
    if (known?.schema === schema) return known.item as T;
    const item = frozen(unstored({ schema }, row));
    this.#parsed.set(row, { schema, item });
    return item;
  }

  async load<R extends Record<string, Ref<unknown>>>(
    wanted: R,
  ): Promise<{ [K in keyof R]: (R[K] extends Ref<infer T> ? T : never) | undefined }> {
    const entries = Object.entries(wanted).map(async ([name, ref]) => [name, await this.get(ref)]);
    return Object.fromEntries(await Promise.all(entries));
  }

  getMany<T>(wanted: readonly Ref<T>[]): Promise<(T | undefined)[]> {
    return Promise.all(wanted.map((ref) => this.get(ref)));
  }

  async list<T>(
    { pk, skPrefix, schema, fields }: Collection<T>,
    { after, upTo, limit = Number.POSITIVE_INFINITY }: Range & { limit?: number } = {},
  ): Promise<Page<T>> {
    await this.#turn('list');
    const from = after === undefined ? undefined : `${skPrefix}${after}`;
    const found = this.#where((row) => row.pk === pk && row.sk.startsWith(skPrefix))
      .filter((row) => from === undefined || row.sk > from)
      .filter((row) => upTo === undefined || row.sk <= `${skPrefix}${upTo}`)
      .toSorted(bySk)
      .slice(0, limit);
    const last = found.length === limit ? found.at(-1)?.sk.slice(skPrefix.length) : undefined;
    const items = found.map((row) => this.#parse({ schema }, projected(row, fields)));
    return { items, next: last };
  }

  async countTo({ pk, skPrefix }: Collection<unknown>, last: Ref<unknown>): Promise<number> {
    await this.#turn('list');
    return this.#where((row) => row.pk === pk && row.sk >= skPrefix && row.sk <= last.sk).length;
  }

  async listed<T>({ key, schema }: List<T>, { after = '', limit }: { after?: string; limit: number }) {
    await this.#turn('index');
    const found = this.#where((row) => row.listKey === key && String(row.listAt) > after)
      .toSorted((a, b) => (String(a.listAt) < String(b.listAt) ? -1 : 1))
      .slice(0, limit);
    const last = found.length === limit ? found.at(-1)?.listAt : undefined;
    const items = found.map(({ pk, sk }): Ref<T> => ({ pk, sk, schema }));
    return { items, ...(typeof last === 'string' ? { next: last } : {}) };
  }

  async ofPerson(personHash: string): Promise<RefsOfPerson> {
    await this.#turn('index');
    return refsOfPerson(this.#where((row) => row.personHash === personHash));
  }

  async due<L extends Lane>(lane: L, until: Instant, limit: number) {
    const found = (await this.#due(lane)).filter(({ dueAt }) => dueAt <= until).slice(0, limit);
    return found.map((row) => ({ ...dueRef(lane, row), dueAt: row.dueAt }));
  }

  async nextDue(lane: Lane, after: Instant): Promise<Instant | undefined> {
    return (await this.#due(lane)).find(({ dueAt }) => dueAt > after)?.dueAt;
  }

  async postpone({ dueAt, ...key }: Key & { dueAt: Instant }, until: Instant): Promise<boolean> {
    await this.#turn('commit');
    const row = this.#rows.get(textOf(key));
    if (row?.dueAt !== dueAt) return false;
    this.#rows.set(textOf(row), { ...row, dueAt: until });
    return true;
  }

  async #due(lane: Lane) {
    await this.#turn('index');
    return this.#where((row) => row.dueLane === lane && typeof row.dueAt === 'string')
      .map(({ pk, sk, dueAt }) => ({ pk, sk, dueAt: String(dueAt) }))
      .toSorted((a, b) => (a.dueAt < b.dueAt ? -1 : 1));
  }

  async takePosition(eventId: string): Promise<number> {
    await this.#turn('raise');
    const row = this.#rows.get(textOf(refs.counters(eventId)));
    if (row === undefined) throw new Error(`no counters of ${eventId}`);
    const position = Number(row.nextPosition);
    this.#rows.set(textOf(row), { ...row, nextPosition: position + 1 });
    return position;
  }

  async countUp(key: Key, names: readonly string[], expiresAt: number): Promise<Record<string, number>> {
    await this.#turn('raise');
    const row = this.#rows.get(textOf(key)) ?? key;
    const counted = Object.fromEntries(
      names.map((name) => [name, Number(Object.entries(row).find(([own]) => own === name)?.[1] ?? 0) + 1]),
    );
    this.#rows.set(textOf(key), { ...row, ...counted, expiresAt, schemaVersion });
    return counted;
  }

  /** Everything in it, as it is stored. */
  rows(): Row[] {
    return [...this.#rows.values()];
  }

  async commit(changes: readonly Step[]): Promise<Committed> {
    await this.#turn('commit');
    const steps = changes.map((change): RowStep => {
      const put = change.step === 'put' ? rowOf(change.item) : undefined;
      const key = textOf(put ?? keyOf(change));
      return { step: change, key, before: this.#rows.get(key), put };
    });
    requireTransaction(changes);
    if (new Set(steps.map(({ key }) => key)).size < steps.length)
      throw new Error('each step of a transaction is on another item');
    const failed = steps.flatMap((step, index) => (holds(step) ? [] : [index]));
    const [{ put, before } = { put: undefined, before: undefined }] = steps;
    // As the table's lone put, which takes its own earlier try for done.
    const isDone = steps.length === 1 && put !== undefined && isDeepStrictEqual(put, before);
    if (failed.length > 0 && !isDone) return { committed: false, failed };
    // All of it is made before any of it is written: a step that can't be done leaves everything as it was.
    const made = steps.map((step) => ({ key: step.key, row: after(step) }));
    for (const { key, row } of made) {
      if (row === undefined) this.#rows.delete(key);
      else this.#rows.set(key, row);
    }
    return { committed: true };
  }

  async conclude(from: DeliveryItem, to: DeliveryItem): Promise<boolean> {
    const { attemptId: attempt = '', walk = 0, countedAs } = from;
    const when = { attempt, state: 'sending', inPage: { walk, countedAs } } as const;
    return (await this.commit([{ step: 'put', item: to, when }])).committed;
  }

  /** Each is a write of its own: others may come between. */
  async insert(items: readonly Item[]): Promise<boolean[]> {
    const results: boolean[] = [];
    for (const item of items) {
      results.push((await this.commit([{ step: 'put', item, when: 'absent' }])).committed);
    }
    return results;
  }

  #where(isWanted: (row: Row) => boolean): Row[] {
    return [...this.#rows.values()].filter(isWanted);
  }
}

/** One step of a transaction: the row that it meets, and the one that it puts. */
interface RowStep {
  step: Step;
  key: string;
  before: Row | undefined;
  put: Row | undefined;
}

function holds({ step, before }: RowStep): boolean {
  switch (step.step) {
    case 'put':
      return allows(step.when, before);
    case 'remove':
      if (step.when !== undefined) return allows(step.when, before);
      return !step.mustExist || before !== undefined;
    case 'removeVersion':
      return before !== undefined && before.version === step.version;
    case 'removeUncounted':
      return ['taken', 'pending', 'confirmed', 'waitlisted'].every((name) => before?.[name] === 0);
    case 'check':
      return before !== undefined && (!step.states?.length || step.states.includes(String(before.state)));
    case 'count':
      return before !== undefined && counts(step, countersIn(before));
    case 'setLimits':
      return before !== undefined && (step.ways === undefined || before.ways !== undefined);
    case 'beginWays':
      return before !== undefined && beginsWays(step, countersIn(before));
    case 'addNumbers':
      return isWithinLimits(step, before);
    case 'removeZero':
      return (before?.[step.name] ?? 0) === 0;
  }
}

/** What a step leaves behind. */
function after({ step, before, put }: RowStep): Row | undefined {
  switch (step.step) {
    case 'put':
      return put;
    case 'check':
      return before;
    case 'beginWays':
      return before && { ...before, ...withWays(step, countersIn(before)) };
    case 'addNumbers':
      return { ...step.ref, ...before, ...numbered(step, before) };
    case 'count':
      return before && { ...before, ...counted(step, countersIn(before)) };
    case 'setLimits': {
      if (before === undefined) return undefined;
      const { capacity, ...rest } = before;
      return { ...rest, ...limited(step, countersIn(before)) };
    }
    default:
      return undefined;
  }
}

function rowOf(item: Item): Row {
  const { pk, sk, ...rest } = withoutUndefined(stored(item));
  return { pk: String(pk), sk: String(sk), ...rest };
}

function frozen<T>(item: T): T {
  if (typeof item === 'object' && item !== null && !Object.isFrozen(item)) {
    Object.freeze(item);
    for (const part of Object.values(item)) frozen(part);
  }
  return item;
}

function keyOf(step: Step): Key {
  if (step.step === 'put') return refOf(step.item);
  return 'ref' in step ? step.ref : refs.counters(step.eventId);
}

function countersIn(row: Row): CountersItem {
  return unstored(refs.counters(''), row);
}
