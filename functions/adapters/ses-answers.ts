import type { SendOutcome } from '../core/table/ports.ts';

/**
 * What an answer of SES means for a mail: `throttled` by the rate or the day, `paused` where the account, an identity,
 * the configuration set or the credentials are at fault and nothing of the mail, `rejected` where the mail is.
 */
type Meaning = { outcome: 'throttled' } | { outcome: 'paused'; reason: string } | { outcome: 'rejected' };

interface Rule {
  /** SES's error code, with or without `Exception` at its end: v1 of the API, v2 and the SDK differ in it. */
  readonly code: RegExp;
  /** What the message says, where one code means several things. */
  readonly message?: RegExp;
  readonly meaning: Meaning;
}

const paused = (reason: string): Meaning => ({ outcome: 'paused', reason });

/**
 * The first rule that fits holds. Only what is said of the mail itself fails it (promise 11): a `MessageRejected` that
 * no rule knows is taken for that, and counted as a failed mail, which an alarm watches.
 *
 * - SendRawEmail: https://docs.aws.amazon.com/ses/latest/APIReference/API_SendRawEmail.html#API_SendRawEmail_Errors
 * - all actions: https://docs.aws.amazon.com/ses/latest/APIReference/CommonErrors.html
 * - messages: https://docs.aws.amazon.com/ses/latest/dg/using-ses-api-error-codes.html
 * - quotas: https://docs.aws.amazon.com/ses/latest/dg/manage-sending-quotas-errors.html
 * - credentials: https://docs.aws.amazon.com/IAM/latest/UserGuide/troubleshoot_general.html
 */
export const sesRules: readonly Rule[] = [
  {
    code: /^Throttling$|^TooManyRequests$|^LimitExceeded$|^RequestLimitExceeded$|^RequestThrottled$|^SlowDown$|^BandwidthLimitExceeded$/,
    meaning: { outcome: 'throttled' },
  },
  { code: /^MessageRejected$/, message: /\bnot verified\b/i, meaning: paused('identity not verified') },
  {
    code: /^MessageRejected$/,
    message:
      /\b(paused|suspended|disabled|shut ?down)\b.*\bconfiguration set\b|\bconfiguration set\b.*\b(paused|suspended|disabled)\b/i,
    meaning: paused('configuration set paused'),
  },
  {
    code: /^MessageRejected$/,
    message:
      /\bsending\b.*\b(paused|suspended|disabled|shut ?down)\b|\baccount\b.*\b(paused|suspended|disabled|shut ?down)\b/i,
    meaning: paused('account paused'),
  },
  { code: /^AccountSendingPaused$|^SendingPaused$|^AccountSuspended$/, meaning: paused('account paused') },
  { code: /^ConfigurationSetSendingPaused$/, meaning: paused('configuration set paused') },
  {
    code: /^MessageRejected$/,
    message: /\bconfiguration set\b.*\bnot exist\b/i,
    meaning: paused('configuration set missing'),
  },
  { code: /^ConfigurationSetDoesNotExist$/, meaning: paused('configuration set missing') },
  { code: /^MailFromDomainNotVerified$/, meaning: paused('MAIL FROM domain not verified') },
  {
    code: /^AccessDenied$|^NotAuthorized$|^OptInRequired$|^SubscriptionRequired$/,
    meaning: paused('access denied'),
  },
  {
    code: /^InvalidClientTokenId$|^UnrecognizedClient$|^InvalidAccessKeyId$|^MissingAuthenticationToken$|^CredentialsProviderError$/,
    meaning: paused('credentials unknown'),
  },
  { code: /^ExpiredToken$|^TokenRefreshRequired$/, meaning: paused('credentials expired') },
  { code: /^RequestExpired$|^RequestTimeTooSkewed$/, meaning: paused('clock refused') },
  {
    code: /^SignatureDoesNotMatch$|^IncompleteSignature$|^InvalidSignature$|^AuthFailure$/,
    meaning: paused('signature refused'),
  },
  {
    // The client's or the service's version, the same for every mail.
    code: /^(InvalidAction|MissingAction|UnknownOperation|InvalidParameterCombination|MissingParameter|InvalidQueryParameter|MalformedQueryString|MalformedHttpRequest|ValidationError)$/,
    meaning: paused('request refused'),
  },
  {
    code: /^MessageRejected$|^InvalidParameterValue$|^RequestEntityTooLarge$/,
    meaning: { outcome: 'rejected' },
  },
];

/** What SES's answer means; undefined where it says nothing of whether the mail was accepted. */
export function meaningOf(code: string, message: string): SendOutcome | undefined {
  const bare = code.replace(/Exception$/, '');
  const rule = sesRules.find((one) => one.code.test(bare) && (one.message?.test(message) ?? true));
  switch (rule?.meaning.outcome) {
    case 'throttled':
      return { outcome: 'throttled', quota: /daily/i.test(message) ? 'day' : 'rate' };
    case 'rejected':
      return { outcome: 'rejected', reason: `${bare}: ${withoutAddresses(message)}` };
    default:
      return rule?.meaning;
  }
}

/** SES quotes addresses in its messages; they have no place on a delivery. */
function withoutAddresses(message: string): string {
  return message.replaceAll(/[^\s<>"':,;]+@[^\s<>"':,;]+/g, '(address)').slice(0, 200);
}

/** Network errors of a call that never reached SES, by Node's code: no address, no route, no socket, no TLS. */
const unreached =
  /^(ECONNREFUSED|ENOTFOUND|EAI_\w+|EHOSTUNREACH|EHOSTDOWN|ENETUNREACH|ENETDOWN|EADDRNOTAVAIL|EMFILE|ENFILE|ENOBUFS|ENOMEM|EACCES|EPERM|EPROTO|CERT_\w+|ERR_TLS_\w+|ERR_SSL_\w+|DEPTH_ZERO_SELF_SIGNED_CERT|SELF_SIGNED_CERT_IN_CHAIN|UNABLE_TO_\w+)$/;

/** Why a call never reached SES, so that nothing can have been accepted; undefined where it may have. */
export function whyUnreached(error: Error): string | undefined {
  const { cause } = error;
  for (const one of [error, cause]) {
    const code = one instanceof Error && 'code' in one ? String(one.code) : '';
    const call = one instanceof Error && 'syscall' in one ? one.syscall : undefined;
    if (unreached.test(code) || call === 'connect' || call === 'getaddrinfo') return code;
  }
  // The SDK gives both of its time limits one name; the one for connecting is told by the text alone.
  const isConnecting = error.name === 'TimeoutError' && /did not establish a connection/.test(error.message);
  return isConnecting ? 'no connection in time' : undefined;
}
