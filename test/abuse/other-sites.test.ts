import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { contract } from '../../functions/api/contract.ts';
import type { Routes } from '../../functions/api/route.ts';
import { formUrl, part1, privacy, series, World } from '../organiser/world.ts';

/** What pages of other websites may send, and what they may not. */

let world: World;
let host: string;
const evil = 'https://evil.example';
const owner = 'organisation@stiftung-marktplatz.example';

beforeAll(async () => {
  world = await World.start();
  ({ host } = new URL(world.client.url));
  await world.must('POST', '/series', series);
  await world.publish(part1);
});
afterAll(() => world?.stop());

/** How a browser's request from another page looks: today's, one of before 2023, a frame in a sandbox, another port. */
const fromElsewhere: Record<string, string>[] = [
  { 'sec-fetch-site': 'cross-site', origin: evil },
  { 'sec-fetch-site': 'same-site', origin: evil },
  { origin: evil },
  { origin: 'null' },
  { origin: 'http://127.0.0.1:1' },
];
/** Of one's own page, and of no page. */
const fromHere = (): Record<string, string>[] => [
  { 'sec-fetch-site': 'same-origin', origin: `http://${host}` },
  { 'sec-fetch-site': 'same-origin', origin: 'null' },
  { origin: `http://${host}` },
  {},
];

const all: [string, Routes[string]][] = Object.values(contract).flatMap((routes: Routes) =>
  Object.entries(routes),
);
const unsafe = all.filter(([key]) => !key.startsWith('GET ') && key !== '$default');

/** As a document, or as the console's screen. */
const isRefusal = /urn:eventbote:problem:other-site|anderen Website/;

const send = (key: string, headers: Record<string, string>) => {
  const [method = '', path = ''] = key.split(' ');
  const filled = path.replaceAll(/\{[\w+]+\}/g, 'a'.repeat(32));
  return world.client.send(method, filled, {
    headers: { authorization: `Bearer ${world.owner}`, ...headers },
    ...(method === 'DELETE' ? {} : { json: {} }),
  });
};

it('one route alone takes what pages of other websites post: signing up', () => {
  const open = unsafe.filter(([, route]) => route.isPostedFromElsewhere).map(([key]) => key);
  expect(open).toEqual(['POST /v1/registrations']);
  expect(unsafe.length).toBeGreaterThan(40);
});

describe.each(
  unsafe.map(([key, { isPostedFromElsewhere }]) => [key, isPostedFromElsewhere === true] as const),
)('%s', (key, isOpen) => {
  it(
    isOpen ? 'takes it from everywhere' : 'is refused from elsewhere, and not from here or from no page',
    async () => {
      for (const headers of fromElsewhere) {
        const { status, body } = await send(key, headers);
        expect([status === 403, isRefusal.test(body)], JSON.stringify(headers)).toEqual(
          isOpen ? [false, false] : [true, true],
        );
      }
      for (const headers of fromHere()) {
        expect((await send(key, headers)).body, JSON.stringify(headers)).not.toMatch(isRefusal);
      }
    },
  );
});

const asBrowser = { accept: 'text/html' };

it('a website’s form signs up, and a page of another one confirms, cancels or logs nobody in', async () => {
  const email = 'aylin@rathaus.example';
  const website = { ...asBrowser, origin: new URL(formUrl).origin, 'sec-fetch-site': 'cross-site' };
  const form = {
    ...{ name: 'Aylin', email, locale: 'de', eventIds: part1.eventId, formUrl },
    ...{ 'notices.privacy': privacy.privacy, [`answers.${part1.eventId}.role`]: 'politik' },
  };
  const signedUp = await world.client.send('POST', '/v1/registrations', {
    headers: website,
    form,
  });
  expect([202, 303]).toContain(signedUp.status);
  await world.runner.settle();
  const [mail] = await world.mails(email);
  if (mail === undefined) throw new Error('no verification');
  const path = new URL(world.client.link(mail, '/confirm/')).pathname;
  const press = (to: string, headers: Record<string, string>) =>
    world.client.send('POST', to, { headers: { ...asBrowser, ...headers }, form: {} });
  for (const headers of fromElsewhere) {
    const refused = await press(path, headers);
    expect(refused.status).toBe(403);
    expect(refused.body).toContain('Das kam von einer anderen Website');
  }
  const states = async () => {
    const { items } = await world.must('GET', `/events/${part1.eventId}/registrations`);
    return items.map(({ state }: { state: string }) => state);
  };
  expect(await states()).toEqual(['pending']);
  expect((await press(path, {})).status).toBe(200);
  expect(await states()).toEqual(['confirmed']);

  await world.call('POST', '/login', { email: owner }, { token: '' });
  await world.runner.settle();
  const [login] = await world.mails(owner);
  if (login === undefined) throw new Error('no login mail');
  const link = new URL(world.client.link(login, '/login/')).pathname;
  for (const headers of fromElsewhere) expect((await press(link, headers)).status).toBe(403);
  const opened = await press(link, { origin: `http://${host}` });
  expect(opened.status).toBe(303);
  expect(opened.headers.getSetCookie().join()).toContain('__Host-session=');
});
