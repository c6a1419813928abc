import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { expect, inject, test } from 'vitest';
import { startRunner } from '../../local/index.ts';
import { Client } from '../../scripts/client.ts';
import { race } from '../../scripts/race.ts';

test('many sign-ups at once for few places: each place once, a waiting list without gap', {
  timeout: 240_000,
}, async () => {
  const directory = mkdtempSync(path.join(tmpdir(), 'eventbote-race-'));
  const runner = await startRunner({
    cloudAssembly: inject('assembly'),
    directory,
    port: 0,
    seed: true,
    quiet: true,
  });
  try {
    const client = new Client(runner.url, runner.organiserToken() ?? '');
    expect((await race(runner, client, { signUps: 40, places: 8 })).faults).toEqual([]);
  } finally {
    await runner.stop();
    rmSync(directory, { recursive: true, force: true });
  }
});
