import { execFileSync } from 'node:child_process';
import { rmSync, writeFileSync } from 'node:fs';
import { join, resolve } from 'node:path';
import { Stage } from 'aws-cdk-lib';
import { Code } from 'aws-cdk-lib/aws-lambda';
import type { Construct } from 'constructs';
import type { BuildOptions } from 'esbuild';
import { routeKeys } from '../../functions/api/contract.ts';
import { openApi } from '../../functions/api/openapi.ts';
import { entryOf, type FunctionName, functionNames } from '../function-names.ts';

/** CommonJS packages inside the ESM bundle still call `require` for Node's own modules. */
const requireForBundledCommonJs =
  "import{createRequire as bundleRequire}from'node:module';const require=bundleRequire(import.meta.url);";

/** Parts of the SDK, and what Lambda needs of them. */
const standIns = {
  '@aws-sdk/credential-provider-node': adapter('environment-credentials.ts'),
  '@aws-sdk/endpoint-cache': adapter('endpoint-cache.ts'),
};

function adapter(file: string): string {
  return join(import.meta.dirname, '../../functions/adapters', file);
}

/** The SDK imports this when an operation's answer is a stream of events; none of ours is. It weighs 20 kB. */
const neverImported = ['@smithy/core/event-streams'];

/** The functions that load some of their parts only when they are needed: screens, subjects, the words of a language. */
const inParts: readonly FunctionName[] = [
  ...(['console', 'organiser', 'dispatch', 'attendee', 'register', 'site', 'relay'] as const),
];

const browserFiles = {
  'console/console': 'console.ts',
  'console/style': 'console.css',
  'site/signup': 'signup.ts',
  'site/events': 'events.ts',
};

/**
 * Bundles every entry in one run of esbuild, the SDK included, and answers each function's code.
 * One run parses the shared modules once, which takes a third of the time of eight.
 */
export function bundleFunctions(scope: Construct, entryDirectory: string): (name: FunctionName) => Code {
  const directory = join(Stage.of(scope)?.assetOutdir ?? 'cdk.out', 'bundles');
  rmSync(directory, { recursive: true, force: true });
  const entries = (names: readonly FunctionName[]) =>
    names.map((name) => ({ in: resolve(entryDirectory, entryOf(name)), out: `${name}/index` }));
  const options: BuildOptions = {
    outdir: directory,
    bundle: true,
    minify: true,
    platform: 'node',
    target: 'node24',
    format: 'esm',
    outExtension: { '.js': '.mjs' },
    mainFields: ['module', 'main'],
    alias: standIns,
    external: neverImported,
    banner: { js: requireForBundledCommonJs },
    charset: 'utf8',
    sourcemap: 'linked',
    sourcesContent: false,
    legalComments: 'external',
    logLevel: 'warning',
  };
  run(
    { ...options, entryPoints: entries(functionNames.filter((name) => !inParts.includes(name))) },
    // What is loaded when it is needed lies in files of its own beside the function's.
    ...inParts.map((name) => ({
      ...options,
      entryPoints: entries([name]),
      splitting: true,
      chunkNames: `${name}/part-[hash]`,
    })),
    // What runs in browsers lies beside the function that hands it out.
    {
      entryPoints: Object.entries(browserFiles).map(([out, file]) => ({
        in: join(import.meta.dirname, '../../functions/client', file),
        out,
      })),
      outdir: directory,
      bundle: true,
      minify: true,
      target: ['es2022', 'chrome110', 'firefox110', 'safari16'],
      format: 'iife',
      charset: 'utf8',
      logLevel: 'warning',
    },
  );
  // The API's document lies beside the function that hands it out, too, and what routes there are.
  writeFileSync(join(directory, 'site/openapi.json'), JSON.stringify(openApi()));
  writeFileSync(join(directory, 'site/routes.json'), JSON.stringify(routeKeys));
  return (name) => Code.fromAsset(join(directory, name));
}

/** Runs `bundle.ts`. @throws when a file does not build; esbuild says why */
function run(...builds: BuildOptions[]): void {
  execFileSync(process.execPath, [join(import.meta.dirname, 'bundle.ts'), JSON.stringify(builds)], {
    stdio: ['ignore', 'inherit', 'inherit'],
  });
}
