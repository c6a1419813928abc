import { type SecretKeys, secretKeys } from '../adapters/secret.ts';
import { Table } from '../adapters/table.ts';
import type { Context } from '../core/table/context.ts';
import { Stage } from '../core/values/stage.ts';
import { instant } from '../core/values/time.ts';
import { readEnvironment } from './environment.ts';
import { logError } from './log.ts';
import { restoredGate } from './restored-gate.ts';

/** The stage's configuration as the environment hands it over. */
function stageOf(text: string): Stage {
  return Stage.parse(JSON.parse(text));
}

/** A line of the log's errors, which are counted. */
const leftOut = (error: unknown) => logError(error, { left: 'out' });

/** What a function without secrets works with: links can be neither made nor checked. */
export function publicRuntime(): { context(): Omit<Context, 'keys'> } {
  const environment = readEnvironment(['tableName', 'publicUrl', 'stage']);
  const table = new Table(environment.tableName);
  const stage = stageOf(environment.stage);
  return {
    context: () => ({
      ...{ store: table, stage, publicUrl: environment.publicUrl, now: instant(Date.now()) },
      report: leftOut,
    }),
  };
}

/** What the other functions work with, made once a function instance; the clock is read at each call. */
export function runtime(): {
  table: Table;
  tableName: string;
  stage: Stage;
  /** @param asOf how old its keys may be */
  context(asOf?: keyof SecretKeys): Promise<Context>;
} {
  const environment = readEnvironment(['tableName', 'isRestored', 'publicUrl', 'stage', 'keysSecretArn']);
  const table = new Table(environment.tableName);
  const gate = restoredGate(environment.tableName, environment.isRestored === 'yes', table);
  const stage = stageOf(environment.stage);
  const keys = secretKeys(environment.keysSecretArn, (error) => logError(error, { secret: 'keys' }));
  const seriesSeen = new Map<string, string>();
  return {
    table,
    stage,
    tableName: environment.tableName,
    context: async (asOf = 'fresh') => {
      const [known] = await Promise.all([keys[asOf](), gate()]);
      return {
        store: table,
        keys: known,
        stage,
        publicUrl: environment.publicUrl,
        now: instant(Date.now()),
        seriesSeen,
        report: leftOut,
      };
    },
  };
}
