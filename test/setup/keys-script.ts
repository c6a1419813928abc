import { execFile } from 'node:child_process';
import { setTimeout as pause } from 'node:timers/promises';
import type { Runner } from '../../local/index.ts';

/**
 * Runs `npm run keys` as the guide has it, against the runner, by somebody who may read and write secrets alone; answers
 * what it says. @throws what it complains of
 */
export function runKeys({ stack, actAsOperator }: Runner, ...args: string[]): Promise<string> {
  const [secret] = stack.all('AWS::SecretsManager::Secret');
  const { endpointUrl, accessKeyId } = actAsOperator([
    'secretsmanager:GetSecretValue',
    'secretsmanager:PutSecretValue',
  ]);
  const env = {
    ...process.env,
    AWS_ENDPOINT_URL_SECRETS_MANAGER: endpointUrl,
    AWS_ACCESS_KEY_ID: accessKeyId,
    AWS_SECRET_ACCESS_KEY: 'test',
  };
  return new Promise((resolve, reject) =>
    execFile(
      process.execPath,
      ['scripts/keys.ts', ...args, '--secret', secret?.ref ?? ''],
      { env },
      (error, stdout, stderr) => (error ? reject(new Error(`${stdout}${stderr}`)) : resolve(stdout)),
    ),
  );
}

/** As long as a function goes on with keys that it read. */
export const untilKeysAreRead = () => pause(10_200);
