import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { part1, series, World } from '../organiser/world.ts';
import { formFields } from './form-fields.ts';
import { textOf, Visitor } from './visitor.ts';

const viewer = 'viewer@stiftung-marktplatz.example';
const base = `/console/series/${series.seriesId}`;
const reminder = `${base}/texts/reminder`;
let world: World;
let visitor: Visitor;

beforeAll(async () => {
  world = await World.start();
  await world.must('POST', '/series', series);
  await world.must('POST', '/events', { ...part1, seriesId: series.seriesId });
  await world.must('POST', '/organisers', { email: viewer, role: 'viewer', locale: 'de' });
  visitor = await Visitor.logIn(world);
});
afterAll(() => world?.stop());

const read = () => world.must('GET', `/series/${series.seriesId}`);
const fieldsOf = async (path: string) => formFields((await visitor.get(path)).body, path);

describe('the words of a kind of mail', () => {
  it('are replaced in each language, a paragraph a line, and leave the rest of the series alone', async () => {
    const before = await read();
    await visitor.done(reminder, {
      ...(await fieldsOf(reminder)),
      '/texts/reminder/de/subject': 'Bald: {event}',
      '/texts/reminder/de/paragraphs:lines': 'es ist bald so weit.\r\n\r\nWir freuen uns.',
      '/texts/reminder/en/subject': 'Soon: {event}',
    });
    const { texts, version, updatedAt, ...rest } = await read();
    expect(texts).toEqual({
      reminder: {
        de: { subject: 'Bald: {event}', paragraphs: ['es ist bald so weit.', 'Wir freuen uns.'] },
        en: { subject: 'Soon: {event}' },
      },
    });
    expect({ ...rest, version: 0, updatedAt: '' }).toEqual({ ...before, version: 0, updatedAt: '' });
    expect(textOf((await visitor.get(`${base}/texts`)).body)).toContain(
      'die die Veranstaltung nennt. Deutsch Englisch',
    );
  });

  it('are the finished ones again when all is emptied', async () => {
    const path = `${base}/texts/promoted`;
    await visitor.done(path, { ...(await fieldsOf(path)), '/texts/promoted/de/subject': 'Hurra' });
    await visitor.done(path, { ...(await fieldsOf(path)), '/texts/promoted/de/subject': '' });
    expect(Object.keys((await read()).texts)).toEqual(['reminder']);
  });

  it('with a placeholder that there is not are refused at their field, and kept', async () => {
    const answer = await visitor.post(reminder, {
      ...(await fieldsOf(reminder)),
      '/texts/reminder/de/paragraphs:lines': 'gut\nschlecht {vorname}',
    });
    expect(answer.status).toBe(422);
    expect(answer.body).toMatch(/id="f-texts-reminder-de-paragraphs"[^>]*aria-invalid="true"/);
    expect(answer.body).toContain('gut\nschlecht {vorname}</textarea>');
    expect((await read()).texts.reminder.de.paragraphs).toEqual(['es ist bald so weit.', 'Wir freuen uns.']);
  });

  it('notice that somebody else was faster', async () => {
    const fields = await fieldsOf(reminder);
    await visitor.done(reminder, fields);
    expect((await visitor.post(reminder, fields)).status).toBe(412);
  });

  it('are previewed before they are kept, in either language and format', async () => {
    const tried = {
      ...(await fieldsOf(reminder)),
      '/texts/reminder/en/paragraphs:lines': 'Only tried, {name}.',
      previewLocale: 'en',
    };
    const html = await visitor.post(`${reminder}/preview`, tried);
    expect(html.headers.get('content-security-policy')).toContain('sandbox');
    expect(html.body).toContain('Only tried, First Last.');
    const text = await visitor.post(`${reminder}/preview`, { ...tried, previewFormat: 'text' });
    expect(text.body).toMatch(/<pre>[\s\S]*Only tried, First Last\./);
    expect((await read()).texts.reminder.en.paragraphs).toBeUndefined();
    const kept = await visitor.get(`${reminder}/preview?previewLocale=de`);
    expect(textOf(kept.body)).toContain('es ist bald so weit.');
    const wrong = { ...tried, '/texts/reminder/en/subject': '{nothing}' };
    expect(textOf((await visitor.post(`${reminder}/preview`, wrong)).body)).toContain('Noch keine Vorschau');
  });

  it('of a kind that is nobody’s to replace there are none', async () => {
    for (const kind of ['login', 'announcement', 'nothing']) {
      expect((await visitor.get(`${base}/texts/${kind}`)).status).toBe(404);
    }
  });
});

describe('the look', () => {
  const path = `${base}/look`;

  it('is kept, and says what a pale colour becomes', async () => {
    const answer = await visitor.done(path, { ...(await fieldsOf(path)), '/look/colour': '#ffe066' });
    expect(textOf(answer.body)).toContain('hebt sich als Schrift zu wenig ab');
    const kept = await read();
    expect(kept.look).toEqual({ colour: '#ffe066' });
    expect(kept.texts.reminder).toBeDefined();
  });

  it('is previewed before', async () => {
    const tried = { ...(await fieldsOf(path)), '/look/colour': '#8a1538' };
    expect((await visitor.post(`${path}/preview`, tried)).body).toContain('#8a1538');
    expect((await read()).look).toEqual({ colour: '#ffe066' });
  });

  it('is the organisation’s again when that is ticked', async () => {
    await visitor.done(path, { ...(await fieldsOf(path)), '/look/isReset:boolean': 'true' });
    expect((await read()).look).toBeUndefined();
    // The field begins with the organisation's colour, which is none of the series' own.
    await visitor.done(path, await fieldsOf(path));
    expect((await read()).look).toBeUndefined();
  });

  it('takes no logo from elsewhere, and keeps what was typed', async () => {
    const logoUrl = 'https://elsewhere.example/logo.png';
    const answer = await visitor.post(path, { ...(await fieldsOf(path)), '/look/logoUrl': logoUrl });
    expect(answer.status).toBe(422);
    expect(answer.body).toContain(`value="${logoUrl}"`);
    expect(textOf(answer.body)).toContain('auf einer der zugelassenen Websites');
  });
});

it('words and look are nothing for a viewer', async () => {
  const reader = await Visitor.logIn(world, viewer);
  for (const path of [`${base}/texts`, reminder, `${reminder}/preview`, `${base}/look`]) {
    expect((await reader.get(path)).status).toBe(403);
  }
  expect((await reader.post(reminder, {})).status).toBe(403);
  expect((await reader.post(`${base}/look`, {})).status).toBe(403);
});
