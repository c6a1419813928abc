/**
 * Runs esbuild for each of the options in the first argument, as JSON. A program of its own, because a plugin needs
 * esbuild's asynchronous build, and constructs are made synchronously.
 */
import { join } from 'node:path';
import { pathToFileURL } from 'node:url';
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

/**
 * How zod tells a schema as JSON Schema (18 kB): the API's document is made of it when the app is synthesized, and no
 * function asks for it. Every schema names these modules, so that nothing else would leave them out.
 */
const withoutJsonSchema: Plugin = {
  name: 'without-json-schema',
  setup({ onLoad }) {
    const modules = /\/zod\/v4\/core\/(json-schema-processors|to-json-schema)\.js$/;
    onLoad({ filter: modules }, async ({ path }) => {
      const names = Object.keys(await import(pathToFileURL(path).href));
      return { contents: names.map((name) => `export const ${name} = undefined;`).join('\n') };
    });
  },
};

const runs: BuildOptions[] = JSON.parse(process.argv[2] ?? '[]');
for (const options of runs) await build({ ...options, plugins: [withoutMediaTypes, withoutJsonSchema] });
