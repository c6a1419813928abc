import { mkdirSync, mkdtempSync, rmSync } from 'node:fs';
import path from 'node:path';
import type { TestProject } from 'vitest/node';
import { synthesize } from '../../scripts/synthesize.ts';

declare module 'vitest' {
  interface ProvidedContext {
    /** What `cdk synth` wrote for this run: the template and the bundled handlers. */
    assembly: string;
    /** A folder that goes when the run ends. */
    scratch: string;
  }
}

const folder = path.resolve(import.meta.dirname, '../../.test');

/**
 * Synthesizes the app once, into a folder of this run's own, so that two runs at a time don't share one.
 * `TEST_ASSEMBLY=FOLDER` takes what was synthesized there: CI does it once for all its runs.
 */
export default function setUp(project: TestProject): () => void {
  mkdirSync(folder, { recursive: true });
  const scratch = mkdtempSync(path.join(folder, 'run-'));
  const { TEST_ASSEMBLY } = process.env;
  const assembly = path.resolve(TEST_ASSEMBLY ?? path.join(scratch, 'cdk.out'));
  if (TEST_ASSEMBLY === undefined) synthesize(assembly);
  project.provide('assembly', assembly);
  project.provide('scratch', scratch);
  return () => rmSync(scratch, { recursive: true, force: true });
}
