import type { Context as LambdaContext } from 'aws-lambda';
import * as z from 'zod';
import { sesMailer } from './adapters/mailer.ts';
import { TablePace } from './adapters/pace.ts';
import { sendOne } from './core/dispatch.ts';
import { refs } from './core/refs.ts';
import { instant } from './core/time.ts';
import { readEnvironment } from './environment.ts';
import { logError } from './http.ts';
import { runtime } from './runtime.ts';
import { renderMail } from './views/mail.ts';

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

const { table, tableName, context } = runtime();
const mailer = sesMailer(readEnvironment(['configurationSet']).configurationSet);
const pace = new TablePace(tableName, mailer);

/**
 * Sends new transactional deliveries as they come off the stream. Whatever the table holds as due is
 * acknowledged, because dispatch sweeps it; only an unreachable table fails the batch, from that record on.
 */
export async function handler(
  input: unknown,
  lambda: LambdaContext,
): Promise<{ batchItemFailures: { itemIdentifier: string }[] }> {
  const deadline = { remainingMilliseconds: () => lambda.getRemainingTimeInMillis() };
  for (const raw of Batch.parse(input).Records) {
    const record = StreamRecord.safeParse(raw);
    if (!record.success) {
      logError(new Error('a stream record that can not be read'), { function: 'relay' });
      continue;
    }
    const { SequenceNumber, NewImage } = record.data.dynamodb;
    try {
      const at = await context();
      const delivery = await table.get(refs.delivery(NewImage.notificationId.S, NewImage.recipientId.S));
      if (delivery?.state !== 'queued') continue;
      const run = {
        at: () => ({ ...at, now: instant(Date.now()) }),
        deadline,
        pace,
        sending: { mailer, render: renderMail },
      };
      await sendOne(delivery, run);
    } catch (error) {
      logError(error, { function: 'relay' });
      return { batchItemFailures: [{ itemIdentifier: SequenceNumber }] };
    }
  }
  return { batchItemFailures: [] };
}
