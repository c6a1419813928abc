import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { noticeReference, textHash } from '../../functions/core/table/notices.ts';
import { Backend, event, formUrl, notices, series, signUpOf } from '../setup/backend.ts';
import { elementsIn } from '../views/reading.ts';

/** A proof states what was seen: texts that never change, named by the form that showed them. */
let backend: Backend;
beforeAll(async () => {
  backend = await Backend.start();
  await backend.publish([event('teil')]);
});
afterAll(() => backend.stop());

const privacy = series.notices.privacy;
const german = { privacy: noticeReference({ version: '2040-01', text: privacy.text.de }) };
const html = { accept: 'text/html' };
const signUpRow = async (email: string) => (await backend.rowsOf('signUp', { email }))[0];
const registrationOf = async (email: string) =>
  (await backend.organise('GET', `/events/teil/registrations?q=${encodeURIComponent(email)}`)).json.items[0];
const proofOf = async (email: string) => {
  const { registrationId } = await registrationOf(email);
  return (await backend.organise('GET', `/events/teil/registrations/${registrationId}/proof`)).json;
};

describe('the text of a notice', () => {
  const path = '/series/texte';
  const withPrivacy = (version: string, text: { de?: string; en?: string }, changes: object = {}) => ({
    ...{ ...series, seriesId: 'texte', ...changes },
    notices: { privacy: { ...privacy, version, text } },
  });
  const first = { de: 'Erster Text.' };
  const put = (version: string, text: { de?: string; en?: string }) =>
    backend.organise('PUT', path, withPrivacy(version, text));
  const fixed = (version: string, locale = 'de') => [
    expect.objectContaining({
      ...{ pointer: `/notices/privacy/text/${locale}`, code: 'noticeTextFixed', params: { version } },
      message: expect.stringContaining('new version'),
    }),
  ];

  test('never changes under its version, not after another version and not in a new series of this id either', async () => {
    expect((await backend.organise('POST', '/series', withPrivacy('1', first))).status).toBe(201);
    const refused = await put('1', { de: 'Anderer Text.' });
    expect([refused.status, refused.json.errors]).toEqual([422, fixed('1')]);
    expect((await put('2', { de: 'Anderer Text.' })).status).toBe(200);
    expect((await put('1', { de: 'Dritter Text.' })).json.errors).toEqual(fixed('1'));
    expect((await put('1', first)).status).toBe(200);
    await backend.organise('DELETE', path);
    const anew = await backend.organise('POST', '/series', withPrivacy('2', { de: 'Ganz anders.' }));
    expect([anew.status, anew.json.errors]).toEqual([422, fixed('2')]);
  });

  test('may come in a further language, which then stays as well', async () => {
    expect((await backend.organise('POST', '/series', withPrivacy('1', first))).status).toBe(201);
    expect((await put('1', { ...first, en: 'First text.' })).status).toBe(200);
    expect((await put('1', first)).status).toBe(200);
    expect((await put('1', { ...first, en: 'Other text.' })).json.errors).toEqual(fixed('1', 'en'));
  });

  test('of a series from before texts were kept stays, too', async () => {
    const [row] = (await backend.rowsOf('series')).filter(({ seriesId }) => seriesId === 'texte');
    const { pk, sk, ...before } = Object(row);
    const old = {
      ...before,
      seriesId: 'alt',
      notices: { privacy: { ...privacy, version: '7', text: first } },
    };
    await backend.put({ pk: 'SERIES#alt', sk, ...old });
    const change = (version: string, text: object) =>
      backend.organise('PUT', '/series/alt', {
        ...{ ...series, seriesId: 'alt' },
        notices: { privacy: { ...privacy, version, text } },
      });
    expect((await change('7', { de: 'Neu.' })).json.errors).toEqual(fixed('7'));
    expect((await change('8', { de: 'Neu.' })).status).toBe(200);
    expect((await change('7', { de: 'Neu.' })).json.errors).toEqual(fixed('7'));
  });
});

describe('a form', () => {
  test('gets version, text and hash of each notice from the series', async () => {
    const { json } = await backend.get(`/v1/series/${series.seriesId}`);
    for (const kind of ['privacy', 'news', 'sensitive']) {
      const { version, text, hash } = json.notices[kind];
      expect(version).toBe('2040-01');
      expect(hash).toEqual({ de: textHash(text.de), en: textHash(text.en) });
    }
  });

  test('that names what it showed is proved by it, with its page; by its version alone, the proof says that', async () => {
    const email = 'genannt@haus-eins.example';
    expect((await backend.register(signUpOf(email, ['teil'], { notices: german }))).status).toBe(202);
    expect(await proofOf(email)).toMatchObject({
      notices: { privacy: { version: '2040-01', locale: 'de', text: 'Ein Hinweis.' } },
      ...{ channel: 'form', formUrl },
    });
    expect((await proofOf(email)).notices.privacy.hash).toBe(textHash('Ein Hinweis.'));
    await backend.register(signUpOf('fassung@haus-zwei.example', ['teil'], { notices }));
    expect((await proofOf('fassung@haus-zwei.example')).notices.privacy.hash).toBeUndefined();
  });

  test('in English that showed the German text is proved by the German text', async () => {
    const email = 'english@haus-drei.example';
    await backend.register(signUpOf(email, ['teil'], { notices: german, locale: 'en' }));
    expect((await proofOf(email)).notices.privacy).toMatchObject({ locale: 'de', text: 'Ein Hinweis.' });
  });

  test('that showed another text is refused, by a fault that names the version to show; nothing is taken in', async () => {
    const email = 'anders@haus-vier.example';
    const strange = { privacy: `2040-01:${textHash('Wir verkaufen Ihre Daten.')}` };
    const refused = await backend.register(signUpOf(email, ['teil'], { notices: strange }));
    expect([refused.status, refused.json.errors]).toEqual([
      422,
      [
        expect.objectContaining({
          ...{ pointer: '/notices/privacy', code: 'noticeTextDiffers', params: { version: '2040-01' } },
        }),
      ],
    ]);
    expect(await signUpRow(email)).toBeUndefined();
    const outdated = await backend.register(signUpOf(email, ['teil'], { notices: { privacy: '2039-12' } }));
    expect(outdated.json.errors[0]).toMatchObject({
      ...{ code: 'noticeVersionUnknown', params: { version: '2040-01' } },
    });
  });

  test('of a website that shows another text leads to the hosted one, which shows the right text and can be sent', async () => {
    const email = 'seite@haus-fuenf.example';
    const form = { name: 'Eva', email, locale: 'de', eventIds: 'teil', formUrl };
    const strange = {
      'notices.privacy': `2040-01:${textHash('x')}`,
      'notices.news': `2040-01:${textHash('y')}`,
    };
    const page = await backend.post('/v1/registrations', { ...form, ...strange });
    expect(page.status).toBe(422);
    expect(page.text).toContain('einen anderen Text gezeigt als die Fassung 2040-01');
    const fields = elementsIn(page.text).map(({ attributes }) => attributes);
    const sent = fields.find(({ name }) => name === 'notices.privacy')?.value ?? '';
    expect(sent).toBe(german.privacy);
    // What was ticked under another text is not ticked here.
    expect(fields.find(({ name }) => name === 'notices.news')).not.toHaveProperty('checked');
    expect((await backend.post('/v1/registrations', { ...form, 'notices.privacy': sent })).status).toBe(202);
  });
});

describe('a registration by hand', () => {
  test('proves no notice, until its person is shown one and confirms', async () => {
    const email = 'telefon@haus-sechs.example';
    const added = await backend.organise('POST', '/events/teil/registrations', { name: 'Frau Grün', email });
    expect(added.status).toBe(202);
    expect(await signUpRow(email)).toMatchObject({ channel: 'byHand', notices: {} });
    expect(await signUpRow(email)).not.toHaveProperty('formUrl');
    expect(await proofOf(email)).toMatchObject({ channel: 'byHand', notices: {} });

    const link = await backend.link(email, '/confirm/');
    const page = await backend.get(link, html);
    expect(page.text).toContain('Ein Hinweis.');
    const { value = '' } =
      elementsIn(page.text)
        .map(({ attributes }) => attributes)
        .find(({ name }) => name === 'notices.privacy') ?? {};
    expect(value).toBe(german.privacy);
    expect((await backend.post(link, { 'notices.privacy': value, asked: 'news' })).status).toBe(200);
    const { privacy: proved } = (await proofOf(email)).notices;
    expect(proved).toMatchObject({ version: '2040-01', locale: 'de', hash: textHash('Ein Hinweis.') });
    expect(proved.shownAt).toMatch(/^2040-03-01T/);

    const { registrationId } = await registrationOf(email);
    const path = `/events/teil/registrations/${registrationId}/proof`;
    const printed = await backend.organise('GET', path, undefined, { accept: 'text/html' });
    expect(printed.text).toContain(textHash('Ein Hinweis.'));
    expect(printed.text).not.toContain('/signup');
  });

  test('into a sign-up that waits leaves the form’s proof as it was', async () => {
    const email = 'beides@haus-sieben.example';
    await backend.register(signUpOf(email, ['teil'], { notices: german }));
    await backend.organise('POST', '/events/teil/registrations', { name: 'Beides', email });
    const rows = await backend.rowsOf('signUp', { email });
    expect(rows.filter(({ channel }) => channel === 'form')).toMatchObject([
      { formUrl, notices: { privacy: { hash: textHash('Ein Hinweis.') } } },
    ]);
    for (const { channel, notices: proved } of rows) if (channel === 'byHand') expect(proved).toEqual({});
  });
});
