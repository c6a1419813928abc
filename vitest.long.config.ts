import { defineConfig } from 'vitest/config';
import { onTheBundles } from './vitest.config.ts';

/**
 * What takes its time: faults, races, generated requests, every route for every role, whole years, the app broken on
 * purpose, the guide’s commands.
 */
export default defineConfig({ test: { ...onTheBundles, include: ['test/**/*.long.ts'] } });
