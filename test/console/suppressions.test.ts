import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { part1, series, World } from '../organiser/world.ts';
import { textOf, Visitor } from './visitor.ts';

let world: World;
let visitor: Visitor;
const address = 'bounce@simulator.amazonses.com';
const path = '/console/suppressions';

beforeAll(async () => {
  world = await World.start();
  await world.must('POST', '/series', series);
  await world.publish(part1);
  await world.must('POST', `/events/${part1.eventId}/registrations`, {
    name: 'Cem Neu',
    email: address,
    answers: { role: 'politik' },
  });
  await world.runner.settle();
  visitor = await Visitor.logIn(world);
});
afterAll(() => world?.stop());

describe('a suppression', () => {
  it('is found by its address alone, which no screen’s own address ever holds', async () => {
    const none = await visitor.post(path, { '/email': 'nobody@verein.example' });
    expect(textOf(none.body)).toContain('Diese Adresse ist nicht gesperrt');
    expect(none.body).not.toContain(`${path}/lift`);
    const wrong = await visitor.post(path, { '/email': 'nobody' });
    expect(wrong.status).toBe(422);
    expect(wrong.body).toContain('href="#f-email"');
    expect(wrong.body).toContain('value="nobody"');
    const text = textOf((await visitor.post(path, { '/email': address })).body);
    expect(text).toContain('Eine Mail kam zurück');
    expect(text).toMatch(/Seit \w+, \d+\. März 2027/);
    expect(text).toContain('Eine Person bekommt dann wieder Mails');
  });

  it('is due after a year, and kept with a reason that the audit tells', async () => {
    const due = `${path}/due`;
    expect(textOf((await visitor.get(due)).body)).toContain('Keine Sperre ist durchzusehen');
    await world.runner.clock.set('2028-03-02T09:00:00Z');
    const later = await Visitor.logIn(world);
    const listed = await later.get(due);
    expect(listed.body).not.toContain(address);
    const [, link = ''] = /href="(\/console\/suppressions\/due\/[^"]+)"/.exec(listed.body) ?? [];
    expect(textOf((await later.get(link)).body)).toContain('Eine Mail kam zurück');
    const bare = await later.post(link, { '/decision': 'keep', '/reason': '' });
    expect(bare.status).toBe(422);
    expect(bare.body).toContain('href="#f-reason"');
    const done = await later.done(link, {
      '/decision': 'keep',
      '/reason': 'Die Adresse gibt es nicht mehr.',
    });
    expect(textOf(done.body)).toMatch(
      /Die Sperre bleibt für ein weiteres Jahr.*Keine Sperre ist durchzusehen/,
    );
    const audit = textOf((await later.get('/console/audit')).body);
    expect(audit).toContain('Sperre durchgesehen und behalten');
    expect(audit).toContain('Die Adresse gibt es nicht mehr.');
    visitor = later;
  });

  it('is lifted by a button, and the audit says so without the address', async () => {
    await visitor.post(path, { '/email': address });
    const { body } = await visitor.done(`${path}/lift`, { '/email': address });
    expect(textOf(body)).toContain('An die Adresse wird wieder geschrieben');
    const after = await visitor.post(path, { '/email': address });
    expect(textOf(after.body)).toContain('Aufgehoben');
    expect(after.body).not.toContain(`${path}/lift`);
    expect((await visitor.post(`${path}/lift`, { '/email': address })).status).toBe(404);
    const audit = await visitor.get('/console/audit');
    expect(textOf(audit.body)).toContain('Sperre aufgehoben');
    expect(audit.body).not.toContain(address);
  });

  it('is nobody’s who is a viewer or has some series', async () => {
    const viewer = { email: 'viewer@stiftung.example', role: 'viewer' };
    const scoped = { email: 'co@institut.example', role: 'owner', seriesIds: [series.seriesId] };
    for (const who of [viewer, scoped]) {
      await world.must('POST', '/organisers', who);
      const other = await Visitor.logIn(world, who.email);
      expect((await other.get('/console')).body).not.toContain(`href="${path}"`);
      expect((await other.get(path)).status).toBe(403);
      expect((await other.post(path, { '/email': address })).status).toBe(403);
      expect((await other.post(`${path}/lift`, { '/email': address })).status).toBe(403);
    }
  });
});

describe('the audit', () => {
  it('is told in words, page by page, newest first', async () => {
    for (let time = 0; time < 60; time += 1) {
      const changed = { ...series, summary: { de: `Fassung ${time}` } };
      await world.must('PUT', `/series/${series.seriesId}`, changed);
    }
    const first = await visitor.get('/console/audit');
    expect(first.body.match(/<tr>/g)).toHaveLength(51);
    expect(textOf(first.body)).toContain(`test Reihe geändert Reihe ${series.seriesId}`);
    const next = /href="(\/console\/audit\?cursor=[^"]+)"/.exec(first.body)?.[1] ?? '';
    const text = textOf((await visitor.get(next)).body);
    expect(text).toContain('Veranstaltung veröffentlicht');
    expect(text).toContain('Person ins Team aufgenommen');
    expect(text).toContain('Reihen: alle, Rolle: Nur lesen');
    expect(text).not.toMatch(/\b(series|event|token|organiser|registration|session)\.[a-z]+/i);
  });

  it('can be saved as the API has it', async () => {
    const { body } = await visitor.get('/console/audit');
    const saved = await visitor.get(/\/v1\/organiser\/audit\?limit=500/.exec(body)?.[0] ?? '');
    expect(JSON.parse(saved.body).items.length).toBeGreaterThan(60);
  });

  it('is the owners’ alone, and of some series’ owners theirs', async () => {
    const viewer = await Visitor.logIn(world, 'viewer@stiftung.example');
    expect((await viewer.get('/console/audit')).status).toBe(403);
    expect((await viewer.get('/console')).body).not.toContain('href="/console/audit"');
    const scoped = await Visitor.logIn(world, 'co@institut.example');
    const text = textOf((await scoped.get('/console/audit')).body);
    expect(text).toContain('Reihe geändert');
    expect(text).not.toContain('Person ins Team aufgenommen');
  });
});
