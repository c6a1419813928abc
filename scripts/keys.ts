import { readFileSync } from 'node:fs';
import { setTimeout as pause } from 'node:timers/promises';
import { parseArgs } from 'node:util';
import {
  GetSecretValueCommand,
  PutSecretValueCommand,
  SecretsManagerClient,
} from '@aws-sdk/client-secrets-manager';
import * as z from 'zod';
import { KeyRing } from '../functions/core/values/key-ring.ts';
import { readDeployedStage } from '../lib/stage-configuration.ts';
import { described, retire, rotate, type StageSecret } from './keys/rotation.ts';

/**
 * `npm run keys -- rotate links --stage prod --secret SECRET-ARN`: a new key for links, or for `hashes`; `retire 1` ends the
 * links of that version; `show` names the versions. Keys go from here to Secrets Manager and nowhere else: into no file, no
 * argument and no output. `--wait` says how many seconds every function has to read what was written (30).
 * Needs credentials with `secretsmanager:GetSecretValue` and `secretsmanager:PutSecretValue` of the secret.
 */
const { values, positionals } = parseArgs({
  allowPositionals: true,
  options: {
    stage: { type: 'string', default: 'prod' },
    secret: { type: 'string' },
    wait: { type: 'string', default: '30' },
  },
});
const usage =
  'npm run keys -- show | rotate links | rotate hashes | retire VERSION --stage STAGE --secret ARN';

async function run(): Promise<void> {
  const { secret: SecretId, wait, stage } = values;
  const [command = 'show', what = ''] = positionals;
  if (SecretId === undefined || positionals.length > 2) throw new Error(usage);
  const { context } = z
    .object({ context: z.object({ stages: z.unknown() }) })
    .parse(JSON.parse(readFileSync(new URL('../cdk.json', import.meta.url), 'utf8')));
  const { region } = readDeployedStage(context.stages, stage);
  const client = new SecretsManagerClient({ region });
  const secret: StageSecret = {
    read: async () => {
      const { SecretString = '{}' } = await client.send(new GetSecretValueCommand({ SecretId }));
      return KeyRing.parse(JSON.parse(SecretString));
    },
    write: async (keys) => {
      const SecretString = JSON.stringify(KeyRing.parse(keys));
      await client.send(new PutSecretValueCommand({ SecretId, SecretString }));
    },
    settle: () => pause(z.coerce.number().nonnegative().parse(wait) * 1000),
  };
  if (command === 'rotate' && (what === 'links' || what === 'hashes')) await rotate(what, secret);
  else if (command === 'retire' && what !== '') await retire(what, secret);
  else if (command !== 'show') throw new Error(usage);
  for (const line of described(await secret.read())) console.log(line);
}

await run().catch((error: unknown) => {
  console.error(error instanceof Error ? error.message : 'it failed');
  process.exitCode = 1;
});
