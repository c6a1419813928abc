import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { expect, inject, test } from 'vitest';
import { startRunner } from '../../local/index.ts';
import { Client } from '../../scripts/client.ts';
import { fuzz } from '../../scripts/fuzz.ts';

const seed = Number(process.env.SEED ?? Date.now() % 1_000_000);

test(`no generated request breaks or hangs the API, nor is answered beside its document (seed ${seed})`, {
  timeout: 240_000,
}, async () => {
  const directory = mkdtempSync(path.join(tmpdir(), 'eventbote-fuzz-'));
  const runner = await startRunner({
    cloudAssembly: inject('assembly'),
    directory,
    port: 0,
    seed: true,
    quiet: true,
  });
  try {
    const client = new Client(runner.url, runner.organiserToken() ?? '');
    const { statuses, faults } = await fuzz(runner, client, { requests: 2000, seed });
    expect(faults).toEqual([]);
    // The requests get past the first check, too.
    for (const status of [200, 201, 202, 404, 409, 422])
      expect(statuses.get(status) ?? 0, String(status)).toBeGreaterThan(0);
  } finally {
    await runner.stop();
    rmSync(directory, { recursive: true, force: true });
  }
});
