import { mkdirSync, mkdtempSync, rmSync } from 'node:fs';
import path from 'node:path';
import { pathToFileURL } from 'node:url';
import { build } from 'esbuild';

type Drawn = Awaited<ReturnType<typeof import('../test/views/drawn-mails.ts').drawnMails>>;

/** Every mail that the tests keep, made of its samples in each language: bundled first, because Node reads no JSX. */
export async function drawnMails(): Promise<Drawn> {
  const root = path.resolve(import.meta.dirname, '..');
  const cache = path.join(root, 'node_modules/.cache');
  mkdirSync(cache, { recursive: true });
  const folder = mkdtempSync(path.join(cache, 'drawn-mails-'));
  try {
    const outfile = path.join(folder, 'index.mjs');
    await build({
      ...{ entryPoints: [path.join(root, 'test/views/drawn-mails.ts')], outfile },
      ...{ bundle: true, packages: 'external', platform: 'node', format: 'esm', logLevel: 'error' },
      absWorkingDir: root,
    });
    const bundled: { drawnMails: () => Promise<Drawn> } = await import(pathToFileURL(outfile).href);
    return await bundled.drawnMails();
  } finally {
    rmSync(folder, { recursive: true, force: true });
  }
}
