import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { part1, series, World } from './world.ts';

let world: World;
const owner = 'organisation@stiftung-marktplatz.example';
const colleague = 'co@institut.example';

beforeAll(async () => {
  world = await World.start();
  await world.must('POST', '/series', series);
  await world.must('POST', '/series', { ...series, seriesId: 'fremd' });
  await world.publish(part1);
});
afterAll(() => world?.stop());

const login = (email: string) => world.call('POST', '/login', { email }, { token: '' });
const linkOf = async (email: string): Promise<string> => {
  await world.runner.settle();
  const mail = (await world.mails(email)).at(-1);
  if (mail === undefined) throw new Error(`no login mail to ${email}`);
  return world.client.link(mail, '/login/');
};
const openSession = (link: string) =>
  world.call('POST', '/sessions', { token: link.split('/login/')[1] }, { token: '' });

describe('logging in', () => {
  let link: string;
  let session: string;

  it('answers the same whoever asks, and mails organisers alone', async () => {
    const [known, unknown] = [await login(owner), await login('nobody@example.org')];
    expect(known.status).toBe(202);
    expect([known.status, known.body]).toEqual([unknown.status, unknown.body]);
    link = await linkOf(owner);
    expect(await world.mails('nobody@example.org')).toEqual([]);
  });

  it('sends one mail within five minutes, however often it is asked for', async () => {
    for (let time = 0; time < 3; time++) await login(owner);
    await world.runner.settle();
    expect((await world.mails(owner)).length).toBe(1);
  });

  it('takes a button: opening the link does nothing', async () => {
    for (let time = 0; time < 2; time++) {
      const page = await world.client.send('GET', link, { headers: { accept: 'text/html' } });
      expect(page.status).toBe(200);
      expect(page.body).toContain('<form method="post"');
    }
  });

  it('opens one session, of twelve hours', async () => {
    const opened = await openSession(link);
    expect(opened.status).toBe(201);
    session = opened.body.token;
    expect(opened.body).toMatchObject({
      role: 'owner',
      kind: 'session',
      expiresAt: expect.stringMatching(/^2027-03-01T21:0/),
    });
    expect((await openSession(link)).status).toBe(410);
    expect((await world.call('GET', '/organisers', undefined, { token: session })).status).toBe(200);
  });

  it('refuses a forged link, and one whose quarter of an hour is over', async () => {
    expect((await openSession(`${link.slice(0, -1)}${link.endsWith('A') ? 'Q' : 'A'}`)).status).toBe(404);
    await world.client.advance('PT6M');
    await login(owner);
    const later = await linkOf(owner);
    await world.client.advance('PT15M');
    expect((await openSession(later)).status).toBe(410);
  });

  it('ends with the session: revoked at once, else after twelve hours', async () => {
    const { items } = await world.must('GET', '/tokens', undefined, { token: session });
    const own = items.find((one: { kind: string }) => one.kind === 'session');
    await world.must('DELETE', `/tokens/${own.tokenId}`, undefined, { token: session });
    expect((await world.call('GET', '/series', undefined, { token: session })).status).toBe(401);
  });
});

describe('organisers', () => {
  const byEmail = async (email: string) => {
    const { items } = await world.must('GET', '/organisers');
    return items.find((one: { email: string }) => one.email === email);
  };

  it('are owners first where the configuration says so; the last of them stays', async () => {
    const first = await byEmail(owner);
    expect(first.role).toBe('owner');
    expect((await world.call('DELETE', `/organisers/${first.organiserId}`)).status).toBe(409);
    const lower = { role: 'editor' };
    expect((await world.call('PUT', `/organisers/${first.organiserId}`, lower)).status).toBe(409);
  });

  it('hand ownership over, and then leave', async () => {
    const added = await world.must('POST', '/organisers', { email: 'neu@stiftung.example', role: 'owner' });
    const first = await byEmail(owner);
    await world.must('DELETE', `/organisers/${first.organiserId}`);
    expect(await byEmail(owner)).toBeUndefined();
    expect((await world.call('DELETE', `/organisers/${added.organiserId}`)).status).toBe(409);
  });

  it('are read, changed and sent back as they were seen', async () => {
    const { organiserId } = await world.must('POST', '/organisers', {
      ...{ email: 'lesen@stiftung.example', role: 'viewer', seriesIds: ['fremd'] },
    });
    const path = `/organisers/${organiserId}`;
    const seen = await world.must('GET', path);
    expect(seen).toMatchObject({ organiserId, role: 'viewer', version: 0 });
    const unnamed = { role: 'editor', seriesIds: ['fremd'] };
    const nothing = { namesVersion: false };
    expect((await world.call('PUT', path, unnamed, nothing)).status).toBe(428);
    const changed = await world.call('PUT', path, { ...seen, role: 'editor' }, nothing);
    expect([changed.status, changed.body.version]).toEqual([200, 1]);
    expect((await world.call('PUT', path, seen, nothing)).status).toBe(412);
    const moved = { ...changed.body, email: 'anders@stiftung.example' };
    const refused = await world.call('PUT', path, moved, nothing);
    expect([refused.status, refused.body.errors]).toMatchObject([422, [{ pointer: '/email' }]]);
    const scoped = await world.token('owner', [series.seriesId]);
    expect((await world.call('GET', path, undefined, { token: scoped })).status).toBe(404);
    await world.must('DELETE', path);
    expect((await world.call('GET', path)).status).toBe(404);
  });

  it('see their series alone, and lose a session with their place', async () => {
    const added = await world.must('POST', '/organisers', {
      email: colleague,
      role: 'editor',
      seriesIds: ['fremd'],
      locale: 'en',
    });
    await login(colleague);
    const { token } = (await openSession(await linkOf(colleague))).body;
    const mine = { token };
    expect((await world.must('GET', '/series', undefined, mine)).items).toHaveLength(1);
    expect((await world.call('GET', `/series/${series.seriesId}`, undefined, mine)).status).toBe(404);
    expect((await world.call('GET', `/events/${part1.eventId}`, undefined, mine)).status).toBe(404);
    expect((await world.call('GET', '/series/fremd', undefined, mine)).status).toBe(200);
    await world.must('PUT', `/organisers/${added.organiserId}`, { role: 'viewer', seriesIds: ['fremd'] });
    expect((await world.call('PUT', '/series/fremd', { ...series, seriesId: 'fremd' }, mine)).status).toBe(
      403,
    );
    await world.must('DELETE', `/organisers/${added.organiserId}`);
    expect((await world.call('GET', '/series/fremd', undefined, mine)).status).toBe(401);
  });

  it('who own some series give away no more than those', async () => {
    const token = await world.token('owner', ['fremd']);
    const give = (seriesIds?: string[]) =>
      world.call('POST', '/tokens', { name: 'x', role: 'owner', ...(seriesIds && { seriesIds }) }, { token });
    expect((await give()).status).toBe(422);
    expect((await give([series.seriesId])).status).toBe(422);
    expect((await give(['fremd'])).status).toBe(201);
    const { items, nextCursor } = await world.must('GET', '/organisers?limit=1', undefined, { token });
    expect([items, nextCursor]).toEqual([[], undefined]);
    const own = await world.must('GET', '/tokens?limit=500', undefined, { token });
    const first = await world.must('GET', `/tokens?limit=${own.items.length}`, undefined, { token });
    expect(first).toEqual(own);
    const audit = await world.must('GET', '/audit', undefined, { token });
    expect(audit.items.every((entry: { seriesId?: string }) => entry.seriesId === 'fremd')).toBe(true);
  });
});

describe('owners of some series', () => {
  it('are answered alike for an organiser’s address, another’s and none, and add nobody', async () => {
    const token = await world.token('owner', ['fremd']);
    const ask = async (email: unknown) => {
      const body = { email, role: 'viewer', seriesIds: ['fremd'] };
      const told = await world.call('POST', '/organisers', body, { token });
      return [told.status, told.body.type, told.body.detail];
    };
    const known = await ask(owner);
    expect(known[0]).toBe(403);
    for (const other of ['nobody@institut.example', 7]) expect(await ask(other)).toEqual(known);
  });

  it('see those whose series are all theirs, page by page, and nothing of how many others there are', async () => {
    const added: string[] = [];
    for (const [email, seriesIds] of [
      ['eine@institut.example', ['fremd']],
      ['andere@institut.example', ['fremd']],
      ['beide@institut.example', ['fremd', series.seriesId]],
      ['keine@institut.example', [series.seriesId]],
    ] as const) {
      const { organiserId } = await world.must('POST', '/organisers', { email, role: 'viewer', seriesIds });
      added.push(organiserId);
    }
    const token = await world.token('owner', ['fremd']);
    const pages: string[][] = [];
    let cursor: string | undefined;
    do {
      const query = cursor === undefined ? '' : `&cursor=${cursor}`;
      const page = await world.must('GET', `/organisers?limit=1${query}`, undefined, { token });
      pages.push(page.items.map((one: { email: string }) => one.email));
      cursor = page.nextCursor;
    } while (cursor !== undefined);
    expect(pages.flat().toSorted()).toEqual(['andere@institut.example', 'eine@institut.example']);
    expect(pages.map((page) => page.length)).toEqual([1, 1]);
    for (const id of added) await world.must('DELETE', `/organisers/${id}`);
  });
});

describe('a token', () => {
  it('is shown once, expires, and is revoked at once', async () => {
    const expiresAt = '2027-03-10T00:00:00Z';
    const made = await world.must('POST', '/tokens', { name: 'skript', role: 'viewer', expiresAt });
    const mine = { token: made.token };
    expect((await world.call('GET', '/series', undefined, mine)).status).toBe(200);
    const { items } = await world.must('GET', '/tokens');
    expect(JSON.stringify(items)).not.toContain('eb_');
    const listed = items.find((one: { tokenId: string }) => one.tokenId === made.tokenId);
    expect(listed).toMatchObject({ name: 'skript', expiresAt: '2027-03-10T00:00:00.000Z' });
    expect(listed.lastUsedAt).toMatch(/^2027-03-01/);
    const second = await world.must('POST', '/tokens', { name: 'zwei', role: 'viewer' });
    await world.must('DELETE', `/tokens/${second.tokenId}`);
    expect((await world.call('GET', '/series', undefined, { token: second.token })).status).toBe(401);
    await world.client.clock('2027-03-10T00:00:01Z');
    expect((await world.call('GET', '/series', undefined, mine)).status).toBe(401);
  });

  it('notes its last use at most once an hour', async () => {
    const { token, tokenId } = await world.must('POST', '/tokens', { name: 'uhr', role: 'viewer' });
    const lastUse = async () => {
      await world.must('GET', '/series', undefined, { token });
      const { items } = await world.must('GET', '/tokens');
      return items.find((one: { tokenId: string }) => one.tokenId === tokenId).lastUsedAt;
    };
    const first = await lastUse();
    await world.client.advance('PT30M');
    expect(await lastUse()).toBe(first);
    await world.client.advance('PT31M');
    expect((await lastUse()) > first).toBe(true);
  });
});
