import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { DynamoDBClient } from '@aws-sdk/client-dynamodb';
import { DynamoDBDocumentClient, paginateScan } from '@aws-sdk/lib-dynamodb';
import type { Runner } from '../local/index.ts';
import { Client } from './client.ts';
import { KeptVersion, tableOf, useKeys } from './kept-version.ts';
import { signUpOf, withRunner } from './with-runner.ts';

/**
 * `node scripts/keep-version.ts FILE`: writes down what this version leaves in the table in the middle of a series:
 * places held and taken, somebody waiting, planned mails, an announcement under way. The version after it is tested
 * with these rows (test/upgrades): keep a file when the schema version rises, before the change.
 */
const file = process.argv[2];
if (file === undefined)
  throw new Error('where to? node scripts/keep-version.ts test/upgrades/version-N.json');

/** Nobody's secret: the rows' hashes and links are made with it, so it stands beside them. */
const keys = JSON.stringify({ current: '1', 1: 'kept rows are read again with this key'.padEnd(64, '.') });
const at = '2040-03-01T09:00:00.000Z';
const seriesId = 'reihe';
const text = { de: 'Ein Hinweis.', en: 'A notice.' };
const website = 'https://www.stiftung-marktplatz.example';
const notices = { privacy: '2040-01', news: '2040-01' };

const series = {
  seriesId,
  title: { de: 'Gemeinsam stark vor Ort', en: 'Stronger together' },
  organisers: ['Stiftung Marktplatz'],
  timeZone: 'Europe/Berlin',
  notices: {
    privacy: { version: '2040-01', url: { de: `${website}/datenschutz` }, text },
    news: { version: '2040-01', sender: 'Stiftung Marktplatz', text },
  },
};
const event = (eventId: string, day: string, more: object) => ({
  ...{ eventId, seriesId, title: { de: `Teil ${eventId}`, en: `Part ${eventId}` } },
  ...{
    startsAtLocal: `${day}T17:00`,
    endsAtLocal: `${day}T19:00`,
    joinUrl: `https://meet.example/${eventId}`,
  },
  ...{ reminders: ['P1D'] },
  ...more,
});

/** Half of a series' life, as far as it can be left lying. */
async function live(client: Client, runner: Runner): Promise<KeptVersion['links']> {
  await client.clock(at);
  await client.organise('POST', '/series', series);
  const events = [
    event('eins', '2040-05-10', {
      capacity: 2,
      waitingList: true,
      workingGroups: [{ workingGroupId: 'stadt', title: text }],
    }),
    event('zwei', '2040-05-24', {}),
  ];
  for (const one of events) {
    await client.organise('POST', '/events', one);
    await client.organise('POST', `/events/${one.eventId}/publish`);
  }
  const join = async (name: string, eventIds: string[], more: object = {}) => {
    await client.signUp(
      signUpOf(`${name}@rathaus.example`, eventIds, { notices: { privacy: '2040-01' }, ...more }),
    );
    await runner.settle();
  };
  await join('aylin', ['eins', 'zwei'], { notices, workingGroups: { eins: 'stadt' } });
  await client.confirm('aylin@rathaus.example');
  await join('cem', ['zwei'], { locale: 'en' });
  await client.confirm('cem@rathaus.example');
  await join('ben', ['eins']);
  await join('dora', ['eins']);
  await client.confirm('dora@rathaus.example');
  await client.organise('PUT', '/events/eins/documentation', {
    links: [{ title: { de: 'Folien' }, url: 'https://files.example/slides.pdf' }],
    release: null,
  });
  const announced = await client.organise('POST', '/announcements', {
    seriesId,
    kind: 'participation',
    audience: { eventIds: ['eins', 'zwei'] },
    texts: {
      de: { subject: 'Vorab', body: 'Guten Tag {name}' },
      en: { subject: 'Beforehand', body: 'Hello {name}' },
    },
  });
  await client.organise('POST', `/announcements/${announced.announcementId}/send`, {
    at: '2040-04-20T08:00:00Z',
  });
  await runner.settle();
  return {
    confirm: await newest(client, 'ben@rathaus.example', '/confirm/'),
    aylin: await newest(client, 'aylin@rathaus.example', '/registration/'),
    cem: await newest(client, 'cem@rathaus.example', '/registration/'),
  };
}

async function newest(client: Client, to: string, below: string): Promise<string> {
  const mail = (await client.mails(to)).findLast((one) => one.text.includes(below));
  if (mail === undefined) throw new Error(`no mail to ${to} with a link to ${below}`);
  return new URL(client.link(mail, below)).pathname;
}

const directory = mkdtempSync(path.join(tmpdir(), 'eventbote-kept-'));
await withRunner({ seed: false, directory }, async (runner) => {
  useKeys(runner, directory, keys);
  const issued = JSON.stringify(await runner.invoke('IssueToken', { name: 'kept', role: 'owner' }));
  const token = /eb_[A-Za-z0-9_-]{43}/.exec(issued)?.[0] ?? '';
  const links = await live(new Client(runner.url, token), runner);
  const database = new DynamoDBClient({
    endpoint: runner.databaseUrl,
    region: runner.stack.deployment.region,
    credentials: { accessKeyId: 'local', secretAccessKey: 'local' },
  });
  const rows: object[] = [];
  const pages = paginateScan(
    { client: DynamoDBDocumentClient.from(database) },
    { TableName: tableOf(runner) },
  );
  for await (const { Items = [] } of pages) rows.push(...Items);
  database.destroy();
  const kept = KeptVersion.parse({ at: runner.clock.now().toISOString(), keys, token, links, rows });
  writeFileSync(file, `${JSON.stringify(kept, null, 1)}\n`);
  console.log(`${rows.length} rows in ${file}`);
});
rmSync(directory, { recursive: true, force: true });
