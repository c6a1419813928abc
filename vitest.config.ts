import { defineConfig } from 'vitest/config';

export default defineConfig({
  test: {
    include: ['test/**/*.test.ts'],
    // The console has a run of its own (vitest.console.config.ts).
    exclude: ['test/console/**'],
    // The bundled assets are the same for every file: the app is synthesized once, before the first.
    globalSetup: ['test/functions/synthesize.ts'],
    // Two processes fill two cores. Files follow one another in them, so that each module is loaded and warmed up
    // once: a file ends what it starts, and leaves no state in a module.
    pool: 'forks',
    maxWorkers: 2,
    isolate: false,
    testTimeout: 30_000,
    hookTimeout: 60_000,
    reporters: ['default'],
  },
});
