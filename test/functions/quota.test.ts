import { afterAll, beforeAll, expect, test } from 'vitest';
import * as z from 'zod';
import { Backend, event, signUpOf } from '../setup/backend.ts';

const relays = 8;
let backend: Backend;
beforeAll(async () => {
  // So many shards that eight mails hardly share one, and each has a relay of its own.
  backend = await Backend.start({ concurrency: relays, shards: 64, eager: ['Relay'] });
  await backend.publish([event('teil')]);
  // Eight relays that have started and know nothing yet, so that no mail waits for this machine to load them.
  const nothing = () => backend.runner.invoke('Relay', { Records: [] });
  await Promise.all(Array.from({ length: relays }, nothing));
  await backend.register(signUpOf('nobody', ['teil']));
});
afterAll(() => backend.stop());

const Sent = z.object({ createdAt: z.iso.datetime(), sentAt: z.iso.datetime() });

test('eight relays that start at once share one answer of GetSendQuota, and no mail waits for it', async () => {
  const people = Array.from({ length: relays }, (_, index) => `p${index}@quota.example`);
  const answers = await Promise.all(people.map((email) => backend.register(signUpOf(email, ['teil']))));
  expect(new Set(answers.map(({ status }) => status))).toEqual(new Set([202]));
  await backend.runner.settle();
  const deliveries = z.array(Sent).parse(await backend.rowsOf('delivery'));
  const waits = deliveries.map(({ createdAt, sentAt }) => Date.parse(sentAt) - Date.parse(createdAt));
  expect(waits).toHaveLength(people.length);
  const lines = backend.logOf('Relay');
  console.log(`the last of ${waits.length} verification mails left after ${Math.max(...waits)} ms`);
  for (const wait of waits) expect(wait).toBeLessThan(5000);
  expect(lines).not.toMatch(/"level":"ERROR"/);
  expect(lines.match(/"message":"quota"/g)?.length).toBe(1);
});
