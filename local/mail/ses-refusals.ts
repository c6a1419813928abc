/**
 * How SES refuses mail for what is no mail's fault, by the name that `ses.refuses` of the faults takes.
 * @see https://docs.aws.amazon.com/ses/latest/APIReference/API_SendRawEmail.html#API_SendRawEmail_Errors
 * @see https://docs.aws.amazon.com/ses/latest/APIReference/CommonErrors.html
 */
export const sesRefusals: Readonly<Record<string, { status: number; code: string; message: string }>> = {
  identityUnverified: {
    status: 400,
    code: 'MessageRejected',
    message: 'Email address is not verified. The following identities failed the check in region X: (sender)',
  },
  accountPaused: {
    status: 400,
    code: 'AccountSendingPausedException',
    message: 'Email sending is disabled for your account.',
  },
  accountPausedAsRejected: {
    status: 400,
    code: 'MessageRejected',
    message:
      'Sending paused for this account. For more information, please check the inbox of the email address associated with your AWS account.',
  },
  configurationSetPaused: {
    status: 400,
    code: 'ConfigurationSetSendingPausedException',
    message: 'Email sending is disabled for the configuration set.',
  },
  configurationSetPausedAsRejected: {
    status: 400,
    code: 'MessageRejected',
    message: 'Sending is paused for the configuration set.',
  },
  credentialsExpired: {
    status: 403,
    code: 'ExpiredTokenException',
    message: 'The security token included in the request is expired',
  },
  credentialsUnknown: {
    status: 403,
    code: 'UnrecognizedClientException',
    message: 'The security token included in the request is invalid.',
  },
  signatureIncomplete: {
    status: 403,
    code: 'IncompleteSignature',
    message: 'The request signature does not conform to AWS standards.',
  },
};
