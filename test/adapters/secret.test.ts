import { createServer } from 'node:http';
import { SecretsManagerClient } from '@aws-sdk/client-secrets-manager';
import { afterAll, afterEach, beforeAll, expect, test, vi } from 'vitest';
import { secretKeys } from '../../functions/adapters/secret.ts';

const keyOf = (version: string) => version.repeat(40).slice(0, 40);
/** What Secrets Manager answers: a secret with this current version, or a failure. */
let current: string | undefined = '1';
let calls = 0;
const server = createServer((request, response) => {
  request.resume();
  request.on('end', () => {
    calls += 1;
    const secret = { current, '1': keyOf('1'), '2': keyOf('2') };
    const body =
      current === undefined ? { __type: 'InternalServiceError' } : { SecretString: JSON.stringify(secret) };
    response.writeHead(current === undefined ? 500 : 200, { 'content-type': 'application/x-amz-json-1.1' });
    response.end(JSON.stringify(body));
  });
});

let client: SecretsManagerClient;
beforeAll(async () => {
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
  const address = server.address();
  client = new SecretsManagerClient({
    endpoint: `http://127.0.0.1:${typeof address === 'object' ? address?.port : ''}`,
    region: 'eu-central-1',
    maxAttempts: 1,
    credentials: { accessKeyId: 'test', secretAccessKey: 'test' },
  });
});
afterAll(() => {
  client.destroy();
  server.closeAllConnections();
  server.close();
});
afterEach(() => {
  vi.restoreAllMocks();
  calls = 0;
});

const neverReported = (error: unknown) => expect.fail(String(error));

/** The instance's own clock, moved by hand. */
function clock(): { later(milliseconds: number): void } {
  let moved = 0;
  const now = performance.now.bind(performance);
  vi.spyOn(performance, 'now').mockImplementation(() => now() + moved);
  return {
    later: (milliseconds) => {
      moved += milliseconds;
    },
  };
}

test('keys are read once, and anew after five minutes', async () => {
  const { later } = clock();
  const { known: keys } = secretKeys('arn', neverReported, client);
  current = '1';
  expect((await keys()).current).toBe('1');
  current = '2';
  expect((await keys()).current).toBe('1');
  expect(calls).toBe(1);
  later(301_000);
  expect((await keys()).current).toBe('2');
});

test('keys that were read stay in use while the secret can’t be, which is told, and is tried again after ten seconds', async () => {
  const { later } = clock();
  const told: unknown[] = [];
  const { known: keys } = secretKeys('arn', (error) => told.push(error), client);
  current = '1';
  await keys();
  current = undefined;
  later(301_000);
  expect((await keys()).current).toBe('1');
  expect(told).toHaveLength(1);
  later(5000);
  expect((await keys()).current).toBe('1');
  expect(calls).toBe(2);
  current = '2';
  later(6000);
  expect((await keys()).current).toBe('2');
});

test('without any keys it fails, and is tried again at the next call', async () => {
  const { known: keys } = secretKeys('arn', neverReported, client);
  current = undefined;
  await expect(keys()).rejects.toThrow();
  current = '1';
  expect((await keys()).current).toBe('1');
});

test('for a link of a version that is not known they are read anew, at most once in ten seconds', async () => {
  const { later } = clock();
  const { known, newer } = secretKeys('arn', neverReported, client);
  current = '1';
  await known();
  current = '2';
  later(9000);
  expect((await newer()).current).toBe('1');
  later(1500);
  const both = await Promise.all([newer(), newer()]);
  expect(both.map((keys) => keys.current)).toEqual(['2', '2']);
  // What was read for one link is what everybody goes on with.
  expect((await known()).current).toBe('2');
  for (let link = 0; link < 100; link++) await newer();
  expect(calls).toBe(2);
});
