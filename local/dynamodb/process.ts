import { spawn } from 'node:child_process';
import { existsSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { createRequire } from 'node:module';
import { createServer } from 'node:net';
import { setTimeout as pause } from 'node:timers/promises';
import { isRunning } from '../state/claim.ts';
import type { Service } from '../state/services.ts';
import type { Store } from '../state/store.ts';

export interface DatabaseProcess extends Service {
  readonly url: string;
  /** The SQLite file, when the process is ours. */
  readonly file: string | undefined;
}

/**
 * Starts dynoxide on the folder's database, or takes the one that `AWS_ENDPOINT_URL_DYNAMODB` names.
 * A supervisor holds it, so that it ends with the runner however the runner ends.
 * @param onExit called when it ends by itself
 */
export async function startDatabase(store: Store, onExit: (why: string) => void): Promise<DatabaseProcess> {
  const given = process.env.AWS_ENDPOINT_URL_DYNAMODB;
  if (given) return { url: given, file: undefined, end: () => {} };

  const pidFile = store.file('dynoxide.pid');
  await endLeftover(pidFile, store.file('table.db'));
  const program = programFile();
  const port = await freePort();
  const file = store.file('table.db');
  const supervisor = spawn(
    process.execPath,
    [
      new URL('./supervisor.mjs', import.meta.url).pathname,
      pidFile,
      program,
      'serve',
      '--port',
      String(port),
      '--db-path',
      file,
    ],
    // A group of its own: Ctrl-C reaches the runner alone, which then ends the database last.
    { stdio: ['pipe', 'ignore', 'pipe'], detached: true, env: {} },
  );
  let complaint = '';
  supervisor.stderr.on('data', (chunk: Buffer) => {
    complaint = (complaint + chunk.toString('utf8')).slice(-500);
  });
  let ending = false;
  const ended = new Promise<void>((resolve) => {
    supervisor.once('exit', (code) => {
      resolve();
      if (!ending) onExit(`the database ended by itself (exit code ${code}). ${complaint.trim()}`.trim());
    });
  });
  const end = async () => {
    ending = true;
    supervisor.stdin.end();
    await ended;
    rmSync(pidFile, { force: true });
  };

  const url = `http://127.0.0.1:${port}`;
  for (const deadline = Date.now() + 10_000; ; await pause(15)) {
    const answer = await fetch(url).catch(() => undefined);
    if (answer) {
      await answer.arrayBuffer();
      return { url, file, end };
    }
    if (Date.now() > deadline || supervisor.exitCode !== null) {
      await end();
      throw new Error(`dynoxide did not start. ${complaint.trim()} Type: ${program} serve --db-path ${file}`);
    }
  }
}

function programFile(): string {
  const platform = `@dynoxide/${process.platform}-${process.arch}`;
  const require = createRequire(import.meta.url);
  try {
    return require.resolve(`${platform}/dynoxide${process.platform === 'win32' ? '.exe' : ''}`);
  } catch {
    throw new Error(
      `no database for this platform. Type: npm install --no-save ${platform}@1.2.1, ` +
        'or name a DynamoDB of your own: AWS_ENDPOINT_URL_DYNAMODB=http://127.0.0.1:8000 npm start',
    );
  }
}

/** Ends what an earlier run may have left behind, once its command line shows that it is ours. */
async function endLeftover(pidFile: string, databaseFile: string): Promise<void> {
  if (!existsSync(pidFile)) return;
  const processId = Number(readFileSync(pidFile, 'utf8'));
  const isOurs = () => {
    try {
      return readFileSync(`/proc/${processId}/cmdline`, 'utf8').split('\0').includes(databaseFile);
    } catch {
      return false;
    }
  };
  if (processId > 0 && isOurs()) {
    process.kill(processId, 'SIGKILL');
    while (isRunning(processId) && isOurs()) await pause(10);
  }
  writeFileSync(pidFile, '');
}

function freePort(): Promise<number> {
  return new Promise((resolve, reject) => {
    const server = createServer();
    server.once('error', reject);
    server.listen(0, '127.0.0.1', () => {
      const address = server.address();
      const port = typeof address === 'object' ? address?.port : undefined;
      server.close(() => (port ? resolve(port) : reject(new Error('no free port on 127.0.0.1'))));
    });
  });
}
