import { afterAll, beforeAll, expect, test } from 'vitest';
import { Backend, event, formUrl, notices, signUpOf, website } from '../setup/backend.ts';
import { wordsInHtml } from '../views/reading.ts';

/** Scripts of websites repeat a sign-up whose answer they lost, by the key that they gave it. */
let backend: Backend;
beforeAll(async () => {
  backend = await Backend.start();
  await backend.publish([event('eins'), event('zwei')]);
});
afterAll(() => backend.stop());

const key = '0190a7a4-5f8e-7c3a-9d0e-2f6a1b3c4d5e';
const mailsTo = async (email: string) =>
  (await backend.mails()).filter(({ to }) => to.includes(email)).length;

test('the same sign-up by its key is answered the same and mailed once, an hour later too', async () => {
  const body = signUpOf('ida@rathaus.example', ['eins']);
  const headers = { 'idempotency-key': key, origin: website };
  const first = await backend.register(body, headers);
  await backend.runner.clock.advance(3_600_000);
  const second = await backend.register(body, headers);
  expect([first.status, second.status]).toEqual([202, 202]);
  expect(second.text).toBe(first.text);
  expect(second.headers.get('access-control-allow-origin')).toBe(website);
  await backend.runner.settle();
  expect(await mailsTo('ida@rathaus.example')).toBe(1);
});

test('another by the same key is refused, whether its address is known or not', async () => {
  const answers = await Promise.all(
    ['ida@rathaus.example', 'nobody@amt.example'].map((email) =>
      backend.register(signUpOf(email, ['zwei']), { 'idempotency-key': key }),
    ),
  );
  expect(new Set(answers.map(({ text }) => text)).size).toBe(1);
  expect(answers[0]).toMatchObject({ status: 422 });
  expect(answers[0]?.json.errors).toMatchObject([{ pointer: '/Idempotency-Key', code: 'keyUsedBefore' }]);
});

test('what was refused frees its key', async () => {
  const headers = { 'idempotency-key': 'dreimal', 'x-forwarded-for': '10.9.9.9' };
  const unknown = await backend.register(signUpOf('jo@rathaus.example', ['nirgends']), headers);
  expect(unknown.status).toBe(422);
  expect((await backend.register(signUpOf('jo@rathaus.example', ['eins']), headers)).status).toBe(202);
});

const form = {
  ...{ name: 'Kim', eventIds: ['eins', 'zwei'], locale: 'de', formUrl },
  'notices.privacy': notices.privacy,
};

test.each([
  ['a page', 'kim@amt.example', 202, {}],
  ['the website’s own page', 'lou@haus.example', 303, { returnUrl: `${website}/danke` }],
])('a form that a script sends is answered with %s both times', async (_, email, status, more) => {
  const headers = { 'idempotency-key': crypto.randomUUID(), accept: 'text/html' };
  const sent = () =>
    backend.send('POST', '/v1/registrations', { form: { ...form, ...more, email }, headers });
  const first = await sent();
  await backend.runner.clock.advance(3_600_000);
  const second = await sent();
  expect([first.status, second.status]).toEqual([status, status]);
  expect(second.headers.get('location')).toBe(first.headers.get('location'));
  expect(wordsInHtml(second.text)).toEqual(wordsInHtml(first.text));
  await backend.runner.settle();
  expect(await mailsTo(email)).toBe(1);
});

test('scripts of allowed websites may send the header', async () => {
  const preflight = await backend.send('OPTIONS', '/v1/registrations', {
    headers: {
      origin: website,
      'access-control-request-method': 'POST',
      'access-control-request-headers': 'content-type,idempotency-key',
    },
  });
  expect(preflight.headers.get('access-control-allow-headers')?.split(',')).toContain('idempotency-key');
});
