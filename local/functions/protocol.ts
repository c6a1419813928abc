/** What a worker is started with. */
export interface WorkerStart {
  readonly handlerFile: string;
  readonly handlerName: string;
  /** Where compiled code is kept, so that the next worker of the same code starts sooner. */
  readonly compiled: string;
  /** The clock's offset in milliseconds, one BigInt64. */
  readonly clock: SharedArrayBuffer;
  readonly functionName: string;
  readonly functionArn: string;
  readonly memorySize: number;
  /** The file of an {@link Internet}; absent: the machine's own. */
  readonly internet: string | undefined;
}

/** What functions reach by https, where a test plays it: no stage has this, and no runner that a person starts. */
export interface Internet {
  /** What DNS answers. */
  readonly names: Readonly<Record<string, readonly { address: string; family: 4 | 6 }[]>>;
  /** Of the server on this machine that listens at all addresses; whom its certificate is believed of. */
  readonly port: number;
  readonly ca: string;
}

/** How a call ends that is cut off because the runner stops: nothing has failed. */
export const stopped: LambdaError = {
  errorType: 'Runner.Stopped',
  errorMessage: 'the runner is stopping',
};

export interface LambdaError {
  readonly errorType: string;
  readonly errorMessage: string;
  readonly trace?: readonly string[];
}

export type WorkerMessage =
  | { readonly kind: 'ready' }
  /** The module did not load, or has no such handler. */
  | { readonly kind: 'unusable'; readonly error: LambdaError }
  | { readonly kind: 'answered'; readonly payload: string }
  | { readonly kind: 'failed'; readonly error: LambdaError };

export type InvocationResult =
  | { readonly ok: true; readonly payload: unknown }
  | { readonly ok: false; readonly error: LambdaError };
