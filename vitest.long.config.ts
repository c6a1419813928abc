import { defineConfig, mergeConfig } from 'vitest/config';
import shared from './vitest.config.ts';

/**
 * What takes its time: faults, races, generated requests, every route for every role, whole years, the app broken on
 * purpose, the guide’s commands.
 */
export default mergeConfig(
  { ...shared, test: { ...shared.test, include: [] } },
  defineConfig({ test: { include: ['test/**/*.long.ts'] } }),
);
