import { mkdtempSync } from 'node:fs';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { expect, test } from 'vitest';
import { Clock } from '../../../local/clock/clock.ts';
import { Ticker } from '../../../local/clock/schedules.ts';
import { Store } from '../../../local/state/store.ts';

test('a minute that the end cuts off fails for nobody', async () => {
  const store = new Store(mkdtempSync(path.join(tmpdir(), 'eventbote-ticker-')));
  const clock = new Clock(store);
  clock.step(Date.parse('2030-01-01T10:00:59.950Z'));
  const begun = Promise.withResolvers<void>();
  const sweep = Promise.withResolvers<void>();
  const ticker = new Ticker([], clock, () => {
    begun.resolve();
    return sweep.promise;
  });
  ticker.start();
  await begun.promise;
  ticker.end();
  store.end();
  // What nobody catches fails the whole run.
  sweep.reject(new Error('database is not open'));
  await expect.poll(() => ticker.isQuiet).toBe(true);
});
