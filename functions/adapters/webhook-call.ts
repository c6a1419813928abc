import { Agent, request } from 'node:https';
import { isIP } from 'node:net';
import { performance } from 'node:perf_hooks';
import { type CallOutcome, callMilliseconds, type WebhookCaller } from '../core/upkeep/webhook-deliveries.ts';
import { AddressNotAllowed, type Lookup, publicLookup } from './public-address.ts';

/** Nobody reads what an endpoint answers; it is taken in so far, so that its sender is not cut off at once. */
const mostAnswerBytes = 16 * 1024;

interface CallerOptions {
  lookup?: Lookup;
  /** Whom certificates are believed of; absent: those that Node knows. */
  ca?: string;
  milliseconds?: number;
}

/**
 * Calls endpoints by https alone, at public addresses alone, without following where an answer leads. Each call is a connection
 * of its own, whose name is looked up once and checked.
 */
export function webhookCaller({
  lookup,
  ca,
  milliseconds = callMilliseconds,
}: CallerOptions = {}): WebhookCaller {
  // A connection that were kept would go to an address that was checked for an earlier call.
  const agent = new Agent({ keepAlive: false, maxCachedSessions: 0 });
  return {
    post: ({ url, headers, body }) => {
      const began = performance.now();
      const took = (outcome: Omit<CallOutcome, 'milliseconds'>): CallOutcome => ({
        ...outcome,
        milliseconds: Math.round(performance.now() - began),
      });
      const { protocol, hostname } = new URL(url);
      // A name that is an address is connected to without being looked up.
      if (protocol !== 'https:' || isIP(hostname.replace(/^\[|\]$/g, '')) !== 0)
        return Promise.resolve(took({ failure: 'addressNotAllowed' }));
      return new Promise((resolve) => {
        const call = request(url, {
          method: 'POST',
          agent,
          lookup: publicLookup(lookup),
          signal: AbortSignal.timeout(milliseconds),
          headers: {
            ...headers,
            'content-type': 'application/json',
            'content-length': Buffer.byteLength(body),
            'user-agent': 'Eventbote-Webhooks',
          },
          ...(ca !== undefined && { ca }),
        });
        call.on('error', (error) => resolve(took({ failure: failureOf(error) })));
        // Who changes the protocol (101) answers nothing more that Node would tell of, not even that time is up.
        call.on('upgrade', ({ statusCode = 0 }, socket) => {
          socket.destroy();
          resolve(took({ status: statusCode, failure: 'answered' }));
        });
        call.on('response', (answer) => {
          const status = answer.statusCode ?? 0;
          let bytes = 0;
          answer.on('data', (chunk: Buffer) => {
            bytes += chunk.length;
            if (bytes > mostAnswerBytes) call.destroy();
          });
          // Also of one that is cut off: what its status says, it has said.
          answer.on('error', () => {});
          answer.on('close', () =>
            resolve(took({ status, ...(!isTaken(status) && { failure: refusalOf(status) }) })),
          );
        });
        call.end(body);
      });
    },
  };
}

const isTaken = (status: number) => status >= 200 && status < 300;
const refusalOf = (status: number) => (status >= 300 && status < 400 ? 'redirected' : 'answered');

function failureOf(error: NodeJS.ErrnoException): CallOutcome['failure'] {
  if (error instanceof AddressNotAllowed) return 'addressNotAllowed';
  if (error.name === 'AbortError' || error.name === 'TimeoutError') return 'timedOut';
  const { code = '' } = error;
  if (code === 'ENOTFOUND' || code === 'EAI_AGAIN') return 'nameNotFound';
  if (/CERT|SSL|TLS|SIGNED|ISSUER/.test(code)) return 'certificateRefused';
  return 'unreachable';
}
