import { Agent, type IncomingHttpHeaders, request } from 'node:http';

/** One call as a stranger makes it. */
export interface Asked {
  method?: string;
  path: string;
  json?: unknown;
  form?: Record<string, string> | [string, string][];
  /** The address that it comes from; loopback's, which is no client, unless it says otherwise. */
  from?: string;
}

/** What came of it, as far as whoever asked can tell. */
export interface Heard {
  status: number;
  /** All but the date. */
  headers: IncomingHttpHeaders;
  body: string;
  milliseconds: number;
}

const formType = 'application/x-www-form-urlencoded';

/** One connection to a runner that is kept open, so that no call pays for it. */
export class Line {
  readonly #url: string;
  readonly #agent: Agent;

  constructor(url: string, { connections = 1 } = {}) {
    this.#url = url;
    this.#agent = new Agent({ keepAlive: true, maxSockets: connections });
  }

  ask(asked: Asked): Promise<Heard> {
    const { method = 'POST', path, json, form, from } = asked;
    const isForm = form !== undefined;
    const body = isForm
      ? new URLSearchParams(form).toString()
      : json === undefined
        ? ''
        : JSON.stringify(json);
    const headers = {
      accept: 'text/html',
      'content-length': Buffer.byteLength(body),
      ...(isForm ? { 'content-type': formType } : {}),
      ...(json === undefined ? {} : { 'content-type': 'application/json' }),
      ...(from === undefined ? {} : { 'x-forwarded-for': from }),
    };
    const url = path.startsWith('http') ? path : this.#url + path;
    return new Promise((resolve, reject) => {
      const began = performance.now();
      const call = request(url, { method, agent: this.#agent, headers }, (response) => {
        let answer = '';
        response.setEncoding('utf8').on('data', (chunk: string) => {
          answer += chunk;
        });
        response.on('end', () => {
          const milliseconds = performance.now() - began;
          const { date, ...shown } = response.headers;
          resolve({ status: response.statusCode ?? 0, headers: shown, body: answer, milliseconds });
        });
      });
      call.on('error', (error: NodeJS.ErrnoException) => {
        // A kept connection that the other side closed at this very moment: nothing was read of the call.
        if (call.reusedSocket && error.code === 'ECONNRESET') resolve(this.ask(asked));
        else reject(error);
      });
      call.end(body);
    });
  }

  close(): void {
    this.#agent.destroy();
  }
}

/** Does something with each of many, so many at a time. */
export async function inParallel<T>(
  all: readonly T[],
  many: number,
  step: (one: T, at: number) => Promise<unknown>,
): Promise<void> {
  const left = [...all.entries()].toReversed();
  const worker = async () => {
    for (let next = left.pop(); next !== undefined; next = left.pop()) await step(next[1], next[0]);
  };
  await Promise.all(Array.from({ length: many }, worker));
}

/** The fields that a page's form carries along unseen. */
export function hiddenFields(html: string): [string, string][] {
  return [...html.matchAll(/<input type="hidden" name="([^"]*)" value="([^"]*)"/g)].map(
    ([, name = '', value = '']) => [unescaped(name), unescaped(value)],
  );
}

/** Text as a browser reads it. */
export function unescaped(html: string): string {
  return html
    .replaceAll('&lt;', '<')
    .replaceAll('&gt;', '>')
    .replaceAll('&quot;', '"')
    .replaceAll('&#39;', "'")
    .replaceAll('&amp;', '&');
}
