import { DynamoDBClient, UpdateItemCommand } from '@aws-sdk/client-dynamodb';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { keyOf } from '../../functions/adapters/transaction-steps.ts';
import { refs } from '../../functions/core/table/refs.ts';
import { tableOf } from '../../scripts/kept-version.ts';
import { textOf, Visitor } from '../console/visitor.ts';
import { series, World } from '../organiser/world.ts';

let world: World;
const eventIds = Array.from({ length: 20 }, (_, index) => `teil-${index + 1}`);
const [first = ''] = eventIds;
const event = (eventId: string) => ({
  ...{ eventId, seriesId: series.seriesId, title: { de: eventId }, capacity: 1, waitingList: true },
  ...{ startsAtLocal: '2027-04-28T17:00', endsAtLocal: '2027-04-28T19:00' },
  // Late for whoever gets a place now.
  reminders: ['P56D', 'P57D', 'P55D'],
});

beforeAll(async () => {
  world = await World.start();
  await world.must('POST', '/series', series);
  for (const eventId of eventIds) await world.publish(event(eventId));
});
afterAll(() => world?.stop());

const everyPart = async () => {
  const counted = [];
  for (const eventId of eventIds) counted.push((await world.must('GET', `/events/${eventId}`)).counts);
  return counted;
};

test('twenty places that somebody holds and never confirms reach who waits when their day is over', async () => {
  const person = {
    locale: 'de',
    eventIds,
    notices: { privacy: '2027-01' },
    formUrl: 'https://www.stiftung-marktplatz.example/gemeinsam-stark',
  };
  await world.client.signUp({ ...person, name: 'A', email: 'holds@holds.example' });
  await world.register('waits@waits.example', eventIds);
  for (const counts of await everyPart())
    expect(counts).toMatchObject({ pending: 1, waitlisted: 1, confirmed: 0 });
  await world.client.advance('PT24H2M');
  for (const counts of await everyPart())
    expect(counts).toMatchObject({ pending: 1, waitlisted: 0, confirmed: 1 });
  const told = await world.mails('waits@waits.example', 'Sie haben jetzt einen Platz');
  expect(told).toHaveLength(20);
});

describe('due work that can not be done', () => {
  test('is tried ever more seldom, stands on the first screen, and goes from there when it is done', async () => {
    const database = new DynamoDBClient({
      endpoint: world.runner.databaseUrl,
      region: world.runner.stack.deployment.region,
      credentials: { accessKeyId: 'local', secretAccessKey: 'local' },
    });
    const step = async (value: string) => {
      const { pk, sk } = keyOf(refs.erasure(first));
      await database.send(
        new UpdateItemCommand({
          TableName: tableOf(world.runner),
          Key: { pk: { S: pk }, sk: { S: sk } },
          UpdateExpression: 'SET #step = :step, dueAt = :now',
          ExpressionAttributeNames: { '#step': 'step' },
          ExpressionAttributeValues: {
            ':step': { S: value },
            ':now': { S: world.runner.clock.now().toISOString() },
          },
        }),
      );
    };
    await step('nonsense');
    await world.client.advance('PT6H');
    const visitor = await Visitor.logIn(world);
    const seen = textOf((await visitor.get('/console')).body);
    expect(seen).toContain('Das gelingt gerade nicht');
    expect(seen).toMatch(/Daten löschen: seit .*, \d+-mal versucht, das nächste Mal/);
    const tries = Number(/(\d+)-mal versucht/.exec(seen)?.[1]);
    // After 0, 1, 3, 7 … minutes of six hours.
    expect(tries).toBeGreaterThan(5);
    expect(tries).toBeLessThan(12);
    await step('notice');
    await world.client.advance('PT10M');
    expect(textOf((await visitor.get('/console')).body)).not.toContain('Das gelingt gerade nicht');
    database.destroy();
  });
});
