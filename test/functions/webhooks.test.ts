import { Webhook } from 'standardwebhooks';
import { afterAll, afterEach, beforeAll, describe, expect, test, vi } from 'vitest';
import { Backend, event, series } from '../setup/backend.ts';
import { type Received, type Receiver, startReceiver } from '../setup/receiver.ts';

/** The bundled functions on the runner, which plays DNS and network; the receiver speaks TLS. */
let backend: Backend;
let receiver: Receiver;
const names = (address: string) => ({ 'crm.example': [{ address, family: 4 as const }] });
const internet = (address: string) => ({ names: names(address), port: receiver.port, ca: receiver.ca });

beforeAll(async () => {
  receiver = await startReceiver();
  backend = await Backend.start({ internet: internet('8.8.8.8') });
  await backend.publish([event('e0'), event('e1')]);
  await backend.publish([event('f0', { seriesId: 'zweite' })], { ...series, seriesId: 'zweite' });
});
afterAll(async () => {
  await backend.stop();
  await receiver.stop();
});
afterEach(async () => {
  vi.useRealTimers();
  receiver.answer();
  backend.runner.internet(internet('8.8.8.8'));
  for (const { webhookId } of (await backend.organise('GET', '/webhooks')).json.items)
    await backend.organise('DELETE', `/webhooks/${webhookId}`);
});

async function endpoint(fields: object = {}): Promise<{ webhookId: string; secret: string }> {
  const order = { label: 'CRM', url: 'https://crm.example/in', ...fields };
  const { status, json } = await backend.organise('POST', '/webhooks', order);
  expect(status, JSON.stringify(json)).toBe(201);
  receiver.received.length = 0;
  return json;
}

/** Something changes; what is told of it comes within so long. */
async function change(eventId = 'e0', minutes = 2): Promise<void> {
  const capacity = 100 + (Math.floor(backend.runner.clock.now().getTime() / 60_000) % 100_000);
  const { status, text } = await backend.organise('PATCH', `/events/${eventId}`, { capacity });
  expect(status, text).toBe(200);
  await minutesPass(minutes);
}
const minutesPass = async (minutes: number) => void (await backend.runner.clock.advance(minutes * 60_000));
const attemptsOf = async (webhookId: string) =>
  (await backend.organise('GET', `/webhooks/${webhookId}/attempts`)).json.items;
const told = () => receiver.received.map(({ body }) => JSON.parse(body));

function verified(secret: string, { body, headers }: Received): unknown {
  vi.useFakeTimers({ toFake: ['Date'], now: Number(headers['webhook-timestamp']) * 1000 });
  const message = new Webhook(secret).verify(body, headers);
  vi.useRealTimers();
  return message;
}

test('what changes is sent within a minute, signed, with kind, ids and time alone', async () => {
  const { secret } = await endpoint();
  await backend.join('aylin@amt.example', ['e1']);
  await minutesPass(2);
  const messages = receiver.received.map((call) => verified(secret, call));
  expect(messages).toContainEqual({
    type: 'registration.saved',
    timestamp: expect.any(String),
    data: { seriesId: 'reihe', eventId: 'e1', registrationId: expect.any(String) },
  });
  expect(JSON.stringify(messages)).not.toMatch(/@|Şahin|aylin/);
});

test('of one series, its changes alone are sent', async () => {
  await endpoint({ seriesIds: ['zweite'] });
  await change('e0');
  expect(told()).toEqual([]);
  await change('f0');
  expect(told()).toMatchObject([{ type: 'event.saved', data: { seriesId: 'zweite', eventId: 'f0' } }]);
});

describe('a receiver that', () => {
  test('answers 500 for an hour is told once it is up, by the id that it knows', async () => {
    const { webhookId, secret } = await endpoint();
    receiver.answer((_call, response) => void response.writeHead(500).end('x'.repeat(100_000)));
    await change('e0', 60);
    const failed = receiver.received.length;
    expect(failed).toBeGreaterThan(3);
    receiver.answer();
    await minutesPass(61);
    const all = receiver.received;
    expect(new Set(all.map(({ headers }) => headers['webhook-id'])).size).toBe(1);
    for (const call of all) verified(secret, call);
    expect(all).toHaveLength(failed + 1);
    const [last, before] = await attemptsOf(webhookId);
    expect([last.status, last.failure, before.status, before.failure]).toEqual([
      204,
      undefined,
      500,
      'answered',
    ]);
  });

  test('redirects is not followed', async () => {
    const { webhookId } = await endpoint();
    receiver.answer(
      (_call, response) => void response.writeHead(302, { location: `https://crm.example/elsewhere` }).end(),
    );
    await change();
    expect(await attemptsOf(webhookId)).toMatchObject([{ status: 302, failure: 'redirected' }]);
    expect(receiver.received).toHaveLength(1);
  });

  test('does not answer is given up after ten seconds', async () => {
    const { webhookId } = await endpoint();
    receiver.answer(() => {});
    await change();
    const [attempt] = await attemptsOf(webhookId);
    expect(attempt).toMatchObject({ failure: 'timedOut' });
    expect(attempt.milliseconds).toBeGreaterThanOrEqual(9000);
  });

  test('cuts the connection off is tried again', async () => {
    const { webhookId } = await endpoint();
    receiver.answer((_call, _response, request) => void request.socket.destroy());
    await change();
    expect(await attemptsOf(webhookId)).toMatchObject([{ failure: 'unreachable' }]);
  });

  test('changes the protocol has not taken it, and holds nobody up', async () => {
    const { webhookId } = await endpoint();
    receiver.answer((_call, _response, { socket }) => {
      socket.write('HTTP/1.1 101 Switching Protocols\r\nconnection: upgrade\r\nupgrade: other\r\n\r\n');
    });
    await change();
    expect((await attemptsOf(webhookId))[0]).toMatchObject({ status: 101, failure: 'answered' });
  });

  test('never ends its answer has taken it by its status', async () => {
    const { webhookId } = await endpoint();
    receiver.answer((_call, response) => {
      response.writeHead(200);
      const more = () => {
        if (response.destroyed) return;
        response.write('x'.repeat(1024));
        setImmediate(more);
      };
      more();
    });
    await change();
    expect(await attemptsOf(webhookId)).toMatchObject([{ status: 200 }]);
  });

  test.each(['127.0.0.1', '10.0.0.7', '169.254.169.254', '100.64.0.1'])(
    'leads to %s, also at a later look-up, is not called',
    async (address) => {
      const { webhookId } = await endpoint();
      await change();
      expect(receiver.received).toHaveLength(1);
      backend.runner.internet(internet(address));
      await change('e1');
      expect((await attemptsOf(webhookId))[0]).toMatchObject({ failure: 'addressNotAllowed' });
      expect(receiver.received).toHaveLength(1);
    },
  );

  test('has no name any more, or another’s certificate, is told what is wrong', async () => {
    const { webhookId } = await endpoint();
    backend.runner.internet({ ...internet('8.8.8.8'), names: {} });
    await change();
    expect((await attemptsOf(webhookId))[0]).toMatchObject({ failure: 'nameNotFound' });
    const stranger = await startReceiver(['stranger.example']);
    backend.runner.internet({ ...internet('8.8.8.8'), port: stranger.port, ca: stranger.ca });
    await minutesPass(2);
    expect((await attemptsOf(webhookId))[0]).toMatchObject({ failure: 'certificateRefused' });
    expect(stranger.received).toEqual([]);
    await stranger.stop();
  });

  test('answers 410 is told nothing more, its owners are, and it goes on where it was once it is enabled', async () => {
    const { webhookId } = await endpoint();
    receiver.answer((_call, response) => void response.writeHead(410).end());
    await change();
    expect((await backend.organise('GET', `/webhooks/${webhookId}`)).json.disabledFor).toBe('gone');
    const [owner = ''] = JSON.parse(JSON.stringify(ownersOf()));
    const mail = (await backend.mails(owner)).findLast(({ subject }) => subject.includes('Webhook'));
    expect(mail?.text).toContain(`/console/webhooks/${webhookId}`);
    await change('e1');
    expect(receiver.received).toHaveLength(1);
    receiver.answer();
    expect((await backend.organise('POST', `/webhooks/${webhookId}/test`)).json.detail).toBeDefined();
    await backend.organise('POST', `/webhooks/${webhookId}/enable`);
    await minutesPass(2);
    expect(
      told()
        .slice(1)
        .map(({ data }) => data.eventId),
    ).toEqual(['e0', 'e1']);
  });
});

function ownersOf(): string[] {
  const [first] = backend.runner.stack
    .all('AWS::Lambda::Function')
    .flatMap(({ Environment }) => Environment?.Variables?.OWNERS ?? []);
  return String(first).split(',');
}

test('secrets are shown once, at creation and rotation, and a day long both sign', async () => {
  const { webhookId, secret } = await endpoint();
  const rotated = (await backend.organise('POST', `/webhooks/${webhookId}/secret`)).json;
  await change();
  const [call] = receiver.received;
  if (call === undefined) throw new Error('no call');
  verified(secret, call);
  verified(rotated.secret, call);
  for (const path of ['/webhooks', `/webhooks/${webhookId}`, `/webhooks/${webhookId}/attempts`, '/audit'])
    expect((await backend.organise('GET', path)).text).not.toMatch(/whsec_|salt/);
  const bytes = secret.slice('whsec_'.length);
  expect(JSON.stringify(await backend.everything())).not.toContain(bytes);
});

test('a test is sent within a minute, and a replay sends all again from where it is wanted', async () => {
  const { webhookId } = await endpoint();
  const from = backend.runner.clock.now().toISOString();
  await change('e0');
  await change('e1');
  expect((await backend.organise('POST', `/webhooks/${webhookId}/test`)).status).toBe(202);
  await minutesPass(2);
  expect(told().map(({ type }) => type)).toEqual(['event.saved', 'event.saved', 'webhook.test']);
  const ids = receiver.received.map(({ headers }) => headers['webhook-id']);
  expect((await backend.organise('POST', `/webhooks/${webhookId}/replay`, { from })).status).toBe(202);
  await minutesPass(2);
  const replayed = receiver.received.slice(3).map(({ headers }) => headers['webhook-id']);
  expect(replayed).toEqual(ids.slice(0, 2));
});

test('an address that is none, or no public one, is refused when it is written', async () => {
  for (const url of ['http://crm.example/', 'https://127.0.0.1/', 'https://[fd00::1]/', 'crm.example']) {
    const { status, json } = await backend.organise('POST', '/webhooks', { label: 'x', url });
    expect([status, json.errors[0].pointer], url).toEqual([422, '/url']);
  }
});
