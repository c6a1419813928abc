import { randomUUID } from 'node:crypto';
import type { Answer } from '../dynamodb/upstream.ts';

/** What an endpoint does with a call: it answers, or it lets the connection drop, or it never answers. */
export type Outcome = Answer | 'drop' | 'hang';

/** An error as the JSON protocols of DynamoDB and Secrets Manager word it. */
export function jsonRefusal(type: string, message: string, more: object = {}, status = 400): Answer {
  return {
    status,
    headers: { 'content-type': 'application/x-amz-json-1.0', 'x-amzn-requestid': randomUUID() },
    body: Buffer.from(JSON.stringify({ ...more, __type: type, message, Message: message })),
  };
}

/** An answer of the SES query protocol. @see https://docs.aws.amazon.com/ses/latest/APIReference/CommonErrors.html */
export function xmlAnswer(action: string, result: string): Answer {
  return xml(
    200,
    `<${action}Response xmlns="http://ses.amazonaws.com/doc/2010-12-01/"><${action}Result>${result}</${action}Result>` +
      `<ResponseMetadata><RequestId>${randomUUID()}</RequestId></ResponseMetadata></${action}Response>`,
  );
}

export function xmlRefusal(status: number, code: string, message: string): Answer {
  const escaped = message.replaceAll('&', '&amp;').replaceAll('<', '&lt;').replaceAll('>', '&gt;');
  return xml(
    status,
    '<ErrorResponse xmlns="http://ses.amazonaws.com/doc/2010-12-01/">' +
      `<Error><Type>${status < 500 ? 'Sender' : 'Receiver'}</Type><Code>${code}</Code><Message>${escaped}</Message></Error>` +
      `<RequestId>${randomUUID()}</RequestId></ErrorResponse>`,
  );
}

function xml(status: number, body: string): Answer {
  return {
    status,
    headers: { 'content-type': 'text/xml', 'x-amzn-requestid': randomUUID() },
    body: Buffer.from(body),
  };
}
