import { Agent, request } from 'node:http';
import { isMainThread, parentPort, Worker } from 'node:worker_threads';
import * as z from 'zod';

/** One request of many. */
export interface Shot {
  readonly headers: Readonly<Record<string, string>>;
  readonly body: string;
}

/** Requests to be posted to one address, so many at a time. */
export interface Volley {
  readonly url: string;
  readonly shots: readonly Shot[];
  readonly concurrency: number;
  readonly wantedStatus: number;
}

const Measured = z.object({
  /** From the first to the last. */
  seconds: z.number(),
  /** Of each. */
  milliseconds: z.array(z.number()),
  failure: z.string().optional(),
});
type Measured = z.infer<typeof Measured>;

/** Fires from a thread of its own, so that the client takes no time from the runner's. */
export class Gun {
  readonly #worker = new Worker(new URL(import.meta.url));

  /** @throws when one answer is not the wanted one */
  fire(volley: Volley): Promise<Measured> {
    return new Promise((resolve, reject) => {
      this.#worker.once('message', (message) => {
        const measured = Measured.parse(message);
        if (measured.failure === undefined) resolve(measured);
        else reject(new Error(measured.failure));
      });
      this.#worker.postMessage(volley);
    });
  }

  async end(): Promise<void> {
    await this.#worker.terminate();
  }
}

async function fire({ url, shots, concurrency, wantedStatus }: Volley): Promise<Measured> {
  const agent = new Agent({ keepAlive: true, maxSockets: concurrency });
  const waiting = shots.values();
  const milliseconds: number[] = [];
  const shooter = async () => {
    for (const shot of waiting) {
      const from = performance.now();
      const { status, body } = await post(url, shot, agent);
      if (status !== wantedStatus) throw new Error(`POST ${url} answered ${status}: ${body}`);
      milliseconds.push(performance.now() - from);
    }
  };
  const from = performance.now();
  try {
    await Promise.all(Array.from({ length: concurrency }, shooter));
    return { seconds: (performance.now() - from) / 1000, milliseconds };
  } finally {
    agent.destroy();
  }
}

function post(url: string, { headers, body }: Shot, agent: Agent): Promise<{ status: number; body: string }> {
  return new Promise((resolve, reject) => {
    const call = request(url, {
      method: 'POST',
      agent,
      headers: { ...headers, 'content-length': Buffer.byteLength(body) },
    });
    call.on('error', reject);
    call.on('response', (response) => {
      let answer = '';
      response.setEncoding('utf8');
      response.on('data', (chunk: string) => {
        answer += chunk;
      });
      response.on('error', reject);
      response.on('end', () => resolve({ status: response.statusCode ?? 0, body: answer }));
    });
    call.end(body);
  });
}

if (!isMainThread && parentPort) {
  const port = parentPort;
  port.on('message', async (volley: Volley) => {
    const failed = (error: unknown): Measured => ({ seconds: 0, milliseconds: [], failure: String(error) });
    port.postMessage(await fire(volley).catch(failed));
  });
}
