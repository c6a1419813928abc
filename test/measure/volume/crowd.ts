import { createHash } from 'node:crypto';
import { BatchWriteItemCommand, DynamoDBClient, ListTablesCommand } from '@aws-sdk/client-dynamodb';
import { marshall } from '@aws-sdk/util-dynamodb';
import { stored } from '../../../functions/adapters/transaction-steps.ts';
import type { AttendeeItem, Item, RegistrationItem } from '../../../functions/core/table/items.ts';
import type { Runner } from '../../../local/index.ts';

/**
 * Puts confirmed registrations into the table past the API, as sign-ups would have left them; the event's counters
 * stay as they are.
 */
export async function crowd(
  { runner }: { runner: Pick<Runner, 'databaseUrl'> },
  {
    seriesId,
    eventId,
    count,
    from = 0,
    answers = () => undefined,
  }: {
    seriesId: string;
    eventId: string;
    count: number;
    from?: number;
    answers?: (number: number) => RegistrationItem['answers'] | undefined;
  },
): Promise<void> {
  const database = new DynamoDBClient({
    endpoint: runner.databaseUrl,
    region: 'eu-central-1',
    credentials: { accessKeyId: 'test', secretAccessKey: 'test' },
  });
  const { TableNames: [table = ''] = [] } = await database.send(new ListTablesCommand({}));
  const items = Array.from({ length: count }, (_, index) =>
    person(seriesId, eventId, from + index, answers(from + index)),
  ).flat();
  for (let at = 0; at < items.length; at += 25) {
    const puts = items.slice(at, at + 25).map((item) => ({
      PutRequest: { Item: marshall(stored(item), { removeUndefinedValues: true }) },
    }));
    await database.send(new BatchWriteItemCommand({ RequestItems: { [table]: puts } }));
  }
  database.destroy();
}

function person(
  seriesId: string,
  eventId: string,
  number: number,
  answers: RegistrationItem['answers'] = {},
): Item[] {
  // Spread over all keys, as keyed hashes are.
  const hash = `1x${createHash('sha256').update(`${number}`).digest('hex').slice(0, 32)}`;
  const at = '2027-02-01T09:00:00.000Z';
  const who = {
    name: `Gast ${number}`,
    email: `gast${number}@publikum.example`,
    locale: 'de' as const,
    signUpId: 'none',
    createdAt: at,
    version: 0,
  };
  const registration: RegistrationItem = {
    type: 'registration',
    registrationId: hash,
    eventId,
    seriesId,
    personHash: hash,
    state: 'confirmed',
    holdsPlace: true,
    answers,
    ...who,
    marks: [hash],
    confirmedAt: at,
    round: 0,
  };
  const attendee: AttendeeItem = {
    type: 'attendee',
    seriesId,
    personHash: hash,
    ...who,
    eventIds: [eventId],
    linkGeneration: 0,
    updatedAt: at,
  };
  return [registration, attendee];
}
