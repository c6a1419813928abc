import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { inject } from 'vitest';
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

/** Starts the app in a folder and on a port of its own, with nothing in its table unless it is to be seeded. */
export async function startApp(options: Partial<RunnerOptions> = {}): Promise<App> {
  const directory = mkdtempSync(path.join(tmpdir(), 'eventbote-test-'));
  const remove = () => rmSync(directory, { recursive: true, force: true });
  try {
    const runner = await startRunner({
      ...{ cloudAssembly: inject('assembly'), directory, port: 0, seed: false, quiet: true },
      ...options,
    });
    const token = runner.organiserToken() ?? (await issueToken(runner));
    const stop = () => runner.stop().finally(remove);
    const kept = options.directory ?? directory;
    return { runner, client: new Client(runner.url, token), token, directory: kept, stop };
  } catch (error) {
    remove();
    throw error;
  }
}

/** A token for all series; its text is shown this once. */
export async function issueToken(
  runner: Runner,
  role: 'owner' | 'editor' | 'viewer' = 'owner',
): Promise<string> {
  const issued = JSON.stringify(await runner.invoke('IssueToken', { name: 'test', role }));
  const [token] = /eb_[A-Za-z0-9_-]{43}/.exec(issued) ?? [];
  if (token === undefined) throw new Error(`issueToken answered no token: ${issued}`);
  return token;
}
