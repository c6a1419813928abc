import { Agent, request } from 'node:http';
import { isMainThread, parentPort, Worker } from 'node:worker_threads';
import * as z from 'zod';

/** Requests to one address, each body posted once. */
export interface Shots {
  readonly url: string;
  readonly headers: Readonly<Record<string, string>>;
  readonly bodies: readonly string[];
  readonly concurrency: number;
  readonly wantedStatus: number;
}

const Measured = z.object({
  /** Of all of them. */
  seconds: z.number(),
  /** Of each. */
  milliseconds: z.array(z.number()),
  failure: z.string().optional(),
});
export type Measured = z.infer<typeof Measured>;

/** Fires from a thread of its own, so that the client does not take its time from the runner's. */
export function startGun(): { fire(shots: Shots): Promise<Measured>; end(): Promise<unknown> } {
  const worker = new Worker(new URL(import.meta.url));
  return {
    fire: (shots) =>
      new Promise((resolve, reject) => {
        worker.once('message', (message) => {
          const measured = Measured.parse(message);
          if (measured.failure === undefined) resolve(measured);
          else reject(new Error(measured.failure));
        });
        worker.postMessage(shots);
      }),
    end: () => worker.terminate(),
  };
}

/** @param share 0.5 for the median */
export function percentile(values: readonly number[], share: number): number {
  return values.toSorted((left, right) => left - right)[Math.floor(values.length * share)] ?? Number.NaN;
}

async function fire(shots: Shots): Promise<Measured> {
  const agent = new Agent({ keepAlive: true, maxSockets: shots.concurrency });
  const milliseconds: number[] = [];
  const waiting = [...shots.bodies];
  const shooter = async () => {
    for (let body = waiting.pop(); body !== undefined; body = waiting.pop()) {
      const from = performance.now();
      await post(shots, body, agent);
      milliseconds.push(performance.now() - from);
    }
  };
  const from = performance.now();
  await Promise.all(Array.from({ length: shots.concurrency }, shooter));
  const seconds = (performance.now() - from) / 1000;
  agent.destroy();
  return { seconds, milliseconds };
}

function post({ url, headers, wantedStatus }: Shots, body: string, agent: Agent): Promise<void> {
  return new Promise((resolve, reject) => {
    const call = request(url, { method: 'POST', agent, headers }, (response) => {
      let answer = '';
      response.setEncoding('utf8').on('data', (chunk: string) => {
        answer += chunk;
      });
      response.on('end', () => {
        if (response.statusCode === wantedStatus) resolve();
        else reject(new Error(`${url}: ${response.statusCode} ${answer}`));
      });
    });
    call.on('error', reject);
    call.setHeader('content-length', Buffer.byteLength(body));
    call.end(body);
  });
}

if (!isMainThread && parentPort) {
  const port = parentPort;
  port.on('message', (shots: Shots) => {
    fire(shots).then(
      (measured) => port.postMessage(measured),
      (error: unknown) => port.postMessage({ seconds: 0, milliseconds: [], failure: String(error) }),
    );
  });
}
