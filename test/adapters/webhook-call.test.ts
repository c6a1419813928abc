import { afterAll, afterEach, beforeAll, describe, expect, test } from 'vitest';
import { isPublicAddress, type Lookup, publicLookup } from '../../functions/adapters/public-address.ts';
import { webhookCaller } from '../../functions/adapters/webhook-call.ts';
import { type Receiver, startReceiver } from '../setup/receiver.ts';

let receiver: Receiver;
beforeAll(async () => {
  receiver = await startReceiver();
});
afterAll(() => receiver.stop());
afterEach(() => receiver.answer());

/** DNS that answers one list of addresses after the other, the last again and again. */
function dns(...answers: string[][]): { lookup: Lookup; asked: () => number } {
  let asked = 0;
  const lookup: Lookup = (_hostname, _options, done) => {
    const addresses = answers[Math.min(asked, answers.length - 1)] ?? [];
    asked += 1;
    const found = addresses.map((address) => ({ address, family: address.includes(':') ? 6 : 4 }));
    process.nextTick(() => done(null, found));
  };
  return { lookup, asked: () => asked };
}

describe('what is on the internet', () => {
  test.each([
    '8.8.8.8',
    '100.63.255.255',
    '172.15.0.1',
    '172.32.0.1',
    '192.169.0.1',
    '2a00:1450::1',
    '2606:4700::1',
  ])('%s', (address) => expect(isPublicAddress(address)).toBe(true));
});

describe('what is not on the internet', () => {
  test.each([
    ...['0.0.0.0', '10.1.2.3', '100.64.0.1', '100.127.255.255', '127.0.0.1', '127.8.8.8', '169.254.169.254'],
    ...[
      '169.254.170.2',
      '172.16.0.1',
      '172.31.255.255',
      '192.0.0.8',
      '192.0.2.1',
      '192.168.1.1',
      '198.18.0.1',
    ],
    ...['198.51.100.1', '203.0.113.1', '224.0.0.1', '239.1.1.1', '240.0.0.1', '255.255.255.255'],
    ...['::', '::1', '::ffff:127.0.0.1', '::ffff:8.8.8.8', '::8.8.8.8', '64:ff9b::a9fe:a9fe', '64:ff9b:1::1'],
    ...[
      '100::1',
      '2001::1',
      '2001:db8::1',
      '2002:7f00:1::',
      '3fff::1',
      'fc00::1',
      'fd00:ec2::254',
      'fe80::1',
    ],
    ...['fec0::1', 'ff02::1', '5f00::1', 'fe80::1%eth0', '', 'localhost', '0177.0.0.1'],
  ])('%s', (address) => expect(isPublicAddress(address)).toBe(false));
});

test.each([
  [['127.0.0.1']],
  [['8.8.8.8', '10.0.0.1']],
  [['2a00:1450::1', '::1']],
  [['169.254.169.254']],
  [[]],
])('a name that leads to %j is connected to nowhere', async (addresses) => {
  const { lookup } = dns(addresses);
  const caller = webhookCaller({ lookup, ca: receiver.ca });
  const before = receiver.received.length;
  const outcome = await caller.post({
    url: `https://crm.example:${receiver.port}/`,
    headers: {},
    body: '{}',
  });
  expect(outcome).toMatchObject({ failure: 'addressNotAllowed' });
  expect(receiver.received).toHaveLength(before);
});

test('a name is looked up once a call, and what was checked is what is connected to, whatever DNS answers next', async () => {
  const { lookup, asked } = dns(['240.0.0.1'], ['127.0.0.1']);
  await webhookCaller({ lookup }).post({ url: 'https://crm.example/', headers: {}, body: '{}' });
  expect(asked()).toBe(1);
  // Public at the first look-up, this machine at the second: nobody asks a second time.
  const rebinding = dns(['8.8.8.8'], ['127.0.0.1']);
  const found = await new Promise((resolve) =>
    publicLookup(rebinding.lookup)('crm.example', { all: true }, (_error, addresses) => resolve(addresses)),
  );
  expect(found).toEqual([{ address: '8.8.8.8', family: 4 }]);
  const next = await new Promise((resolve) =>
    publicLookup(rebinding.lookup)('crm.example', { all: true }, (error) => resolve(error?.name)),
  );
  expect(next).toBe('AddressNotAllowed');
});

test.each([
  'https://127.0.0.1/',
  'https://[::1]/',
  'https://2130706433/',
  'https://8.8.8.8/',
  'http://crm.example/',
])('%s is not called at all', async (url) => {
  const { lookup, asked } = dns(['8.8.8.8']);
  expect(await webhookCaller({ lookup }).post({ url, headers: {}, body: '{}' })).toMatchObject({
    failure: 'addressNotAllowed',
  });
  expect(asked()).toBe(0);
});
