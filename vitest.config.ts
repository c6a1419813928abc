import { defineConfig } from 'vitest/config';

export default defineConfig({
  test: {
    include: ['test/**/*.test.ts'],
    // The bundled assets are the same for every file: the app is synthesized once, before the first.
    globalSetup: ['test/functions/synthesize.ts'],
    // A process a file: runners, databases and the handlers' workers don't meet, and two fill two cores.
    pool: 'forks',
    maxWorkers: 2,
    testTimeout: 30_000,
    hookTimeout: 60_000,
    reporters: ['default'],
  },
});
