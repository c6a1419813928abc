import type { Context as LambdaContext } from 'aws-lambda';
import { sesMailer } from './adapters/mailer.ts';
import { TablePace } from './adapters/pace.ts';
import { withPatience } from './adapters/retry.ts';
import type { DueWork } from './core/table/ports.ts';
import { dispatch, type Tick } from './core/upkeep/dispatch.ts';
import { instant } from './core/values/time.ts';
import { readEnvironment } from './runtime/environment.ts';
import { logError } from './runtime/log.ts';
import { observedDue, observedMailer } from './runtime/observed.ts';
import { runtime } from './runtime/runtime.ts';

const { table, tableName, context } = runtime();
const firstOwners = readEnvironment(['owners']).owners.split(',');
const mailer = observedMailer(sesMailer(readEnvironment(['configurationSet']).configurationSet));
const pace = new TablePace(tableName, mailer);

/** Nobody waits for an answer: what the table is too busy for is put off, and the rest has its turn. */
const patienceMilliseconds = 5000;
/** What a call near the end leaves of the time limit. */
const reserveMilliseconds = 2000;

/** The minute's tick: does what is due, stops before its time limit, and answers when it is wanted next. */
export async function handler(_input: unknown, lambda: LambdaContext): Promise<Tick> {
  // Most ticks find nothing to do, and read no keys for it.
  let at = await context('known');
  let isWorking = false;
  const observed = observedDue(table);
  const remainingMilliseconds = () => lambda.getRemainingTimeInMillis();
  const run = {
    at: () => ({ ...at, now: instant(Date.now()) }),
    deadline: { remainingMilliseconds },
    pause: (milliseconds: number) => new Promise<void>((resolve) => setTimeout(resolve, milliseconds)),
    report: (error: unknown) => logError(error, { function: 'dispatch' }),
    pace,
    firstOwners,
    due: {
      ...observed,
      async due(lane, until, limit) {
        const found = await observed.due(lane, until, limit);
        isWorking ||= found.length > 0;
        // Looked at every few seconds while mail goes out: keys that were retired meanwhile sign none of it.
        if (isWorking) at = await context();
        return found;
      },
    } satisfies DueWork,
    mailer,
    // Most ticks send nothing.
    composer: async () => (await import('./views/compose.ts')).compose,
  };
  const patience = () =>
    Math.max(0, Math.min(patienceMilliseconds, remainingMilliseconds() - reserveMilliseconds));
  return withPatience(patience, () => dispatch(run, lambda.awsRequestId));
}
