import { isDeepStrictEqual } from 'node:util';
import { DynamoDBClient, ListTablesCommand, ScanCommand } from '@aws-sdk/client-dynamodb';
import { expect, it } from 'vitest';
import * as z from 'zod';
import { organiserRoutes } from '../../functions/api/organiser.ts';
import type { Routes } from '../../functions/api/route.ts';
import { part1, series, World } from './world.ts';

const routes: Routes = organiserRoutes;
const gets = Object.entries(routes).filter(([key]) => key.startsWith('GET '));

/** Every row of the table by its key, but for what a token's last use writes into its own. */
async function rowsOf(endpoint: string): Promise<Map<string, Record<string, unknown>>> {
  const database = new DynamoDBClient({
    endpoint,
    region: 'eu-central-1',
    credentials: { accessKeyId: 'test', secretAccessKey: 'test' },
  });
  try {
    const { TableNames: [TableName = ''] = [] } = await database.send(new ListTablesCommand({}));
    const { Items = [], LastEvaluatedKey } = await database.send(new ScanCommand({ TableName }));
    expect(LastEvaluatedKey).toBeUndefined();
    return new Map(Items.map(({ lastUsedAt, version, ...row }) => [`${row.pk?.S} ${row.sk?.S}`, row]));
  } finally {
    database.destroy();
  }
}

/** An audit's entry; whom an export was handed to, and the same in the ledger, which a restore reads. */
function tellsOfExport(key: string, { type }: Record<string, unknown>): boolean {
  const told = [{ S: 'audit' }, { S: 'disclosure' }];
  return key.startsWith('ENDED#disclosure#') || told.some((one) => isDeepStrictEqual(type, one));
}

it('no organiser’s GET changes a row, but for what tells of an export and a token’s last use', async () => {
  const world = await World.start();
  try {
    await world.must('POST', '/series', series);
    await world.publish(part1);
    const { eventId } = part1;
    await world.register('ben@verein.example', [eventId], { answers: { [eventId]: { role: 'politik' } } });
    const { items } = await world.must('GET', `/events/${eventId}/registrations`);
    const { registrationId } = items[0];
    const deliveries = await world.must('GET', `/deliveries?eventId=${eventId}`);
    await world.must('PUT', `/events/${eventId}/documentation`, { links: [] });
    const text = { subject: 'x', body: 'y' };
    const announcement = await world.must('POST', '/announcements', {
      ...{ seriesId: series.seriesId, kind: 'participation', texts: { de: text } },
      audience: { eventIds: [eventId] },
    });
    const request = await world.must('GET', '/people/requests?state=open');
    const none = '0'.repeat(32);
    const ids: Record<string, string> = {
      ...{ seriesId: series.seriesId, eventId, registrationId, deliveryId: deliveries.items[0].deliveryId },
      announcementId: announcement.announcementId,
      senderId: (await world.must('GET', '/senders')).items[0].senderId,
      organiserId: (await world.must('GET', '/organisers')).items[0]?.organiserId ?? none,
      requestId: request.items[0]?.requestId ?? none,
      ...{ tokenId: none, suppressionId: none, webhookId: none },
    };
    await world.runner.settle();
    const before = await rowsOf(world.runner.databaseUrl);
    const statuses = new Map<number, number>();
    for (const [key, { query: asked }] of gets) {
      const route = key
        .replace('GET /v1/organiser', '')
        .replaceAll(/\{(\w+)\}/g, (_, name) => ids[name] ?? '');
      const wanted = asked instanceof z.ZodObject ? asked.shape : {};
      const query = new URLSearchParams();
      for (const [name, value] of Object.entries({
        ...{ seriesId: series.seriesId, eventId, email: 'ben@verein.example' },
        ...{ purpose: 'Probe', recipient: 'Partner' },
      }))
        if (name in wanted) query.set(name, value);
      const { status } = await world.call('GET', `${route}?${query}`);
      expect(status, key).toBeLessThan(500);
      statuses.set(status, (statuses.get(status) ?? 0) + 1);
    }
    await world.runner.settle();
    const after = await rowsOf(world.runner.databaseUrl);
    const changed = [...after].filter(([row, value]) => !isDeepStrictEqual(before.get(row), value));
    const unexpected = changed.filter(([key, row]) => !tellsOfExport(key, row));
    expect(unexpected).toEqual([]);
    expect([...before.keys()].filter((row) => !after.has(row))).toEqual([]);
    // Most of them are asked for what there is.
    expect(statuses.get(200)).toBeGreaterThan(gets.length * 0.7);
  } finally {
    await world.stop();
  }
});
