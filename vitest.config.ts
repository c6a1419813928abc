import { existsSync, statfsSync } from 'node:fs';
import { defineConfig } from 'vitest/config';

/** Where there is a file system in memory with room, tests keep their tables on it: there no write waits for a disk. */
function temporaryFolder(): Record<string, string> {
  const inMemory = '/dev/shm';
  if (!existsSync(inMemory)) return {};
  const { bavail, bsize } = statfsSync(inMemory);
  return bavail * bsize > 2 ** 30 ? { TMPDIR: inMemory } : {};
}

/** What every run has in common. */
const common = {
  env: temporaryFolder(),
  setupFiles: ['test/setup/words.ts'],
  // Two processes fill two cores. Files follow one another in them, so that each module is loaded and warmed up once:
  // a file ends what it starts, and leaves no state in a module.
  pool: 'forks' as const,
  maxWorkers: 2,
  isolate: false,
  // These end what hangs. How long something may take is measured where nothing else runs beside it: on a machine that
  // others use, a test takes five times as long and is right all the same.
  testTimeout: 300_000,
  hookTimeout: 300_000,
};

/** Runs on the bundled assets: they are the same for every file, so the app is synthesized once, before the first. */
export const onTheBundles = { ...common, globalSetup: ['test/setup/synthesize.ts'] };

/** What needs no function's bundle: rules, words, mails, the house itself and its documents. */
const pure = [
  'test/{accessibility,architecture,docs}.test.ts',
  'test/{core,views,client,http,api}/**/*.test.ts',
];

export default defineConfig({
  test: {
    reporters: ['default'],
    // What is kept is written by its command alone (`npm run keep-mails`).
    update: 'none',
    projects: [
      { test: { name: 'pure', ...common, include: pure } },
      {
        test: {
          name: 'bundled',
          ...onTheBundles,
          include: ['test/**/*.test.ts'],
          // The console has a run of its own (vitest.console.config.ts).
          exclude: ['test/console/**', ...pure],
        },
      },
    ],
  },
});
