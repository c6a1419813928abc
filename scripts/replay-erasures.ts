import { readFileSync } from 'node:fs';
import { parseArgs } from 'node:util';
import * as z from 'zod';
import { secretKeys } from '../functions/adapters/secret.ts';
import { Table } from '../functions/adapters/table.ts';
import { refOf } from '../functions/core/table/refs.ts';
import { openRestored, readLedger, replayLedger } from '../functions/core/upkeep/ledger.ts';
import { carryOverRegister } from '../functions/core/upkeep/register-again.ts';
import { Stage } from '../functions/core/values/stage.ts';
import { instant } from '../functions/core/values/time.ts';
import { readDeployedStage } from '../lib/stage-configuration.ts';

/**
 * `npm run replay:erasures -- --stage prod --from TABLE --to RESTORED-TABLE --keys SECRET-ARN`: ends in a restored
 * table what people and organisers ended since its backup, by the ledger of the table that was in use until now, takes
 * the register of requests over, then
 * opens the restored one for mail and pages. Running it again changes nothing. Needs credentials that may read the one
 * table, write the other and read the keys.
 */
const { values } = parseArgs({
  options: {
    stage: { type: 'string', default: 'prod' },
    from: { type: 'string' },
    to: { type: 'string' },
    keys: { type: 'string' },
  },
});
const { from, to, keys } = z.object({ from: z.string(), to: z.string(), keys: z.string() }).parse(values);
const { context: shipped } = z
  .object({ context: z.object({ stages: z.unknown() }) })
  .parse(JSON.parse(readFileSync(new URL('../cdk.json', import.meta.url), 'utf8')));
const configuration = readDeployedStage(shipped.stages, values.stage);
process.env.AWS_REGION ??= configuration.region;

const context = {
  store: new Table(to),
  keys: await secretKeys(keys, console.error).known(),
  stage: z.object(Stage.shape).parse(configuration),
  // No mail is written here, so no link either.
  publicUrl: 'https://localhost',
  now: instant(Date.now()),
};
const { replayed, failed } = await replayLedger(readLedger(new Table(from)), context);
console.log(`${replayed} entries replayed in ${to}.`);
const entries = await carryOverRegister(new Table(from), context);
console.log(`${entries} entries of the register of requests are in ${to}.`);
for (const { entry, error } of failed)
  console.error(`not replayed: ${refOf(entry).pk} ${refOf(entry).sk}:`, error);
if (failed.length > 0) process.exitCode = 1;
else await openRestored(to, context);
