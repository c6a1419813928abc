import { execFile } from 'node:child_process';
import { setTimeout as pause } from 'node:timers/promises';
import { GetSecretValueCommand, SecretsManagerClient } from '@aws-sdk/client-secrets-manager';
import type { Runner } from '../../local/index.ts';

export const secretArn = ({ stack }: Runner) => stack.all('AWS::SecretsManager::Secret')[0]?.ref ?? '';

/** Somebody who may read and write secrets alone. */
const operator = (runner: Runner) =>
  runner.actAsOperator(['secretsmanager:GetSecretValue', 'secretsmanager:PutSecretValue']);

/** Runs a script of the guide's against the runner; answers what it says. @throws what it complains of */
export function runScript(runner: Runner, script: string, ...args: string[]): Promise<string> {
  const { endpointUrl, accessKeyId } = operator(runner);
  const env = {
    ...process.env,
    AWS_ENDPOINT_URL_SECRETS_MANAGER: endpointUrl,
    AWS_ENDPOINT_URL_DYNAMODB: runner.databaseUrl,
    AWS_ACCESS_KEY_ID: accessKeyId,
    AWS_SECRET_ACCESS_KEY: 'test',
  };
  return new Promise((resolve, reject) =>
    execFile(process.execPath, [script, ...args], { env }, (error, stdout, stderr) =>
      error ? reject(new Error(`${stdout}${stderr}`)) : resolve(stdout),
    ),
  );
}

/** `npm run keys` */
export const runKeys = (runner: Runner, ...args: string[]) =>
  runScript(runner, 'scripts/keys.ts', ...args, '--secret', secretArn(runner));

/** The secret's value as it is now. */
export async function secretOf(runner: Runner): Promise<string> {
  const { endpointUrl: endpoint, accessKeyId } = operator(runner);
  const credentials = { accessKeyId, secretAccessKey: 'test' };
  const client = new SecretsManagerClient({ endpoint, region: 'eu-central-1', credentials });
  const { SecretString = '' } = await client.send(new GetSecretValueCommand({ SecretId: secretArn(runner) }));
  client.destroy();
  return SecretString;
}

/** As long as a function goes on with keys that it read. */
export const untilKeysAreRead = () => pause(10_200);
