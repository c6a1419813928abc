import type { Context as LambdaContext } from 'aws-lambda';
import * as z from 'zod';
import { sesMailer } from './adapters/mailer.ts';
import { TablePace } from './adapters/pace.ts';
import { sendNow } from './core/sending/transactional.ts';
import type { DeliveryItem } from './core/table/items.ts';
import { refs } from './core/table/refs.ts';
import { instant } from './core/values/time.ts';
import { readEnvironment } from './runtime/environment.ts';
import { logError } from './runtime/log.ts';
import { observedMailer } from './runtime/observed.ts';
import { runtime } from './runtime/runtime.ts';
import { compose } from './views/compose.ts';

/**
 * A DynamoDB stream record, as far as it is read here: the key is enough, the table is the truth.
 * https://docs.aws.amazon.com/lambda/latest/dg/with-ddb.html
 */
const StreamRecord = z.object({
  dynamodb: z.object({
    SequenceNumber: z.string(),
    NewImage: z.object({
      notificationId: z.object({ S: z.string() }),
      recipientId: z.object({ S: z.string() }),
    }),
  }),
});
const Batch = z.object({ Records: z.array(z.unknown()) });

/**
 * A run takes up mail as if this were its time limit: it waits for turns for some five seconds. What a longer line leaves is
 * due, and dispatch sends it by one execution, where the stream's mapping holds one a shard.
 * https://docs.aws.amazon.com/lambda/latest/dg/services-dynamodb-eventsourcemapping.html
 */
const limitMilliseconds = 10_000;

const { table, tableName, context } = runtime();
const mailer = observedMailer(sesMailer(readEnvironment(['configurationSet']).configurationSet));
const pace = new TablePace(tableName, mailer);
const report = (error: unknown) => logError(error, { function: 'relay' });

/**
 * Sends new transactional deliveries as they come off the stream, a batch at the same time. Whatever the table holds
 * as due is acknowledged, because dispatch sweeps it; only an unreachable table fails the batch.
 */
export async function handler(
  input: unknown,
  lambda: LambdaContext,
): Promise<{ batchItemFailures: { itemIdentifier: string }[] }> {
  const until = performance.now() + limitMilliseconds;
  const remainingMilliseconds = () => Math.min(lambda.getRemainingTimeInMillis(), until - performance.now());
  const records = Batch.parse(input).Records.flatMap((raw) => {
    const record = StreamRecord.safeParse(raw);
    if (!record.success)
      report(new Error('a stream record that is not a delivery: does the event source mapping filter?'));
    return record.success ? [record.data.dynamodb] : [];
  });
  const found = await queuedOf(records).catch(report);
  if (found === undefined) {
    return {
      batchItemFailures: records.map(({ SequenceNumber }) => ({ itemIdentifier: SequenceNumber })),
    };
  }
  try {
    const at = await context();
    await sendNow(found, {
      at: () => ({ ...at, now: instant(Date.now()) }),
      deadline: { remainingMilliseconds },
      report,
      pace,
      mailer,
      composer: async () => compose,
    });
  } catch (error) {
    // What is not sent is due: dispatch finds it there, and a batch that fails would hold up those behind it.
    report(error);
  }
  return { batchItemFailures: [] };
}

/** What another function wrote as due now may lie ahead by the difference of two clocks, and no more. */
const skewMilliseconds = 10_000;

/** The deliveries that records are about, each once, as far as they wait still. */
async function queuedOf(
  records: readonly z.infer<typeof StreamRecord>['dynamodb'][],
): Promise<DeliveryItem[]> {
  const wanted = new Map(
    records.map(({ NewImage: { notificationId, recipientId } }) => [
      `${notificationId.S}_${recipientId.S}`,
      refs.delivery(notificationId.S, recipientId.S),
    ]),
  );
  const found = await table.getMany([...wanted.values()]);
  const soon = instant(Date.now() + skewMilliseconds);
  return found
    .filter((one) => one !== undefined)
    .filter(({ state, dueAt = soon }) => state === 'queued' && dueAt <= soon);
}
