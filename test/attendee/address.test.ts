import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { Backend, event } from '../setup/backend.ts';

/** A change of address, from the form to the last mail, through the bundled handlers. */
let backend: Backend;
beforeAll(async () => {
  backend = await Backend.start();
  await backend.publish([
    event('one', { seatsPerAddress: 2 }),
    event('full', { capacity: 1, waitingList: true }),
    event('group', { workingGroups: [{ workingGroupId: 'a', title: { de: 'A' }, capacity: 2 }] }),
  ]);
});
afterAll(() => backend.stop());

const news = { notices: { privacy: '2040-01', news: '2040-01' } };
const ask = (page: string, email: string) => backend.post(`${page}/address`, { email });

describe('another address', () => {
  test('is asked there, told here, and changes nothing until its button is pressed', async () => {
    await backend.join('first@rathaus.example', ['full']);
    const page = await backend.join('old@rathaus.example', ['one', 'full', 'group'], {
      ...news,
      workingGroups: { group: 'a' },
    });
    await backend.post(`${page}/add`, { eventId: 'one', seat: '2', name: 'Bea Vertretung' });
    const before = await backend.rowsOf('registration', { email: 'old@rathaus.example' });
    const asked = await ask(page, ' New@Rathaus.example ');
    expect(asked.text).toContain('Geändert wird erst, wenn Sie es dort bestätigen');
    expect(asked.text).toContain('New@Rathaus.example');
    await ask(page, 'new@rathaus.example');

    const [question, ...others] = await backend.mails('New@Rathaus.example');
    expect(others).toEqual([]);
    expect(question?.subject).toContain('neue E-Mail-Adresse');
    for (const personal of ['Aylin', 'old@rathaus', '/registration/', 'Teil one'])
      expect(question?.text).not.toContain(personal);
    const notices = (await backend.mails('old@rathaus.example')).filter((mail) =>
      mail.subject.includes('soll geändert werden'),
    );
    expect(notices).toHaveLength(1);
    expect(await backend.rowsOf('registration', { email: 'old@rathaus.example' })).toEqual(before);

    const link = await backend.link('New@Rathaus.example', '/confirm/');
    const opened = await backend.get(link, { accept: 'text/html' });
    expect(opened.text).toContain('Ja, an diese Adresse');
    expect(opened.text).not.toContain('Aylin');
    expect(await backend.rowsOf('registration', { email: 'old@rathaus.example' })).toHaveLength(4);
  });

  test('takes everything over at once; the old address is gone from the table, and its links are dead', async () => {
    const oldPage = await backend.link('old@rathaus.example', '/registration/');
    const counters = await backend.rowsOf('counters');
    const link = await backend.link('New@Rathaus.example', '/confirm/');
    const done = await backend.post(link);
    expect(done.text).toContain('Ihre neue Adresse gilt');
    const again = await backend.post(link);
    expect(again.text).toContain('Ihre neue Adresse galt schon');

    const moved = await backend.rowsOf('registration', { email: 'New@Rathaus.example' });
    expect(moved.map((row) => [row.eventId, row.state, row.name]).toSorted()).toEqual([
      ['full', 'waitlisted', 'Aylin Şahin'],
      ['group', 'confirmed', 'Aylin Şahin'],
      ['one', 'confirmed', 'Aylin Şahin'],
      ['one', 'confirmed', 'Bea Vertretung'],
    ]);
    expect(await backend.rowsOf('counters')).toEqual(counters);
    expect(JSON.stringify(await backend.rows())).not.toContain('old@rathaus.example');
    const [waiting] = await backend.rowsOf('waiting', { eventId: 'full' });
    expect(waiting?.registrationId).toBe(moved.find((row) => row.eventId === 'full')?.registrationId);
    const subscriptions = await backend.rowsOf('subscription');
    expect(subscriptions.map((row) => [row.state, row.email]).toSorted()).toEqual([
      ['subscribed', 'New@Rathaus.example'],
      ['withdrawn', undefined],
    ]);

    expect((await backend.get(oldPage)).status).toBe(410);
    const page = await backend.link('New@Rathaus.example', '/registration/');
    expect((await backend.get(page)).text).toContain('Position 1');
    // What proves the consent names the mail that verified the address of today beside the first one.
    const of = moved.find((row) => row.eventId === 'group');
    const proof = await backend.organise('GET', `/events/group/registrations/${of?.registrationId}/proof`);
    const sent = await backend.rowsOf('delivery', { purpose: 'newAddress', personHash: of?.personHash });
    const mailIds = sent.map((row) => row.messageId);
    expect(mailIds).toHaveLength(1);
    expect(proof.json).toMatchObject({
      notices: { news: { version: '2040-01' } },
      addressChange: { verificationMessageId: mailIds[0] },
    });
    expect(proof.json.verifiedAt < proof.json.addressChange.verifiedAt).toBe(true);
    // Deliveries went along: what was sent is not sent again, and information about oneself stays whole.
    const hash = moved[0]?.personHash;
    expect((await backend.rowsOf('delivery', { personHash: hash })).map((row) => row.template)).toContain(
      'verification',
    );
  });

  test('mails go there from now on, and who waited is moved up there', async () => {
    const first = await backend.link('first@rathaus.example', '/registration/');
    await backend.post(`${first}/cancel`, { eventId: 'full' });
    const [last] = (await backend.mails('New@Rathaus.example')).slice(-1);
    expect(last?.subject).toContain('Sie haben jetzt einen Platz');
    const oldMails = await backend.mails('old@rathaus.example');
    await backend.runner.clock.advance(71 * 86_400_000);
    expect((await backend.mails('old@rathaus.example')).length).toBe(oldMails.length);
  });

  test('that has registrations already: the better of both stands, and the other place goes on', async () => {
    await backend.organise(
      'POST',
      '/events',
      event('next', {
        startsAtLocal: '2040-06-10T17:00',
        endsAtLocal: '2040-06-10T19:00',
        capacity: 2,
        waitingList: true,
      }),
    );
    await backend.organise('POST', '/events/next/publish');
    await backend.join('both-a@rathaus.example', ['next']);
    const page = await backend.join('both-b@rathaus.example', ['next']);
    await backend.join('waits@rathaus.example', ['next']);
    await ask(page, 'both-a@rathaus.example');
    const done = await backend.post(await backend.link('both-a@rathaus.example', '/confirm/'));
    expect(done.status).toBe(200);
    const rows = await backend.rowsOf('registration', { eventId: 'next' });
    expect(rows.map((row) => [row.email, row.state]).toSorted()).toEqual([
      ['both-a@rathaus.example', 'confirmed'],
      ['waits@rathaus.example', 'confirmed'],
    ]);
    expect((await backend.rowsOf('counters', { eventId: 'next' }))[0]).toMatchObject({
      taken: 2,
      confirmed: 2,
      waitlisted: 0,
    });
  });

  test('a wrong one, one’s own, or one that nobody confirms leaves all as it is', async () => {
    const page = await backend.link('both-a@rathaus.example', '/registration/');
    const wrong = await ask(page, 'no address');
    expect([
      wrong.status,
      wrong.text.includes('field-email-fault'),
      wrong.text.includes('value="no address"'),
    ]).toEqual([422, true, true]);
    expect((await ask(page, 'BOTH-A@rathaus.example ')).text).toContain('Das ist schon Ihre E-Mail-Adresse');
    await ask(page, 'never@rathaus.example');
    const link = await backend.link('never@rathaus.example', '/confirm/');
    await backend.runner.clock.advance(25 * 3_600_000);
    expect((await backend.post(link)).status).toBe(410);
    expect(JSON.stringify(await backend.rows())).not.toContain('never@rathaus.example');
    expect((await backend.get(page)).text).not.toContain('never@');
    await ask(page, 'notme@rathaus.example');
    const deleted = await backend.post(`${await backend.link('notme@rathaus.example', '/confirm/')}/delete`);
    expect(deleted.status).toBe(200);
    expect(JSON.stringify(await backend.rows())).not.toContain('notme@rathaus.example');
  });
});
