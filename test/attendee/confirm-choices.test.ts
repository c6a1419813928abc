import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { noticeReference } from '../../functions/core/table/notices.ts';
import { sentAsShown } from '../../scripts/client.ts';
import { type Answer, Backend, event, notices, series, signUpOf } from '../setup/backend.ts';
import { elementsIn } from '../views/reading.ts';

/** Somebody else may have filled in the form: the confirm page asks for each consent by itself. */
let backend: Backend;
beforeAll(async () => {
  backend = await Backend.start();
  const label = { de: 'Unterstützung?', en: 'Support?' };
  const questions = [{ questionId: 'bedarf', kind: 'text', label, sensitive: true, required: true }];
  await backend.publish([event('teil', { questions })]);
});
afterAll(() => backend.stop());

const html = { accept: 'text/html' };
const { version, text } = series.notices.news;
const newsNotice = noticeReference({ version, text: text.de });
let number = 0;

/** A sign-up with an answer that needs its own consent; answers its address and its link. */
async function signedUp(ticked: Record<string, string>, email = `p${++number}@wahl.example`) {
  const answers = { teil: { bedarf: 'Gebärdensprache' } };
  const all = { ...notices, sensitive: '2040-01', ...ticked };
  const answer = await backend.register(signUpOf(email, ['teil'], { answers, notices: all }));
  expect([answer.status, answer.text]).toEqual([202, '{}']);
  return { email, link: await backend.link(email, '/confirm/') };
}
const boxes = ({ text }: Answer) =>
  elementsIn(text)
    .filter(({ attributes }) => attributes.type === 'checkbox')
    .map(({ attributes: { name, value, checked } }) => ({ name, value, ticked: checked !== undefined }));
const subscriptions = (email: string) => backend.rowsOf('subscription', { email });
const kept = async (email: string) => {
  const [registration] = await backend.rowsOf('registration', { email });
  const [signUp] = await backend.rowsOf('signUp', { email });
  return { state: registration?.state, answers: registration?.answers, notices: signUp?.notices };
};

describe('the confirm page', () => {
  test('names what was answered, without the words that were typed, and shows each consent as the form had it', async () => {
    const both = await signedUp({ news: '2040-01' });
    const page = await backend.get(both.link, html);
    expect(page.text).toContain('im Formular beantwortet');
    expect(page.text).not.toContain('Gebärdensprache');
    expect(boxes(page)).toEqual([
      { name: 'sensitive', value: newsNotice, ticked: true },
      { name: 'news', value: newsNotice, ticked: true },
    ]);
    const without = await signedUp({});
    expect(boxes(await backend.get(without.link, html))[1]).toEqual({
      ...{ name: 'news', value: newsNotice, ticked: false },
    });
  });

  test('confirms taking part without any of them', async () => {
    const { email, link } = await signedUp({ news: '2040-01' });
    // A box that is left empty is posted as nothing, and so is all by a script.
    expect((await backend.post(link)).status).toBe(200);
    expect(await subscriptions(email)).toEqual([]);
    const { state, answers, notices: proved } = await kept(email);
    expect([state, answers]).toEqual(['confirmed', {}]);
    expect(Object.keys(Object(proved))).toEqual(['privacy']);
    expect(JSON.stringify(await backend.rows())).not.toContain(`${email}","Gebärdensprache`);
    const own = await backend.get(await backend.link(email, '/registration/'), html);
    expect(own.text).not.toContain('Gebärdensprache');
  });

  test('keeps what stays ticked, proved by the form', async () => {
    const { email, link } = await signedUp({ news: '2040-01' });
    await backend.confirm(link);
    const [subscription] = await subscriptions(email);
    expect(subscription).toMatchObject({ state: 'subscribed', proof: { version: '2040-01' } });
    expect(Object(subscription?.proof).formUrl).toBe((await backend.rowsOf('signUp', { email }))[0]?.formUrl);
    expect((await kept(email)).answers).toEqual({ bedarf: 'Gebärdensprache' });
  });

  test('takes news that are first ticked there, proved by this page in its language', async () => {
    const { email, link } = await signedUp({});
    const done = await backend.post(`${link}?lang=en`, { news: '2040-01', sensitive: '2040-01' });
    expect(done.status).toBe(200);
    const [subscription] = await subscriptions(email);
    expect(Object(subscription?.proof)).toMatchObject({ version: '2040-01', locale: 'en' });
    expect(Object(subscription?.proof).formUrl).toMatch(/\/confirm$/);
    expect(Object((await kept(email)).notices).news).toBeUndefined();
  });

  test('refuses a version that it did not show, and nothing is confirmed', async () => {
    const { email, link } = await signedUp({});
    expect((await backend.post(link, { news: '1999-01' })).status).toBe(422);
    expect((await kept(email)).state).toBe('pending');
  });
});

describe('a button whose page showed another time than its event has by now', () => {
  test('confirms nothing, shows what was and what is, and confirms that when it is pressed once more', async () => {
    const { email, link } = await signedUp({});
    const shown = await backend.get(link, html);
    const moved = { startsAtLocal: '2040-05-11T17:00', endsAtLocal: '2040-05-11T19:00' };
    const change = await backend.organise('PATCH', '/events/teil?notice=none', moved);
    expect(change.status).toBe(200);
    const again = await backend.post(link, sentAsShown(shown.text));
    expect([again.status, (await kept(email)).state]).toEqual([200, 'pending']);
    expect(again.text).toContain('Noch ist nichts bestätigt');
    expect(again.text.replaceAll(/<[^>]*>/g, ' ')).toMatch(/10\. Mai 2040.*11\. Mai 2040/);
    const done = await backend.post(link, sentAsShown(again.text));
    expect(done.text).not.toContain('Noch ist nichts bestätigt');
    expect((await kept(email)).state).toBe('confirmed');
    // What can't be read says nothing of what was shown.
    const other = await signedUp({});
    await backend.post(other.link, { shown: 'teil:-1,<>:7,,' });
    expect((await kept(other.email)).state).toBe('confirmed');
  });

  test('called off meanwhile, it says so', async () => {
    await backend.organise('POST', '/events', event('aus'));
    await backend.organise('POST', '/events/aus/publish');
    const email = `p${++number}@wahl.example`;
    await backend.register(signUpOf(email, ['aus']));
    const link = await backend.link(email, '/confirm/');
    const shown = await backend.get(link, html);
    await backend.organise('POST', '/events/aus/cancel');
    expect((await backend.post(link, sentAsShown(shown.text))).text).toContain('fällt aus');
  });
});

describe('a sign-up for what its address is registered for already', () => {
  async function again() {
    const { email, link } = await signedUp({});
    await backend.confirm(link);
    return signedUp({ news: '2040-01' }, email);
  }

  test('asks for the news alone that it ticked, keeps the answers, and mails nothing', async () => {
    const { email, link } = await again();
    const page = await backend.get(link, html);
    expect(page.text).toContain('<h1>Hinweise auf Veranstaltungen bestätigen</h1>');
    expect(page.text).not.toMatch(/Anmeldung bestätigen|war ich nicht/);
    expect(boxes(page)).toEqual([{ name: 'news', value: newsNotice, ticked: true }]);
    const before = (await backend.mails(email)).length;
    const done = await backend.post(link, { news: newsNotice });
    expect(done.text).toContain('<h1>Ihre Wahl ist gespeichert</h1>');
    expect(done.text).toContain('An Ihren Anmeldungen hat sich nichts geändert.');
    expect(done.text).not.toContain('E-Mail mit allen Angaben');
    expect(await subscriptions(email)).toMatchObject([{ state: 'subscribed' }]);
    expect((await backend.mails(email)).length).toBe(before);
    expect((await backend.get(link, html)).text).toContain('darf Sie per E-Mail');
  });

  test('leaves the registration as it is when the request is deleted, and says so', async () => {
    const { email, link } = await again();
    const deletion = { of: 'news' };
    for (const page of [
      await backend.post(`${link}/delete`, deletion),
      await backend.post(`${link}/delete`, deletion),
    ]) {
      expect(page.text).toContain('<h1>Die Anfrage ist gelöscht</h1>');
      expect(page.text).not.toContain('Anmeldung und die Angaben darin gelöscht');
    }
    expect((await kept(email)).state).toBe('confirmed');
  });
});
