import { CreateTableCommand, DescribeTableCommand, DynamoDBClient } from '@aws-sdk/client-dynamodb';
import { BatchWriteCommand, DynamoDBDocumentClient, ScanCommand } from '@aws-sdk/lib-dynamodb';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { Backend, event, notices, type Row, signUpOf } from '../setup/backend.ts';
import { runKeys, runScript, secretArn, secretOf, untilKeysAreRead } from '../setup/keys-script.ts';

/**
 * The guide's "Rotate the keys, and after a leak", rehearsed: before, during and after, with the commands themselves.
 * Each test goes on where the one before it ended.
 */
let backend: Backend;
beforeAll(async () => {
  backend = await Backend.start();
  await backend.publish([event('eins'), event('zwei')]);
});
afterAll(() => backend?.stop());

const minutes = 60_000;
const owner = 'organisation@stiftung-marktplatz.example';
const at = (name: string) => `${name}@${name}.example`;
const [aylin, ben, carla, dora] = [at('aylin'), at('ben'), at('carla'), at('dora')] as const;
const bounced = 'bounce@simulator.amazonses.com';
/** Every function has read a key when it is used. */
const wait = ['--wait', '11'];
const news = { notices: { ...notices, news: '2040-01' } };

/** What the secret held at any time, and what was said of it. */
const keys = new Set<string>();
const said: string[] = [];
async function command(...args: string[]): Promise<void> {
  for (const key of await keysNow()) keys.add(key);
  said.push(await runKeys(backend.runner, ...args));
  for (const key of await keysNow()) keys.add(key);
}
const keysNow = async () => (await secretOf(backend.runner)).match(/[A-Za-z0-9_-]{40,}/g) ?? [];

const opened = async (link: string) => (await backend.get(link, { accept: 'text/html' })).status;
const versionIn = (link: string) => /\.(\d+)\.[A-Za-z0-9_-]{22}/.exec(link)?.[1];

/** Links of each purpose, as they were mailed before anything happened. */
const links = { registration: '', go: '', data: '', unsubscribe: '', confirm: '', pending: '', login: '' };
let session = '';
/** Of forms that were opened with each version of the key. */
const formTokens: string[] = [];
let backup: Row[] = [];

/** Sends a form of the console that was open, with a field that is wrong: it is refused for that, or for its token. */
async function sendForm(formToken: string): Promise<number> {
  const headers = { accept: 'text/html', cookie: session };
  return (await backend.send('POST', '/console/organisers/new', { form: { formToken }, headers })).status;
}

async function openConsole(): Promise<void> {
  const { status, text } = await backend.get('/console', { accept: 'text/html', cookie: session });
  expect(status).toBe(200);
  formTokens.push(/name="formToken" value="([^"]+)"/.exec(text)?.[1] ?? '');
}

async function loginLink(): Promise<string> {
  await backend.runner.clock.advance(6 * minutes);
  await backend.post('/console/login', { '/email': owner });
  return backend.link(owner, '/login/');
}

/** Whoever was there before is still found by their address, and by what is kept of it. */
async function expectEverythingFound(): Promise<void> {
  const known = await backend.organise('POST', '/people/information', { email: aylin });
  expect(known.json).toMatchObject({ stored: true });
  const { items } = (await backend.organise('GET', `/suppressions?email=${bounced}`)).json;
  expect(items).toMatchObject([{ reason: 'bounce' }]);
  const mailed = (await backend.mails(bounced)).length;
  await backend.register(signUpOf(bounced, ['zwei']));
  expect((await backend.mails(bounced)).length).toBe(mailed);
  expect((await backend.get('/console', { cookie: session })).status).toBe(200);
  expect((await backend.organise('GET', '/events?seriesId=reihe')).status).toBe(200);
  const of = await backend.rowsOf('registration', { email: aylin, eventId: 'eins' });
  await backend.register(signUpOf(aylin, ['eins']));
  expect(await backend.rowsOf('registration', { email: aylin, eventId: 'eins' })).toHaveLength(of.length);
}

/** Goes on signing up until a command has ended: everybody twice, and a link that was mailed is opened. */
async function whileRunning(name: string, running: Promise<void>): Promise<void> {
  let isOver = false;
  const ended = running.finally(() => {
    isOver = true;
  });
  const people: string[] = [];
  for (let number = 0; !isOver; number++) {
    const email = `${name}${number}@haus${number}.example`;
    const before = people.at(-1);
    people.push(email);
    const answers = [await backend.register(signUpOf(email, ['eins']))];
    if (before !== undefined) answers.push(await backend.register(signUpOf(before, ['eins'])));
    expect(answers.map(({ status }) => status)).toEqual(answers.map(() => 202));
    expect(await opened(links.registration)).toBe(200);
    expect(await opened(await backend.link(email, '/confirm/'))).toBe(200);
  }
  await ended;
  expect(people.length).toBeGreaterThan(3);
  for (const email of people) expect(await backend.rowsOf('registration', { email })).toHaveLength(1);
}

test('before: people, their links, an organiser, a suppression and an erasure', async () => {
  await command('show');
  expect(said.at(-1)).toMatch(/One key serves both/);
  links.registration = await backend.join(aylin, ['eins'], news);
  links.go = await backend.link(aylin, '/go/');
  links.confirm = await backend.link(aylin, '/confirm/');
  await backend.join(dora, ['eins'], news);
  await backend.register(signUpOf(bounced, ['eins']));
  await backend.join(carla, ['eins']);
  backup = await backend.rowsOf('attendee', { email: carla });
  backup.push(...(await backend.rowsOf('registration', { email: carla })));
  expect(backup).toHaveLength(2);
  await backend.runner.clock.advance(61 * minutes);
  await backend.post(`${await backend.link(carla, '/registration/')}/delete`);
  expect((await backend.post(`${await backend.link(carla, '/data/')}/delete`)).status).toBe(200);
  const { json } = await backend.organise('POST', '/announcements', {
    ...{ seriesId: 'reihe', kind: 'news', audience: { eventIds: ['eins'] } },
    texts: { de: { subject: 'Neues', body: 'Neues.' } },
  });
  await backend.organise('POST', `/announcements/${json.announcementId}/send`, {});
  await backend.runner.clock.advance(2 * minutes);
  links.unsubscribe = await backend.link(aylin, '/unsubscribe/');
  await backend.post(`${links.registration}/data`);
  links.data = await backend.link(aylin, '/data/');
  await backend.register(signUpOf(ben, ['zwei']));
  links.pending = await backend.link(ben, '/confirm/');
  const answer = await backend.send('POST', await loginLink(), { headers: { accept: 'text/html' } });
  session = answer.headers.getSetCookie()[0]?.split(';')[0] ?? '';
  await openConsole();
  await expectEverythingFound();
});

test('while the links are rotated nothing is refused, and afterwards everything goes on', async () => {
  await whileRunning('links', command('rotate', 'links', ...wait));
  await untilKeysAreRead();
  const { login, ...mailed } = links;
  for (const [purpose, link] of Object.entries(mailed))
    expect([purpose, versionIn(link), await opened(link)]).toEqual([
      purpose,
      '1',
      purpose === 'go' ? 302 : 200,
    ]);
  await openConsole();
  expect(formTokens).toEqual([expect.stringMatching(/^1x/), expect.stringMatching(/^2x/)]);
  for (const token of formTokens) expect(await sendForm(token)).toBe(422);
  expect(versionIn(await backend.join('emil@emil.example', ['eins']))).toBe('2');
  await expectEverythingFound();
});

test('while the hashes are rotated nobody gets two places, and what was there is found', async () => {
  await whileRunning('hashes', command('rotate', 'hashes', ...wait));
  await untilKeysAreRead();
  await backend.join('frida@frida.example', ['eins']);
  const [frida] = await backend.rowsOf('registration', { email: 'frida@frida.example' });
  expect(frida?.registrationId).toMatch(/^2x/);
  const attendees = await backend.rowsOf('attendee', { email: aylin });
  await backend.runner.clock.advance(61 * minutes);
  await backend.register(signUpOf(aylin, ['zwei']));
  const both = await backend.rowsOf('registration', { email: aylin });
  expect(both.map(({ personHash }) => personHash)).toEqual([1, 2].map(() => attendees[0]?.personHash));
  expect(await opened(links.registration)).toBe(200);
  await expectEverythingFound();
});

test('after a leak the links of the retired key are dead within ten seconds, and everything else is found', async () => {
  const login = await loginLink();
  expect(versionIn(login)).toBe('2');
  expect(await opened(links.registration)).toBe(200);
  await command('retire', '1');
  const from = performance.now();
  while ((await opened(links.registration)) === 200) expect(performance.now() - from).toBeLessThan(10_500);
  await untilKeysAreRead();
  const { login: _, ...mailed } = links;
  for (const [purpose, link] of Object.entries(mailed)) {
    const page = await backend.get(link, { accept: 'text/html' });
    expect([purpose, page.status]).toEqual([purpose, 410]);
    expect(page.text).toContain('Dieser Link gilt nicht mehr');
    expect((await backend.get(link)).json.type).toBe('urn:eventbote:problem:link-retired');
  }
  expect((await backend.post(`${links.registration}/cancel`, { eventId: 'eins' })).status).toBe(410);
  expect((await backend.post(links.unsubscribe)).status).toBe(410);
  expect(await opened(login)).toBe(200);
  expect(await Promise.all(formTokens.map(sendForm))).toEqual([403, 422]);
  await expectEverythingFound();
});

test('whoever has a dead link is mailed one that works, and who had not confirmed signs up again', async () => {
  await backend.runner.clock.advance(61 * minutes);
  const page = await backend.get(links.registration, { accept: 'text/html' });
  expect(page.text).toMatch(/action="\/link"[\s\S]*name="seriesId" value="reihe"/);
  expect((await backend.post('/link', { email: aylin, seriesId: 'reihe' })).status).toBe(200);
  await backend.runner.settle();
  const fresh = await backend.link(aylin, '/registration/');
  expect([versionIn(fresh), await opened(fresh)]).toEqual(['2', 200]);
  await backend.join(ben, ['zwei']);
});

test('what SES says of mails from before reaches whom it is about', async () => {
  const [signUp] = await backend.rowsOf('signUp', { email: dora });
  const sent = await backend.rowsOf('delivery', { personHash: signUp?.personHash });
  const announced = sent.find(({ template }) => template === 'announcement');
  const mail = {
    messageId: announced?.messageId,
    tags: { deliveryId: [`${announced?.notificationId}_${announced?.recipientId}`] },
  };
  const body = JSON.stringify({ eventType: 'Complaint', mail, complaint: {} });
  const { ok } = await backend.runner.invoke('SesNotices', { Records: [{ messageId: 'm', body }] });
  expect(ok).toBe(true);
  expect(await backend.rowsOf('subscription', { personHash: signUp?.personHash })).toMatchObject([
    { state: 'withdrawn' },
  ]);
});

test('the ledger is replayed over a restored table by hashes of an older key', async () => {
  const database = new DynamoDBClient({
    endpoint: backend.runner.databaseUrl,
    region: 'eu-central-1',
    credentials: { accessKeyId: 'test', secretAccessKey: 'test' },
  });
  const documents = DynamoDBDocumentClient.from(database);
  const TableName = backend.runner.stack.all('AWS::DynamoDB::GlobalTable')[0]?.ref ?? '';
  const { Table } = await database.send(new DescribeTableCommand({ TableName }));
  await database.send(
    new CreateTableCommand({
      ...{ TableName: 'restored', BillingMode: 'PAY_PER_REQUEST', KeySchema: Table?.KeySchema },
      AttributeDefinitions: Table?.AttributeDefinitions,
      GlobalSecondaryIndexes: Table?.GlobalSecondaryIndexes?.map(({ IndexName, KeySchema, Projection }) => ({
        ...{ IndexName, KeySchema, Projection },
      })),
    }),
  );
  const series = await backend.rowsOf('series');
  const events = (await backend.rows()).filter(({ type }) => type === 'event' || type === 'counters');
  const restored = [...series, ...events, ...backup].map((Item) => ({ PutRequest: { Item } }));
  await documents.send(new BatchWriteCommand({ RequestItems: { restored } }));
  const output = await runScript(
    backend.runner,
    'scripts/replay-erasures.ts',
    '--from',
    TableName,
    '--to',
    'restored',
    '--keys',
    secretArn(backend.runner),
  );
  expect(output).toMatch(/^[1-9]\d* entries replayed in restored\.$/m);
  const { Items } = await documents.send(new ScanCommand({ TableName: 'restored' }));
  expect(JSON.stringify(Items)).not.toContain(carla);
  database.destroy();
});

test('a current key is retired without a mail that leaves with a dead link, and no key is shown anywhere', async () => {
  const old = await backend.link(aylin, '/registration/');
  expect(versionIn(old)).toBe('2');
  await command('retire', '2', ...wait);
  const people = ['gerd', 'hans'].map((name) => `${name}@${name}.example`);
  for (const email of people) await backend.register(signUpOf(email, ['eins']));
  for (const email of people) {
    const link = await backend.link(email, '/confirm/');
    expect([versionIn(link), await opened(link)]).toEqual(['3', 200]);
  }
  await untilKeysAreRead();
  expect(await opened(old)).toBe(410);
  await openConsole();
  await expectEverythingFound();
  await command('show');
  expect(said.at(-1)).toBe('link keys: 3 (current); retired: 1, 2\nhashing keys: 1, 2 (current)\n');
  expect(keys.size).toBe(4);
  const shown = said.join() + backend.logOf('');
  for (const key of keys) expect(shown).not.toContain(key);
});
