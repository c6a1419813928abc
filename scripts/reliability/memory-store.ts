import type { Item } from '../../functions/core/items.ts';
import type {
  Change,
  Committed,
  Counts,
  DueWork,
  IndexEntry,
  Lists,
  Page,
  Store,
} from '../../functions/core/ports.ts';
import { type Collection, type Ref, refOf } from '../../functions/core/refs.ts';

type Put = Extract<Change, { change: 'put' }>;

/**
 * The table in memory, for what takes thousands of runs: keys, conditions and the index of due work. It leaves out
 * counters, conflicts, throttles and the delay of indexes, which the real engine shows.
 */
export class MemoryStore implements Store, Lists, Counts, DueWork {
  readonly #items = new Map<string, Item>();

  async get<T>(ref: Ref<T>): Promise<T | undefined> {
    const item = this.#items.get(`${ref.pk}\n${ref.sk}`);
    return item === undefined ? undefined : ref.schema.parse(item);
  }

  async load<R extends Record<string, Ref<unknown>>>(
    wanted: R,
  ): Promise<{ [K in keyof R]: (R[K] extends Ref<infer T> ? T : never) | undefined }> {
    const entries = await Promise.all(
      Object.entries(wanted).map(async ([name, ref]) => [name, await this.get(ref)]),
    );
    return Object.fromEntries(entries);
  }

  getMany<T>(wanted: readonly Ref<T>[]): Promise<(T | undefined)[]> {
    return Promise.all(wanted.map((ref) => this.get(ref)));
  }

  async list<T>({ pk, skPrefix, schema }: Collection<T>): Promise<Page<T>> {
    const own = [...this.#items].filter(([key]) => key.startsWith(`${pk}\n${skPrefix}`));
    return { items: own.toSorted(([a], [b]) => (a < b ? -1 : 1)).map(([, item]) => schema.parse(item)) };
  }

  async commit(changes: readonly Change[]): Promise<Committed> {
    const failed = changes.flatMap((change, step) => (this.#holds(change) ? [] : [step]));
    if (failed.length > 0) return { committed: false, failed };
    for (const change of changes) {
      if (change.change === 'put') this.#items.set(keyOf(change.item), change.item);
      if (change.change === 'remove') this.#items.delete(`${change.ref.pk}\n${change.ref.sk}`);
    }
    return { committed: true };
  }

  async due(lane: string, until: string, limit: number) {
    return this.#due(lane)
      .filter((entry) => entry.dueAt <= until)
      .slice(0, limit);
  }

  async nextDue(lane: string, after: string) {
    return this.#due(lane).find((entry) => entry.dueAt > after)?.dueAt;
  }

  async countTo(): Promise<number> {
    throw new Error('this store keeps no waiting list');
  }

  async takePosition(): Promise<number> {
    throw new Error('this store keeps no waiting list');
  }

  async listed(): Promise<Page<IndexEntry>> {
    return { items: [] };
  }

  async ofPerson(): Promise<IndexEntry[]> {
    return [];
  }

  async countUp(): Promise<Record<string, number>> {
    return {};
  }

  #due(lane: string) {
    return [...this.#items.values()]
      .flatMap((item) =>
        'dueLane' in item && item.dueLane === lane && item.dueAt !== undefined
          ? [{ pk: refOf(item).pk, sk: refOf(item).sk, dueAt: item.dueAt }]
          : [],
      )
      .toSorted((a, b) => (a.dueAt < b.dueAt ? -1 : 1));
  }

  #holds(change: Change): boolean {
    return change.change === 'put' ? this.#allows(change) : true;
  }

  #allows({ item, when }: Put): boolean {
    const current = this.#items.get(keyOf(item));
    if (when === 'any') return true;
    if (when === 'absent') return current === undefined;
    if (current === undefined) return false;
    if ('version' in when) return 'version' in current && current.version === when.version;
    if ('attempt' in when) {
      return (
        current.type === 'delivery' &&
        current.attemptId === when.attempt &&
        (when.state ?? 'sending unknown').split(' ').includes(current.state)
      );
    }
    if ('state' in when) {
      const isState = 'state' in current && current.state === when.state;
      const hasAttempts =
        when.attempts === undefined || ('attempts' in current && current.attempts === when.attempts);
      return isState && hasAttempts;
    }
    throw new Error('a condition that this store does not know');
  }
}

function keyOf(item: Item): string {
  const { pk, sk } = refOf(item);
  return `${pk}\n${sk}`;
}
