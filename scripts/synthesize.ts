import { execFileSync } from 'node:child_process';
import { createRequire } from 'node:module';
import path from 'node:path';

/** Runs `cdk synth` of a stage into a folder. */
export function synthesize(output: string, stage = 'dev'): void {
  const cdk = createRequire(import.meta.url).resolve('aws-cdk/bin/cdk');
  // cdk.json starts the app with `node`: the one that runs here, whatever the machine's own is.
  const PATH = [path.dirname(process.execPath), process.env.PATH].join(path.delimiter);
  const how = ['synth', '--quiet', '--output', output, '--context', `stage=${stage}`];
  execFileSync(process.execPath, [cdk, ...how], {
    stdio: ['ignore', 'inherit', 'inherit'],
    env: { ...process.env, PATH },
  });
}
