import { globSync, mkdtempSync, readFileSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { isDeepStrictEqual } from 'node:util';
import { BatchWriteItemCommand, DynamoDBClient } from '@aws-sdk/client-dynamodb';
import { DynamoDBDocumentClient, paginateScan } from '@aws-sdk/lib-dynamodb';
import { marshall } from '@aws-sdk/util-dynamodb';
import { afterEach, describe, expect, inject, test } from 'vitest';
import { schemaVersion, upgraded } from '../../functions/core/table/schema-version.ts';
import { type Runner, startRunner } from '../../local/index.ts';
import { Client } from '../../scripts/client.ts';
import { KeptVersion, tableOf, useKeys } from '../../scripts/kept-version.ts';
import { emptyInternet } from '../setup/app.ts';

type Rows = KeptVersion['rows'];
const read = (name: string) =>
  KeptVersion.parse(JSON.parse(readFileSync(path.join(import.meta.dirname, name), 'utf8')));
const files = globSync('version-*.json', { cwd: import.meta.dirname });

/** Rows as a version would write them that knows more than this one, and all that this one knows. */
const asWrittenLater = (rows: Rows): Rows =>
  rows.map((row) => ({
    ...{ pk: row.pk, sk: row.sk },
    ...JSON.parse(JSON.stringify(upgraded(row, Number(row.schemaVersion ?? 1)))),
    schemaVersion: schemaVersion + 1,
    later: { said: ['more'] },
    ...(row.type === 'registration' ? { answers: row.answers, mood: 'good' } : {}),
    ...(Array.isArray(row.events) ? { events: row.events.map((one) => ({ ...one, later: true })) } : {}),
  }));

/** A table that holds what a version left, under today's functions. */
class Taken {
  readonly runner: Runner;
  readonly client: Client;
  readonly kept: KeptVersion;
  readonly #database: DynamoDBClient;
  readonly #directory: string;

  constructor(runner: Runner, kept: KeptVersion, directory: string) {
    this.runner = runner;
    this.kept = kept;
    this.client = new Client(runner.url, kept.token);
    this.#directory = directory;
    this.#database = new DynamoDBClient({
      endpoint: runner.databaseUrl,
      region: runner.stack.deployment.region,
      credentials: { accessKeyId: 'local', secretAccessKey: 'local' },
    });
  }

  static async over(kept: KeptVersion, rows: Rows): Promise<Taken> {
    const directory = mkdtempSync(path.join(tmpdir(), 'eventbote-upgrade-'));
    const runner = await startRunner({
      internet: emptyInternet,
      ...{ cloudAssembly: inject('assembly'), directory, port: 0, seed: false, quiet: true },
    });
    useKeys(runner, directory, kept.keys);
    const taken = new Taken(runner, kept, directory);
    await taken.#write(rows);
    await runner.clock.set(kept.at);
    return taken;
  }

  async #write(rows: Rows): Promise<void> {
    for (let from = 0; from < rows.length; from += 25) {
      const puts = rows.slice(from, from + 25).map((row) => ({ PutRequest: { Item: marshall(row) } }));
      await this.#database.send(
        new BatchWriteItemCommand({ RequestItems: { [tableOf(this.runner)]: puts } }),
      );
    }
  }

  async rows(): Promise<Rows> {
    const client = DynamoDBDocumentClient.from(this.#database);
    const rows: Rows = [];
    for await (const { Items = [] } of paginateScan({ client }, { TableName: tableOf(this.runner) }))
      rows.push(...KeptVersion.shape.rows.parse(Items));
    return rows;
  }

  async subjects(name: string): Promise<string[]> {
    return (await this.client.mails(`${name}@rathaus.example`)).map(({ subject }) => subject);
  }

  async end(): Promise<void> {
    this.#database.destroy();
    await this.runner.stop();
    rmSync(this.#directory, { recursive: true, force: true });
  }
}

let taken: Taken | undefined;
afterEach(async () => {
  await taken?.end();
  taken = undefined;
});

const fates = files.flatMap((file) => {
  const kept = read(file);
  return [
    { title: `${file}: the life of its registrations goes on`, kept, rows: kept.rows },
    {
      title: `${file}, as a later version would write it: so it does after going back`,
      kept,
      rows: asWrittenLater(kept.rows),
    },
  ];
});

describe('upgrading', () => {
  test.each(fates)('$title', async ({ kept, rows }) => {
    taken = await Taken.over(kept, rows);
    const { client, runner } = taken;

    // Confirming by the link of a mail that the version before sent, and an organiser's look with its token.
    await client.must('POST', kept.links.confirm);
    const listed = await client.organise('GET', '/events/eins/registrations');
    expect(listed.items).toHaveLength(3);
    await runner.settle();
    expect(await taken.subjects('ben')).toEqual([expect.stringContaining('ist bestätigt')]);

    // Cancelling by the link of an old mail: who waits moves up.
    await client.must('POST', `${kept.links.aylin}/cancel`, { form: { eventId: 'eins' } });
    await runner.settle();
    expect(await taken.subjects('dora')).toEqual([expect.stringContaining('Sie haben jetzt einen Platz')]);
    const event = await client.organise('GET', '/events/eins');
    expect(event).toMatchObject({
      counts: { taken: 2, confirmed: 2, waitlisted: 0, cancelled: 1, pending: 0 },
    });

    // The announcement and the reminders that the version before had planned, once each.
    await client.clock('2040-05-25T00:00:00Z');
    expect(await taken.subjects('aylin')).toEqual([
      expect.stringContaining('abgemeldet'),
      'Vorab',
      expect.stringContaining('Morgen, 17 Uhr: Teil zwei'),
    ]);
    expect(await taken.subjects('cem')).toEqual([
      'Beforehand',
      expect.stringContaining('Tomorrow at 17:00: Part zwei'),
    ]);
    expect((await taken.subjects('ben')).slice(1)).toEqual([
      'Vorab',
      expect.stringContaining('Morgen, 17 Uhr: Teil eins'),
    ]);

    const after = new Map((await taken.rows()).map((row) => [`${row.pk} ${row.sk}`, row]));
    const before = new Map(rows.map((row) => [`${row.pk} ${row.sk}`, row]));
    const written = [...after].filter(([key, row]) => !isDeepStrictEqual(before.get(key), row));
    expect(written.length).toBeGreaterThan(20);
    const byExpression = new Set(['counters']);
    const unmarked = written.filter(([, row]) => row.schemaVersion !== schemaVersion);
    expect(unmarked.map(([, { type }]) => type).filter((type) => !byExpression.has(String(type)))).toEqual(
      [],
    );

    // Erasing reaches what the version before wrote.
    await client.clock('2040-09-15T00:00:00Z');
    const left = (await taken.rows()).filter(({ type }) => type !== 'subscription');
    expect(JSON.stringify(left)).not.toContain('rathaus.example');
    expect(runner.deadLetters()).toEqual([]);
  });
});
