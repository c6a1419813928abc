import * as z from 'zod';
import { Table } from './adapters/table.ts';
import { addChanges } from './core/organising/change-feed.ts';
import { changesOf, type Written } from './core/organising/written-changes.ts';
import { instant } from './core/values/time.ts';
import { readEnvironment } from './runtime/environment.ts';
import { logError } from './runtime/log.ts';

const text = z.object({ S: z.string() }).transform(({ S }) => S);
/** Of an item that was written, its type and ids. */
const Image = z.object({
  type: text,
  ...{ seriesId: text.optional(), eventId: text.optional() },
  ...{ registrationId: text.optional(), announcementId: text.optional() },
});

/**
 * A DynamoDB stream record, as far as it is read here.
 * https://docs.aws.amazon.com/lambda/latest/dg/with-ddb.html
 */
const StreamRecord = z.object({
  eventName: z.enum(['INSERT', 'MODIFY', 'REMOVE']),
  dynamodb: z.object({ NewImage: Image.optional(), OldImage: Image.optional() }),
});
const Batch = z.object({ Records: z.array(z.unknown()) });

const store = new Table(readEnvironment(['tableName']).tableName);

/** Adds to the change feed what the stream carries; a batch that can't be added comes again as a whole, as long as the stream has it. */
export async function handler(input: unknown): Promise<void> {
  const written = Batch.parse(input).Records.flatMap((raw): Written[] => {
    const record = StreamRecord.safeParse(raw);
    if (!record.success) {
      // It would be the same the next time, and hold up all behind it.
      logError(new Error('a stream record that is no change'), { function: 'changes' });
      return [];
    }
    const { eventName, dynamodb } = record.data;
    const isRemoved = eventName === 'REMOVE';
    const ids = isRemoved ? dynamodb.OldImage : dynamodb.NewImage;
    return ids === undefined ? [] : [{ ...ids, action: isRemoved ? 'removed' : 'saved' }];
  });
  await addChanges(await changesOf(written, store), { store, now: instant(Date.now()) });
}
