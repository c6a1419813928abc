import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { series, World } from '../organiser/world.ts';
import { textOf, Visitor } from './visitor.ts';

let world: World;
let visitor: Visitor;
const webhooks = '/console/webhooks';
const crm = { '/label': 'CRM', '/url': 'https://crm.example/in', '/reach': 'all' };

const listed = async () => (await world.must('GET', '/webhooks')).items;
const secretOn = (body: string) => /whsec_[A-Za-z0-9+/=]+/.exec(body)?.[0];

beforeAll(async () => {
  world = await World.start();
  await world.must('POST', '/series', series);
  await world.must('POST', '/series', { ...series, seriesId: 'fremd', title: { de: 'Fremd' } });
  visitor = await Visitor.logIn(world);
});
afterAll(() => world?.stop());

describe('webhooks', () => {
  it('are added for all series or for some, and show their secret once', async () => {
    expect((await visitor.get('/console/tokens')).body).toContain(`href="${webhooks}"`);
    const wrong = await visitor.post(`${webhooks}/new`, {
      ...crm,
      '/url': 'http://crm.example/in',
      '/reach': 'some',
    });
    expect(wrong.status).toBe(422);
    expect(wrong.body).toContain('href="#f-url"');
    expect(wrong.body).toContain('href="#f-seriesIds"');
    const made = await visitor.post(`${webhooks}/new`, crm);
    expect(made.status).toBe(200);
    expect(secretOn(made.body)).toBeDefined();
    const some = { ...crm, '/label': 'Website', '/reach': 'some', '/seriesIds:list': ['fremd'] };
    await visitor.post(`${webhooks}/new`, some);
    const items = await listed();
    expect(items.map(({ seriesIds }: { seriesIds?: string[] }) => seriesIds)).toEqual([undefined, ['fremd']]);
    const list = await visitor.get(webhooks);
    expect(textOf(list.body)).toContain('CRM crm.example alle aktiv Website crm.example fremd aktiv');
    const page = await visitor.get(`${webhooks}/${items[0].webhookId}`);
    expect(page.status).toBe(200);
    expect(secretOn(page.body)).toBeUndefined();
  });

  it('are changed, unless somebody else was faster, tested, replayed and rotated', async () => {
    const [{ webhookId, version }] = await listed();
    const own = `${webhooks}/${webhookId}`;
    const changed = { ...crm, '/label': 'Kontakte', version: String(version) };
    expect(textOf((await visitor.done(`${own}/edit`, changed)).body)).toContain('Kontakte');
    expect((await visitor.post(`${own}/edit`, changed)).status).toBe(412);
    expect(textOf((await visitor.done(`${own}/test`, {})).body)).toContain('Die Probe geht');
    await world.runner.clock.advance(120_000);
    // There is no such name: what was tried is told.
    expect(textOf((await visitor.get(own)).body)).toContain('webhook.test 1 der Name ist nicht zu finden');
    const future = await visitor.post(`${own}/replay`, { '/from': '2040-01-01T10:00' });
    expect([future.status, textOf(future.body).includes('liegt in der Zukunft')]).toEqual([422, true]);
    await visitor.done(`${own}/replay`, { '/from': '2027-02-20T10:00' });
    const rotated = await visitor.post(`${own}/secret`, {});
    expect(secretOn(rotated.body)).toBeDefined();
    expect(textOf((await visitor.get(own)).body)).toContain('das Geheimnis davor gilt bis');
    expect((await visitor.done(`${own}/enable`, {})).status).toBe(200);
  });

  it('of one’s series are all that a co-organising owner sees', async () => {
    await world.must('POST', '/organisers', {
      ...{ email: 'co@institut.example', role: 'owner', seriesIds: ['fremd'], locale: 'de' },
    });
    const co = await Visitor.logIn(world, 'co@institut.example');
    const seen = textOf((await co.get(webhooks)).body);
    expect([seen.includes('Website'), seen.includes('Kontakte')]).toEqual([true, false]);
    const [{ webhookId }] = await listed();
    expect((await co.get(`${webhooks}/${webhookId}`)).status).toBe(404);
  });

  it('are deleted as they were seen', async () => {
    for (const { webhookId, version } of await listed()) {
      const page = await visitor.done(`${webhooks}/${webhookId}/delete`, { version: String(version) });
      expect(page.status).toBe(200);
    }
    expect(await listed()).toEqual([]);
  });
});
