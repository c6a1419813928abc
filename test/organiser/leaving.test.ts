import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { series, World } from './world.ts';

/** What an organiser leaves behind: sessions, and the tokens that they made. */

let world: World;
const owner = 'organisation@stiftung-marktplatz.example';
const colleague = 'co@institut.example';

beforeAll(async () => {
  world = await World.start();
  for (const seriesId of [series.seriesId, 'fremd'])
    await world.must('POST', '/series', { ...series, seriesId });
});
afterAll(() => world?.stop());

interface Issued {
  token: string;
  tokenId: string;
}
const as = (one: Issued) => ({ token: one.token });
const status = async (one: Issued, path = '/series') =>
  (await world.call('GET', path, undefined, as(one))).status;

async function linkTo(email: string): Promise<string> {
  // A mailbox gets three mails an hour and ten a day.
  await world.client.advance('PT2H30M');
  await world.call('POST', '/login', { email }, { token: '' });
  await world.runner.settle();
  const mail = (await world.mails(email)).at(-1);
  if (mail === undefined) throw new Error(`no login mail to ${email}`);
  return world.client.link(mail, '/login/').split('/login/')[1] ?? '';
}
const sessionBy = (link: string): Promise<Issued> =>
  world.must('POST', '/sessions', { token: link }, { token: '' });
const logIn = async (email: string) => sessionBy(await linkTo(email));
const add = (role: string, more: object = {}, email = colleague) =>
  world.must('POST', '/organisers', { email, role, ...more });
const make = (maker: Issued, fields: object = {}): Promise<Issued> =>
  world.must('POST', '/tokens', { name: 'skript', role: 'owner', ...fields }, as(maker));

describe('a token bears its maker', () => {
  it('also one that a token of theirs made; it is listed with their sessions', async () => {
    const { organiserId } = await add('owner');
    const session = await logIn(colleague);
    const first = await make(session);
    const second = await make(first);
    const { items } = await world.must('GET', `/tokens?organiserId=${organiserId}`);
    const found = items.map(
      (one: { tokenId: string; madeBy?: { organiserId?: string; tokenId: string } }) => [
        one.tokenId,
        one.madeBy?.organiserId,
        one.madeBy?.tokenId,
      ],
    );
    expect(found).toEqual([
      [session.tokenId, undefined, undefined],
      [first.tokenId, organiserId, session.tokenId],
      [second.tokenId, organiserId, first.tokenId],
    ]);
    const operators = await world.must('POST', '/tokens', { name: 'betrieb', role: 'viewer' });
    expect(operators.madeBy).toMatchObject({ tokenId: expect.stringMatching(/^[0-9a-f]{64}$/) });
    expect(operators.madeBy.organiserId).toBeUndefined();
    await world.must('DELETE', `/organisers/${organiserId}`);
  });

  it('may no more than they may, from the moment that they may less', async () => {
    const { organiserId } = await add('owner');
    const token = await make(await logIn(colleague));
    expect(await status(token, '/tokens')).toBe(200);
    await world.must('PUT', `/organisers/${organiserId}`, { role: 'editor', seriesIds: ['fremd'] });
    expect(await status(token, '/tokens')).toBe(403);
    expect(await status(token, '/series/fremd')).toBe(200);
    expect(await status(token, `/series/${series.seriesId}`)).toBe(404);
    await world.must('DELETE', `/organisers/${organiserId}`);
  });
});

describe('a token that a token made', () => {
  it('ends with it, and so does what that one made; what a session made stays when that ends', async () => {
    const session = await logIn(owner);
    const leaked = await make(session);
    const child = await make(leaked);
    const grandchild = await make(child);
    const other = await make(session);
    await world.must('DELETE', `/tokens/${leaked.tokenId}`, undefined, as(session));
    expect(await Promise.all([leaked, child, grandchild, other].map((one) => status(one)))).toEqual([
      401, 401, 401, 200,
    ]);
    await world.must('DELETE', `/tokens/${session.tokenId}`, undefined, as(session));
    expect(await status(other)).toBe(200);
  });

  it('works no longer than it, and none for more than a year', async () => {
    const ask = (maker: Issued, expiresAt: string) =>
      world.call('POST', '/tokens', { name: 'skript', role: 'viewer', expiresAt }, as(maker));
    const session = await logIn(owner);
    const tooLong = await ask(session, '2029-01-01T00:00:00Z');
    expect(tooLong).toMatchObject({
      status: 422,
      body: { errors: [{ pointer: '/expiresAt', code: 'notAfter' }] },
    });
    const short = await make(session, { expiresAt: '2027-06-01T00:00:00Z' });
    expect((await ask(short, '2027-06-01T00:00:01Z')).status).toBe(422);
    expect((await ask(short, '2027-06-01T00:00:00Z')).status).toBe(201);
    expect(await make(short)).toMatchObject({ expiresAt: '2027-06-01T00:00:00.000Z' });
  });
});

describe('taking an organiser out', () => {
  it('ends their sessions and tokens, all of them, and tells which', async () => {
    const { organiserId } = await add('owner');
    const session = await logIn(colleague);
    const tokens: Issued[] = [];
    // More than one transaction holds.
    for (let count = 0; count < 45; count++) tokens.push(await make(session));
    const bystander = await world.must('POST', '/tokens', { name: 'betrieb', role: 'viewer' });
    const told = await world.must('DELETE', `/organisers/${organiserId}`);
    expect(told.areTokensKept).toBe(false);
    expect(told.tokens).toHaveLength(46);
    for (const one of [session, ...tokens]) expect(await status(one)).toBe(401);
    expect(await status(bystander)).toBe(200);
    const { items } = await world.must('GET', `/tokens?organiserId=${organiserId}`);
    expect(items).toEqual([]);
    const audit = await world.must('GET', '/audit?limit=500');
    const revoked = audit.items.filter((one: { action: string }) => one.action === 'token.revoke');
    expect(revoked.length).toBeGreaterThanOrEqual(46);
    expect(JSON.stringify(revoked.map(({ details }: { details: object }) => details))).not.toContain('@');
  });

  it('keeps their tokens where that is asked for, under who takes them out; sessions end', async () => {
    const { organiserId } = await add('owner');
    const session = await logIn(colleague);
    const [kept, alsoKept] = [await make(session), await make(session, { role: 'viewer' })];
    const editor = await add('editor', { seriesIds: ['fremd'] }, 'eins@institut.example');
    const remover = await logIn(owner);
    const told = await world.call(
      'DELETE',
      `/organisers/${organiserId}?keepTokens=true`,
      undefined,
      as(remover),
    );
    expect(told.body.areTokensKept).toBe(true);
    expect([await status(session), await status(kept), await status(alsoKept)]).toEqual([401, 200, 200]);
    expect(await status(kept, '/tokens')).toBe(200);
    // Added again, the person has no hold on them any more, nor have they on the person.
    const again = await add('viewer');
    expect(await status(kept, '/tokens')).toBe(200);
    await world.must('DELETE', `/organisers/${again.organiserId}`);
    expect(await status(kept)).toBe(200);
    await world.must('DELETE', `/organisers/${editor.organiserId}`);
  });

  it('refuses to keep the tokens of who takes themselves out, and touches nothing', async () => {
    const { organiserId } = await add('owner');
    const session = await logIn(colleague);
    const told = await world.call(
      'DELETE',
      `/organisers/${organiserId}?keepTokens=true`,
      undefined,
      as(session),
    );
    expect([told.status, told.body.errors[0].code]).toEqual([422, 'ownTokensEnd']);
    expect(await status(session)).toBe(200);
    await world.must('DELETE', `/organisers/${organiserId}`, undefined, as(session));
    expect(await status(session)).toBe(401);
  });

  it('leaves the last owner their way in, tokens included', async () => {
    const session = await logIn(owner);
    const token = await make(session);
    const { items } = await world.must('GET', '/organisers');
    const last = items.find((one: { email: string }) => one.email === owner);
    expect((await world.call('DELETE', `/organisers/${last.organiserId}`)).status).toBe(409);
    expect([await status(session), await status(token)]).toEqual([200, 200]);
  });

  it('of some series tells of tokens within them alone, and ends all of that person’s', async () => {
    const scoped = await world.must('POST', '/tokens', { name: 'x', role: 'owner', seriesIds: ['fremd'] });
    const { organiserId } = await add('owner');
    const session = await logIn(colleague);
    const [wide, narrow] = [await make(session), await make(session, { seriesIds: ['fremd'] })];
    await world.must('PUT', `/organisers/${organiserId}`, { role: 'owner', seriesIds: ['fremd'] });
    const told = await world.must('DELETE', `/organisers/${organiserId}`, undefined, as(scoped));
    expect(told.tokens.map(({ tokenId }: Issued) => tokenId)).toEqual([narrow.tokenId]);
    expect([await status(wide), await status(narrow)]).toEqual([401, 401]);
  });
});

describe('whoever is added again', () => {
  it('begins anew: no session and no link from before opens anything', async () => {
    const { organiserId } = await add('owner');
    const session = await logIn(colleague);
    const link = await linkTo(colleague);
    await world.must('DELETE', `/organisers/${organiserId}`);
    await world.client.advance('PT1S');
    expect((await add('owner')).organiserId).toBe(organiserId);
    expect(await status(session)).toBe(401);
    expect((await world.call('POST', '/sessions', { token: link }, { token: '' })).status).toBe(410);
    expect(await status(await logIn(colleague))).toBe(200);
  });

  it('logs in by ids that nobody can work out', async () => {
    const ids = [await linkTo(owner), await linkTo(owner)].map((link) => link.split('.')[0]);
    expect(new Set(ids).size).toBe(2);
    for (const id of ids) expect(id?.replaceAll('_', '')).toMatch(/^[0-9a-f]{32}$/);
  });
});
