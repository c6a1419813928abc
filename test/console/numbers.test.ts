import { DynamoDBClient, ListTablesCommand, UpdateItemCommand } from '@aws-sdk/client-dynamodb';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { refs } from '../../functions/core/table/refs.ts';
import { part1, part2, series, World } from '../organiser/world.ts';
import { textOf, Visitor } from './visitor.ts';

let world: World;
let visitor: Visitor;
const { seriesId } = series;
const answers = { [part1.eventId]: { role: 'politik' } };
const numbers = `/console/series/${seriesId}/numbers`;

beforeAll(async () => {
  world = await World.start();
  await world.must('POST', '/series', series);
  visitor = await Visitor.logIn(world);
});
afterAll(() => world?.stop());

describe('a series’ numbers', () => {
  it('say what to do next as long as there are none', async () => {
    const { body } = await visitor.get(numbers);
    expect(textOf(body)).toContain('Noch gibt es keine Veranstaltung');
    expect(body).toContain(`href="/console/series/${seriesId}/new-event"`);
  });

  it('are pictures with the same in a table behind each', async () => {
    for (const part of [part1, part2]) await world.publish(part);
    await world.register('aylin@rathaus.example', [part1.eventId], { answers });
    await world.client.advance('P1D');
    await world.register('ben@verein.example', [part1.eventId], { answers });
    visitor = await Visitor.logIn(world);
    const { body } = await visitor.get(numbers);
    const text = textOf(body);
    expect(text).toContain('2 Anmeldungen bisher');
    expect(body).toMatch(
      /<svg class="chart"[^>]* role="img" aria-label="Verlauf: von 0 am 1\.3\.2027 auf 2 am /,
    );
    expect(text).toContain('300 Plätze');
    expect(text).toMatch(/Als Tabelle : 2 Anmeldungen bisher Tag neu zusammen 1\.3\.2027 1 1 2\.3\.2027 1 2/);
    expect(text).toMatch(/www\.stiftung-marktplatz\.example 2 \(100 %\)/);
    expect(text).toMatch(/zugestellt \d+ \(\d+ %\)/);
    expect(text).not.toContain('nicht teilgenommen');
  });

  it('show attendance once somebody recorded it', async () => {
    const { items } = await world.must('GET', `/events/${part1.eventId}/registrations?state=confirmed`);
    const [came] = items.map((one: { registrationId: string }) => one.registrationId);
    await world.client.clock('2027-04-28T17:30:00Z');
    await world.must('PUT', `/events/${part1.eventId}/attendance`, { registrationIds: [came] });
    visitor = await Visitor.logIn(world);
    const text = textOf((await visitor.get(numbers)).body);
    expect(text).toMatch(/Teilnahme teilgenommen 1 \(50 %\) nicht teilgenommen 1 \(50 %\)/);
  });

  it('are a viewer’s too, and nobody’s who has another series', async () => {
    const viewer = await world.must('POST', '/organisers', {
      email: 'viewer@stiftung.example',
      role: 'viewer',
      seriesIds: [seriesId],
    });
    const other = await Visitor.logIn(world, viewer.email);
    expect((await other.get(numbers)).status).toBe(200);
    await world.must('POST', '/series', { ...series, seriesId: 'fremd' });
    expect((await other.get('/console/series/fremd/numbers')).status).toBe(404);
    expect((await other.get('/console/series/fremd/report')).status).toBe(404);
  });
});

describe('the report for funders', () => {
  it('stands on a screen as it is handed on, and can be saved', async () => {
    const { body } = await visitor.get(`/console/series/${seriesId}/report`);
    expect(textOf(body)).toContain('verschiedene Personen mit Platz &lt;5');
    const [csv] = /\/v1\/organiser\/series\/[\w-]+\/report\.csv\?lang=de/.exec(body) ?? [];
    const [html] = /\/v1\/organiser\/series\/[\w-]+\/report\.html\?lang=de/.exec(body) ?? [];
    const saved = await visitor.get(csv ?? '');
    expect(saved.headers.get('content-type')).toContain('text/csv');
    expect((await visitor.get(html ?? '')).status).toBe(200);
  });

  it('is left to the document where it is made of more registrations than a screen counts quickly', async () => {
    await recount(world, part1.eventId, 2000);
    const { body } = await visitor.get(`/console/series/${seriesId}/report`);
    expect(textOf(body)).toContain('2.000 Anmeldungen sind mehr');
    expect(textOf(body)).not.toContain('verschiedene Personen');
    const [html] = /\/v1\/organiser\/series\/[\w-]+\/report\.html\?lang=de/.exec(body) ?? [];
    expect(textOf((await visitor.get(html ?? '')).body)).toContain('verschiedene Personen');
  });
});

/** Sets how many are confirmed past the API. */
async function recount({ runner }: World, eventId: string, confirmed: number): Promise<void> {
  const database = new DynamoDBClient({
    endpoint: runner.databaseUrl,
    region: 'eu-central-1',
    credentials: { accessKeyId: 'test', secretAccessKey: 'test' },
  });
  const { TableNames: [TableName = ''] = [] } = await database.send(new ListTablesCommand({}));
  const { pk, sk } = refs.counters(eventId);
  await database.send(
    new UpdateItemCommand({
      TableName,
      Key: { pk: { S: pk }, sk: { S: sk } },
      UpdateExpression: 'SET confirmed = :confirmed',
      ExpressionAttributeValues: { ':confirmed': { N: String(confirmed) } },
    }),
  );
  database.destroy();
}
