import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { crowd } from '../measure/volume/crowd.ts';
import { part1, part2, part3, privacy, series, World } from './world.ts';

let world: World;
const { seriesId } = series;
const aylin = 'aylin@rathaus.example';
const ben = 'ben@verein.example';
const dora = 'dora@stiftung.example';

beforeAll(async () => {
  world = await World.start();
  await world.must('POST', '/series', series);
  for (const part of [part1, part2, part3]) await world.publish(part);
  const role = { [part1.eventId]: { role: 'politik' } };
  const notices = { ...privacy, sensitive: '2027-01' };
  await world.register(aylin, [part1.eventId, part2.eventId], {
    name: 'Aylin *Y* [x](https://evil.example)',
    answers: { [part1.eventId]: { role: 'verwaltung', access: 'Untertitel' } },
    workingGroups: { [part1.eventId]: 'dorf' },
    notices,
  });
  await world.register(ben, [part1.eventId], { locale: 'en', answers: role });
  await world.register(dora, [part1.eventId], { answers: role, notices: { ...privacy, news: '2027-01' } });
});
afterAll(() => world?.stop());

const de = {
  subject: 'Neues zu {event}',
  body: 'Guten Tag **{name}**,\n\n- eins\n- [zwei](https://files.example/2)',
};
const en = { subject: 'About {event}', body: 'Hello *{name}*' };
const whyNeeded = 'Alle brauchen die Unterlagen vor dem Termin';
const draft = (changes: object = {}, audience: object = {}) => ({
  seriesId,
  kind: 'participation',
  audience: { eventIds: [part1.eventId, part2.eventId], ...audience },
  texts: { de, en },
  whyNeeded,
  ...changes,
});
const create = async (...given: Parameters<typeof draft>): Promise<string> =>
  (await world.must('POST', '/announcements', draft(...given))).announcementId;
const recipients = async (...given: Parameters<typeof draft>) =>
  (await world.must('POST', `/announcements/${await create(...given)}/preview`)).recipients;
const sendAndWait = async (id: string, body: object = {}) => {
  await world.must('POST', `/announcements/${id}/send`, body);
  await world.client.advance('PT2M');
};

describe('why everybody needs it', () => {
  const without = (audience: object = {}, changes: object = {}) => {
    const { whyNeeded: _, ...rest } = draft(changes, audience);
    return world.call('POST', '/announcements', rest);
  };

  it('is asked for where it goes to all of several events as mail about taking part, and nowhere else', async () => {
    const refused = await without();
    expect([refused.status, refused.body.errors]).toMatchObject([
      422,
      [{ pointer: '/whyNeeded', code: 'whyNeededMissing' }],
    ]);
    for (const audience of [
      { eventIds: [part1.eventId] },
      { attended: true },
      { workingGroupIds: ['dorf'] },
      { status: ['waitlisted'] },
    ])
      expect((await without(audience)).status).toBe(201);
    expect((await without({}, { kind: 'news' })).status).toBe(201);
    expect((await without({ locale: 'de' })).status).toBe(422);
    expect((await without({ answers: { role: ['politik', 'verwaltung'] } })).status).toBe(422);
    expect((await world.call('POST', '/announcements', draft({ whyNeeded: 'kurz' }))).status).toBe(422);
  });

  it('stays with it, with who said it, whoever saves it again; a sentence of somebody else’s is theirs', async () => {
    const id = await create();
    const first = await world.must('GET', `/announcements/${id}`);
    expect(first).toMatchObject({ whyNeeded, whyNeededBy: { name: expect.any(String) } });
    const token = await world.token('editor');
    const put = (body: object) => world.call('PUT', `/announcements/${id}`, body, { token });
    expect((await put(draft({ texts: { de } }))).body).toMatchObject({ whyNeededBy: first.whyNeededBy });
    const other = (await put(draft({ whyNeeded: 'Der Raum ist ein anderer' }))).body;
    expect(other.whyNeeded).toBe('Der Raum ist ein anderer');
    expect(other.whyNeededBy).not.toEqual(first.whyNeededBy);
  });
});

describe('saving an announcement', () => {
  it.each([
    [
      'a placeholder that does not exist',
      { texts: { de: { ...de, subject: '{vorname}' } } },
      '/texts/de/subject',
    ],
    [
      'a link that leads nowhere allowed',
      { texts: { de: { ...de, body: '[x](javascript:1)' } } },
      '/texts/de/body',
    ],
    ['no text', { texts: {} }, '/texts'],
    [
      'an event named twice',
      { audience: { eventIds: [part1.eventId, part1.eventId] } },
      '/audience/eventIds',
    ],
    ['an event of nobody', { audience: { eventIds: ['none'] } }, '/audience/eventIds/0'],
    [
      'a sensitive answer',
      { audience: { eventIds: [part1.eventId], answers: { access: ['Untertitel'] } } },
      '/audience/answers/access',
    ],
    [
      'an unknown group',
      { audience: { eventIds: [part1.eventId], workingGroupIds: ['x'] } },
      '/audience/workingGroupIds/0',
    ],
    [
      'people who never verified their address',
      { audience: { eventIds: [part1.eventId], status: ['pending'] } },
      '/audience/status/0',
    ],
  ])('refuses %s', async (_, changes, pointer) => {
    const refused = await world.call('POST', '/announcements', draft(changes));
    expect(refused.status).toBe(422);
    expect(refused.body.errors.map((one: { pointer: string }) => one.pointer)).toContain(pointer);
  });

  it('counts whom it would reach, one mail a person', async () => {
    expect(await recipients()).toEqual({ total: 3, byLocale: { de: 2, en: 1 } });
    expect((await recipients({}, { locale: 'en' })).total).toBe(1);
    expect((await recipients({}, { answers: { role: ['politik'] } })).total).toBe(2);
    expect((await recipients({}, { workingGroupIds: ['dorf'] })).total).toBe(1);
    expect((await recipients({}, { attended: true })).total).toBe(0);
    expect((await recipients({ kind: 'news' })).total).toBe(1);
  });

  it('shows it to a named recipient; what people wrote stays text', async () => {
    const id = await create();
    const { items } = await world.must('GET', `/events/${part1.eventId}/registrations?q=aylin`);
    const named = { eventId: part1.eventId, registrationId: items[0].registrationId };
    const { mails } = await world.must('POST', `/announcements/${id}/preview`, named);
    expect(mails).toHaveLength(1);
    expect(mails[0].html).toContain('<strong>Aylin *Y* [x](https://evil.example)</strong>');
    expect(mails[0].html).not.toContain('href="https://evil.example');
    expect(mails[0].text).toContain('- eins\n- zwei <https://files.example/2>');
  });

  it('shows a subscriber’s with links that open nothing, as a series’ own mails are shown', async () => {
    const { items } = await world.must('GET', `/events/${part1.eventId}/registrations?q=dora`);
    const named = { eventId: part1.eventId, registrationId: items[0].registrationId };
    const id = await create({ kind: 'news' });
    const shown = [
      await world.must('POST', `/announcements/${id}/preview`, named),
      await world.must('POST', `/announcements/${id}/preview`, {}),
      await world.must('POST', `/series/${seriesId}/preview`, { template: 'confirmation' }),
      await world.must('POST', `/series/${seriesId}/preview`, { template: 'verification' }),
    ];
    const personal = /\/(?:confirm|registration|go|data|login|unsubscribe)\/[\w.~/-]+/g;
    const links = new Set(shown.flatMap(({ mails }) => JSON.stringify(mails).match(personal) ?? []));
    expect([...links].filter((link) => link.startsWith('/unsubscribe/')).length).toBeGreaterThan(1);
    for (const link of links) {
      expect([404, 410], link).toContain((await world.client.send('GET', link)).status);
      const pressed = await world.client.send('POST', link, { form: { 'List-Unsubscribe': 'One-Click' } });
      expect(pressed.status, link).toBeGreaterThanOrEqual(400);
    }
    expect((await recipients({ kind: 'news' })).total).toBe(1);
  });
});

describe('sending an announcement', () => {
  it('refuses a past time, an empty audience and a missing language', async () => {
    const id = await create();
    const sent = (body: object, of = id) => world.call('POST', `/announcements/${of}/send`, body);
    expect((await sent({ at: '2020-01-01T10:00:00+01:00' })).status).toBe(422);
    expect((await sent({}, await create({}, { eventIds: [part3.eventId] }))).status).toBe(422);
    const german = await create({ texts: { de } });
    const refused = await sent({}, german);
    expect(refused.body.errors[0]).toMatchObject({ pointer: '/texts/en' });
    expect((await sent({ inOtherLanguage: true, at: '2027-03-02T10:00' }, german)).body).toMatchObject({
      state: 'scheduled',
      sendAt: '2027-03-02T09:00:00.000Z',
    });
    await world.must('POST', `/announcements/${german}/cancel`);
  });

  it('reaches each person once, in their language, without an unsubscribe link', async () => {
    const id = await create();
    await sendAndWait(id);
    const [mail, ...more] = await world.mails(aylin, 'Neues zu');
    expect(more).toEqual([]);
    expect(mail?.subject).toMatch(/^Neues zu /);
    expect(mail?.headers['list-unsubscribe']).toBeUndefined();
    expect(await world.mails(ben, 'About')).toHaveLength(1);
    expect(await world.mails(dora, 'Neues zu')).toHaveLength(1);
    const found = await world.must('GET', `/announcements/${id}`);
    expect(found).toMatchObject({ state: 'sent', counted: 3, deliveries: { total: 3 } });
    expect((await world.call('POST', `/announcements/${id}/cancel`)).status).toBe(409);
    expect((await world.call('PUT', `/announcements/${id}`, draft())).status).toBe(409);
  });

  it('of news reaches subscribers alone, with RFC 8058’s way out, and nobody after they left', async () => {
    const news = { kind: 'news', texts: { de: { ...de, subject: 'Umfrage' } } };
    await sendAndWait(await create(news));
    const [mail] = await world.mails(dora, 'Umfrage');
    expect(mail?.headers['list-unsubscribe-post']).toBeDefined();
    expect(mail?.headers['list-id']).toMatch(/^<[0-9a-z-]+\.[a-z.-]+>$/);
    expect(mail?.text).toContain('/unsubscribe/');
    expect(await world.mails(aylin, 'Umfrage')).toEqual([]);
    const later = await create(news);
    await world.must('POST', `/announcements/${later}/send`, { at: '2027-03-10T10:00' });
    await world.client.must('POST', world.client.link(mail as NonNullable<typeof mail>, '/unsubscribe/'));
    await world.client.clock('2027-03-10T10:00:00Z');
    expect(await world.mails(dora, 'Umfrage')).toHaveLength(1);
    expect((await world.must('GET', `/announcements/${later}`)).deliveries.total).toBe(0);
  });

  it('of news reaches every subscriber of the sender, whatever they are registered for, until they leave', async () => {
    const emma = 'emma@archiv.example';
    await world.must('POST', '/series', { ...series, seriesId: 'frueher' });
    const past = { ...part1, eventId: 'frueher-1', seriesId: 'frueher', questions: [], workingGroups: [] };
    await world.must('POST', '/events', past);
    await world.must('POST', '/events/frueher-1/publish');
    await world.register(emma, ['frueher-1'], { notices: { ...privacy, news: '2027-01' } });
    const texts = { de: { ...de, subject: 'An alle' }, en };
    const all = { allSubscribers: true };
    expect(await recipients({ kind: 'news', texts }, all)).toMatchObject({ total: 1, byLocale: { de: 1 } });
    const refused = await world.call('POST', '/announcements', draft({}, all));
    expect(refused.body.errors).toMatchObject([{ pointer: '/audience/allSubscribers' }]);
    const token = await world.token('owner', [seriesId]);
    const scoped = await world.call('POST', '/announcements', draft({ kind: 'news' }, all), { token });
    expect(scoped.status).toBe(422);
    await sendAndWait(await create({ kind: 'news', texts }, all));
    const [mail, ...more] = await world.mails(emma, 'An alle');
    expect(more).toEqual([]);
    expect(mail?.headers['list-unsubscribe-post']).toBeDefined();
    expect(await world.mails(aylin, 'An alle')).toEqual([]);
    await world.client.must('POST', world.client.link(mail as NonNullable<typeof mail>, '/unsubscribe/'));
    expect((await recipients({ kind: 'news', texts }, all)).total).toBe(0);
  });

  it('may be taken back and written anew before it begins', async () => {
    const id = await create();
    await world.must('POST', `/announcements/${id}/send`, { at: '2027-03-12T10:00' });
    const text = { de: { ...de, subject: 'Anders' }, en };
    expect((await world.call('PUT', `/announcements/${id}`, draft({ texts: text }))).status).toBe(200);
    await world.client.clock('2027-03-12T10:00:00Z');
    expect(await world.mails(aylin, 'Anders')).toHaveLength(1);
  });

  it('keeps the events that it is still to be sent about', async () => {
    const other = { ...part2, eventId: 'ohne-anmeldung' };
    await world.publish(other);
    const gone = () => world.call('DELETE', `/events/${other.eventId}`);
    const id = await create({}, { eventIds: [other.eventId, part1.eventId] });
    await world.must('POST', `/announcements/${id}/send`, { at: '2027-03-20T10:00' });
    expect((await gone()).body.detail).toContain('announcement');
    // Written anew for another event, it is planned as it was.
    await world.must('PUT', `/announcements/${id}`, draft());
    expect((await gone()).status).toBe(409);
    await world.must('POST', `/announcements/${id}/cancel`);
    expect((await gone()).status).toBe(204);
  });

  it('can be tried on oneself, and on nobody who is no organiser', async () => {
    const id = await create();
    expect((await world.call('POST', `/announcements/${id}/test`, { email: aylin })).status).toBe(422);
    await world.must('POST', '/organisers', { email: 'chef@stiftung.example', role: 'editor' });
    await world.logIn('chef@stiftung.example');
    await world.must('POST', `/announcements/${id}/test`, { email: 'chef@stiftung.example', locale: 'en' });
    await world.runner.settle();
    expect(await world.mails('chef@stiftung.example', 'About')).toHaveLength(1);
  });
});

describe('cancelling while it is being sent', () => {
  it('writes no attempt after the answer, and the counts add up', async () => {
    // `CROWD=5000` for the full size.
    const count = Number(process.env.CROWD ?? 300);
    await crowd(world, { seriesId, eventId: part3.eventId, count });
    world.runner.faults({ ses: { maxSendRate: 60 } });
    const id = await create({}, { eventIds: [part3.eventId] });
    await world.must('POST', `/announcements/${id}/send`);
    const jump = world.client.advance('PT1M');
    const sent = async () => (await world.must('GET', `/announcements/${id}`)).deliveries;
    const handedOver = ({ sent = 0, delivered = 0 }: Record<string, number>) => sent + delivered;
    while (handedOver((await sent()).byState) < count / 15) await new Promise((done) => setTimeout(done, 50));
    await world.must('POST', `/announcements/${id}/cancel`);
    const atAnswer = await attempts(id);
    await jump;
    world.runner.faults({});
    await world.client.advance('PT5M');
    const after = await attempts(id);
    expect(after).toEqual(atAnswer);
    const found = await world.must('GET', `/announcements/${id}`);
    expect(found.state).toBe('cancelled');
    const { total, waiting, byState, reasons } = found.deliveries;
    expect(waiting).toBe(0);
    const { skipped = 0 } = byState;
    expect(handedOver(byState) + skipped).toBe(total);
    // Those whose attempt was about to be tried again; whoever had none has no delivery.
    const reason = { state: 'skipped', reason: 'notificationCancelled', count: skipped };
    expect(reasons).toEqual(skipped === 0 ? [] : [reason]);
    expect(handedOver(byState)).toBe(atAnswer.length);
    expect(handedOver(byState)).toBeLessThan(count);
    expect((await world.client.mails()).filter((mail) => mail.to[0]?.startsWith('gast'))).toHaveLength(
      handedOver(byState),
    );
  });

  /** Attempts by delivery; those that SES refused were taken back. */
  async function attempts(id: string): Promise<string[]> {
    const made: string[] = [];
    let cursor = '';
    do {
      const page = await world.must(
        'GET',
        `/deliveries?notificationId=announcement-${id}&limit=500${cursor}`,
      );
      for (const one of page.items) if (one.attempts > 0) made.push(one.deliveryId);
      cursor = page.nextCursor === undefined ? '' : `&cursor=${page.nextCursor}`;
    } while (cursor !== '');
    return made.toSorted();
  }
});
