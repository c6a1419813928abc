import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { part1, part2, privacy, series, World } from '../organiser/world.ts';
import { formFields } from './form-fields.ts';
import { textOf, Visitor } from './visitor.ts';

const viewer = 'viewer@stiftung-marktplatz.example';
const partner = 'partner@stiftung-marktplatz.example';
const base = `/console/series/${series.seriesId}`;
let world: World;
let visitor: Visitor;

beforeAll(async () => {
  world = await World.start();
  await world.must('POST', '/series', series);
  await world.must('POST', '/organisers', { email: viewer, role: 'viewer', locale: 'de' });
  const other = { ...series, seriesId: 'other', title: { de: 'Andere Reihe' } };
  await world.must('POST', '/series', other);
  const seriesIds = ['other'];
  await world.must('POST', '/organisers', { email: partner, role: 'editor', locale: 'de', seriesIds });
  visitor = await Visitor.logIn(world);
});
afterAll(() => world?.stop());

const read = (seriesId: string) => world.must('GET', `/series/${seriesId}`);

describe('making a series', () => {
  it('takes a title: everything else is filled in, the id is made from it', async () => {
    const { body } = await visitor.get('/console/new-series');
    const fields = formFields(body, '/console/new-series');
    const answer = await visitor.done('/console/new-series', {
      ...fields,
      '/title/de': 'Bürgerräte für große Städte',
    });
    expect(textOf(answer.body)).toContain('Die Reihe ist angelegt');
    const made = await read('buergerraete-fuer-grosse-staedte');
    expect(made).toMatchObject({
      timeZone: 'Europe/Berlin',
      defaultLocale: 'de',
      retentionDays: 90,
      notices: { privacy: { version: '2027-03' } },
    });
    // No consent is asked for that nobody decided on.
    expect(Object.keys(made.notices)).toEqual(['privacy']);
  });

  it('asks for the consents that were ticked', async () => {
    const foundation = await world.must('POST', '/senders', { name: 'Foundation' });
    const fields = formFields((await visitor.get('/console/new-series')).body, '/console/new-series');
    await visitor.done('/console/new-series', {
      ...fields,
      '/title/en': 'With news',
      '/notices/news/isAsked:boolean': 'true',
      '/notices/news/senderId': foundation.senderId,
    });
    const { notices } = await read('with-news');
    expect(notices.news).toMatchObject({ sender: 'Foundation', version: '2027-03' });
    expect(notices.sensitive).toBeUndefined();
  });

  it('says at the field what is wrong, keeps what was typed, and makes nothing', async () => {
    const fields = formFields((await visitor.get('/console/new-series')).body, '/console/new-series');
    const answer = await visitor.post('/console/new-series', {
      ...fields,
      '/title/de': '<Faults>',
      '/seriesId': 'Not an id',
      '/replyTo': 'nobody',
    });
    expect(answer.status).toBe(422);
    expect(answer.body).toContain('value="&lt;Faults>"');
    expect(textOf(answer.body)).toContain('Kennung: ');
    expect(answer.body).toMatch(/id="f-seriesId"[^>]*aria-invalid="true"/);
    expect(answer.body).toMatch(/id="f-replyTo"[^>]*aria-invalid="true"/);
    const list = await world.must('GET', '/series');
    expect(list.items.map((one: { title: { de?: string } }) => one.title.de)).not.toContain('<Faults>');
  });

  it('does not take an id that there is already', async () => {
    const fields = formFields((await visitor.get('/console/new-series')).body, '/console/new-series');
    const answer = await visitor.post('/console/new-series', { ...fields, '/title/de': 'Gemeinsam stark' });
    expect(answer.status).toBe(409);
    expect(answer.body).toContain('value="gemeinsam-stark"');
    expect((await read(series.seriesId)).title).toEqual(series.title);
  });
});

describe('changing a series', () => {
  it('loses nothing of it when its form is sent as it stands', async () => {
    const texts = { reminder: { de: { subject: 'Bald: {event}' } } };
    const look = { colour: '#8a1538' };
    await world.must('PUT', `/series/${series.seriesId}`, { ...series, texts, look });
    const before = await read(series.seriesId);
    const fields = formFields((await visitor.get(`${base}/edit`)).body, `${base}/edit`);
    await visitor.done(`${base}/edit`, fields);
    const after = await read(series.seriesId);
    expect({ ...after, version: 0, updatedAt: '' }).toEqual({ ...before, version: 0, updatedAt: '' });
    expect(after.version).toBe(before.version + 1);
  });

  it('notices that somebody else was faster, and keeps what was typed', async () => {
    const fields = formFields((await visitor.get(`${base}/edit`)).body, `${base}/edit`);
    await world.must('PUT', `/series/${series.seriesId}`, series);
    const answer = await visitor.post(`${base}/edit`, { ...fields, '/title/de': 'Zu spät' });
    expect(answer.status).toBe(412);
    expect(answer.body).toContain('value="Zu spät"');
    expect((await read(series.seriesId)).title).toEqual(series.title);
  });
});

describe('deleting a series', () => {
  it('is possible without events, and said before', async () => {
    await world.must('POST', '/series', { ...series, seriesId: 'empty' });
    const { body } = await visitor.get('/console/series/empty/delete');
    expect(textOf(body)).toContain('nicht rückgängig');
    await visitor.done('/console/series/empty/delete', formFields(body, '/console/series/empty/delete'));
    expect((await world.call('GET', '/series/empty')).status).toBe(404);
  });

  it('says why not as long as there are events, without a button', async () => {
    await world.must('POST', '/events', { ...part1, seriesId: series.seriesId });
    await world.runner.settle();
    const { body } = await visitor.get(`${base}/delete`);
    expect(textOf(body)).toContain('Die Reihe hat 1 Veranstaltung.');
    expect(() => formFields(body, `${base}/delete`)).toThrow('no form');
    const answer = await visitor.post(`${base}/delete`, {});
    expect([answer.status, textOf(answer.body)]).toEqual([
      409,
      expect.stringContaining('Die Reihe hat noch Veranstaltungen.'),
    ]);
    expect((await world.call('GET', `/series/${series.seriesId}`)).status).toBe(200);
  });
});

describe('looking at series', () => {
  it('shows each with its next event and how full it is', async () => {
    await world.publish(part2);
    await world.register('someone@example.org', [part2.eventId], { notices: privacy });
    const list = textOf((await visitor.get('/console/series')).body);
    expect(list).toContain('2 Veranstaltungen');
    expect(list).toContain('1 von 30 Plätzen vergeben');
    const overview = textOf((await visitor.get(base)).body);
    expect(overview).toContain('Entwurf Zivilgesellschaft sichtbar machen');
    expect(overview).toContain('Anmeldung offen Demokratische Kultur stärken');
  });

  it('keeps its partners by the form, and an empty row is none', async () => {
    const edit = `${base}/edit`;
    const said = {
      '/partners/0/name': 'Institut',
      '/partners/0/contact': 'institut@verein.example',
      '/partners/0/essence/de': 'Es beantwortet Anfragen.',
    };
    await visitor.done(edit, { ...formFields((await visitor.get(edit)).body, edit), ...said });
    const named = [
      {
        ...{ name: 'Institut', role: 'joint', contact: 'institut@verein.example' },
        essence: { de: 'Es beantwortet Anfragen.' },
      },
    ];
    expect((await read(series.seriesId)).partners).toEqual(named);
    await visitor.done(edit, formFields((await visitor.get(edit)).body, edit));
    expect((await read(series.seriesId)).partners).toEqual(named);
  });

  it('offers a viewer nothing that would be refused', async () => {
    const reader = await Visitor.logIn(world, viewer);
    for (const path of ['/console/series', base]) {
      const { body } = await reader.get(path);
      expect(body).not.toMatch(/new-series|new-event|\/edit"|\/delete"|\/texts"/);
    }
    for (const path of ['/console/new-series', `${base}/edit`, `${base}/delete`]) {
      expect((await reader.get(path)).status).toBe(403);
    }
    expect((await reader.post(`${base}/delete`, {})).status).toBe(403);
    expect((await reader.post('/console/new-series', { '/title/de': 'X' })).status).toBe(403);
  });

  it('shows a co-organiser theirs alone', async () => {
    const coOrganiser = await Visitor.logIn(world, partner);
    const { body } = await coOrganiser.get('/console/series');
    expect(textOf(body)).toContain('Andere Reihe');
    expect(body).not.toContain(series.seriesId);
    expect(body).not.toContain('/console/new-series');
    for (const path of [base, `${base}/edit`, `${base}/delete`]) {
      expect((await coOrganiser.get(path)).status).toBe(404);
    }
    expect((await coOrganiser.get('/console/series/other/edit')).status).toBe(200);
  });
});
