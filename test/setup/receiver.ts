import type { IncomingMessage, ServerResponse } from 'node:http';
import { createServer } from 'node:https';
import type { AddressInfo } from 'node:net';
import { selfSigned } from './certificate.ts';

/** A call that a receiver of webhooks got. */
export interface Received {
  headers: Record<string, string>;
  body: string;
}

type Respond = (call: Received, response: ServerResponse, request: IncomingMessage) => void;

/** A receiver of webhooks on this machine, by https under its names, that answers as it is told to. */
export async function startReceiver(names: readonly string[] = ['crm.example']) {
  const { cert, key } = selfSigned(names);
  const received: Received[] = [];
  const taken: Respond = (_call, response) => void response.writeHead(204).end();
  let respond = taken;
  const server = createServer({ cert, key }, async (request, response) => {
    const chunks: Buffer[] = [];
    for await (const chunk of request) chunks.push(chunk);
    const headers = Object.fromEntries(
      Object.entries(request.headers).map(([name, value]) => [name, String(value)]),
    );
    const call = { headers, body: Buffer.concat(chunks).toString() };
    received.push(call);
    respond(call, response, request);
  });
  server.on('tlsClientError', () => {});
  await new Promise<void>((listening) => server.listen(0, '127.0.0.1', listening));
  const { port } = server.address() as AddressInfo;
  return {
    ...{ received, port, ca: cert },
    /** From the next call on; without anything, it takes them. */
    answer(next: Respond = taken) {
      respond = next;
    },
    stop: () => {
      server.closeAllConnections();
      return new Promise((closed) => server.close(closed));
    },
  };
}
export type Receiver = Awaited<ReturnType<typeof startReceiver>>;
