import { defineConfig, mergeConfig } from 'vitest/config';
import shared from './vitest.config.ts';

/** The console’s screens and forms, as a browser without scripts has them. */
export default mergeConfig(
  { ...shared, test: { ...shared.test, include: [], exclude: [] } },
  defineConfig({ test: { include: ['test/console/*.test.ts'] } }),
);
