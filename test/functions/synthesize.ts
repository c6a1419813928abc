import { mkdirSync, mkdtempSync, rmSync } from 'node:fs';
import path from 'node:path';
import type { TestProject } from 'vitest/node';
import { synthesize } from '../../scripts/synthesize.ts';

declare module 'vitest' {
  interface ProvidedContext {
    /** What `cdk synth` wrote for this run: the template and the bundled handlers. */
    assembly: string;
  }
}

const scratch = path.resolve(import.meta.dirname, '../../.test');

/** Synthesizes the app once, into a folder of this run's own, so that two runs at a time don't share one. */
export default function setUp(project: TestProject): () => void {
  mkdirSync(scratch, { recursive: true });
  const assembly = mkdtempSync(path.join(scratch, 'cdk.out-'));
  synthesize(assembly);
  project.provide('assembly', assembly);
  return () => rmSync(assembly, { recursive: true, force: true });
}
