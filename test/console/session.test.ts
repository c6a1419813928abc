import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { series, World } from '../organiser/world.ts';
import { formFields } from './form-fields.ts';
import { owner, textOf, Visitor } from './visitor.ts';

let world: World;

beforeAll(async () => {
  world = await World.start();
  await world.must('POST', '/series', series);
});
afterAll(() => world?.stop());

describe('logging in', () => {
  it('leads whoever is not logged in to the login', async () => {
    const answer = await new Visitor(world).get('/console/series');
    expect([answer.status, answer.headers.get('location')]).toEqual([303, '/console/login']);
  });

  it('answers the same whoever asks for the link', async () => {
    const [known, unknown] = await Promise.all(
      [owner, 'nobody@example.org'].map((email) =>
        new Visitor(world).post('/console/login', { '/email': email }),
      ),
    );
    expect(known?.status).toBe(303);
    expect([known?.status, known?.headers.get('location')]).toEqual([
      unknown?.status,
      unknown?.headers.get('location'),
    ]);
  });

  it('says what is wrong with an address, and keeps it', async () => {
    const answer = await new Visitor(world).post('/console/login', { '/email': 'nobody' });
    expect(answer.status).toBe(422);
    expect(answer.body).toContain('value="nobody"');
    expect(answer.body).toContain('aria-invalid="true"');
  });

  it('hands over the session in a cookie of this host that no script and no other website gets', async () => {
    const visitor = await Visitor.logIn(world);
    expect(visitor.cookie).toMatch(/^__Host-session=eb_/);
    await world.client.advance('PT5M');
    await visitor.post('/console/login', { '/email': owner });
    await world.runner.settle();
    const mail = (await world.mails(owner)).at(-1);
    if (mail === undefined) throw new Error('no mail');
    const link = new URL(world.client.link(mail, '/login/')).pathname;
    const answer = await new Visitor(world).post(link, {});
    expect(answer.headers.getSetCookie()[0]).toMatch(
      /^__Host-session=eb_[\w-]{43}; Max-Age=43200; Path=\/; Secure; HttpOnly; SameSite=Strict$/,
    );
    expect((await new Visitor(world).post(link, {})).status).toBe(410);
  });

  it('ends at logging out, in the browser and here', async () => {
    const visitor = await Visitor.logIn(world);
    const { cookie } = visitor;
    await visitor.done('/console/logout', {});
    expect(visitor.cookie).toBe('');
    visitor.cookie = cookie;
    expect((await visitor.get('/console')).status).toBe(303);
  });

  it('ends after twelve hours', async () => {
    const visitor = await Visitor.logIn(world);
    await world.client.advance('PT12H1S');
    expect((await visitor.get('/console')).status).toBe(303);
  });
});

describe('forms', () => {
  it('are refused with a missing, a forged and an earlier session’s token', async () => {
    const earlier = await Visitor.logIn(world);
    const visitor = await Visitor.logIn(world);
    expect(earlier.formToken).not.toBe(visitor.formToken);
    for (const formToken of ['', 'x', `${visitor.formToken.slice(0, -1)}0`, earlier.formToken]) {
      if (formToken === visitor.formToken) continue;
      const answer = await visitor.post('/console/logout', { formToken });
      expect(answer.status).toBe(403);
      expect(textOf(answer.body)).toContain('Es wurde nichts geändert');
    }
    expect((await visitor.get('/console')).status).toBe(200);
  });

  it('are refused when the browser says that another website sent them', async () => {
    const visitor = await Visitor.logIn(world);
    for (const site of ['cross-site', 'same-site', 'none']) {
      expect((await visitor.post('/console/logout', {}, { 'sec-fetch-site': site })).status).toBe(403);
    }
    expect((await visitor.post('/console/logout', {}, { 'sec-fetch-site': 'same-origin' })).status).toBe(303);
  });

  it('are refused without a session', async () => {
    const visitor = new Visitor(world);
    expect((await visitor.post('/console/logout', { formToken: 'x' })).status).toBe(401);
  });
});

describe('screens', () => {
  it('allow nothing but what is their own', async () => {
    const answer = await (await Visitor.logIn(world)).get('/console');
    const policy = answer.headers.get('content-security-policy') ?? '';
    expect(policy).toContain("default-src 'none'");
    expect(policy).toContain("frame-ancestors 'none'");
    expect(policy).not.toMatch(/unsafe|\*/);
    expect(answer.body).not.toMatch(/\sstyle=|<style|\son\w+=/);
    expect(answer.headers.get('cache-control')).toBe('no-store');
  });

  it('come once more for whoever follows a link from elsewhere, so that their session comes along', async () => {
    const visitor = await Visitor.logIn(world);
    const { cookie } = visitor;
    visitor.cookie = '';
    const answer = await visitor.get('/console/series', { 'sec-fetch-site': 'cross-site' });
    expect(answer.body).toContain('http-equiv="refresh"');
    expect(answer.body).toContain('/console/series');
    visitor.cookie = cookie;
    expect((await visitor.get('/console')).status).toBe(200);
  });

  it('speak the language that was asked for last', async () => {
    const visitor = await Visitor.logIn(world);
    const answer = await visitor.get('/console?lang=en');
    expect(answer.headers.get('content-language')).toBe('en');
    const kept = answer.headers
      .getSetCookie()
      .find((one) => one.startsWith('__Host-language='))
      ?.split(';')[0];
    visitor.cookie = `${visitor.cookie}; ${kept}`;
    const next = await visitor.get('/console', { 'accept-language': 'de' });
    expect(next.headers.get('content-language')).toBe('en');
  });

  it('have a stylesheet and a script that a browser may keep, and that fit', async () => {
    const visitor = await Visitor.logIn(world);
    const { body } = await visitor.get('/console');
    for (const [pattern, most] of [
      [/\/console\/style\.css\?v=[\w-]+/, 15_000],
      [/\/console\/script\.js\?v=[\w-]+/, 10_000],
    ] as const) {
      const asset = await visitor.get(pattern.exec(body)?.[0] ?? '');
      expect(asset.status).toBe(200);
      expect(asset.headers.get('cache-control')).toContain('immutable');
      expect(asset.body.length).toBeLessThan(most);
    }
  });

  it('that there are not say so', async () => {
    const answer = await (await Visitor.logIn(world)).get('/console/nowhere');
    expect(answer.status).toBe(404);
    expect(textOf(answer.body)).toContain('Das gibt es hier nicht');
  });
});

describe('the API', () => {
  it('takes the session for what is read, and for nothing that changes something', async () => {
    const { cookie } = await Visitor.logIn(world);
    const call = (method: string, path: string) =>
      world.client.send(method, `/v1/organiser${path}`, {
        headers: { cookie },
        ...(method === 'GET' ? {} : { json: {} }),
      });
    expect((await call('GET', '/series')).status).toBe(200);
    for (const [method, path] of [
      ['POST', '/series'],
      ['PUT', `/series/${series.seriesId}`],
      ['DELETE', `/series/${series.seriesId}`],
      ['POST', '/lane/resume'],
    ] as const) {
      expect((await call(method, path)).status, `${method} ${path}`).toBe(401);
    }
  });
});

describe('what was filled in when the session ended', () => {
  const edit = `/console/series/${series.seriesId}/edit`;
  const ours = { 'sec-fetch-site': 'same-origin' };
  const typed = async (visitor: Visitor): Promise<Record<string, string | string[]>> => ({
    ...formFields((await visitor.get(edit)).body, edit),
    '/title/de': 'Neu benannt',
  });
  const title = async () => (await world.must('GET', `/series/${series.seriesId}`)).title.de;

  it('stays on the page, and is back in its form after the login, done nothing with', async () => {
    const visitor = await Visitor.logIn(world);
    const { formToken, ...fields } = await typed(visitor);
    visitor.cookie = '';
    const gone = await visitor.post(edit, fields, ours);
    expect(gone.status).toBe(401);
    expect(textOf(gone.body)).toContain('Ihre Eingaben sind nicht verloren');
    const kept = formFields(gone.body, edit);
    expect(kept['/title/de']).toEqual(['Neu benannt']);
    const again = await Visitor.logIn(world);
    const earlier = { ...kept, formToken: formToken ?? [] };
    const back = await again.post(edit, earlier, ours);
    expect(back.status).toBe(403);
    expect(textOf(back.body)).toContain('Ihre Eingaben sind wieder da. Noch ist nichts gespeichert.');
    expect(await title()).toBe(series.title.de);
    const form = formFields(back.body, edit);
    expect(form['/title/de']).toEqual(['Neu benannt']);
    expect((await again.post(edit, form, ours)).status).toBe(303);
    expect(await title()).toBe('Neu benannt');
  });

  it('is neither shown nor kept for what another website sent', async () => {
    const visitor = await Visitor.logIn(world);
    const fields = { ...(await typed(visitor)), '/title/de': 'Von fremd' };
    const stranger = new Visitor(world);
    for (const site of ['cross-site', 'same-site', 'none']) {
      const headers = { 'sec-fetch-site': site };
      const [gone, here] = [
        await stranger.post(edit, fields, headers),
        await visitor.post(edit, fields, headers),
      ];
      expect(gone.status).toBeGreaterThanOrEqual(401);
      expect(here.status).toBe(403);
      expect(gone.body + here.body).not.toContain('Von fremd');
    }
    // A browser that doesn't say it is believed neither.
    const unsaid = [
      await stranger.post(edit, fields),
      await visitor.post(edit, { ...fields, formToken: 'x' }),
    ];
    expect(unsaid.map(({ status }) => status)).toEqual([401, 403]);
    for (const { body } of unsaid) expect(body).not.toContain('Von fremd');
  });
});

describe('two who edit the same', () => {
  it('are told what the other saved, field by field, and what counts then', async () => {
    const edit = `/console/series/${series.seriesId}/edit`;
    const before = await world.must('GET', `/series/${series.seriesId}`);
    const [first, second] = [await Visitor.logIn(world), await Visitor.logIn(world)];
    const seen = formFields((await first.get(edit)).body, edit);
    const other = formFields((await second.get(edit)).body, edit);
    await second.done(edit, { ...other, '/summary/de': 'Von der anderen' });
    const late = await first.post(edit, { ...seen, '/title/de': 'Von der ersten' });
    expect(late.status).toBe(412);
    const text = textOf(late.body);
    expect(text).toContain(`hat ${owner} gespeichert`);
    expect(text).toContain(
      `Bei Ihnen steht Titel (Deutsch) ${before.title.de} Von der ersten Worum es geht (Deutsch) Von der anderen ${series.summary.de} Hier haben`,
    );
    const form = formFields(late.body, edit);
    expect(form['/title/de']).toEqual(['Von der ersten']);
    expect((await first.post(edit, form)).status).toBe(303);
  });
});
