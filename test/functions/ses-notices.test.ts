import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { Backend, event, notices, type Row, signUpOf } from '../setup/backend.ts';
import { wordsInHtml } from '../views/reading.ts';

let backend: Backend;
beforeAll(async () => {
  backend = await Backend.start();
  await backend.publish([
    event('eins', { startsAtLocal: '2040-03-10T17:00', endsAtLocal: '2040-03-10T19:00' }),
    event('zwei'),
  ]);
});
afterAll(() => backend.stop());

const day = 86_400_000;
const news = { notices: { ...notices, news: '2040-01' } };
const deliveries = async (email: string) => {
  const [signUp] = await backend.rowsOf('signUp', { email });
  return backend.rowsOf('delivery', { personHash: signUp?.personHash });
};
const told = (rows: Row[]) =>
  rows.map((row) => `${row.template} ${row.state}${row.reason ? ` (${row.reason})` : ''}`);

/** Notices of SES's as their queue hands them to the function. */
const notice = (...messages: unknown[]) =>
  backend.runner.invoke('SesNotices', {
    Records: messages.map((message, index) => ({
      messageId: `m${index}`,
      body: typeof message === 'string' ? message : JSON.stringify(message),
    })),
  });

describe("SES's notices", () => {
  test('of a delivery settle it', async () => {
    await backend.join('glad@rathaus.example', ['zwei']);
    await backend.runner.settle();
    expect(told(await deliveries('glad@rathaus.example')).toSorted()).toEqual([
      'confirmation delivered',
      'verification delivered',
    ]);
  });

  test('of a bounce suppress the address: the next mail is skipped and says why; one to a verified person ends all', async () => {
    const email = 'bounce@simulator.amazonses.com';
    await backend.register(signUpOf(email, ['zwei']));
    const link = await backend.link(email, '/confirm/');
    expect(await backend.rowsOf('suppression')).toMatchObject([{ scope: 'unverified', reason: 'bounce' }]);
    await backend.post(link);
    await backend.runner.settle();
    expect(await backend.rowsOf('suppression')).toMatchObject([{ scope: 'everything', reason: 'bounce' }]);
    await backend.register(signUpOf(email, ['eins']));
    await backend.runner.settle();
    expect(await backend.mails(email)).toHaveLength(2);
    expect(told(await deliveries(email)).toSorted()).toEqual([
      expect.stringMatching(/^confirmation bounced/),
      expect.stringMatching(/^verification bounced/),
      expect.stringMatching(/^verification skipped \(suppressed: bounce\)/),
    ]);
    // The suppression outlives the person's data, and tells nobody who it was.
    expect(JSON.stringify(await backend.rowsOf('suppression'))).not.toContain('@');
  });

  test('of a complaint about mail to an address that nobody verified suppress such mail alone', async () => {
    const email = 'complaint@simulator.amazonses.com';
    await backend.register(signUpOf(email, ['zwei'], news));
    await backend.runner.settle();
    expect(await backend.rowsOf('suppression', { reason: 'complaint' })).toMatchObject([
      { scope: 'unverified' },
    ]);
    expect(told(await deliveries(email))).toEqual([expect.stringMatching(/^verification complained/)]);
  });

  test('in any order, late and often leave the same', async () => {
    const email = 'often@rathaus.example';
    await backend.register(signUpOf(email, ['zwei']));
    await backend.runner.settle();
    const [delivery] = await deliveries(email);
    const mail = {
      messageId: delivery?.messageId,
      tags: { deliveryId: [`${delivery?.notificationId}_${delivery?.recipientId}`] },
    };
    const of = (eventType: string, more: object = {}) => ({ eventType, mail, ...more });
    const bounce = of('Bounce', { bounce: { bounceType: 'Transient', bounceSubType: 'MailboxFull' } });
    const before = await backend.rows();
    expect(await notice(of('Send'), of('Delivery'), of('DeliveryDelay'), of('Send'))).toMatchObject({
      ok: true,
    });
    expect(await backend.rows()).toEqual(before);
    for (const round of [1, 2]) {
      expect(await notice(bounce, of('Delivery'), of('Send')), String(round)).toMatchObject({ ok: true });
      expect(told(await deliveries(email))).toEqual(['verification bounced (Transient MailboxFull)']);
    }
    // A full mailbox is no reason never to write again.
    expect(await backend.rowsOf('suppression', { personHash: delivery?.personHash })).toEqual([]);
  });

  test('that are about nothing that we know are taken, and those that can not be read are named to come again', async () => {
    const before = await backend.rows();
    const about = (deliveryId: string) => ({
      eventType: 'Bounce',
      mail: { messageId: 'm', tags: { deliveryId: [deliveryId] } },
      bounce: { bounceType: 'Permanent' },
    });
    const unreadable = [
      'no JSON',
      '{}',
      'null',
      { eventType: 'Delivery' },
      { eventType: 'Of next year', mail: { messageId: 'x' } },
      { eventType: 'Bounce', mail: { messageId: 'x' }, bounce: { bouncedRecipients: 'none' } },
    ];
    const taken = [
      { eventType: 'Open', mail: { messageId: 'x' } },
      { Type: 'UnsubscribeConfirmation', Message: 'You have chosen to deactivate the subscription.' },
      about('nobody_nothing'),
      about(''),
      about('a_b_c'),
      about(`${'x'.repeat(3000)}_y`),
    ];
    expect(await notice(...unreadable, ...taken)).toEqual({
      ok: true,
      payload: { batchItemFailures: unreadable.map((_, index) => ({ itemIdentifier: `m${index}` })) },
    });
    expect(await backend.rows()).toEqual(before);
  });

  test('that can not be read are logged by their ids and without an address', async () => {
    const bounce = { bounceType: null, bouncedRecipients: [{ emailAddress: 'bouncing@rathaus.example' }] };
    await notice({ eventType: 'Bounce', mail: { messageId: '0107-of-ses' }, bounce });
    const lines = () =>
      backend
        .logOf('SesNotices')
        .split('\n')
        .filter((line) => line.includes('0107-of-ses'));
    await expect.poll(lines).toHaveLength(1);
    expect(lines()[0]).toContain('"itemIdentifier":"m0"');
    expect(backend.logOf('SesNotices')).not.toContain('bouncing@');
  });
});

test('of a batch, what can not be taken in comes again, and nothing else', async () => {
  const email = 'torn@rathaus.example';
  await backend.register(signUpOf(email, ['zwei']));
  await backend.runner.settle();
  const [delivery] = await deliveries(email);
  // A row that no version can read, of a mail of its own.
  await backend.put({ type: 'delivery', pk: 'NOTIFICATION#torn', sk: delivery?.sk });
  const about = (notificationId: unknown, messageId: unknown) => ({
    eventType: 'Delivery',
    mail: {
      messageId,
      tags: { deliveryId: [`${notificationId}_${delivery?.recipientId}`] },
    },
  });
  const taken = about(delivery?.notificationId, delivery?.messageId);
  const result = await notice(taken, about('torn', 'another'), 'unreadable', taken);
  expect(result).toEqual({
    ok: true,
    payload: { batchItemFailures: ['m2', 'm1'].map((itemIdentifier) => ({ itemIdentifier })) },
  });
});

test('what SES leaves in the envelope of SNS is read all the same', async () => {
  const email = 'wrapped@rathaus.example';
  await backend.register(signUpOf(email, ['zwei']));
  await backend.runner.settle();
  const [{ notificationId, recipientId, messageId, personHash } = {}] = await deliveries(email);
  const mail = {
    messageId,
    tags: { deliveryId: [`${notificationId}_${recipientId}`], personHash: [personHash] },
  };
  // One that SES held back itself: it is not counted against the mails to many of this file.
  const complaint = {
    eventType: 'Complaint',
    mail,
    complaint: { complaintSubType: 'OnAccountSuppressionList' },
  };
  await notice({ Type: 'Notification', Message: JSON.stringify(complaint) });
  expect(told(await deliveries(email))).toEqual([expect.stringMatching(/^verification complained/)]);
});

test('what SES publishes when it gets to know the topic is no fault', async () => {
  const faults = () =>
    backend
      .logOf('SesNotices')
      .split('\n')
      .filter((line) => line.includes('"ERROR"')).length;
  const before = faults();
  await notice('Successfully validated SNS topic for Amazon SES event publishing.');
  await notice('Something else.');
  await expect.poll(faults).toBeGreaterThan(before);
  expect(faults()).toBe(before + 1);
});

describe('unsubscribing', () => {
  /** After the first part: its documentation goes out, with a hint at the second to those who want news. */
  let headers: Record<string, string>;
  let link: string;
  const email = 'news@rathaus.example';
  beforeAll(async () => {
    await backend.join(email, ['eins'], news);
    await backend.runner.clock.advance(12 * day);
    const links = [{ title: { de: 'Folien' }, url: 'https://files.example/1' }];
    await backend.organise('PUT', '/events/eins/documentation', { links, release: 'now' });
    await backend.runner.clock.advance(120_000);
    const mail = (await backend.mails(email)).at(-1);
    headers = { ...mail?.headers };
    link = new URL(/<([^>]+)>/.exec(headers['list-unsubscribe'] ?? '')?.[1] ?? 'about:blank').pathname;
  });

  test('is offered in the head of a mail that carries news (RFC 8058)', async () => {
    expect(headers['list-unsubscribe-post']).toBe('List-Unsubscribe=One-Click');
    expect(link).toMatch(/^\/unsubscribe\//);
    const participation = (await backend.mails(email)).slice(0, -1);
    expect(participation.length).toBeGreaterThanOrEqual(2);
    for (const mail of participation) expect(Object.keys(mail.headers)).not.toContain('list-unsubscribe');
  });

  test('needs more than opening the link', async () => {
    const page = await backend.get(link, { accept: 'text/html' });
    expect([page.status, wordsInHtml(page.text).join(' ')]).toEqual([
      200,
      expect.stringContaining('Hinweise abbestellen'),
    ]);
    expect(await backend.rowsOf('subscription')).toMatchObject([{ state: 'subscribed' }]);
  });

  test('is done by one POST without cookie or log-in, as often as it comes', async () => {
    for (const wanted of [/Hinweise sind abbestellt|sind abbestellt/, /schon abbestellt/]) {
      const answer = await backend.send('POST', link, { form: { 'List-Unsubscribe': 'One-Click' } });
      expect(answer.status).toBe(200);
      expect(wordsInHtml(answer.text).join(' ')).toMatch(wanted);
    }
    const [subscription, ...others] = await backend.rowsOf('subscription');
    expect(others).toEqual([]);
    expect(subscription).toMatchObject({ state: 'withdrawn', withdrawnAt: expect.any(String) });
    // The proof stays, the address goes.
    expect(JSON.stringify(subscription)).not.toContain('@');
  });

  test('leaves the registrations as they are, and further mails without news', async () => {
    expect(await backend.rowsOf('registration', { email })).toMatchObject([{ state: 'confirmed' }]);
    const links = [1, 2].map((number) => ({
      title: { de: `Folien ${number}` },
      url: `https://files.example/${number}`,
    }));
    await backend.organise('PUT', '/events/eins/documentation', { links, release: 'now' });
    await backend.runner.clock.advance(120_000);
    const mail = (await backend.mails(email)).at(-1);
    expect(mail?.text).toContain('https://files.example/2');
    expect(Object.keys(mail?.headers ?? {})).not.toContain('list-unsubscribe');
    expect(mail?.text).not.toContain('Teil zwei');
  });

  test('by a link from before the address was changed ends nothing at the new one', async () => {
    const page = await backend.join('before@rathaus.example', ['zwei'], news);
    const announced = await backend.organise('POST', '/announcements', {
      seriesId: 'reihe',
      kind: 'news',
      audience: { eventIds: ['zwei'] },
      texts: { de: { subject: 'Neues', body: 'Neues' }, en: { subject: 'News', body: 'News' } },
    });
    await backend.organise('POST', `/announcements/${announced.json.announcementId}/send`, {});
    await backend.runner.clock.advance(120_000);
    const [mail] = (await backend.mails('before@rathaus.example')).slice(-1);
    const header = mail?.headers['list-unsubscribe'] ?? '';
    const old = new URL(/<([^>]+)>/.exec(header)?.[1] ?? 'about:blank').pathname;
    let at = page;
    for (const address of ['between@rathaus.example', 'after@rathaus.example']) {
      await backend.post(`${at}/address`, { email: address });
      await backend.post(await backend.link(address, '/confirm/'));
      at = await backend.link(address, '/registration/');
    }
    const own = () => backend.rowsOf('subscription', { email: 'after@rathaus.example' });
    for (const answer of [
      await backend.get(old, { accept: 'text/html' }),
      await backend.send('POST', old, { form: { 'List-Unsubscribe': 'One-Click' } }),
    ]) {
      expect([answer.status, answer.text]).toEqual([
        410,
        expect.stringMatching(/andere E-Mail-Adresse|address-changed/),
      ]);
      expect(await own()).toMatchObject([{ state: 'subscribed' }]);
    }
    const registrations = await backend.rowsOf('registration', { email: 'after@rathaus.example' });
    expect(registrations).toMatchObject([{ state: 'confirmed' }]);
  });
});
