import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { Backend, event, type Mail, series, signUpOf } from '../setup/backend.ts';

/** What a mailbox gets over all ways by which somebody can cause a mail to it, and what becomes of the rest. */
let backend: Backend;
const events = ['eins', 'zwei', 'drei', 'vier'];
beforeAll(async () => {
  backend = await Backend.start();
  await backend.publish(events.map((id) => event(id)));
  const other = { ...series, seriesId: 'andere' };
  await backend.publish([event('fremd', { seriesId: 'andere' })], other);
});
afterAll(() => backend.stop());

const minutes = 60_000;
const later = (time: number) => backend.runner.clock.advance(time * minutes);
const count = async (email: string) => (await backend.mails(email)).length;

/** The most mails that fell into any window of so many minutes, by when they went out. */
async function mostWithin(
  email: string,
  window: number,
  isWanted: (mail: Mail) => boolean = () => true,
): Promise<number> {
  const times = (await backend.mails(email)).filter(isWanted).map((mail) => Date.parse(mail.at));
  return Math.max(
    0,
    ...times.map((from) => times.filter((at) => at >= from && at < from + window * minutes).length),
  );
}

describe('whoever has a link and a list of forms', () => {
  test('gets three mails an hour and ten a day to one mailbox, by all of them together', async () => {
    const email = 'opfer@rathaus.example';
    const page = await backend.join(email, ['eins']);
    await later(63);
    for (let round = 0; round < 40; round++) {
      await backend.register(signUpOf(`opfer+${round}@rathaus.example`, ['zwei']));
      await backend.register(signUpOf(email, ['fremd']));
      await backend.post('/link', { email, eventId: events[round % 4] ?? 'eins' });
      await backend.post('/link', { email, eventId: 'fremd' });
      await backend.send('POST', '/v1/organiser/login', { json: { email } });
      await backend.post(`${page}/data`);
      await backend.post(`${page}/delete`);
      await backend.post(`${page}/add`, { eventId: 'drei' });
      await backend.post(`${page}/cancel`, { eventId: 'drei' });
      await backend.post(`${page}/address`, { email: `opfer${round}@anderswo.example` });
      await later(37);
    }
    const all = async (window: number) => {
      const boxes = (await backend.mails()).filter(({ to }) => /^opfer(\+\d+)?@rathaus/.test(to[0] ?? ''));
      const times = boxes.map((mail) => Date.parse(mail.at));
      return Math.max(
        ...times.map((from) => times.filter((at) => at >= from && at < from + window * minutes).length),
      );
    };
    // A second for the runner's own clock.
    expect(await all(60 - 1)).toBeLessThanOrEqual(3);
    expect(await all(24 * 60 - 1)).toBeLessThanOrEqual(10);
  });

  test('keeps nobody’s mails away by fifteen logins, of nobody or of an organiser', async () => {
    const organiser = { email: 'team@dienst.example', role: 'viewer' };
    expect((await backend.organise('POST', '/organisers', organiser)).status).toBe(201);
    for (const address of ['niemand@amt.example', organiser.email]) {
      for (let login = 0; login < 15; login++) {
        const json = { email: address };
        expect((await backend.send('POST', '/v1/organiser/login', { json })).status).toBe(202);
        await later(21);
      }
    }
    await backend.join('niemand@amt.example', ['eins']);
    await later(63);
    await backend.join(organiser.email, ['eins']);
    const isLogin = (mail: Mail) => mail.text.includes('/login/');
    expect(await mostWithin(organiser.email, 59, isLogin)).toBe(3);
    expect(await mostWithin(organiser.email, 59, (mail) => !isLogin(mail))).toBeLessThanOrEqual(3);
  });

  test('keeps no organiser from logging in by ten sign-ups', async () => {
    const email = 'orga@dienst.example';
    await backend.organise('POST', '/organisers', { email, role: 'viewer' });
    for (let number = 0; number < 10; number++)
      await backend.register(signUpOf(`orga+${number}@dienst.example`, ['zwei']));
    expect((await backend.send('POST', '/v1/organiser/login', { json: { email } })).status).toBe(202);
    expect((await backend.mails(email)).filter(({ text }) => text.includes('/login/'))).toHaveLength(1);
  });

  test('learns of nobody that they are an organiser by how full their mailbox is', async () => {
    const [organiser, nobody] = ['leitung@chef.example', 'leitung@niemand.example'];
    await backend.organise('POST', '/organisers', { email: organiser, role: 'viewer' });
    const untilFull = async (email: string) => {
      for (let taken = 0; ; taken++) {
        const other = email.replace('@', `+${taken}@`);
        if ((await backend.register(signUpOf(other, ['vier']))).status === 429) return taken;
      }
    };
    for (const email of [organiser, nobody])
      await backend.send('POST', '/v1/organiser/login', { json: { email } });
    expect(await untilFull(organiser)).toBe(await untilFull(nobody));
  });

  test('asks for another address three times a day, and one of them is open', async () => {
    const email = 'umzug@rathaus.example';
    const page = await backend.join(email, ['eins']);
    const asked: number[] = [];
    for (const name of ['a', 'b', 'c', 'd']) {
      await later(63);
      asked.push((await backend.post(`${page}/address`, { email: `${name}@neu.example` })).status);
    }
    expect(asked).toEqual([200, 200, 200, 429]);
    const links = await Promise.all(
      ['a', 'b', 'c'].map((name) => backend.link(`${name}@neu.example`, '/confirm/')),
    );
    expect(await Promise.all(links.map(async (link) => (await backend.get(link)).status))).toEqual([
      410, 410, 200,
    ]);
    const open = (await backend.rowsOf('signUp')).filter((row) => String(row.email).endsWith('@neu.example'));
    expect(open.map((row) => row.email)).toEqual(['c@neu.example']);
  });
});

describe('somebody who gets many mails', () => {
  test('is told when the next one goes out, and what no longer holds is left out', async () => {
    const email = 'viel@rathaus.example';
    const page = await backend.join(email, ['eins']);
    await backend.post(`${page}/add`, { eventId: 'zwei' });
    await backend.post(`${page}/cancel`, { eventId: 'zwei' });
    const before = await count(email);
    const waits = await backend.post(`${page}/add`, { eventId: 'zwei' });
    expect(waits.text).toContain('Sie sind angemeldet');
    expect(waits.text).toMatch(/Diese geht am .* hinaus/);
    await backend.post(`${page}/cancel`, { eventId: 'zwei' });
    await backend.post(`${page}/add`, { eventId: 'zwei' });
    expect(await count(email)).toBe(before);
    await later(63);
    const mails = (await backend.mails(email)).slice(before);
    expect(mails.map((mail) => mail.subject)).toEqual(['Ihre Anmeldung ist bestätigt: Teil zwei']);
    expect(await mostWithin(email, 59)).toBeLessThanOrEqual(4);
  });

  test('gets one mail for all that is done while one waits, and it tells how each event stands then', async () => {
    const email = 'runden@rathaus.example';
    const page = await backend.join(email, ['eins']);
    const before = await count(email);
    for (let round = 0; round < 6; round++) {
      for (const eventId of ['zwei', 'drei', 'vier']) {
        await backend.post(`${page}/add`, { eventId });
        if (round < 5 || eventId === 'drei') await backend.post(`${page}/cancel`, { eventId });
      }
    }
    await later(25 * 60);
    const mails = (await backend.mails(email)).slice(before);
    // The first of its hour was the verification's: one is mailed at once, all the rest is one mail.
    expect(mails.map((mail) => mail.subject)).toEqual([
      'Ihre Anmeldung ist bestätigt: Teil zwei',
      'Sie sind abgemeldet: Teil zwei',
      'Ihre Anmeldung: Gemeinsam stark vor Ort',
    ]);
    const text = mails.at(-1)?.text ?? '';
    const standing = (part: string) => text.match(new RegExp(`Teil ${part}[\\s\\S]*?Status: (.*)`))?.[1];
    expect(['zwei', 'drei', 'vier'].map(standing)).toEqual([
      'Platz bestätigt',
      'abgemeldet',
      'Platz bestätigt',
    ]);
    expect(mails.at(-1)?.attachments).toHaveLength(3);
  });

  test('is told at once what an organiser does, however many mails their mailbox got', async () => {
    const email = 'abgesagt@rathaus.example';
    const page = await backend.join(email, ['eins', 'drei']);
    for (let typed = 0; typed < 12; typed++)
      await backend.register(signUpOf(`abgesagt+${typed}@rathaus.example`, ['vier']));
    await backend.post(`${page}/add`, { eventId: 'zwei' });
    const before = await count(email);
    const cancel = async (eventId: string) => {
      const [row] = await backend.rowsOf('registration', { eventId, email });
      const path = `/events/${eventId}/registrations/${row?.registrationId}/cancel`;
      expect((await backend.organise('POST', path)).status).toBe(200);
    };
    for (const eventId of ['drei', 'zwei']) await cancel(eventId);
    const mails = (await backend.mails(email)).slice(before);
    expect(mails.map((mail) => mail.subject)).toEqual([
      'Sie sind abgemeldet: Teil drei',
      'Sie sind abgemeldet: Teil zwei',
    ]);
    // What waited about the part that they had added is no longer so.
    await later(25 * 60);
    const later_ = (await backend.mails(email)).slice(before + 2);
    expect(later_.filter((mail) => mail.subject.includes('bestätigt: Teil zwei'))).toEqual([]);
  });

  test('gets what they ask for themselves before what organisers of many series planned for them', async () => {
    const email = 'verplant@rathaus.example';
    const page = await backend.join(email, ['eins']);
    await later(25 * 60);
    for (const seriesId of ['a', 'b', 'c', 'd', 'e', 'f']) {
      const authorization = `Bearer ${await backend.issueToken('editor')}`;
      const all = [1, 2, 3].map((one) => event(`${seriesId}${one}`, { seriesId }));
      await backend.publish(all, { ...series, seriesId });
      for (const { eventId } of all) {
        const json = { name: 'Vera Plan', email: email.replace('@', `+${eventId}@`), locale: 'de' };
        const entered = await backend.organise('POST', `/events/${eventId}/registrations`, json, {
          authorization,
        });
        expect(entered.status).toBe(202);
      }
    }
    const before = await count(email);
    const answer = await backend.post(`${page}/data`);
    expect(answer.text).toMatch(/geht am .* hinaus/);
    await later(63);
    expect((await backend.mails(email)).slice(before)).toHaveLength(1);
    expect((await backend.get(await backend.link(email, '/data/'))).status).toBe(200);
    await later(3 * 24 * 60);
    const boxes = (await backend.mails()).filter(({ to }) => /^verplant\+[a-f][123]@/.test(to[0] ?? ''));
    expect(new Set(boxes.flatMap(({ to }) => to)).size).toBe(18);
    const times = (await backend.mails())
      .filter(({ to }) => to[0]?.startsWith('verplant'))
      .map(({ at }) => Date.parse(at));
    const most = (window: number) =>
      Math.max(
        ...times.map((from) => times.filter((at) => at >= from && at < from + window * minutes).length),
      );
    expect([most(59) <= 3, most(24 * 60 - 1) <= 10]).toEqual([true, true]);
  });

  test('gets one link for many wishes, and it is good for its hour', async () => {
    const email = 'link@rathaus.example';
    const page = await backend.join(email, ['eins']);
    for (const eventId of ['zwei', 'drei']) await backend.post(`${page}/add`, { eventId });
    const before = await count(email);
    for (let wish = 0; wish < 5; wish++) await backend.post(`${page}/data`);
    expect(await count(email)).toBe(before);
    await later(63);
    expect(await count(email)).toBe(before + 1);
    expect((await backend.get(await backend.link(email, '/data/'))).status).toBe(200);
  });
});

test('one client asks for links twenty times an hour, and logs in by a count of its own', async () => {
  const headers = { 'x-forwarded-for': '198.51.100.77', accept: 'text/html' };
  const ask = (number: number) =>
    backend.send('POST', '/link', {
      form: { email: `l${number}@rathaus.example`, eventId: 'eins' },
      headers,
    });
  const answers = await Promise.all(Array.from({ length: 20 }, (_, number) => ask(number)));
  expect(new Set(answers.map((one) => one.status))).toEqual(new Set([200]));
  const refused = await ask(21);
  expect(refused.status).toBe(429);
  expect(refused.text).toMatch(/Ab .* geht es wieder. Wenn es eilt, schreiben Sie bitte an \S+@\S+\./);
  const login = (number: number) =>
    backend.send('POST', '/v1/organiser/login', { json: { email: `o${number}@rathaus.example` }, headers });
  const logins: number[] = [];
  for (let number = 0; number < 11; number++) logins.push((await login(number)).status);
  expect(logins.filter((status) => status === 429)).toHaveLength(1);
  const form = await backend.register(signUpOf('noch@rathaus.example', ['eins']), headers);
  expect(form.status).toBe(202);
});
