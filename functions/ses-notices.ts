import * as z from 'zod';
import { Table } from './adapters/table.ts';
import { lanePaused } from './core/delivery/guard.ts';
import { isNothing, judged, SesNotice } from './core/delivery/ses-notice.ts';
import { settleSesNotice } from './core/sending/settle-ses-notice.ts';
import { instant } from './core/values/time.ts';
import { readEnvironment } from './runtime/environment.ts';
import { log, logError } from './runtime/log.ts';

/** SNS's message to a function. https://docs.aws.amazon.com/lambda/latest/dg/with-sns.html */
const Message = z.object({ Records: z.array(z.object({ Sns: z.object({ Message: z.string() }) })) });

/** What SES publishes once, when the topic becomes its destination. */
const firstMessage = 'Successfully validated SNS topic for Amazon SES event publishing.';

const store = new Table(readEnvironment(['tableName']).tableName);

/** Takes SES's notices in, in any order and any number of times. One that can't be read is logged, not retried for ever. */
export async function handler(input: unknown): Promise<void> {
  for (const { Sns } of Message.parse(input).Records) {
    if (Sns.Message === firstMessage) continue;
    const notice = SesNotice.safeParse(parsed(Sns.Message));
    if (!notice.success) {
      logError(new Error('an SES notice that cannot be read'), { function: 'sesNotices' });
      continue;
    }
    logNotice(notice.data);
    const paused = await settleSesNotice(notice.data, { store, now: instant(Date.now()) });
    if (paused !== undefined) logError(lanePaused(paused), { function: 'sesNotices' });
  }
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

function parsed(text: string): unknown {
  try {
    return JSON.parse(text);
  } catch {
    return undefined;
  }
}
