import type { Context as LambdaContext } from 'aws-lambda';
import { webhookCaller } from './adapters/webhook-call.ts';
import type { Tick } from './core/upkeep/dispatch.ts';
import { deliverWebhooks } from './core/upkeep/webhook-deliveries.ts';
import { instant } from './core/values/time.ts';
import { readEnvironment } from './runtime/environment.ts';
import { logError } from './runtime/log.ts';
import { runtime } from './runtime/runtime.ts';

const { context } = runtime();
const firstOwners = readEnvironment(['owners']).owners.split(',');
const caller = webhookCaller();

/** Each minute: tells endpoints what changed, stops before its time limit, and answers when it is wanted next. */
export async function handler(_input: unknown, lambda: LambdaContext): Promise<Tick> {
  const at = await context('known');
  const run = {
    at: () => ({ ...at, now: instant(Date.now()) }),
    deadline: { remainingMilliseconds: () => lambda.getRemainingTimeInMillis() },
    pause: (milliseconds: number) => new Promise<void>((resolve) => setTimeout(resolve, milliseconds)),
    report: (error: unknown) => logError(error, { function: 'webhooks' }),
    ...{ caller, firstOwners },
  };
  return deliverWebhooks(run, lambda.awsRequestId);
}
