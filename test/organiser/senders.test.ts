import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { part1, privacy, series, type Told, World } from './world.ts';

/** Senders of news are items of the stage: whoever renames one, or takes another for a series, moves nobody's consent. */

let world: World;
beforeAll(async () => {
  world = await World.start();
});
afterAll(() => world?.stop());

const { news: asked, ...informed } = series.notices;
const faults = ({ status, body }: Told) => [
  status,
  ...(body.errors ?? []).map((one: { pointer: string; code: string }) => `${one.pointer} ${one.code}`),
];

/** A series that names its sender so, with one published event of its own. */
async function opened(seriesId: string, named: object): Promise<string> {
  await world.must('POST', '/series', {
    ...series,
    seriesId,
    notices: { ...informed, news: { version: asked.version, text: asked.text, ...named } },
  });
  const event = { ...part1, eventId: `${seriesId}-1`, seriesId, questions: [], workingGroups: [] };
  await world.must('POST', '/events', event);
  await world.must('POST', `/events/${event.eventId}/publish`);
  return event.eventId;
}

const newsOf = async (seriesId: string) => (await world.must('GET', `/series/${seriesId}`)).notices.news;
const withNews = { notices: { ...privacy, news: asked.version } };

async function proofOf(eventId: string, email: string) {
  const { items } = await world.must('GET', `/events/${eventId}/registrations?q=${email}`);
  return world.must('GET', `/events/${eventId}/registrations/${items[0].registrationId}/proof`);
}

async function sendNews(seriesId: string, eventId: string, subject: string): Promise<void> {
  const texts = { de: { subject, body: 'Guten Tag' }, en: { subject, body: 'Hello' } };
  const draft = { seriesId, kind: 'news', audience: { eventIds: [eventId], allSubscribers: true }, texts };
  const { announcementId } = await world.must('POST', '/announcements', draft);
  await world.must('POST', `/announcements/${announcementId}/send`, {});
  await world.client.advance('PT5M');
}

describe('a series', () => {
  it('names its sender by id, or by a name: one that there is, whatever its case, else it is made', async () => {
    const [first] = [await world.must('POST', '/senders', { name: 'Institut für Stadtfragen' })];
    await opened('benannt', { sender: 'institut für STADTFRAGEN' });
    expect(await newsOf('benannt')).toMatchObject({
      senderId: first.senderId,
      sender: 'Institut für Stadtfragen',
    });
    await opened('neu-benannt', { sender: 'Institut für Landfragen' });
    const { senderId } = await newsOf('neu-benannt');
    expect(await world.must('GET', `/senders/${senderId}`)).toMatchObject({
      name: 'Institut für Landfragen',
    });
    await opened('gezeigt', { senderId });
    expect((await newsOf('gezeigt')).sender).toBe('Institut für Landfragen');
    const seen = await world.client.send('GET', '/v1/series/gezeigt', {});
    expect(JSON.parse(seen.body).notices.news.sender).toBe('Institut für Landfragen');
    // What was read can be sent as it is.
    const { warnings, version, createdAt, updatedAt, ...read } = await world.must('GET', '/series/gezeigt');
    expect((await world.call('PUT', '/series/gezeigt', read)).status).toBe(200);
  });

  it('is given another sender by its id alone, also where only that is changed', async () => {
    const { senderId } = await world.must('POST', '/senders', { name: 'Institut für Wasserfragen' });
    await opened('umbesetzt', { sender: 'Institut für Landfragen' });
    const patched = await world.call('PATCH', '/series/umbesetzt', {
      notices: { news: { senderId, version: '2028-01' } },
    });
    expect(faults(patched)).toEqual([200]);
    expect(await newsOf('umbesetzt')).toMatchObject({ senderId, sender: 'Institut für Wasserfragen' });
    const other = { senderId, sender: 'Institut für Luftfragen' };
    expect(faults(await world.call('PATCH', '/series/umbesetzt', { notices: { news: other } }))).toEqual([
      422,
      '/notices/news/sender senderNamedOtherwise',
    ]);
  });

  it('is told of a sender that there is not, that is called otherwise, and of none', async () => {
    const post = (named: object) =>
      world.call('POST', '/series', {
        ...series,
        seriesId: 'nie',
        notices: { ...informed, news: { version: asked.version, text: asked.text, ...named } },
      });
    const { senderId } = await newsOf('benannt');
    expect([
      faults(await post({ senderId: '0'.repeat(32) })),
      faults(await post({ senderId, sender: 'Institut für Landfragen' })),
      faults(await post({})),
    ]).toEqual([
      [422, '/notices/news/senderId unknownSender'],
      [422, '/notices/news/sender senderNamedOtherwise'],
      [422, '/notices/news/senderId required'],
    ]);
  });
});

describe('a sender', () => {
  it('has a name that no other has, and is changed as it was seen', async () => {
    const made = await world.call('POST', '/senders', { name: 'Verein' });
    expect([made.status, made.headers.get('etag')]).toEqual([201, '"0"']);
    const where = `/senders/${made.body.senderId}`;
    const put = (name: string, version: string) =>
      world.call('PUT', where, { name }, { headers: { 'if-match': version } });
    expect((await world.call('POST', '/senders', { name: ' verein' })).status).toBe(409);
    expect((await put('Institut für Stadtfragen', '"0"')).status).toBe(409);
    expect((await put('Bürgerverein', '"0"')).body).toMatchObject({ name: 'Bürgerverein', version: 1 });
    expect((await put('Anders', '"0"')).status).toBe(412);
    expect(faults(await world.call('PUT', where, { name: 'a\r\nb' }))).toEqual([
      422,
      '/name controlCharacter',
    ]);
    const { items } = await world.must('GET', '/senders');
    expect(items.map(({ name }: { name: string }) => name)).toContain('Bürgerverein');
    expect((await world.call('DELETE', where)).status).toBe(204);
    expect((await world.call('GET', where)).status).toBe(404);
  });

  it('keeps its subscriptions under another name: the proof says what was seen, mails say what it is called', async () => {
    const eventId = await opened('umbenannt', { sender: 'Alte Stiftung' });
    const { senderId } = await newsOf('umbenannt');
    const email = 'uwe@archiv.example';
    await world.register(email, [eventId], withNews);
    await sendNews('umbenannt', eventId, 'Vorher');
    await world.must('PUT', `/senders/${senderId}`, { name: 'Neue Stiftung' });
    expect(await newsOf('umbenannt')).toMatchObject({ senderId, sender: 'Neue Stiftung' });
    expect((await proofOf(eventId, email)).news).toMatchObject({
      sender: 'Alte Stiftung',
      state: 'subscribed',
    });
    await sendNews('umbenannt', eventId, 'Nachher');
    const [[before], [after]] = [await world.mails(email, 'Vorher'), await world.mails(email, 'Nachher')];
    expect(before?.text).toContain('Alte Stiftung');
    expect(after?.text).toContain('Neue Stiftung');
    expect(after?.headers['list-id']).toBe(before?.headers['list-id']);
    // The way out of a mail of before is the way out of all, and says what the sender is called now.
    const unsubscribe = world.client.link(before as NonNullable<typeof before>, '/unsubscribe/');
    expect((await world.client.must('GET', unsubscribe)).body).toContain('Neue Stiftung');
    // Who signs up after it has given it to the name that the notice's version was shown with, until there is another.
    const later = 'ute@archiv.example';
    await world.register(later, [eventId], withNews);
    expect((await proofOf(eventId, later)).news.sender).toBe('Alte Stiftung');
    await world.client.must('POST', world.client.link(before as NonNullable<typeof before>, '/unsubscribe/'));
    expect((await proofOf(eventId, email)).news).toMatchObject({
      sender: 'Alte Stiftung',
      state: 'withdrawn',
    });
  });

  it('stays as long as a series names it, or somebody is subscribed to it', async () => {
    const eventId = await opened('gebraucht', { sender: 'Gebraucht' });
    const { senderId } = await newsOf('gebraucht');
    const email = 'vera@museum.example';
    await world.register(email, [eventId], withNews);
    const gone = async () => {
      const { status, body } = await world.call('DELETE', `/senders/${senderId}`);
      return [status, body.detail];
    };
    expect(await gone()).toEqual([409, 'A series names this sender.']);
    await world.must('PUT', '/series/gebraucht', { ...series, seriesId: 'gebraucht', notices: informed });
    expect(await gone()).toEqual([409, 'People are still subscribed to the news of this sender.']);
    await world.must('POST', '/people/deletion', { email });
    expect((await gone())[0]).toBe(204);
  });
});

describe('a series that names another sender', () => {
  it('sends what is planned already under the new one, to those alone who consented to that', async () => {
    const eventId = await opened('wechselt', { sender: 'Erste Stiftung' });
    const { senderId: first } = await newsOf('wechselt');
    const [before, both] = ['ina@museum.example', 'jan@museum.example'];
    await world.register(before, [eventId], withNews);
    const texts = {
      de: { subject: 'Geplant', body: 'Guten Tag' },
      en: { subject: 'Planned', body: 'Hello' },
    };
    const draft = { seriesId: 'wechselt', kind: 'news', audience: { eventIds: [eventId] }, texts };
    const { announcementId } = await world.must('POST', '/announcements', draft);
    const { now } = JSON.parse((await world.client.must('GET', '/_local/clock')).body);
    const at = new Date(Date.parse(now) + 3_600_000).toISOString();
    await world.must('POST', `/announcements/${announcementId}/send`, { at });
    const { senderId } = await world.must('POST', '/senders', { name: 'Zweite Stiftung' });
    await world.must('PATCH', '/series/wechselt', { notices: { news: { senderId, version: '2028-01' } } });
    await world.register(both, [eventId], { notices: { ...privacy, news: '2028-01' } });
    await world.client.advance('PT2H');
    expect(await world.mails(before, 'Geplant')).toEqual([]);
    const [mail] = await world.mails(both, 'Geplant');
    expect(mail?.text).toContain('Zweite Stiftung');
    expect(mail?.headers['list-id']).toContain(senderId);
    expect(mail?.headers['list-id']).not.toContain(first);
    const way = world.client.link(mail as NonNullable<typeof mail>, '/unsubscribe/');
    expect((await world.client.must('GET', way)).body).toContain('Zweite Stiftung');
    // The own page of who consented to the first one names it as it is called now, and ends it.
    await world.must('PATCH', `/senders/${first}`, { name: 'Erste Stiftung Nord' });
    const confirmation = (await world.mails(before)).find((one) => one.text.includes('/registration/'));
    const page = world.client.link(confirmation as NonNullable<typeof confirmation>, '/registration/');
    expect((await world.client.must('GET', page)).body).toContain('Erste Stiftung Nord');
  });
});

describe('PATCH', () => {
  it('names a sender as PUT does, goes by If-Match, and takes what GET answered', async () => {
    const { senderId } = await world.must('POST', '/senders', { name: 'Verein für Flickwerk' });
    const path = `/senders/${senderId}`;
    const renamed = await world.call('PATCH', path, { name: 'Verein für Flickarbeit' });
    expect(renamed).toMatchObject({ status: 200, body: { name: 'Verein für Flickarbeit', version: 1 } });
    expect((await world.call('PATCH', path, { name: 'x' }, { headers: { 'if-match': '"0"' } })).status).toBe(
      412,
    );
    const shown = await world.must('GET', path);
    expect((await world.call('PATCH', path, { ...shown, name: 'Verein' })).status).toBe(200);
    expect((await world.call('PATCH', path, shown)).status).toBe(412);
    expect(faults(await world.call('PATCH', path, { name: null }))).toEqual([422, '/name required']);
    expect((await world.must('GET', path)).name).toBe('Verein');
    const scoped = await world.token('owner', ['benannt']);
    expect((await world.call('PATCH', path, { name: 'x' }, { token: scoped })).status).toBe(403);
  });
});

describe('a consent', () => {
  it('is to the sender of the form, whatever the series names when it is confirmed', async () => {
    const eventId = await opened('gewechselt', { sender: 'Erste' });
    const email = 'wim@schule.example';
    await world.client.signUp({
      ...{ name: 'Wim', email, locale: 'de', eventIds: [eventId], ...withNews },
      formUrl: 'https://www.stiftung-marktplatz.example/gemeinsam-stark',
    });
    const news = { version: '2028-01', text: asked.text, sender: 'Zweite' };
    await world.must('PUT', '/series/gewechselt', {
      ...{ ...series, seriesId: 'gewechselt', notices: { ...informed, news } },
    });
    await world.runner.settle();
    const [mail] = await world.mails(email);
    expect(mail?.text).toContain('Erste');
    await world.client.confirm(email);
    const { subscriptions } = await world.must('POST', '/people/information', { email });
    expect(subscriptions.map(({ sender }: { sender: string }) => sender)).toEqual(['Erste']);
  });

  it('ends with everything, whoever’s news it was to', async () => {
    const eventId = await opened('gegangen', { sender: 'Dritte' });
    const email = 'xenia@rathaus.example';
    await world.register(email, [eventId], withNews);
    const news = { version: '2028-01', text: asked.text, sender: 'Vierte' };
    await world.must('PUT', '/series/gegangen', {
      ...{ ...series, seriesId: 'gegangen', notices: { ...informed, news } },
    });
    const [mail] = await world.mails(email);
    const own = world.client.link(
      (await world.mails(email)).at(-1) as NonNullable<typeof mail>,
      '/registration/',
    );
    await world.client.must('POST', `${own}/delete`);
    await world.runner.settle();
    const link = world.client.link((await world.mails(email)).at(-1) as NonNullable<typeof mail>, '/data/');
    const question = (await world.client.must('GET', link)).body;
    const { body } = await world.client.must('POST', `${link}/delete`);
    // The page says what stays, why, and until when: before it is done, and afterwards.
    for (const page of [question, body])
      for (const said of [
        'Was bleibt, warum und bis wann',
        'Bis zum Ende des dritten Kalenderjahres danach',
        '40 Tage lang',
        '35 Tage lang',
      ])
        expect(page).toContain(said);
    const { subscriptions } = await world.must('POST', '/people/information', { email });
    expect(subscriptions).toMatchObject([{ sender: 'Dritte', state: 'withdrawn' }]);
    expect(subscriptions[0].email).toBeUndefined();
  });
});
