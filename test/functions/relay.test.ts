import { afterAll, beforeAll, expect, test } from 'vitest';
import { Backend, event, signUpOf } from '../setup/backend.ts';

let backend: Backend;
beforeAll(async () => {
  backend = await Backend.start();
  await backend.publish([event('teil')]);
});
afterAll(() => backend.stop());

const faults = (wanted: object) => backend.send('PUT', '/_local/faults', { json: wanted });
const queued = async () => (await backend.rowsOf('delivery')).filter(({ state }) => state === 'queued');

test('what relay can not send for SES’s sake is acknowledged, because the table holds it as due', async () => {
  await faults({ ses: { quotaFails: 1 } });
  expect((await backend.register(signUpOf('a@relay.example', ['teil']))).status).toBe(202);
  await backend.runner.settle();
  expect(await queued()).toMatchObject([{ attempts: 0, dueLane: 'delivery' }]);
  expect(backend.runner.deadLetters()).toEqual([]);
  // The tick can't either, and says so.
  const tick = await backend.runner.invoke('Dispatch', {});
  expect(tick).toMatchObject({ ok: true, payload: { worked: false } });
  const { nextDueAt } = Object(tick.ok && tick.payload);
  expect(Date.parse(nextDueAt)).toBeLessThanOrEqual(backend.runner.clock.now().getTime());
  await faults({});
  await backend.runner.clock.advance(60_000);
  expect(await backend.mails('a@relay.example')).toHaveLength(1);
  expect(await queued()).toEqual([]);
});

test('once a quota is known, mail goes out although SES refuses to tell it again', async () => {
  await faults({ ses: { quotaFails: 1 } });
  // Far beyond the age at which it is asked for anew.
  await backend.runner.clock.advance(3_600_000);
  const before = backend.logOf('Relay').match(/"level":"ERROR"/g)?.length;
  expect((await backend.register(signUpOf('b@relay.example', ['teil']))).status).toBe(202);
  expect(await backend.mails('b@relay.example')).toHaveLength(1);
  expect(backend.logOf('Relay').match(/"level":"ERROR"/g)?.length).toBe(before);
  await faults({});
});

test('a line of turns that is longer than some seconds is left to dispatch, and the execution given back', async () => {
  const freeAt = (backend.runner.clock.now().getTime() + 60_000) * 1000;
  await backend.put({ pk: 'PACE', sk: 'PACE', freeAt });
  const began = performance.now();
  expect((await backend.register(signUpOf('c@relay.example', ['teil']))).status).toBe(202);
  await backend.runner.settle();
  expect(performance.now() - began).toBeLessThan(15_000);
  expect(await queued()).toMatchObject([{ attempts: 0, dueLane: 'delivery' }]);
  await backend.runner.clock.advance(120_000);
  expect(await backend.mails('c@relay.example')).toHaveLength(1);
});
