import * as z from 'zod';
import type { Store } from '../state/store.ts';

/** Real time plus an offset that only grows; the offset is on disk before anyone sees it. */
export class Clock {
  /** The offset in milliseconds, one BigInt64, read by every worker's Date. */
  readonly shared = new SharedArrayBuffer(8);
  readonly #offset = new BigInt64Array(this.shared);
  readonly #store: Store;
  readonly #listeners: (() => void)[] = [];

  constructor(store: Store) {
    this.#store = store;
    Atomics.store(this.#offset, 0, BigInt(store.get('clock.offset', z.int()) ?? 0));
  }

  get offset(): number {
    return Number(Atomics.load(this.#offset, 0));
  }

  /** Milliseconds since 1970. */
  now(): number {
    return Date.now() + this.offset;
  }

  /** Moves to the instant, or stays when it has passed already. */
  step(instant: number): void {
    const offset = Math.max(this.offset, Math.round(instant) - Date.now());
    this.#store.set('clock.offset', offset);
    Atomics.store(this.#offset, 0, BigInt(offset));
    for (const listener of this.#listeners) listener();
  }

  /** Tells of each step: what waits for a time has to look again. */
  onStep(listener: () => void): void {
    this.#listeners.push(listener);
  }
}

/** The first whole minute later than the instant. */
export const minuteAfter = (instant: number): number => (Math.floor(instant / 60_000) + 1) * 60_000;

/** The instant, or the whole minute that follows it. */
export const minuteFrom = (instant: number): number => Math.ceil(instant / 60_000) * 60_000;
