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

test('keys are read anew after ten seconds, and after five minutes where nothing is made of them', async () => {
  const { later } = clock();
  const { fresh, known } = secretKeys('arn', neverReported, client);
  current = '1';
  expect((await fresh()).links.current).toBe('1');
  current = '2';
  later(9000);
  expect((await fresh()).links.current).toBe('1');
  expect((await known()).links.current).toBe('1');
  expect(calls).toBe(1);
  later(1500);
  expect((await known()).links.current).toBe('1');
  const both = await Promise.all([fresh(), fresh()]);
  expect(both.map(({ links }) => links.current)).toEqual(['2', '2']);
  expect((await known()).links.current).toBe('2');
  expect(calls).toBe(2);
  current = '1';
  later(299_000);
  expect((await known()).links.current).toBe('2');
  later(2000);
  expect((await known()).links.current).toBe('1');
});

test('keys that were read stay in use while the secret can’t be, which is told, and is tried again after ten seconds', async () => {
  const { later } = clock();
  const told: unknown[] = [];
  const { fresh } = secretKeys('arn', (error) => told.push(error), client);
  current = '1';
  await fresh();
  current = undefined;
  later(11_000);
  expect((await fresh()).links.current).toBe('1');
  expect(told).toHaveLength(1);
  later(5000);
  expect((await fresh()).links.current).toBe('1');
  expect(calls).toBe(2);
  current = '2';
  later(6000);
  expect((await fresh()).links.current).toBe('2');
});

test('without any keys it fails, and is tried again at the next call', async () => {
  const { fresh } = secretKeys('arn', neverReported, client);
  current = undefined;
  await expect(fresh()).rejects.toThrow();
  current = '1';
  expect((await fresh()).links.current).toBe('1');
});
