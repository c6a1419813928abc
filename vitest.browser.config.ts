import { defineConfig } from 'vitest/config';
import { onTheBundles } from './vitest.config.ts';

/** The pages in a real browser: apart from `npm test`, because Chromium doesn't come from npm. */
export default defineConfig({
  test: {
    ...onTheBundles,
    // A browser and a process for each file.
    isolate: true,
    include: ['test/browser/*.spec.ts'],
  },
});
