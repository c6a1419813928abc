import { createServer, request, type Server } from 'node:http';

/** One call as it came by. */
export interface ProxiedCall {
  operation: string;
  body: Record<string, unknown>;
}

/** What becomes of a call: passed on, passed on and its answer lost, lost before it arrives, left without an answer, or answered here. */
export type Fate =
  | 'pass'
  | 'loseAnswer'
  | 'loseCall'
  | 'hang'
  | { status: number; answer: Record<string, unknown> }
  | { change: (answer: Record<string, unknown>) => Record<string, unknown> }
  | {
      rewrite: (body: Record<string, unknown>) => Record<string, unknown>;
      change?: (answer: Record<string, unknown>) => Record<string, unknown>;
    };

/** An HTTP proxy in front of the database, on which answers get lost and calls are refused as on AWS. */
export class LossyProxy {
  readonly calls: ProxiedCall[] = [];
  /** Decides on each call; `number` counts from 0 since the last {@link meet}. */
  #fate: (call: ProxiedCall, number: number) => Fate = () => 'pass';
  readonly #server: Server;
  url = '';

  private constructor(target: string) {
    this.#server = createServer((incoming, outgoing) => {
      const chunks: Buffer[] = [];
      incoming.on('data', (chunk: Buffer) => chunks.push(chunk));
      incoming.on('end', () => {
        const raw = Buffer.concat(chunks);
        const operation = String(incoming.headers['x-amz-target']).split('.')[1] ?? '';
        const call = { operation, body: JSON.parse(raw.toString()) };
        const fate = this.#fate(call, this.calls.length);
        this.calls.push(call);
        if (fate === 'hang') return;
        if (fate === 'loseCall') {
          incoming.socket.destroy();
          return;
        }
        if (typeof fate === 'object' && 'status' in fate) {
          outgoing.writeHead(fate.status, { 'content-type': 'application/x-amz-json-1.0' });
          outgoing.end(JSON.stringify(fate.answer));
          return;
        }
        const sent =
          typeof fate === 'object' && 'rewrite' in fate ? JSON.stringify(fate.rewrite(call.body)) : raw;
        const { 'content-length': _, ...headers } = incoming.headers;
        const passed = request(
          target,
          { method: 'POST', headers: { ...headers, 'content-length': Buffer.byteLength(sent) } },
          (answer) => {
            const parts: Buffer[] = [];
            answer.on('data', (chunk: Buffer) => parts.push(chunk));
            answer.on('end', () => {
              if (fate === 'loseAnswer') {
                incoming.socket.destroy();
                return;
              }
              const change = typeof fate === 'object' ? fate.change : undefined;
              const body = Buffer.concat(parts).toString();
              outgoing.writeHead(answer.statusCode ?? 500, { 'content-type': 'application/x-amz-json-1.0' });
              outgoing.end(change ? JSON.stringify(change(JSON.parse(body))) : body);
            });
          },
        );
        passed.on('error', () => incoming.socket.destroy());
        passed.end(sent);
      });
    });
  }

  static async start(target: string): Promise<LossyProxy> {
    const proxy = new LossyProxy(target);
    await new Promise<void>((resolve) => proxy.#server.listen(0, '127.0.0.1', resolve));
    const address = proxy.#server.address();
    proxy.url = `http://127.0.0.1:${typeof address === 'object' ? address?.port : ''}`;
    return proxy;
  }

  /** What calls meet from now on; forgets those before. */
  meet(fate: (call: ProxiedCall, number: number) => Fate): void {
    this.calls.length = 0;
    this.#fate = fate;
  }

  async stop(): Promise<void> {
    const closed = new Promise((resolve) => this.#server.close(resolve));
    this.#server.closeAllConnections();
    await closed;
  }
}

/** DynamoDB's refusal of a transaction, one reason a step. */
export function cancelled(...codes: string[]): Fate {
  return {
    status: 400,
    answer: {
      __type: 'com.amazonaws.dynamodb.v20120810#TransactionCanceledException',
      message: `Transaction cancelled, please refer cancellation reasons for specific reasons [${codes.join(', ')}]`,
      CancellationReasons: codes.map((Code) => ({ Code })),
    },
  };
}

/** Any other refusal of DynamoDB's. */
export function refused(name: string, status = 400): Fate {
  return { status, answer: { __type: `com.amazonaws.dynamodb.v20120810#${name}`, message: name } };
}
