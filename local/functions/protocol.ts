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
