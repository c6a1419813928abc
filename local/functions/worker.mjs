/**
 * Runs inside a worker: loads one handler, and calls it once per message. Imports Node's own modules alone.
 * Plain JavaScript, because a worker that has to strip types first starts 35 ms later.
 */
import { enableCompileCache, flushCompileCache } from 'node:module';
import { parentPort, workerData } from 'node:worker_threads';

/** @type {import('./protocol.ts').WorkerStart} */
const start = workerData;

/**
 * Makes `Date` show the runner's clock, so that a jump takes effect in the middle of an invocation too.
 * @param {SharedArrayBuffer} shared
 */
function offsetDate(shared) {
  const offset = new BigInt64Array(shared);
  const Real = Date;
  const realNow = Date.now;
  const now = () => realNow() + Number(Atomics.load(offset, 0));
  Real.now = now;
  const Shifted = new Proxy(Real, {
    construct: (target, given, newTarget) =>
      Reflect.construct(target, given.length === 0 ? [now()] : given, newTarget),
    apply: () => new Real(now()).toString(),
  });
  Real.prototype.constructor = Shifted;
  globalThis.Date = Shifted;
}

/** @returns {import('./protocol.ts').LambdaError} */
function describe(thrown) {
  if (!(thrown instanceof Error)) return { errorType: typeof thrown, errorMessage: String(thrown) };
  return { errorType: thrown.name, errorMessage: thrown.message, trace: thrown.stack?.split('\n') ?? [] };
}

/** @param {import('./protocol.ts').WorkerMessage} message */
const post = (message) => parentPort?.postMessage(message);

async function loadHandler() {
  enableCompileCache(start.compiled);
  const loaded = await import(start.handlerFile);
  // A worker is ended, and does not end by itself, which is when Node would write it.
  flushCompileCache();
  const handler = loaded[start.handlerName] ?? loaded.default?.[start.handlerName];
  if (typeof handler === 'function') return handler;
  const error = new Error(`${start.handlerName} is undefined or not exported`);
  error.name = 'Runtime.HandlerNotFound';
  throw error;
}

offsetDate(start.clock);
if (start.internet !== undefined) (await import('./internet.mjs')).playInternet(start.internet);
try {
  const handler = await loadHandler();
  parentPort?.on('message', async ({ requestId, payload, timeoutMilliseconds }) => {
    // Real time: a jump of the clock must not eat an invocation's remaining seconds.
    const deadline = performance.now() + timeoutMilliseconds;
    const context = {
      awsRequestId: requestId,
      functionName: start.functionName,
      functionVersion: '$LATEST',
      invokedFunctionArn: start.functionArn,
      memoryLimitInMB: String(start.memorySize),
      logGroupName: `/aws/lambda/${start.functionName}`,
      logStreamName: 'local',
      callbackWaitsForEmptyEventLoop: true,
      getRemainingTimeInMillis: () => Math.max(0, Math.round(deadline - performance.now())),
    };
    try {
      const answer = await handler(JSON.parse(payload), context);
      post({ kind: 'answered', payload: JSON.stringify(answer) ?? 'null' });
    } catch (error) {
      console.error(error);
      post({ kind: 'failed', error: describe(error) });
    }
  });
  post({ kind: 'ready' });
} catch (error) {
  console.error(error);
  post({ kind: 'unusable', error: describe(error) });
}
