/**
 * Runs esbuild for each of the options in the first argument, as JSON. A program of its own, because a plugin needs
 * esbuild's asynchronous build, and constructs are made synchronously.
 */
import { join } from 'node:path';
import { type BuildOptions, build, type Plugin } from 'esbuild';

/** Relative imports inside a package can't be aliased by an option. */
const withoutMediaTypes: Plugin = {
  name: 'without-media-types',
  setup({ onResolve }) {
    const path = join(import.meta.dirname, '../../functions/adapters/mime-library.ts');
    onResolve({ filter: /^\.\.?\/(mime-types|fetch\/index)\.js$/ }, ({ importer }) =>
      importer.includes('/node_modules/nodemailer/') ? { path } : undefined,
    );
  },
};

const runs: BuildOptions[] = JSON.parse(process.argv[2] ?? '[]');
for (const options of runs) await build({ ...options, plugins: [withoutMediaTypes] });
