import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { series, World } from '../organiser/world.ts';
import { owner, textOf, Visitor } from './visitor.ts';

let world: World;
let visitor: Visitor;
const colleague = 'co@institut.example';
const organisers = '/console/organisers';

const byEmail = async (email: string) => {
  const { items } = await world.must('GET', '/organisers');
  return items.find((one: { email: string }) => one.email === email);
};
const pathOf = async (email: string) => `${organisers}/${(await byEmail(email)).organiserId}`;
const versionOn = (body: string) => /name="version" value="(\d+)"/.exec(body)?.[1] ?? '';
const coOrganiser = {
  '/email': colleague,
  '/role': 'editor',
  '/reach': 'some',
  '/seriesIds:list': ['fremd'],
  '/locale': 'en',
};

beforeAll(async () => {
  world = await World.start();
  await world.must('POST', '/series', series);
  await world.must('POST', '/series', { ...series, seriesId: 'fremd', title: { de: 'Fremd' } });
  visitor = await Visitor.logIn(world);
});
afterAll(() => world?.stop());

describe('organisers', () => {
  it('are added with a role and series; without any named, nobody gets all of them', async () => {
    const none = await visitor.post(`${organisers}/new`, { ...coOrganiser, '/seriesIds:list': [] });
    expect(none.status).toBe(422);
    expect(none.body).toContain('href="#f-seriesIds"');
    expect(none.body).toContain(`value="${colleague}"`);
    const wrong = await visitor.post(`${organisers}/new`, { ...coOrganiser, '/email': 'co', '/role': '' });
    expect(wrong.body).toContain('href="#f-email"');
    expect(wrong.body).toContain('href="#f-role"');
    expect(await byEmail(colleague)).toBeUndefined();
    await visitor.done(`${organisers}/new`, coOrganiser);
    expect(await byEmail(colleague)).toMatchObject({ role: 'editor', seriesIds: ['fremd'], locale: 'en' });
    expect((await visitor.post(`${organisers}/new`, coOrganiser)).status).toBe(409);
    expect(textOf((await visitor.get(organisers)).body)).toContain(
      `${colleague} Bearbeitung alle Fremd Englisch`,
    );
  });

  it('are changed, unless somebody else was faster', async () => {
    const path = await pathOf(colleague);
    const { body } = await visitor.get(path);
    expect(body).toMatch(/value="fremd" checked/);
    const version = versionOn(body);
    const changed = { '/role': 'viewer', '/reach': 'all', '/locale': 'de', version };
    await visitor.done(path, changed);
    const found = await byEmail(colleague);
    expect([found.role, found.seriesIds, found.locale]).toEqual(['viewer', undefined, 'de']);
    expect((await visitor.post(path, { ...changed, '/role': 'editor' })).status).toBe(412);
    expect((await byEmail(colleague)).role).toBe('viewer');
  });

  it('are removed by a screen that says what that does; the last owner stays', async () => {
    const own = await pathOf(owner);
    const screen = await visitor.get(`${own}/remove`);
    expect(textOf(screen.body)).toContain('verliert den Zugang sofort');
    const refused = await visitor.post(`${own}/remove`, { version: versionOn(screen.body) });
    expect(refused.status).toBe(409);
    expect(textOf(refused.body)).toContain('Nur diese Person hat noch die Rolle Verwaltung');
    const lower = await visitor.post(own, { '/role': 'viewer', '/reach': 'all' });
    expect(textOf(lower.body)).toContain('Nur diese Person hat noch die Rolle Verwaltung');
    const path = await pathOf(colleague);
    const { body } = await visitor.get(`${path}/remove`);
    await visitor.done(`${path}/remove`, { version: versionOn(body) });
    expect(await byEmail(colleague)).toBeUndefined();
  });

  it('hand everything over, and are afterwards what they chose', async () => {
    await visitor.done(`${organisers}/new`, { ...coOrganiser, '/reach': 'all' });
    const { organiserId } = await byEmail(colleague);
    const none = await visitor.post(`${organisers}/hand-over`, { '/afterwards': 'editor' });
    expect(none.status).toBe(422);
    expect(none.body).toContain('href="#f-organiserId"');
    expect((await byEmail(owner)).role).toBe('owner');
    await visitor.done(`${organisers}/hand-over`, { '/organiserId': organiserId, '/afterwards': 'editor' });
    expect([(await byEmail(colleague)).role, (await byEmail(owner)).role]).toEqual(['owner', 'editor']);
    // As an editor, nothing of it is theirs any more, nor shown to them.
    expect((await visitor.get(organisers)).status).toBe(403);
    expect((await visitor.get('/console')).body).not.toContain(`href="${organisers}"`);
    const back = await Visitor.logIn(world, colleague);
    const first = await byEmail(owner);
    await back.done(`${organisers}/hand-over`, { '/organiserId': first.organiserId, '/afterwards': 'none' });
    expect(await byEmail(colleague)).toBeUndefined();
    expect((await back.get('/console')).status).toBe(303);
  });

  it('leave with the tokens that they made, which the screen names first, unless they are kept', async () => {
    const statusOf = async (token: string) =>
      (await world.call('GET', '/series', undefined, { token })).status;
    const leave = async (fields: object) => {
      await visitor.done(`${organisers}/new`, { ...coOrganiser, '/role': 'owner', '/reach': 'all' });
      const maker = await Visitor.logIn(world, colleague);
      const made = await maker.post('/console/tokens/new', {
        '/name': 'Termine',
        '/role': 'viewer',
        '/reach': 'all',
      });
      const token = /eb_[A-Za-z0-9_-]{43}/.exec(made.body)?.[0] ?? '';
      expect(textOf((await visitor.get('/console/tokens')).body)).toContain(
        `Termine Schlüssel Nur lesen keine alle ${colleague}`,
      );
      const path = `${await pathOf(colleague)}/remove`;
      const own = textOf((await maker.get(path)).body);
      expect(own).not.toContain('Die Schlüssel sollen bleiben');
      const { body } = await visitor.get(path);
      expect(textOf(body)).toContain('Termine Schlüssel Nur lesen');
      expect(textOf(body)).toContain(`${colleague} Sitzung`);
      await visitor.done(path, { version: versionOn(body), ...fields });
      expect((await maker.get('/console')).status).toBe(303);
      return token;
    };
    expect(await statusOf(await leave({}))).toBe(401);
    expect(await statusOf(await leave({ '/keepTokens:boolean': 'true' }))).toBe(200);
  });

  it('who own some series see and give those alone', async () => {
    await visitor.done(`${organisers}/new`, { ...coOrganiser, '/role': 'owner' });
    const scoped = await Visitor.logIn(world, colleague);
    const text = textOf((await scoped.get(organisers)).body);
    expect(text).toContain(colleague);
    expect(text).not.toContain('übergeben');
    const { body } = await scoped.get('/console/tokens/new');
    expect(body).not.toContain('name="/reach"');
    expect(body).not.toContain(series.seriesId);
    const all = await scoped.post('/console/tokens/new', {
      '/name': 'x',
      '/role': 'viewer',
      '/reach': 'all',
    });
    expect(textOf(all.body)).toContain('Möglich sind nur Ihre eigenen Reihen');
    expect((await scoped.get(await pathOf(owner))).status).toBe(404);
  });

  it('who own some series add nobody, so that no answer tells who is an organiser elsewhere', async () => {
    const scoped = await Visitor.logIn(world, colleague);
    const page = await scoped.get(organisers);
    expect(page.body).not.toContain(`href="${organisers}/new"`);
    expect(textOf(page.body)).toContain('wer alle Reihen verwaltet');
    expect((await scoped.get(`${organisers}/new`)).status).toBe(403);
    const answers: string[] = [];
    for (const email of [owner, 'niemand@institut.example']) {
      const { status, body } = await scoped.post(`${organisers}/new`, { ...coOrganiser, '/email': email });
      expect(status).toBe(403);
      answers.push(textOf(body));
    }
    expect(answers[0]).toBe(answers[1]);
  });
});

describe('tokens', () => {
  const made = { '/name': 'Website', '/role': 'viewer', '/reach': 'all' };

  it('are shown once, on the answer, and work until they are revoked', async () => {
    const answer = await visitor.post('/console/tokens/new', { ...made, '/expiresAt': '2027-09-01T12:00' });
    expect(answer.status).toBe(200);
    expect(answer.headers.get('cache-control')).toBe('no-store');
    const token = /eb_[A-Za-z0-9_-]{43}/.exec(answer.body)?.[0] ?? '';
    expect((await world.call('GET', '/series', undefined, { token })).status).toBe(200);
    const { body } = await visitor.get('/console/tokens');
    expect(body).not.toContain('eb_');
    expect(textOf(body)).toContain('Website Schlüssel Nur lesen keine alle');
    expect(textOf(body)).toContain('1.9.2027, 12:00');
    const { items } = await world.must('GET', '/tokens');
    const { tokenId } = items.find((one: { name: string }) => one.name === 'Website');
    expect(textOf((await visitor.get(`/console/tokens/${tokenId}/revoke`)).body)).toContain('Website');
    await visitor.done(`/console/tokens/${tokenId}/revoke`, {});
    expect((await world.call('GET', '/series', undefined, { token })).status).toBe(401);
  });

  it('are refused with an end in the past, at its field', async () => {
    const past = await visitor.post('/console/tokens/new', { ...made, '/expiresAt': '2020-01-01T00:00' });
    expect(past.status).toBe(422);
    expect(past.body).toContain('href="#f-expiresAt"');
    expect(textOf(past.body)).toContain('muss in der Zukunft liegen');
    expect(past.body).toContain('value="Website"');
  });

  it('are the owners’ alone; one’s own session is everybody’s', async () => {
    await world.must('POST', '/organisers', { email: 'viewer@stiftung.example', role: 'viewer' });
    const viewer = await Visitor.logIn(world, 'viewer@stiftung.example');
    const { body } = await viewer.get('/console/tokens');
    expect(textOf(body)).toContain('viewer@stiftung.example');
    expect(body).not.toContain('/console/tokens/new');
    expect((await viewer.get('/console/tokens/new')).status).toBe(403);
    expect((await viewer.post('/console/tokens/new', made)).status).toBe(403);
    const [revoke] = /\/console\/tokens\/[0-9a-f]{64}\/revoke/.exec(body) ?? [];
    await viewer.get(revoke ?? '');
    const ended = await viewer.post(revoke ?? '', {});
    expect(ended.headers.get('location')).toContain('/console/login');
    expect((await viewer.get('/console')).status).toBe(303);
  });
});
