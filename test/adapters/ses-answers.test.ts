import { describe, expect, test } from 'vitest';
import { meaningOf, sesRules } from '../../functions/adapters/ses-answers.ts';

const unverified =
  'Email address is not verified. The following identities failed the check in region EU-CENTRAL-1: a@mail.example.org';
const inbox = 'please check the inbox of the email address associated with your AWS account';

/** What SES answers, as its documentation and people who met it quote it, and what becomes of the mail. */
const answers: [code: string, message: string, meaning: string][] = [
  [
    'RequestTimeTooSkewed',
    'The difference between the request time and the current time is too large',
    'paused: clock refused',
  ],
  ['MessageRejected', 'Configuration set does not exist: x', 'paused: configuration set missing'],
  ['InvalidAccessKeyId', 'x', 'paused: credentials unknown'],
  ['SubscriptionRequiredException', 'x', 'paused: access denied'],
  ['ValidationError', 'The input fails to satisfy the constraints', 'paused: request refused'],
  ['InvalidAction', 'The action is not valid', 'paused: request refused'],
  ['SlowDown', 'x', 'throttled: rate'],
  ['RequestEntityTooLargeException', 'x', 'rejected: RequestEntityTooLarge: x'],
  ['MessageRejected', unverified, 'paused: identity not verified'],
  [
    'MessageRejected',
    `Sending paused for this account. For more information, ${inbox}.`,
    'paused: account paused',
  ],
  [
    'MessageRejected',
    'Sending suspended for this account. For more information, …',
    'paused: account paused',
  ],
  ['MessageRejected', 'Email sending has been disabled for your account.', 'paused: account paused'],
  ['MessageRejected', 'Your account has been paused', 'paused: account paused'],
  ['MessageRejected', 'Sending is paused for the configuration set x', 'paused: configuration set paused'],
  ['MessageRejected', 'Configuration set x is disabled for sending', 'paused: configuration set paused'],
  ['AccountSendingPausedException', 'Email sending is disabled for your account.', 'paused: account paused'],
  ['AccountSendingPaused', 'Email sending is disabled for your account.', 'paused: account paused'],
  ['SendingPausedException', 'Sending paused', 'paused: account paused'],
  ['AccountSuspendedException', 'The account has been suspended', 'paused: account paused'],
  ['ConfigurationSetSendingPausedException', 'Disabled', 'paused: configuration set paused'],
  ['ConfigurationSetSendingPaused', 'Disabled', 'paused: configuration set paused'],
  [
    'ConfigurationSetDoesNotExist',
    'Configuration set <x> does not exist.',
    'paused: configuration set missing',
  ],
  ['ConfigurationSetDoesNotExistException', 'x', 'paused: configuration set missing'],
  ['MailFromDomainNotVerifiedException', 'x', 'paused: MAIL FROM domain not verified'],
  ['AccessDenied', 'User is not authorized to perform: ses:SendRawEmail', 'paused: access denied'],
  ['AccessDeniedException', 'User is not authorized', 'paused: access denied'],
  ['NotAuthorized', 'You do not have permission', 'paused: access denied'],
  ['OptInRequired', 'The AWS access key ID needs a subscription for the service.', 'paused: access denied'],
  [
    'InvalidClientTokenId',
    'The security token included in the request is invalid.',
    'paused: credentials unknown',
  ],
  ['UnrecognizedClientException', 'The security token is invalid', 'paused: credentials unknown'],
  ['MissingAuthenticationToken', 'Request is missing Authentication Token', 'paused: credentials unknown'],
  [
    'CredentialsProviderError',
    'Could not load credentials from any providers',
    'paused: credentials unknown',
  ],
  ['ExpiredToken', 'The security token included in the request is expired', 'paused: credentials expired'],
  ['ExpiredTokenException', 'The security token is expired', 'paused: credentials expired'],
  ['RequestExpired', 'The request reached the service more than 15 minutes after', 'paused: clock refused'],
  [
    'SignatureDoesNotMatch',
    'The request signature we calculated does not match',
    'paused: signature refused',
  ],
  [
    'IncompleteSignature',
    'The request signature does not conform to AWS standards.',
    'paused: signature refused',
  ],
  ['InvalidSignatureException', 'Signature expired', 'paused: signature refused'],
  ['Throttling', 'Maximum sending rate exceeded.', 'throttled: rate'],
  ['Throttling', 'Daily message quota exceeded.', 'throttled: day'],
  ['ThrottlingException', 'Rate exceeded', 'throttled: rate'],
  ['TooManyRequestsException', 'Too many requests', 'throttled: rate'],
  ['LimitExceededException', 'Maximum sending rate exceeded', 'throttled: rate'],
  ['MessageRejected', 'Address blacklisted.', 'rejected: MessageRejected: Address blacklisted.'],
  [
    'MessageRejected',
    'A sentence that nobody has seen',
    'rejected: MessageRejected: A sentence that nobody has seen',
  ],
  [
    'InvalidParameterValue',
    'Missing final recipients.',
    'rejected: InvalidParameterValue: Missing final recipients.',
  ],
  ['InternalFailure', 'Internal failure', 'nothing'],
  ['ServiceUnavailable', 'Try again', 'nothing'],
  ['SomethingNew', 'New', 'nothing'],
];

describe('what SES answers', () => {
  test.each(answers)('%s "%s": %s', (code, message, wanted) => {
    const found = meaningOf(code, message);
    const said =
      found?.outcome === 'throttled'
        ? found.quota
        : found?.outcome === 'paused' || found?.outcome === 'rejected'
          ? found.reason
          : undefined;
    expect(found === undefined ? 'nothing' : `${found.outcome}: ${said}`).toBe(wanted);
  });

  test('each rule is met by an answer of the table', () => {
    const met = answers.map(([code, message]) =>
      sesRules.find(
        (rule) => rule.code.test(code.replace(/Exception$/, '')) && (rule.message?.test(message) ?? true),
      ),
    );
    expect(sesRules.filter((rule) => !met.includes(rule))).toEqual([]);
  });
});
