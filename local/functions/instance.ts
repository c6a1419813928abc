import { randomUUID } from 'node:crypto';
import type { Writable } from 'node:stream';
import { Worker } from 'node:worker_threads';
import {
  type InvocationResult,
  type LambdaError,
  stopped,
  type WorkerMessage,
  type WorkerStart,
} from './protocol.ts';

const bootMilliseconds = 10_000;

export interface InstanceOptions {
  readonly start: WorkerStart;
  readonly environment: Readonly<Record<string, string>>;
  readonly timeoutMilliseconds: number;
  readonly log: Writable;
}

/** One execution environment of a function: a worker that takes one invocation at a time. */
export class Instance {
  readonly #worker: Worker;
  readonly #timeoutMilliseconds: number;
  /** Settles once: ready to take invocations, or never. */
  readonly booted: Promise<LambdaError | undefined>;
  /** Settles when the worker has ended, for whatever reason. */
  readonly gone: Promise<void>;
  #reportBoot: (error: LambdaError | undefined) => void = () => {};
  #settle: ((result: InvocationResult) => void) | undefined;
  #cause: LambdaError | undefined;
  #hasEnded = false;

  constructor({ start, environment, timeoutMilliseconds, log }: InstanceOptions) {
    this.#timeoutMilliseconds = timeoutMilliseconds;
    this.#worker = new Worker(new URL('./worker.mjs', import.meta.url), {
      workerData: start,
      env: { ...environment },
      stdout: true,
      stderr: true,
      execArgv: [],
      resourceLimits: { maxOldGenerationSizeMb: start.memorySize },
    });
    for (const output of [this.#worker.stdout, this.#worker.stderr]) {
      output.on('data', (chunk: Buffer) => log.write(chunk));
    }
    this.booted = new Promise((resolve) => {
      this.#reportBoot = resolve;
    });
    const bootTimer = setTimeout(() => {
      this.#end({
        errorType: 'Sandbox.Timedout',
        errorMessage: `Init did not end within ${bootMilliseconds} ms`,
      });
    }, bootMilliseconds);
    void this.booted.then(() => clearTimeout(bootTimer));
    this.#worker.on('message', (message: WorkerMessage) => this.#hear(message));
    this.#worker.on('error', (error) => {
      const isMemory = 'code' in error && error.code === 'ERR_WORKER_OUT_OF_MEMORY';
      log.write(`${error.stack ?? error}\n`);
      this.#cause ??= isMemory
        ? { errorType: 'Runtime.OutOfMemory', errorMessage: 'Runtime exited with error: signal: killed' }
        : { errorType: error.name, errorMessage: error.message };
    });
    this.gone = new Promise((resolve) => {
      this.#worker.once('exit', (code) => {
        this.#hasEnded = true;
        const error = this.#cause ?? {
          errorType: 'Runtime.ExitError',
          errorMessage: `Runtime exited with error: exit status ${code}`,
        };
        this.#reportBoot(error);
        this.#settle?.({ ok: false, error });
        resolve();
      });
    });
  }

  /** Whether it can take an invocation: no longer once it has been told to end. */
  get isUsable(): boolean {
    return !this.#hasEnded && this.#cause === undefined;
  }

  /** Calls the handler. Past the function's time limit the worker ends, and the caller is told as on AWS. */
  run(payload: string): Promise<InvocationResult> {
    const requestId = randomUUID();
    return new Promise((resolve) => {
      const timer = setTimeout(() => {
        const seconds = (this.#timeoutMilliseconds / 1000).toFixed(2);
        this.#end({
          errorType: 'Sandbox.Timedout',
          errorMessage: `RequestId: ${requestId} Error: Task timed out after ${seconds} seconds`,
        });
      }, this.#timeoutMilliseconds);
      this.#settle = (result) => {
        clearTimeout(timer);
        this.#settle = undefined;
        resolve(result);
      };
      this.#worker.postMessage({ requestId, payload, timeoutMilliseconds: this.#timeoutMilliseconds });
    });
  }

  /** Ends the worker wherever it stands, as a crash of its host would. */
  crash(): void {
    this.#end({ errorType: 'Runtime.ExitError', errorMessage: 'Runtime exited with error: signal: killed' });
  }

  /** Ends it because the runner stops. */
  async end(): Promise<void> {
    this.#end(stopped);
    await this.gone;
  }

  #hear(message: WorkerMessage): void {
    if (message.kind === 'ready') this.#reportBoot(undefined);
    else if (message.kind === 'unusable') this.#end(message.error);
    else if (message.kind === 'answered') this.#settle?.({ ok: true, payload: JSON.parse(message.payload) });
    else this.#settle?.({ ok: false, error: message.error });
  }

  #end(cause: LambdaError): void {
    this.#cause ??= cause;
    void this.#worker.terminate();
  }
}
