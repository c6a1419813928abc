import { existsSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import path from 'node:path';

/** Whether a process of this id is there. */
export function isRunning(processId: number): boolean {
  try {
    process.kill(processId, 0);
    return true;
  } catch (error) {
    return error instanceof Error && 'code' in error && error.code === 'EPERM';
  }
}

/**
 * Marks the folder as taken by this process, so that two runners never write the same files.
 * A mark whose process is gone, or is this one, is an earlier run's.
 * @returns what gives the folder free again
 */
export function claim(directory: string): () => void {
  const file = path.join(directory, 'runner.pid');
  if (existsSync(file)) {
    const holder = Number(readFileSync(file, 'utf8'));
    if (holder > 0 && holder !== process.pid && isRunning(holder)) {
      throw new Error(
        `process ${holder} runs on ${directory}. Type: kill ${holder}, or start with another folder: npm start -- --dir .local-2`,
      );
    }
  }
  writeFileSync(file, String(process.pid));
  return () => rmSync(file, { force: true });
}
