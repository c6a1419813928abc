/**
 * `npm start`: synthesizes the app, then runs it on this machine.
 * Options: --port N, --dir FOLDER, --fresh, --no-seed, --no-synth (takes what lies there), --assembly FOLDER (instead of cdk.out), --help.
 */
import { spawn } from 'node:child_process';
import { createRequire } from 'node:module';
import path from 'node:path';
import { parseArgs } from 'node:util';
import { startRunner } from '../local/index.ts';

const usage =
  'npm start -- [--port 3000] [--dir .local] [--fresh] [--no-seed] [--no-synth] [--assembly cdk.out]; PORT and EVENTBOTE_LOCAL_DIR do too';

// Lambda's time zone, for this process and its workers.
process.env.TZ = 'UTC';

function options() {
  const { values } = parseArgs({
    allowNegative: true,
    options: {
      port: { type: 'string', default: process.env.PORT ?? '3000' },
      dir: { type: 'string', default: process.env.EVENTBOTE_LOCAL_DIR ?? '.local' },
      fresh: { type: 'boolean', default: false },
      seed: { type: 'boolean', default: true },
      synth: { type: 'boolean', default: process.env.EVENTBOTE_NO_SYNTH !== '1' },
      assembly: { type: 'string', default: 'cdk.out' },
      help: { type: 'boolean', default: false },
    },
  });
  const port = Number(values.port);
  if (!Number.isInteger(port) || port < 0 || port > 65_535)
    throw new Error(`${values.port} is not a port number. Type: PORT=3000 npm start`);
  return { ...values, port };
}

/** Runs `cdk synth` for the stage dev, with the local address among the origins that forms may come from. */
function synthesize(port: number, output: string): Promise<void> {
  const cdk = createRequire(import.meta.url).resolve('aws-cdk/bin/cdk');
  const given = [
    'synth',
    '--quiet',
    '--output',
    output,
    '--context',
    'stage=dev',
    '--context',
    `localOrigin=http://127.0.0.1:${port}`,
  ];
  return new Promise((resolve, reject) => {
    // cdk.json starts the app with `node`: the one that runs here, whatever the machine's own is.
    const PATH = [path.dirname(process.execPath), process.env.PATH].join(path.delimiter);
    const child = spawn(process.execPath, [cdk, ...given], {
      stdio: ['ignore', 'inherit', 'inherit'],
      env: { ...process.env, PATH },
    });
    child.once('error', reject);
    child.once('exit', (code) =>
      code === 0 ? resolve() : reject(new Error('the app was not synthesized. Type: npx cdk synth --quiet')),
    );
  });
}

try {
  const { port, dir, fresh, seed, synth, assembly, help } = options();
  if (help) {
    console.log(usage);
    process.exit(0);
  }
  if (synth) await synthesize(port, assembly);
  const runner = await startRunner({
    port,
    cloudAssembly: assembly,
    directory: dir,
    fresh,
    seed,
    onFailure: (why) => {
      console.error(`${why} Type: npm start`);
      process.exit(1);
    },
  });
  let stopping = false;
  const stop = async () => {
    if (stopping) process.exit(1);
    stopping = true;
    await runner.stop();
    process.exit(0);
  };
  process.on('SIGINT', stop);
  process.on('SIGTERM', stop);
  console.log(`ready: ${runner.url}\n       ${runner.url}/_local shows what is here`);
} catch (error) {
  console.error(error instanceof Error ? error.message : error);
  process.exit(1);
}
