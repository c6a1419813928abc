#!/usr/bin/env node
// `npx eventbote`. Plain JavaScript, because the machine's own Node may be too old to run TypeScript: then the one that
// is among the project's packages takes over.
import { spawnSync } from 'node:child_process';
import nodeModule from 'node:module';
import { fileURLToPath } from 'node:url';

if (process.features.typescript) {
  nodeModule.enableCompileCache();
  const { run } = await import('../cli/main.ts');
  process.exitCode = await run(process.argv.slice(2));
} else {
  const node = nodeModule.createRequire(import.meta.url).resolve('node/bin/node');
  const self = fileURLToPath(import.meta.url);
  const { status, error } = spawnSync(node, [self, ...process.argv.slice(2)], { stdio: 'inherit' });
  if (error) console.error(`${error.message}. Type: npm ci`);
  process.exitCode = status ?? 3;
}
