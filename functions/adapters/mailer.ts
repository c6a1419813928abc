import { GetSendQuotaCommand, SESClient, SendRawEmailCommand } from '@aws-sdk/client-ses';
import type { Mailer, SendOutcome } from '../core/table/ports.ts';

/**
 * What each of SES's errors means for a delivery, by name: only what is said of the mail itself fails it (promise 11).
 * https://docs.aws.amazon.com/ses/latest/APIReference/API_SendRawEmail.html#API_SendRawEmail_Errors
 * https://docs.aws.amazon.com/ses/latest/dg/manage-sending-quotas-errors.html
 */
const errorOutcomes: Record<string, (message: string) => SendOutcome> = {
  Throttling: throttled,
  ThrottlingException: throttled,
  TooManyRequestsException: throttled,
  LimitExceededException: throttled,
  AccountSendingPausedException: paused('account paused'),
  AccountSendingPaused: paused('account paused'),
  ConfigurationSetSendingPausedException: paused('configuration set paused'),
  ConfigurationSetSendingPaused: paused('configuration set paused'),
  ConfigurationSetDoesNotExist: paused('configuration set missing'),
  ConfigurationSetDoesNotExistException: paused('configuration set missing'),
  MailFromDomainNotVerifiedException: paused('MAIL FROM domain not verified'),
  AccessDenied: paused('access denied'),
  AccessDeniedException: paused('access denied'),
  InvalidClientTokenId: paused('access denied'),
  SignatureDoesNotMatch: paused('access denied'),
  ExpiredToken: paused('access denied'),
  MessageRejected: (message) => ({
    outcome: 'rejected',
    reason: `MessageRejected: ${withoutAddresses(message)}`,
  }),
  InvalidParameterValue: (message) => ({
    outcome: 'rejected',
    reason: `InvalidParameterValue: ${withoutAddresses(message)}`,
  }),
};

function throttled(message: string): SendOutcome {
  return { outcome: 'throttled', quota: /daily/i.test(message) ? 'day' : 'rate' };
}

function paused(reason: string): () => SendOutcome {
  return () => ({ outcome: 'paused', reason });
}

/** SES quotes addresses in its messages; they have no place on a delivery. */
function withoutAddresses(message: string): string {
  return message.replaceAll(/[^\s<>"':,;]+@[^\s<>"':,;]+/g, '(address)').slice(0, 200);
}

/** Errors of a call that never reached SES: nothing can have been accepted. */
const neverSent: ReadonlySet<string> = new Set(['ECONNREFUSED', 'ENOTFOUND', 'EAI_AGAIN', 'EHOSTUNREACH']);

/** The outcome of a failed call; what isn't known to be refused is unknown, because SES may have accepted it. */
export function outcomeOf(error: unknown): SendOutcome {
  if (!(error instanceof Error)) return { outcome: 'unknown', reason: 'an error that is none' };
  const named = errorOutcomes[error.name];
  if (named !== undefined) return named(error.message);
  const code = 'code' in error ? String(error.code) : '';
  if (neverSent.has(code)) return { outcome: 'paused', reason: `connection: ${code}` };
  return { outcome: 'unknown', reason: code || error.name };
}

/** A call that hangs is given up within the attempt's lease; its outcome is unknown. */
const requestHandler = { connectionTimeout: 3000, requestTimeout: 8000, throwOnRequestTimeout: true };

/** SES behind core's port. One attempt a call: whether to try again is the delivery's to decide, not the SDK's. */
export function sesMailer(
  configurationSet: string,
  client = new SESClient({ maxAttempts: 1, requestHandler }),
): Mailer {
  return {
    async send({ from, to, raw, deliveryId, personHash }) {
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
