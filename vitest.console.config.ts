import { defineConfig } from 'vitest/config';
import { onTheBundles } from './vitest.config.ts';

/** The console’s screens and forms, as a browser without scripts has them. */
export default defineConfig({ test: { ...onTheBundles, include: ['test/console/*.test.ts'] } });
