import { cpSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { DynamoDBClient } from '@aws-sdk/client-dynamodb';
import { SecretsManagerClient } from '@aws-sdk/client-secrets-manager';
import { afterAll, beforeAll, describe, expect, inject, test } from 'vitest';
import { secretKeys } from '../../functions/adapters/secret.ts';
import { Table } from '../../functions/adapters/table.ts';
import { openRestored, readLedger, replayLedger } from '../../functions/core/upkeep/ledger.ts';
import { instant } from '../../functions/core/values/time.ts';
import { environmentNames } from '../../functions/runtime/environment.ts';
import { stage } from '../core/samples.ts';
import { Backend, event, notices } from '../setup/backend.ts';

/** Several runners, one after another. */
const folder = mkdtempSync(path.join(tmpdir(), 'eventbote-drill-'));
const of = (name: string) => path.join(folder, name);
const ends: (() => Promise<void>)[] = [];
afterAll(async () => {
  for (const end of ends.toReversed()) await end();
  rmSync(folder, { recursive: true, force: true });
});

/** The app as a stage that took a restored table over: all that differs is what its functions are told. */
function restoredAssembly(): string {
  const copy = of('assembly');
  cpSync(inject('assembly'), copy, { recursive: true });
  const file = path.join(copy, 'eventbote-dev.template.json');
  const template = readFileSync(file, 'utf8');
  const told = `"${environmentNames.isRestored}": "no"`;
  expect(template).toContain(told);
  writeFileSync(file, template.replaceAll(told, told.replace('"no"', '"yes"')));
  return copy;
}

/** The table behind the runner and its keys, as whoever runs `npm run replay:erasures` has them. */
function asOperator({ runner }: Backend) {
  const [table] = runner.stack.all('AWS::DynamoDB::GlobalTable');
  const [secret] = runner.stack.all('AWS::SecretsManager::Secret');
  const region = runner.stack.deployment.region;
  const { endpointUrl, accessKeyId } = runner.actAsOperator(['secretsmanager:GetSecretValue']);
  const secrets = new SecretsManagerClient({
    ...{ endpoint: endpointUrl, region, credentials: { accessKeyId, secretAccessKey: 'test' } },
  });
  const database = new DynamoDBClient({
    ...{ endpoint: runner.databaseUrl, region, credentials: { accessKeyId: 'x', secretAccessKey: 'x' } },
  });
  ends.push(async () => database.destroy());
  const tableName = table?.ref ?? '';
  return {
    ...{ tableName, table: new Table(tableName, database) },
    keys: () => secretKeys(secret?.ref ?? '', () => {}, secrets).fresh(),
  };
}

const questions = [
  { questionId: 'bedarf', kind: 'text', label: { de: 'Bedarf?' }, sensitive: true, required: false },
];
const wantingNews = { notices: { ...notices, news: '2040-01' } };
const withNeed = {
  answers: { teil: { bedarf: 'Gebärdensprache' } },
  notices: { ...notices, sensitive: '2040-01' },
};
const withHelp = { ...withNeed, answers: { aus: { bedarf: 'Gebärdensprache' } } };
const people = {
  unsubscribes: 'ruhig@haus-eins.example',
  erases: 'weg@haus-zwei.example',
  moves: 'alt@haus-drei.example',
  takesBack: 'bedarf@haus-vier.example',
  stays: 'bleibt@haus-fuenf.example',
  callsOff: 'absage@haus-neun.example',
  isCalledOff: 'entfaellt@haus-zehn.example',
  notMe: 'nicht@haus-elf.example',
  bounces: 'bounce@simulator.amazonses.com',
};

let live: Backend;
let restored: Backend;
let tokens: { revoked: string; ofRemoved: string; ofLessened: string };
let announcementId: string;
const own: Record<string, string> = {};

beforeAll(async () => {
  const first = await Backend.start({ directory: of('live') });
  await first.publish([
    event('teil', { questions, startsAtLocal: '2040-06-10T17:00', endsAtLocal: '2040-06-10T19:00' }),
    event('aus', { questions, startsAtLocal: '2040-06-11T17:00', endsAtLocal: '2040-06-11T19:00' }),
  ]);
  for (const [name, email] of Object.entries(people)) {
    const how =
      name === 'takesBack' ? withNeed : name === 'unsubscribes' || name === 'stays' ? wantingNews : {};
    if (name === 'notMe') await first.register(signUp(email));
    else if (name === 'isCalledOff') own[name] = await first.join(email, ['aus'], withHelp);
    else if (name !== 'bounces') own[name] = await first.join(email, ['teil'], how);
  }
  const made = await first.organise('POST', '/tokens', { name: 'Website', role: 'owner' });
  const removed = await first.organise('POST', '/organisers', {
    email: 'geht@haus-sechs.example',
    role: 'owner',
  });
  const lessened = await first.organise('POST', '/organisers', {
    email: 'weniger@haus-zwoelf.example',
    role: 'owner',
  });
  const drafted = await first.organise('POST', '/announcements', {
    ...{ seriesId: 'reihe', kind: 'participation', audience: { eventIds: ['teil'] } },
    texts: { de: { subject: 'Vorab', body: 'Guten Tag' } },
  });
  expect([made, removed, lessened, drafted].map(({ status }) => status)).toEqual([201, 201, 201, 201]);
  announcementId = drafted.json.announcementId;
  const sent = await first.organise('POST', `/announcements/${announcementId}/send`, {
    at: '2040-05-20T08:00:00Z',
  });
  expect(sent.status).toBe(202);
  tokens = {
    ...{ revoked: made.json.token, ofRemoved: removed.json.organiserId },
    ofLessened: lessened.json.organiserId,
  };
  await first.runner.settle();
  await first.stop();

  // The backup; then the month that it does not know.
  cpSync(of('live'), of('restored'), { recursive: true });
  live = await Backend.start({ directory: of('live') });
  ends.push(() => live.stop());
  await live.runner.clock.set('2040-03-02T09:00:00.000Z');
  const page = (name: keyof typeof people) => own[name] ?? '';
  expect((await live.post(page('unsubscribes'), { news: 'off' })).status).toBe(200);
  await live.post(`${page('erases')}/delete`);
  const erase = await live.link(people.erases, '/data/');
  expect((await live.post(`${erase}/delete`)).status).toBe(200);
  await live.post(`${page('moves')}/address`, { email: 'neu@haus-sieben.example' });
  await live.runner.clock.advance(5 * 60_000);
  expect((await live.post(await live.link('neu@haus-sieben.example', '/confirm/'))).status).toBe(200);
  const back = { eventId: 'teil', name: 'Aylin Şahin' };
  expect((await live.post(`${page('takesBack')}/edit`, back)).status).toBe(200);
  await live.register({ ...signUp(people.bounces) });
  await live.runner.settle();
  const { tokenId } = (await live.organise('GET', '/tokens')).json.items.find(
    ({ name }: { name: string }) => name === 'Website',
  );
  expect((await live.organise('DELETE', `/tokens/${tokenId}`)).status).toBeLessThan(300);
  expect((await live.organise('DELETE', `/organisers/${tokens.ofRemoved}`)).status).toBe(200);
  const done = [
    await live.post(`${page('callsOff')}/cancel`, { eventId: 'teil' }),
    await live.post(`${await live.link(people.notMe, '/confirm/')}/delete`),
    await live.organise('POST', '/events/aus/cancel'),
    await live.organise('POST', `/announcements/${announcementId}/cancel`),
    await live.organise('PUT', `/organisers/${tokens.ofLessened}`, { role: 'viewer' }),
    await live.organise('GET', '/events/teil/registrations.csv?purpose=Namensschilder&recipient=Druckerei'),
    await live.organise('PATCH', '/series/reihe', {
      retentionDays: 30,
      notices: { privacy: { version: '2040-02' } },
    }),
  ];
  expect(done.filter(({ status }) => status >= 300)).toEqual([]);
  await live.runner.settle();
  await live.runner.clock.advance(28 * 86_400_000);

  restored = await Backend.start({ directory: of('restored'), cloudAssembly: restoredAssembly() });
  ends.push(() => restored.stop());
});

const signUp = (email: string) => ({
  ...{ eventIds: ['teil'], name: 'Aylin', email, locale: 'de', notices },
  formUrl: 'https://www.stiftung-marktplatz.example/gemeinsam-stark',
});
const asRevoked = () =>
  restored.organise('GET', '/series', undefined, { authorization: `Bearer ${tokens.revoked}` });

describe('a restored stage', () => {
  test('sends and shows nothing until what people ended was ended once more', async () => {
    const mailed = (await restored.mails()).length;
    const html = { accept: 'text/html' };
    for (const answer of [
      await restored.get(own.stays ?? '', html),
      await restored.get(own.erases ?? '', html),
      await restored.get('/console/login', html),
      await restored.organise('GET', '/series'),
      await asRevoked(),
      await restored.register(signUp('neu@haus-acht.example')),
    ]) {
      expect(answer.status).toBe(503);
      expect(Number(answer.headers.get('retry-after'))).toBeGreaterThan(0);
    }
    await restored.runner.invoke('Dispatch', {}).catch(() => {});
    expect((await restored.mails()).length).toBe(mailed);
    expect(restored.logOf('Dispatch')).toContain('its ledger is not replayed');
  });

  test('has nothing alive that was ended meanwhile, once the ledger is replayed, as often as it is', async () => {
    const from = asOperator(live);
    const to = asOperator(restored);
    const entries = [];
    for await (const entry of readLedger(from.table)) entries.push(entry);
    // Keyed hashes and ids, and nobody's address.
    expect(JSON.stringify(entries)).not.toMatch(/@|haus-/);
    const now = instant(Date.parse('2040-03-30T09:00:00.000Z'));
    const context = { store: to.table, keys: await to.keys(), stage, publicUrl: 'https://localhost', now };
    for (const _ of [1, 2]) {
      const { replayed, failed } = await replayLedger(entries, context);
      expect([replayed, failed]).toEqual([entries.length, []]);
    }
    await openRestored(to.tableName, context);
    // Functions look again after ten seconds.
    await new Promise((resolve) => setTimeout(resolve, 10_500));

    const alike = ['subscription', 'suppression', 'token', 'organiser'];
    const ended = (rows: Record<string, unknown>[]) =>
      rows
        .filter(({ type, name }) => alike.includes(String(type)) && name !== 'test')
        .map(({ type, state, personHash, organiserId, tokenHash, revokedAt, scope, role }) => ({
          ...{ type, state, scope, role, isRevoked: revokedAt !== undefined },
          of: personHash ?? organiserId ?? tokenHash,
        }))
        .toSorted((a, b) => JSON.stringify(a).localeCompare(JSON.stringify(b)));
    expect(ended(await restored.everything())).toEqual(ended(await live.everything()));

    const text = JSON.stringify(await restored.everything());
    expect(text).not.toContain(people.erases);
    expect(text).not.toContain(people.moves);
    expect(text).not.toContain('Gebärdensprache');
    expect((await asRevoked()).status).toBe(401);
    expect((await restored.get(own.erases ?? '', { accept: 'text/html' })).status).toBe(410);
    expect((await restored.get(own.moves ?? '', { accept: 'text/html' })).status).toBe(410);
    expect(text).not.toContain(people.notMe);
    expect(await restored.rowsOf('registration', { email: people.callsOff })).toMatchObject([
      { state: 'cancelled' },
    ]);
    const of = async (backend: Backend) => ({
      event: (await backend.organise('GET', '/events/aus')).json.status,
      announcement: (await backend.organise('GET', `/announcements/${announcementId}`)).json.state,
      told: (await backend.organise('POST', '/people/information', { email: people.stays })).json.recipients,
    });
    expect(await of(restored)).toEqual(await of(live));
    expect(await of(restored)).toMatchObject({
      ...{ event: 'cancelled', announcement: 'cancelled', told: [{ recipient: 'Druckerei' }] },
    });
    // Thirty days after the tenth of June.
    const stays = await restored.get(own.stays ?? '', { accept: 'text/html' });
    expect(stays.text).toContain('10. Juli 2040');
    expect(stays.status).toBe(200);
    expect(await restored.rowsOf('registration', { email: people.takesBack })).toMatchObject([
      { state: 'confirmed', answers: {} },
    ]);
  });
});
