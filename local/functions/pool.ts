import type { Instance } from './instance.ts';
import { type InvocationResult, stopped } from './protocol.ts';

/** A call waits this long for a busy instance before another one boots. */
const patienceMilliseconds = 250;

interface Job {
  readonly payload: string;
  readonly since: number;
  readonly resolve: (result: InvocationResult) => void;
  readonly onStart: (() => void) | undefined;
}

/** `eager`: a call that finds no idle instance has one booted at once, as on AWS. */
export interface PoolLimits {
  readonly instances: number;
  readonly eager: boolean;
}

/**
 * The instances of one function. An idle one is used again; else a new one boots. Unless the pool is eager, they boot one
 * at a time and only once a call has waited a little: on one machine ten cold instances are slower than a short queue
 * for two warm ones.
 */
export class Pool {
  readonly #create: () => Instance;
  readonly #limits: PoolLimits;
  readonly #instances = new Set<Instance>();
  readonly #idle: Instance[] = [];
  readonly #queue: Job[] = [];
  #booting = 0;
  #ended = false;
  #patience: NodeJS.Timeout | undefined;

  constructor(create: () => Instance, limits: PoolLimits) {
    this.#create = create;
    this.#limits = limits;
  }

  /** @param onStart called when an instance takes it up; on AWS that would be at once */
  invoke(payload: string, onStart?: () => void): Promise<InvocationResult> {
    if (this.#ended) return Promise.resolve({ ok: false, error: stopped });
    return new Promise((resolve) => {
      this.#queue.push({ payload, since: performance.now(), resolve, onStart });
      this.#work();
    });
  }

  /** Ends the instances that are idle; a call boots new ones. */
  async renew(): Promise<void> {
    await Promise.all(this.#idle.splice(0).map((instance) => instance.end()));
  }

  async end(): Promise<void> {
    this.#ended = true;
    clearTimeout(this.#patience);
    await Promise.all([...this.#instances].map((instance) => instance.end()));
    for (const { resolve } of this.#queue.splice(0)) resolve({ ok: false, error: stopped });
  }

  #work(): void {
    while (this.#queue.length > 0) {
      const instance = this.#idle.pop();
      if (!instance) break;
      if (!instance.isUsable) continue;
      const job = this.#queue.shift();
      if (job) void this.#run(instance, job);
    }
    this.#grow();
  }

  #grow(): void {
    clearTimeout(this.#patience);
    const { instances, eager } = this.#limits;
    const bootsAtOnce = eager ? this.#queue.length : 1;
    const [oldest] = this.#queue;
    if (!oldest || this.#ended) return;
    while (this.#booting < bootsAtOnce && this.#instances.size < instances) {
      const patience =
        eager || this.#instances.size === 0 ? 0 : oldest.since + patienceMilliseconds - performance.now();
      if (patience > 0) {
        this.#patience = setTimeout(() => this.#grow(), patience);
        return;
      }
      void this.#boot();
    }
  }

  async #boot(): Promise<void> {
    this.#booting += 1;
    const instance = this.#create();
    this.#instances.add(instance);
    void instance.gone.then(() => {
      this.#instances.delete(instance);
      // There is room for another one, and who waits may need it.
      this.#work();
    });
    const error = await instance.booted;
    if (error) {
      // One caller learns that the function can't start; the next one tries again.
      await instance.gone;
      this.#queue.shift()?.resolve({ ok: false, error });
    } else {
      this.#idle.push(instance);
    }
    this.#booting -= 1;
    this.#work();
  }

  async #run(instance: Instance, { payload, resolve, onStart }: Job): Promise<void> {
    onStart?.();
    const result = await instance.run(payload);
    if (instance.isUsable) this.#idle.push(instance);
    resolve(result);
    this.#work();
  }
}
