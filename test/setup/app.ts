import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { DynamoDBClient } from '@aws-sdk/client-dynamodb';
import { inject } from 'vitest';
import { Table } from '../../functions/adapters/table.ts';
import { issueToken as issuedToken } from '../../functions/core/access/organiser.ts';
import { type Runner, type RunnerOptions, startRunner } from '../../local/index.ts';
import { Client } from '../../scripts/client.ts';

/** The synthesized app on this machine. */
export interface App {
  readonly runner: Runner;
  /** Speaks to it with an owner's token. */
  readonly client: Client;
  readonly token: string;
  /** Where it keeps everything, its functions' logs too. */
  readonly directory: string;
  /** Ends it and removes its folder. A hook that starts an app answers this, so that its file leaves nothing behind. */
  readonly stop: () => Promise<void>;
}

/** Nothing is out there: no test calls anybody beyond this machine. */
export const emptyInternet = { names: {}, port: 1, ca: '' };

/** Starts the app in a folder and on a port of its own, with nothing in its table unless it is to be seeded. */
export async function startApp(options: Partial<RunnerOptions> = {}): Promise<App> {
  const directory = mkdtempSync(path.join(tmpdir(), 'eventbote-test-'));
  const remove = () => rmSync(directory, { recursive: true, force: true });
  try {
    const runner = await startRunner({
      ...{ cloudAssembly: inject('assembly'), directory, port: 0, seed: false, quiet: true },
      internet: emptyInternet,
      ...options,
    });
    const token = runner.organiserToken() ?? (await ownerToken(runner));
    const stop = () => runner.stop().finally(remove);
    const kept = options.directory ?? directory;
    return { runner, client: new Client(runner.url, token), token, directory: kept, stop };
  } catch (error) {
    remove();
    throw error;
  }
}

/** An owner's token, put into the table as the function that issues them does: most files want nothing else of it. */
async function ownerToken({ stack, databaseUrl, clock }: Runner): Promise<string> {
  const { token, item } = issuedToken({ name: 'test', role: 'owner' }, clock.now().toISOString());
  const credentials = { accessKeyId: 'test', secretAccessKey: 'test' };
  const database = new DynamoDBClient({
    endpoint: databaseUrl,
    region: stack.deployment.region,
    credentials,
  });
  const [table] = stack.all('AWS::DynamoDB::GlobalTable');
  await new Table(table?.ref ?? '', database).commit([{ step: 'put', item, when: 'absent' }]);
  database.destroy();
  return token;
}

/** A token for all series; its text is shown this once. */
export async function issueToken(runner: Runner, role: 'owner' | 'editor' | 'viewer'): Promise<string> {
  const issued = JSON.stringify(await runner.invoke('IssueToken', { name: 'test', role }));
  const [token] = /eb_[A-Za-z0-9_-]{43}/.exec(issued) ?? [];
  if (token === undefined) throw new Error(`issueToken answered no token: ${issued}`);
  return token;
}
