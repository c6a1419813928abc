import * as z from 'zod';
import { Table } from './adapters/table.ts';
import { lanePaused } from './core/delivery/guard.ts';
import { isNothing, judged, noticeIn, type SesNotice } from './core/delivery/ses-notice.ts';
import { settleSesNotice } from './core/sending/settle-ses-notice.ts';
import { instant } from './core/values/time.ts';
import { readEnvironment } from './runtime/environment.ts';
import { log, logError } from './runtime/log.ts';

/** A queue's batch. https://docs.aws.amazon.com/lambda/latest/dg/with-sqs.html */
const Batch = z.object({ Records: z.array(z.object({ messageId: z.string(), body: z.string() })) });
type Failure = { itemIdentifier: string };

const store = new Table(readEnvironment(['tableName']).tableName);
const report = (error: unknown) => logError(error, { function: 'sesNotices' });

/**
 * Takes SES's notices in, in any order and any number of times, and answers which of a batch have to come again. One that
 * can't be read is among them, so that it ends with the dead letters: it may be a bounce, and can be replayed once it is read.
 */
export async function handler(input: unknown): Promise<{ batchItemFailures: Failure[] }> {
  const failures: Failure[] = [];
  const records = Batch.parse(input).Records.flatMap(({ messageId: itemIdentifier, body }) => {
    const notice = noticeIn(body);
    if (notice === 'nothing') return [];
    if (!('unreadable' in notice)) return [{ itemIdentifier, notice }];
    const about = { function: 'sesNotices', itemIdentifier, messageId: notice.messageId ?? 'unknown' };
    logError(new Error('an SES notice that cannot be read'), about);
    failures.push({ itemIdentifier });
    return [];
  });
  // Those of one mail write one delivery.
  const mails = Map.groupBy(records, ({ notice }) => notice.mail.messageId);
  const takeIn = async (ofOneMail: typeof records) => {
    for (const { itemIdentifier, notice } of ofOneMail) {
      logNotice(notice);
      try {
        const paused = await settleSesNotice(notice, { store, now: instant(Date.now()) });
        if (paused !== undefined) report(lanePaused(paused));
      } catch (error) {
        report(error);
        failures.push({ itemIdentifier });
      }
    }
  };
  await Promise.all([...mails.values()].map(takeIn));
  return { batchItemFailures: failures };
}

function logNotice(notice: SesNotice): void {
  const { eventType, mail, ...rest } = notice;
  const what = isNothing(notice) ? undefined : judged(notice);
  const kind = 'bounce' in rest ? rest.bounce.bounceType : undefined;
  log(
    'INFO',
    'ses notice',
    { deliveryId: mail.tags.deliveryId?.[0], messageId: mail.messageId, notice: eventType, kind },
    { ...(what === 'bounced' && { bounces: 1 }), ...(what === 'complained' && { complaints: 1 }) },
  );
}
