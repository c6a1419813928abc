import { Agent as HttpAgent } from 'node:http';
import { Agent as HttpsAgent } from 'node:https';
import { GetSendQuotaCommand, SESClient, SendRawEmailCommand } from '@aws-sdk/client-ses';
import type { Mailer, SendOutcome } from '../core/table/ports.ts';
import { meaningOf, whyUnreached } from './ses-answers.ts';

/** The outcome of a failed call; what isn't known to be refused is unknown, because SES may have accepted it. */
export function outcomeOf(error: unknown): SendOutcome {
  if (!(error instanceof Error)) return { outcome: 'unknown', reason: 'something that is not an error' };
  const meaning = meaningOf(error.name, error.message);
  if (meaning !== undefined) return meaning;
  const why = whyUnreached(error);
  if (why !== undefined) return { outcome: 'paused', reason: `connection: ${why}` };
  const code = 'code' in error ? String(error.code) : '';
  return { outcome: 'unknown', reason: code || error.name };
}

/**
 * A call that hangs is given up within the attempt's lease; its outcome is unknown. Connecting has a limit of its own,
 * because what never connected was never sent. The SDK's 50 sockets would make calls wait for one within their time
 * limit when SES is slow; as many as a mailer ever has under way are no wait at all.
 */
const requestHandler = {
  connectionTimeout: 3000,
  requestTimeout: 8000,
  throwOnRequestTimeout: true,
  httpsAgent: new HttpsAgent({ keepAlive: true, maxSockets: 1000 }),
  httpAgent: new HttpAgent({ keepAlive: true, maxSockets: 1000 }),
};

/** A connection that lay idle for longer is not used again. */
const idleMilliseconds = 3000;
let lastCallAt = 0;

/**
 * Lambda freezes an instance between invocations, and SES may end what lies idle meanwhile: the mail that met such a
 * connection would be unknown although it never left. https://github.com/aws/aws-sdk-js-v3/issues/1196
 */
function endIdleConnections(now: number): void {
  if (now - lastCallAt > idleMilliseconds) {
    for (const agent of [requestHandler.httpsAgent, requestHandler.httpAgent])
      for (const socket of Object.values(agent.freeSockets).flat()) socket?.destroy();
  }
  lastCallAt = now;
}

/** SES behind core's port. One attempt a call: whether to try again is the delivery's to decide, not the SDK's. */
export function sesMailer(
  configurationSet: string,
  client = new SESClient({ maxAttempts: 1, requestHandler }),
): Mailer {
  return {
    async send({ from, to, raw, deliveryId, personHash }) {
      endIdleConnections(Date.now());
      try {
        const answer = await client.send(
          new SendRawEmailCommand({
            Source: from,
            Destinations: [to],
            RawMessage: { Data: raw },
            ConfigurationSetName: configurationSet,
            Tags: [
              { Name: 'deliveryId', Value: deliveryId },
              { Name: 'personHash', Value: personHash },
            ],
          }),
        );
        return answer.MessageId === undefined
          ? { outcome: 'unknown', reason: 'no message id' }
          : { outcome: 'accepted', messageId: answer.MessageId };
      } catch (error) {
        return outcomeOf(error);
      }
    },
    async quota() {
      const answer = await client.send(new GetSendQuotaCommand({}));
      return {
        maxSendRate: answer.MaxSendRate ?? 1,
        max24HourSend: answer.Max24HourSend ?? 200,
        sentLast24Hours: answer.SentLast24Hours ?? 0,
      };
    },
  };
}
