import { defineConfig } from 'vitest/config';

/** The pages in a real browser: apart from `npm test`, because Chromium doesn't come from npm. */
export default defineConfig({
  test: {
    include: ['test/browser/*.spec.ts'],
    globalSetup: ['test/setup/synthesize.ts'],
    pool: 'forks',
    maxWorkers: 2,
    testTimeout: 60_000,
    hookTimeout: 60_000,
  },
});
