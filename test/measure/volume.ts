import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { parseArgs } from 'node:util';
import { synthesize } from '../../scripts/synthesize.ts';
import { lookAtRegistrations } from './volume/registrations.ts';

/**
 * `npm run volume -- --size 50000`: an event's registrations listed, filtered, searched, exported, looked at in the
 * console, and what that took.
 */
const { values } = parseArgs({ options: { size: { type: 'string', default: '50000' } } });
const size = Number(values.size);

const folder = mkdtempSync(path.join(tmpdir(), 'eventbote-volume-'));
try {
  const assembly = path.join(folder, 'cdk.out');
  synthesize(assembly);
  const { looks, screens, memoryMiB, timeoutSeconds } = await lookAtRegistrations(
    assembly,
    path.join(folder, 'state'),
    size,
  );
  console.log(`${size} registrations; the function has ${memoryMiB} MiB and ${timeoutSeconds} s a request`);
  console.table(looks);
  console.log('the console: milliseconds of an answer, and bytes of its HTML');
  console.table(screens);
} finally {
  rmSync(folder, { recursive: true, force: true });
}
