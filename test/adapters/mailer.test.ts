import { Agent, createServer } from 'node:http';
import { type AddressInfo, Socket } from 'node:net';
import { SESClient } from '@aws-sdk/client-ses';
import { afterAll, beforeAll, beforeEach, describe, expect, test, vi } from 'vitest';
import { outcomeOf, sesMailer } from '../../functions/adapters/mailer.ts';
import type { Mailer } from '../../functions/core/table/ports.ts';

/** What SES answers next: a document with its status, or nothing but the end of the connection. */
let next: { status: number; body: string } | 'hangUp' | 'never' = 'hangUp';
const calls: URLSearchParams[] = [];
const server = createServer((request, response) => {
  const chunks: Buffer[] = [];
  request.on('data', (chunk: Buffer) => chunks.push(chunk));
  request.on('end', () => {
    calls.push(new URLSearchParams(Buffer.concat(chunks).toString()));
    if (next === 'hangUp') request.socket.destroy();
    else if (next !== 'never') response.writeHead(next.status, { 'content-type': 'text/xml' }).end(next.body);
  });
});

let connections = 0;
server.on('connection', () => {
  connections += 1;
});

let mailer: Mailer;
let endpoint: string;
const mailerAt = (url: string, requestTimeout = 5000) =>
  sesMailer(
    'eventbote-dev',
    new SESClient({
      endpoint: url,
      region: 'eu-central-1',
      maxAttempts: 1,
      credentials: { accessKeyId: 'test', secretAccessKey: 'test' },
      requestHandler: { requestTimeout, throwOnRequestTimeout: true },
    }),
  );

beforeAll(async () => {
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
  const { port } = server.address() as AddressInfo;
  endpoint = `http://127.0.0.1:${port}`;
  mailer = mailerAt(endpoint);
});
afterAll(async () => {
  const closed = new Promise((resolve) => server.close(resolve));
  server.closeAllConnections();
  await closed;
});
beforeEach(() => {
  calls.length = 0;
});

/** https://docs.aws.amazon.com/ses/latest/APIReference/CommonErrors.html */
const error = (status: number, code: string, message: string) => ({
  status,
  body: `<ErrorResponse xmlns="http://ses.amazonaws.com/doc/2010-12-01/"><Error><Type>${status < 500 ? 'Sender' : 'Receiver'}</Type><Code>${code}</Code><Message>${message}</Message></Error><RequestId>r</RequestId></ErrorResponse>`,
});
const accepted = (result: string) => ({
  status: 200,
  body: `<SendRawEmailResponse xmlns="http://ses.amazonaws.com/doc/2010-12-01/"><SendRawEmailResult>${result}</SendRawEmailResult><ResponseMetadata><RequestId>r</RequestId></ResponseMetadata></SendRawEmailResponse>`,
});

const send = (by: Mailer = mailer) =>
  by.send({
    from: 'seminare@mail.stiftung-marktplatz.example',
    to: 'aylin@rathaus.example',
    raw: Buffer.from('Subject: x\r\n\r\nText'),
    deliveryId: 'confirmation-abc_def',
    personHash: '1xabc',
  });

test("a mail goes to one address, under its delivery's id and the configuration set, by one call", async () => {
  next = accepted('<MessageId>0107-1</MessageId>');
  expect(await send()).toEqual({ outcome: 'accepted', messageId: '0107-1' });
  expect(calls).toHaveLength(1);
  expect(Object.fromEntries(calls[0] ?? [])).toMatchObject({
    Action: 'SendRawEmail',
    Source: 'seminare@mail.stiftung-marktplatz.example',
    'Destinations.member.1': 'aylin@rathaus.example',
    ConfigurationSetName: 'eventbote-dev',
    'Tags.member.1.Name': 'deliveryId',
    'Tags.member.1.Value': 'confirmation-abc_def',
    'Tags.member.2.Name': 'personHash',
    'Tags.member.2.Value': '1xabc',
    'RawMessage.Data': Buffer.from('Subject: x\r\n\r\nText').toString('base64'),
  });
});

describe('what SES answers is', () => {
  test.each<[string, ReturnType<typeof error>, object]>([
    [
      'a throttle of the rate',
      error(400, 'Throttling', 'Maximum sending rate exceeded.'),
      { outcome: 'throttled', quota: 'rate' },
    ],
    [
      'a throttle of the day',
      error(400, 'Throttling', 'Daily message quota exceeded.'),
      { outcome: 'throttled', quota: 'day' },
    ],
    [
      'a throttle of the API',
      error(400, 'ThrottlingException', 'Rate exceeded'),
      { outcome: 'throttled', quota: 'rate' },
    ],
    [
      'a throttle by status',
      error(429, 'TooManyRequestsException', 'Too many requests'),
      { outcome: 'throttled', quota: 'rate' },
    ],
    [
      'a pause of the account',
      error(400, 'AccountSendingPausedException', 'Email sending is disabled'),
      { outcome: 'paused', reason: 'account paused' },
    ],
    [
      'a pause of the configuration set',
      error(400, 'ConfigurationSetSendingPausedException', 'Disabled'),
      { outcome: 'paused', reason: 'configuration set paused' },
    ],
    [
      'a configuration set that is missing',
      error(400, 'ConfigurationSetDoesNotExist', 'Configuration set &lt;x&gt; does not exist.'),
      { outcome: 'paused', reason: 'configuration set missing' },
    ],
    [
      'a MAIL FROM domain that is not set up',
      error(400, 'MailFromDomainNotVerifiedException', 'Not verified'),
      { outcome: 'paused', reason: 'MAIL FROM domain not verified' },
    ],
    [
      'a right that is missing',
      error(403, 'AccessDenied', 'User is not authorized'),
      { outcome: 'paused', reason: 'access denied' },
    ],
    [
      'a right that is missing, as newer services call it',
      error(403, 'AccessDeniedException', 'User is not authorized'),
      { outcome: 'paused', reason: 'access denied' },
    ],
    [
      'credentials that nobody knows',
      error(403, 'InvalidClientTokenId', 'The security token is invalid'),
      { outcome: 'paused', reason: 'credentials unknown' },
    ],
    [
      'credentials that are over',
      error(403, 'ExpiredToken', 'The security token is expired'),
      { outcome: 'paused', reason: 'credentials expired' },
    ],
    [
      'a signature that is wrong',
      error(403, 'SignatureDoesNotMatch', 'Does not match'),
      { outcome: 'paused', reason: 'signature refused' },
    ],
    [
      'a rejection',
      error(400, 'MessageRejected', 'Address blacklisted.'),
      { outcome: 'rejected', reason: 'MessageRejected: Address blacklisted.' },
    ],
    [
      'a parameter that is wrong',
      error(400, 'InvalidParameterValue', 'Missing final recipients.'),
      { outcome: 'rejected', reason: 'InvalidParameterValue: Missing final recipients.' },
    ],
    [
      'a failure inside',
      error(500, 'InternalFailure', 'Internal failure'),
      { outcome: 'unknown', reason: 'InternalFailure' },
    ],
    [
      'a failure for the moment',
      error(503, 'ServiceUnavailable', 'Try again'),
      { outcome: 'unknown', reason: 'ServiceUnavailable' },
    ],
    [
      'an error that has no row',
      error(400, 'SomethingNew', 'New'),
      { outcome: 'unknown', reason: 'SomethingNew' },
    ],
    ['an acceptance without an id', accepted(''), { outcome: 'unknown', reason: 'no message id' }],
  ])('%s', async (_, answer, wanted) => {
    next = answer;
    expect(await send()).toEqual(wanted);
    // Whether it is tried again is the delivery's to decide.
    expect(calls).toHaveLength(1);
  });

  test('kept without the addresses that it quotes, in one short line', async () => {
    next = error(
      400,
      'MessageRejected',
      `No such mailbox: aylin@rathaus.example, &lt;ben@verein.example&gt; ${'x'.repeat(500)}`,
    );
    const outcome = await send();
    expect(JSON.stringify(outcome)).not.toMatch(/@/);
    expect(JSON.stringify(outcome).length).toBeLessThan(300);
  });
});

test('a connection that lay idle is not met by a mail: SES may have ended it while the instance was frozen', async () => {
  vi.stubEnv('AWS_ENDPOINT_URL_SES', endpoint);
  vi.stubEnv('AWS_ACCESS_KEY_ID', 'test');
  vi.stubEnv('AWS_SECRET_ACCESS_KEY', 'test');
  vi.stubEnv('AWS_REGION', 'eu-central-1');
  try {
    const own = sesMailer('eventbote-dev');
    next = accepted('<MessageId>0107-1</MessageId>');
    connections = 0;
    await send(own);
    await send(own);
    expect(connections).toBe(1);
    const now = Date.now();
    vi.spyOn(Date, 'now').mockReturnValue(now + 5000);
    expect(await send(own)).toMatchObject({ outcome: 'accepted' });
    expect(connections).toBe(2);
  } finally {
    vi.restoreAllMocks();
    vi.unstubAllEnvs();
  }
});

describe('without an answer', () => {
  test('an ended connection leaves it unknown whether the mail was accepted', async () => {
    next = 'hangUp';
    expect(await send()).toMatchObject({ outcome: 'unknown', reason: 'ECONNRESET' });
    expect(calls).toHaveLength(1);
  });

  test('so does one that takes too long', async () => {
    next = 'never';
    expect(await send(mailerAt(endpoint, 100))).toMatchObject({ outcome: 'unknown' });
    expect(calls).toHaveLength(1);
  });

  test('a refused connection says that nothing was accepted', async () => {
    expect(await send(mailerAt('http://127.0.0.1:1'))).toEqual({
      outcome: 'paused',
      reason: 'connection: ECONNREFUSED',
    });
  });

  test('a connection that is never made is none, however long a call may take', async () => {
    // A socket that stays connecting, as one does to a host that drops what it is sent.
    const httpAgent = new Agent();
    httpAgent.createConnection = () => Object.defineProperty(new Socket(), 'connecting', { value: true });
    const client = new SESClient({
      endpoint,
      region: 'eu-central-1',
      maxAttempts: 1,
      credentials: { accessKeyId: 'test', secretAccessKey: 'test' },
      requestHandler: { httpAgent, connectionTimeout: 50, requestTimeout: 5000, throwOnRequestTimeout: true },
    });
    expect(await send(sesMailer('eventbote-dev', client))).toEqual({
      outcome: 'paused',
      reason: 'connection: no connection in time',
    });
  });

  test.each([
    'ENOTFOUND',
    'EAI_AGAIN',
    'EHOSTUNREACH',
    'ENETUNREACH',
    'EMFILE',
    'ENOBUFS',
    'CERT_HAS_EXPIRED',
    'ERR_TLS_CERT_ALTNAME_INVALID',
    'UNABLE_TO_VERIFY_LEAF_SIGNATURE',
  ])('%s says so too', (code) => {
    expect(outcomeOf(Object.assign(new Error('x'), { code }))).toEqual({
      outcome: 'paused',
      reason: `connection: ${code}`,
    });
  });

  test('a time limit of the system while it connects is none of an answer', () => {
    const late = Object.assign(new Error('x'), { code: 'ETIMEDOUT', syscall: 'connect' });
    expect(outcomeOf(late)).toEqual({ outcome: 'paused', reason: 'connection: ETIMEDOUT' });
  });

  test.each([
    ['a time limit', Object.assign(new Error('x'), { name: 'TimeoutError' }), 'TimeoutError'],
    ['a broken pipe', Object.assign(new Error('x'), { code: 'EPIPE' }), 'EPIPE'],
    ['no error at all', 'text', 'something that is not an error'],
    ['nothing', undefined, 'something that is not an error'],
  ])('%s is unknown', (_, thrown, reason) => {
    expect(outcomeOf(thrown)).toEqual({ outcome: 'unknown', reason });
  });
});

test('the quota is read as SES tells it', async () => {
  next = {
    status: 200,
    body: '<GetSendQuotaResponse xmlns="http://ses.amazonaws.com/doc/2010-12-01/"><GetSendQuotaResult><SentLast24Hours>127.0</SentLast24Hours><Max24HourSend>200.0</Max24HourSend><MaxSendRate>1.0</MaxSendRate></GetSendQuotaResult></GetSendQuotaResponse>',
  };
  expect(await mailer.quota()).toEqual({ maxSendRate: 1, max24HourSend: 200, sentLast24Hours: 127 });
});
