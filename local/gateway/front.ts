import { createServer, type IncomingMessage, type Server, type ServerResponse } from 'node:http';
import { type GatewayAnswer, gatewayMessage } from './payload.ts';

/** A request that has been read to its end. */
export interface FrontRequest {
  readonly method: string;
  readonly url: string;
  readonly protocol: string;
  readonly headers: IncomingMessage['headers'];
  readonly sourceIp: string;
  readonly body: Buffer;
}

export type Answering = (request: FrontRequest) => Promise<GatewayAnswer>;

/** What is read of a body at most: one byte more than API Gateway takes is enough to refuse it. */
const readLimit = 10 * 2 ** 20 + 1;

/**
 * Request line and headers together, in bytes, as API Gateway takes them; more is 431.
 * https://docs.aws.amazon.com/apigateway/latest/developerguide/http-api-quotas.html
 */
const maxHeaderSize = 10_240;

/** The server on 127.0.0.1: the API, and below `/_local` what only this machine has. */
export class Front {
  readonly #server: Server;
  #answering: Answering = async () => gatewayMessage(503, 'Service Unavailable');
  url = '';

  constructor() {
    this.#server = createServer(
      { maxHeaderSize },
      (request, response) => void this.#serve(request, response),
    );
  }

  /** @param port 0 takes a free one */
  async listen(port: number): Promise<void> {
    await new Promise<void>((resolve, reject) => {
      this.#server.once('error', (error) => {
        const isTaken = 'code' in error && error.code === 'EADDRINUSE';
        reject(isTaken ? new Error(`port ${port} is taken. Type: PORT=${port + 1} npm start`) : error);
      });
      this.#server.listen(port, '127.0.0.1', resolve);
    });
    const address = this.#server.address();
    this.url = `http://127.0.0.1:${typeof address === 'object' ? address?.port : port}`;
  }

  /** From now on requests get answers; until then they get 503. */
  open(answering: Answering): void {
    this.#answering = answering;
  }

  async end(): Promise<void> {
    const closed = new Promise((resolve) => this.#server.close(resolve));
    this.#server.closeIdleConnections();
    const timer = setTimeout(() => this.#server.closeAllConnections(), 1000);
    await closed;
    clearTimeout(timer);
  }

  async #serve(request: IncomingMessage, response: ServerResponse): Promise<void> {
    let answer: GatewayAnswer;
    try {
      answer = await this.#answering(await read(request));
    } catch (error) {
      answer = gatewayMessage(500, error instanceof Error ? error.message : String(error));
    }
    if (response.destroyed) return;
    const hasBody = answer.status !== 204 && answer.status !== 304;
    response.writeHead(answer.status, {
      ...answer.headers,
      ...(hasBody && { 'content-length': answer.body.length }),
      // What is left unread of a refused body would be taken for the next request.
      ...(!request.complete && { connection: 'close' }),
    });
    response.end(hasBody && request.method !== 'HEAD' ? answer.body : undefined);
  }
}

async function read(request: IncomingMessage): Promise<FrontRequest> {
  const chunks: Buffer[] = [];
  let length = 0;
  for await (const chunk of request.iterator({ destroyOnReturn: false })) {
    chunks.push(chunk);
    length += chunk.length;
    if (length >= readLimit) break;
  }
  const address = request.socket.remoteAddress ?? '127.0.0.1';
  const forwarded = request.headers['x-forwarded-for'];
  const [named] = String(forwarded ?? '').split(',');
  return {
    method: request.method ?? 'GET',
    url: request.url ?? '/',
    protocol: `HTTP/${request.httpVersion}`,
    headers: request.headers,
    // Only loopback reaches this server, so its caller may speak for another address.
    sourceIp: named?.trim() || address,
    body: Buffer.concat(chunks),
  };
}
