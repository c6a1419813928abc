import { execFileSync } from 'node:child_process';
import { existsSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { parseArgs } from 'node:util';
import { DynamoDBClient } from '@aws-sdk/client-dynamodb';
import { DynamoDBDocumentClient, paginateScan } from '@aws-sdk/lib-dynamodb';
import { schemaVersion } from '../functions/core/table/schema-version.ts';
import type { Runner } from '../local/index.ts';
import { Client } from './client.ts';
import { changedItems, ItemForms, itemForms } from './item-forms.ts';
import { KeptVersion, tableOf, useKeys } from './kept-version.ts';
import { signUpOf, withRunner } from './with-runner.ts';

/**
 * `npm run keep-version`, after the schema version has risen: writes down the form of this version's items, and what it
 * leaves in the table in the middle of a series: places held and taken, somebody waiting, planned mails, an announcement
 * under way. Every later version is tested with these rows (test/upgrades). `-- --again` for a version that nothing has
 * been deployed of yet: it is written down anew.
 */
const { again } = parseArgs({ options: { again: { type: 'boolean' } } }).values;
const folder = path.resolve(import.meta.dirname, '../test/upgrades');
const formsFile = path.join(folder, 'item-forms.json');
const rowsFile = path.join(folder, `version-${schemaVersion}.json`);
const forms: ItemForms = { schemaVersion, items: itemForms() };
if (existsSync(formsFile) && !again) {
  const kept = ItemForms.parse(JSON.parse(readFileSync(formsFile, 'utf8')));
  const changed = changedItems(kept.items, forms.items);
  if (kept.schemaVersion >= schemaVersion && changed.length > 0)
    throw new Error(
      `${changed.join(', ')}: changed since version ${kept.schemaVersion}; first raise schemaVersion in functions/core/table/schema-version.ts`,
    );
}

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
  certificate: { signatory: 'Vorstand der Stiftung Marktplatz', inMail: true },
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
    event('zwei', '2040-05-24', {
      attendanceMode: 'hybrid',
      place: { name: 'Altes Rathaus', address: ['Markt 1', '12345 Musterstadt'], accessibility: text },
    }),
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
  await join('aylin', ['eins', 'zwei'], {
    notices,
    ways: { zwei: 'onsite' },
    workingGroups: { eins: 'stadt' },
  });
  await client.confirm('aylin@rathaus.example');
  await join('cem', ['zwei'], { locale: 'en', ways: { zwei: 'online' } });
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
    whyNeeded: 'Beide Teile brauchen dieselben Unterlagen',
    texts: {
      de: { subject: 'Vorab', body: 'Guten Tag {name}' },
      en: { subject: 'Beforehand', body: 'Hello {name}' },
    },
  });
  await client.organise('POST', `/announcements/${announced.announcementId}/send`, {
    at: '2040-04-20T08:00:00Z',
  });
  const given = { role: 'viewer', seriesIds: [seriesId], rights: ['addresses'] };
  await client.organise('POST', '/organisers', { ...given, email: 'leserin@verein.example' });
  await client.organise('POST', '/tokens', { ...given, name: 'liste' });
  await client.organise('POST', '/webhooks', { label: 'CRM', url: 'https://crm.example/events' });
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
  writeFileSync(rowsFile, JSON.stringify(kept));
  writeFileSync(formsFile, JSON.stringify(forms));
  const biome = path.resolve(import.meta.dirname, '../node_modules/.bin/biome');
  execFileSync(biome, ['format', '--write', rowsFile, formsFile], { stdio: 'inherit' });
  console.log(`${rows.length} rows in ${rowsFile}`);
});
rmSync(directory, { recursive: true, force: true });
