import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import type { Runner } from '../../local/index.ts';
import type { Client } from '../../scripts/client.ts';
import { demoSeries, publishEvent, signUpOf } from '../../scripts/with-runner.ts';
import { type App, startApp } from '../setup/app.ts';
import { hiddenFields, unescaped } from './ask.ts';

let app: App;
let runner: Runner;
let client: Client;

beforeAll(async () => {
  app = await startApp({ seed: true });
  ({ runner, client } = app);
  for (const eventId of ['eins', 'zwei', 'drei', 'vier', 'fuenf', 'sechs'])
    await publishEvent(client, { eventId });
});
afterAll(() => app?.stop());

const post = (body: Record<string, string> | [string, string][], headers: Record<string, string> = {}) =>
  fetch(`${runner.url}/v1/registrations`, {
    method: 'POST',
    body: new URLSearchParams(body),
    headers,
    redirect: 'manual',
  });
const form = (email: string, more: Record<string, string> = {}) => ({
  eventIds: 'eins',
  name: 'Aylin <Şahin>',
  email,
  'notices.privacy': '2027-01',
  formUrl: 'https://www.stiftung-marktplatz.example/seminare',
  ...more,
});
const from = (address: string) => ({ 'x-forwarded-for': address });

/** The hidden fields of a page's form. */
/** Presses the button of the extra step's page. */
async function pressSend(answer: Response, headers: Record<string, string> = {}) {
  const html = await answer.text();
  expect(html).toContain('Noch ein Schritt');
  // Beside the one that sends there is only the chooser of languages.
  expect(html.match(/<button(?![^>]* name="showIn")/g)).toHaveLength(1);
  return post(hiddenFields(html), headers);
}

async function mailsTo(email: string) {
  await runner.settle();
  return client.mails(email);
}
const ofHttp = (signUp: Record<string, unknown>) =>
  client.send('POST', '/v1/registrations', { json: signUp });

describe('more than three sign-ups in an hour for one address', () => {
  test('are all accepted, each with a mail and a button of its own; a form that is sent again shares its mail', async () => {
    const email = 'viele@rathaus.example';
    const events = ['eins', 'zwei', 'drei', 'vier', 'fuenf', 'sechs', 'vier'];
    for (const eventId of events) {
      const answer = await ofHttp(signUpOf(email, [eventId]));
      expect([answer.status, answer.body]).toEqual([202, '{}']);
    }
    expect(await mailsTo(email)).toHaveLength(3);
    await client.advance('PT59M');
    expect(await mailsTo(email)).toHaveLength(3);
    await client.advance('PT3M');
    const mails = await mailsTo(email);
    expect(mails).toHaveLength(6);
    for (const mail of mails.slice(4)) {
      const page = await client.must('POST', client.link(mail, '/confirm/'));
      expect(page.status).toBe(200);
    }
    const states = await Promise.all(
      ['eins', 'vier', 'fuenf', 'sechs'].map(async (eventId) => {
        const found = await client.organise('GET', `/events/${eventId}/registrations?q=${email}`);
        return JSON.stringify(found.items).match(/"(?:status|state)":"(\w+)"/)?.[1];
      }),
    );
    expect(states[0]).toBe('pending');
    expect(states.slice(1).toSorted()).toEqual(['confirmed', 'confirmed', 'pending']);
  });

  test('are counted for all variants of one mailbox, each of which gets its mail in time', async () => {
    for (const tag of ['', '+a', '+b', '+c']) await ofHttp(signUpOf(`plus${tag}@rathaus.example`, ['eins']));
    expect(await mailsTo('plus+b@rathaus.example')).toHaveLength(1);
    expect(await mailsTo('plus+c@rathaus.example')).toHaveLength(0);
    await client.advance('PT63M');
    expect(await mailsTo('plus+c@rathaus.example')).toHaveLength(1);
  });

  test('at the same time end in three mails and, an hour later, three more', async () => {
    const email = 'zugleich@rathaus.example';
    const answers = await Promise.all(
      ['eins', 'zwei', 'drei', 'vier', 'fuenf', 'sechs'].map((eventId) => ofHttp(signUpOf(email, [eventId]))),
    );
    expect(answers.map((answer) => answer.status)).toEqual([202, 202, 202, 202, 202, 202]);
    expect(await mailsTo(email)).toHaveLength(3);
    await client.advance('PT63M');
    expect(await mailsTo(email)).toHaveLength(6);
  });
});

describe('a form', () => {
  test('whose honeypot is filled in is asked for one more button, and everything entered is kept', async () => {
    const email = 'honig@rathaus.example';
    const answer = await post({ ...form(email), website: 'https://spam.example' });
    expect(answer.status).toBe(422);
    expect(await mailsTo(email)).toHaveLength(0);
    expect((await pressSend(answer)).status).toBe(202);
    const [mail = never()] = await mailsTo(email);
    const confirmed = await client.must('POST', client.link(mail, '/confirm/'));
    const own = /https?:\/\/[^"\s]*\/registration\/[^"?\s]+/.exec(confirmed.body)?.[0] ?? '';
    expect(unescaped((await client.must('GET', own)).body)).toContain('Aylin <Şahin>');
  });

  test('that comes back within two seconds is asked for one more button', async () => {
    const email = 'schnell@rathaus.example';
    const shown = await (await fetch(`${runner.url}/series/${demoSeries}/signup`)).text();
    const shownAt = Object.fromEntries(hiddenFields(shown)).shownAt ?? '';
    expect(shownAt).not.toBe('');
    const answer = await post({ ...form(email), shownAt });
    expect(answer.status).toBe(422);
    expect((await pressSend(answer)).status).toBe(202);
    await client.advance('PT5S');
    expect((await post({ ...form('ruhig@rathaus.example'), shownAt })).status).toBe(202);
  });

  test('from a client that sent many is asked for one more button, and goes back to its website', async () => {
    const client = from('198.51.100.20');
    const answers = await Promise.all(
      Array.from({ length: 20 }, (_, number) => post(form(`amt-${number}@rathaus.example`), client)),
    );
    expect(new Set(answers.map((one) => one.status))).toEqual(new Set([202]));
    const returnUrl = 'https://www.stiftung-marktplatz.example/danke';
    const answer = await post({ ...form('amt-21@rathaus.example'), returnUrl }, client);
    expect(answer.status).toBe(429);
    expect(answer.headers.get('content-security-policy')).toContain(
      "form-action 'self' https://www.stiftung-marktplatz.example;",
    );
    const sent = await pressSend(answer, client);
    expect([sent.status, sent.headers.get('location')]).toEqual([303, returnUrl]);
    expect(await mailsTo('amt-21@rathaus.example')).toHaveLength(1);
    expect((await post(form('anderswo@rathaus.example'), from('198.51.100.21'))).status).toBe(202);
  });

  test('is told first what is wrong with it', async () => {
    const html = await (await post({ ...form('kein Postfach'), website: 'x' })).text();
    expect(html).toContain('kein Postfach');
    expect(html).not.toContain('Noch ein Schritt');
  });

  test('can not take the step of another address', async () => {
    const answer = await post({ ...form('eine@rathaus.example'), website: 'x' });
    const fields = new Map(hiddenFields(await answer.text()));
    fields.set('email', 'andere@rathaus.example');
    fields.set('website', 'x');
    expect((await post([...fields])).status).toBe(422);
  });
});

test('one client takes no more than its share of an event’s places, and is refused in the end', async () => {
  const clientIp = from('198.51.100.60');
  await publishEvent(client, { eventId: 'begehrt', capacity: 60 });
  const statuses: number[] = [];
  let refused = '';
  for (let number = 0; number < 60; number++) {
    const first = await post({ ...form(`h${number}@h${number}.example`), eventIds: 'begehrt' }, clientIp);
    const answer = first.status === 429 ? await pressSend(first, clientIp) : first;
    statuses.push(answer.status);
    if (answer.status === 429) {
      expect(Number(answer.headers.get('retry-after'))).toBeGreaterThan(0);
      refused = await answer.text();
    }
  }
  // Twenty, twenty more by the extra step, and then no more in this hour.
  expect(statuses.filter((status) => status === 202)).toHaveLength(40);
  expect(statuses.slice(40)).toEqual(Array.from({ length: 20 }, () => 429));
  expect(refused).toMatch(/Internetanschluss[\s\S]* Uhr [\s\S]*@/);
  const event = await client.organise('GET', '/events/begehrt');
  expect(event.counts).toMatchObject({ pending: 40 });
  const open = JSON.parse((await client.must('GET', '/v1/events/begehrt')).body);
  expect(open.registration.availability).not.toBe('full');
  const honest = await post(
    { ...form('ehrlich@verein.example'), eventIds: 'begehrt' },
    from('198.51.100.61'),
  );
  expect(honest.status).toBe(202);
  await runner.settle();
  await client.confirm('ehrlich@verein.example');
  const found = await client.organise('GET', '/events/begehrt/registrations?q=ehrlich@verein.example');
  expect(JSON.stringify(found.items)).toContain('confirmed');
});

test('one client does not fill a small working group: who comes after it chooses the group and gets its place', async () => {
  const clientIp = from('198.51.100.64');
  const workingGroups = [{ workingGroupId: 'klein', title: { de: 'Klein', en: 'Small' }, capacity: 10 }];
  await publishEvent(client, { eventId: 'gruppen', capacity: 60, workingGroups });
  const wish = { eventIds: 'gruppen', 'workingGroups.gruppen': 'klein' };
  for (let number = 0; number < 10; number++)
    expect((await post({ ...form(`g${number}@g${number}.example`), ...wish }, clientIp)).status).toBe(202);
  const open = JSON.parse((await client.must('GET', '/v1/events/gruppen')).body);
  expect(open.workingGroups).toMatchObject([{ workingGroupId: 'klein', isFull: false }]);
  const event = await client.organise('GET', '/events/gruppen');
  expect(event.counts).toMatchObject({ pending: 10, taken: 2 });
  const honest = { ...form('waehlt@verein.example'), ...wish };
  expect((await post(honest, from('198.51.100.65'))).status).toBe(202);
  await runner.settle();
  await client.confirm('waehlt@verein.example');
  const found = await client.organise('GET', '/events/gruppen/registrations?q=waehlt@verein.example');
  expect(found.items).toMatchObject([{ state: 'confirmed', workingGroupId: 'klein' }]);
});

test('a script that sends many gets a problem that says when to come again', async () => {
  const send = (number: number) =>
    client.send('POST', '/v1/registrations', {
      json: signUpOf(`skript-${number}@rathaus.example`, ['eins']),
      headers: from('2001:db8:7:7::1'),
    });
  const answers = await Promise.all(Array.from({ length: 20 }, (_, number) => send(number)));
  expect(new Set(answers.map((one) => one.status))).toEqual(new Set([202]));
  const answer = await send(21);
  expect(answer.status).toBe(429);
  expect(answer.headers.get('content-type')).toBe('application/problem+json');
  expect(Number(answer.headers.get('retry-after'))).toBeGreaterThan(0);
});

function never(): never {
  throw new Error('no mail');
}
