import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { Right } from '../../functions/core/table/organiser-items.ts';
import { part1, privacy, series, World } from '../organiser/world.ts';
import { textOf, Visitor } from './visitor.ts';

let world: World;
const { eventId } = part1;
const list = `/console/events/${eventId}/registrations`;
const person = { name: 'Aylin Kaya', email: 'aylin.kaya@rathaus.example', secret: 'Gebärdensprache' };
let registrationId = '';
const lacking: Record<string, Visitor> = {};
const traces: Record<string, RegExp> = {
  addresses: /aylin\.kaya|rathaus\.example/i,
  sensitive: /Gebärdensprache|Geb%C3%A4rden/i,
};

beforeAll(async () => {
  world = await World.start();
  await world.must('POST', '/series', series);
  await world.publish(part1);
  await world.register(person.email, [eventId], {
    name: person.name,
    answers: { [eventId]: { role: 'verwaltung', access: person.secret } },
    notices: { ...privacy, sensitive: '2027-01' },
  });
  registrationId = (await world.must('GET', `/events/${eventId}/registrations`)).items[0].registrationId;
  for (const right of Right.options) {
    const email = `ohne-${right}@institut.example`;
    const rights = Right.options.filter((one) => one !== right);
    await world.must('POST', '/organisers', { email, role: 'owner', rights, locale: 'de' });
    lacking[right] = await Visitor.logIn(world, email);
  }
});
afterAll(() => world?.stop());

const visitor = (right: string) => {
  const found = lacking[right];
  if (found === undefined) throw new Error(`nobody lacks ${right}`);
  return found;
};

/** Every screen that links of screens lead to, and every answer to a button that only asks, in bytes. */
async function everything(who: Visitor): Promise<Map<string, { status: number; body: string }>> {
  const found = new Map<string, { status: number; body: string }>();
  const ahead = ['/console'];
  for (let path = ahead.pop(); path !== undefined; path = ahead.pop()) {
    if (found.has(path)) continue;
    const { status, body } = await who.get(path);
    found.set(path, { status, body });
    for (const [, href = ''] of body.matchAll(/<(?:a|iframe)[^>]*? (?:href|src)="(\/(?:console|v1)[^"#]*)"/g))
      ahead.push(href.replaceAll('&amp;', '&'));
    for (const [, action = ''] of body.matchAll(/<form[^>]*method="get"[^>]*action="([^"]*)"/g))
      ahead.push(`${action}?purpose=Liste&limit=5000&lang=de`);
  }
  return found;
}

describe.each(Object.keys(traces))('an owner who lacks the right %s', (right) => {
  it('finds no trace of it on any screen, and no link or button that is refused', async () => {
    const screens = await everything(visitor(right));
    const trace = traces[right] ?? /^/;
    const seen = [...screens].filter(([path, { body }]) => trace.test(body) || trace.test(path));
    expect(seen.map(([path]) => path)).toEqual([]);
    const refused = [...screens].filter(([, { status }]) => status === 403);
    expect(refused.map(([path]) => path)).toEqual([]);
    expect(screens.size).toBeGreaterThan(60);
  });
});

describe('without seeing addresses', () => {
  it('an address is masked, finds nobody, and no form takes one of an attendee', async () => {
    const who = visitor('addresses');
    const { body } = await who.get(list);
    expect(textOf(body)).toContain('a•••@•••.example');
    expect((await who.get(`${list}?q=rathaus`)).body).toContain('Nichts gefunden');
    expect((await who.get(`${list}?q=kaya`)).body).toContain(person.name);
    for (const path of ['/people', '/suppressions', `/events/${eventId}/new-registration`]) {
      const { status, body: told } = await who.get(`/console${path}`);
      expect([path, status]).toEqual([path, 403]);
      expect(textOf(told)).toContain('das Recht, Adressen zu sehen');
    }
    for (const path of [
      'people/information',
      'people/deletion-question',
      'people/deletion',
      'suppressions',
    ]) {
      for (const email of [person.email, 'niemand@anderswo.example'])
        expect((await who.post(`/console/${path}`, { '/email': email })).status).toBe(403);
    }
    const corrected = await who.post(`${list}/${registrationId}/address`, { '/email': person.email });
    expect(corrected.status).toBe(403);
  });
});

describe('without seeing sensitive answers', () => {
  it('nobody gets them by the button, nor by an information, and can still delete', async () => {
    const who = visitor('sensitive');
    expect((await who.post(`${list}/${registrationId}/sensitive`, {})).status).toBe(403);
    const asked = { '/email': person.email };
    expect((await who.post('/console/people/information', asked)).status).toBe(403);
    expect((await who.get('/console/people')).body).toContain('action="/console/people/deletion-question"');
    const question = await who.post('/console/people/deletion-question', asked);
    expect(question.status).toBe(200);
    expect(question.body).not.toMatch(traces.sensitive ?? /^/);
  });
});

describe('without downloading', () => {
  it('no screen offers a file of people, and none is handed out', async () => {
    const who = visitor('downloads');
    const screens = await everything(who);
    expect([...screens.keys()].filter((path) => /registrations\.csv/.test(path))).toEqual([]);
    const file = await who.get(`/v1/organiser/events/${eventId}/registrations.csv?purpose=Liste`);
    expect(file.status).toBe(403);
  });
});

describe('sensitive answers', () => {
  it('are asked about before they are shown, by a button that needs no script; the audit tells who looked', async () => {
    const who = visitor('downloads');
    const path = `${list}/${registrationId}`;
    const before = await who.get(path);
    expect(before.body).not.toMatch(traces.sensitive ?? /^/);
    expect(before.body).toContain(`action="${path}/sensitive"`);
    expect((await who.get(`${path}/sensitive`)).body).not.toMatch(traces.sensitive ?? /^/);
    const shown = await who.post(`${path}/sensitive`, {});
    expect(textOf(shown.body)).toContain(person.secret);
    const { items } = await world.must('GET', '/audit?limit=1');
    expect(items[0]).toMatchObject({
      action: 'sensitive.read',
      item: `events/${eventId}/registrations/${registrationId}`,
      details: { sensitive: 1 },
      who: { name: 'ohne-downloads@institut.example' },
    });
    expect((await who.post(`${path}/sensitive`, { formToken: 'x' })).status).toBe(403);
  });
});

describe('rights in the console', () => {
  it('are given with a role, ticked by themselves, and never beyond one’s own', async () => {
    const who = visitor('sensitive');
    const add = async (email: string, fields: Record<string, string | string[]>) => {
      const answer = await who.post('/console/organisers/new', {
        ...{ '/email': email, '/role': 'editor', '/reach': 'all', '/locale': 'de' },
        ...fields,
      });
      const { items } = await world.must('GET', '/organisers');
      return { ...answer, made: items.find((one: { email: string }) => one.email === email) };
    };
    const ticked = { '/rightsBy': 'chosen', '/rights:list': ['addresses', 'downloads'] };
    expect((await add('eins@institut.example', ticked)).made.rights).toEqual(['addresses', 'downloads']);
    expect((await add('zwei@institut.example', { '/rightsBy': 'chosen' })).made.rights).toEqual([]);
    const beyond = await add('drei@institut.example', { '/rightsBy': 'role' });
    expect([beyond.status, beyond.made]).toEqual([422, undefined]);
    expect(textOf(beyond.body)).toContain('Geben können Sie nur Rechte, die Sie selbst haben.');
    const viewer = await add('vier@institut.example', { '/rightsBy': 'role', '/role': 'viewer' });
    expect(viewer.made.rights).toEqual([]);
    const { body } = await who.get('/console/organisers');
    expect(textOf(body)).toContain('Adressen sehen, Anmeldungen als Datei speichern');
  });
});
