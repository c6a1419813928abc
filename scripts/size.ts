/**
 * `npm run size`: what each function's bundle weighs and how long its initialisation takes on this machine.
 * Exit code 1 when one of them is over its bound. Option: --assembly FOLDER takes what lies there instead of synthesizing.
 */
import { execFileSync } from 'node:child_process';
import { mkdtempSync, readdirSync, readFileSync, rmSync, statSync } from 'node:fs';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { pathToFileURL } from 'node:url';
import { parseArgs } from 'node:util';
import { gzipSync } from 'node:zlib';
import { readStack } from '../local/assembly/stack.ts';
import { synthesize } from './synthesize.ts';

const mostBytes = 700_000;
const mostInitMilliseconds = 250;
const initRuns = 5;

/** Imports the bundle as Lambda's runtime does, in a process of its own, and prints how long that took. */
const measureImport =
  'const from = performance.now(); await import(process.argv[1]); process.stdout.write(String(performance.now() - from))';

interface Row {
  readonly name: string;
  /** What is loaded at initialisation. */
  readonly bytes: number;
  /** With what is loaded when it is needed. */
  readonly wholeBytes: number;
  readonly gzipBytes: number;
  readonly initMilliseconds: number;
}

function measure(assembly: string): Row[] {
  const stack = readStack(assembly, 'http://127.0.0.1:3000');
  return stack
    .all('AWS::Lambda::Function')
    .map(({ logicalId, Code, Environment }) => {
      const folder = Code.S3Key && stack.assets.get(Code.S3Key);
      if (!folder) throw new Error(`${logicalId} has no bundled asset`);
      const file = path.join(folder, 'index.mjs');
      const code = Buffer.concat(atInitialisation(file).map((part) => readFileSync(part)));
      const modules = readdirSync(folder).filter((name) => name.endsWith('.mjs'));
      const environment = { ...Environment?.Variables, AWS_REGION: stack.deployment.region, TZ: ':UTC' };
      const times = Array.from({ length: initRuns }, () => initMilliseconds(file, environment));
      return {
        name: logicalId.replace(/[0-9A-F]{8}$/, ''),
        bytes: code.length,
        wholeBytes: modules.reduce((sum, name) => sum + statSync(path.join(folder, name)).size, 0),
        gzipBytes: gzipSync(code).length,
        // The fastest: other work on the machine only adds to what the code takes.
        initMilliseconds: Math.min(...times),
      };
    })
    .sort((left, right) => right.bytes - left.bytes);
}

/** A bundle's file and those that it imports before it runs; what it imports later is loaded when it is needed. */
function atInitialisation(file: string, seen = new Set<string>()): string[] {
  if (!seen.has(file)) {
    seen.add(file);
    const imports = readFileSync(file, 'utf8').matchAll(/\b(?:import|from)"(\.\/[\w-]+\.mjs)"/g);
    for (const [, name = ''] of imports) atInitialisation(path.join(path.dirname(file), name), seen);
  }
  return [...seen];
}

function initMilliseconds(file: string, environment: NodeJS.ProcessEnv): number {
  const given = ['--input-type=module', '--eval', measureImport, pathToFileURL(file).href];
  return Number(execFileSync(process.execPath, given, { env: environment, encoding: 'utf8' }));
}

function print(rows: readonly Row[]): void {
  const line = (cells: readonly string[]) =>
    console.log(cells.map((cell, index) => (index === 0 ? cell.padEnd(12) : cell.padStart(10))).join(''));
  line(['function', 'bytes', 'gzip', 'init ms', 'whole']);
  for (const { name, bytes, gzipBytes, initMilliseconds: init, wholeBytes } of rows) {
    line([name, String(bytes), String(gzipBytes), init.toFixed(0), String(wholeBytes)]);
  }
}

const { values } = parseArgs({ options: { assembly: { type: 'string' } } });
const temporary =
  values.assembly === undefined ? mkdtempSync(path.join(tmpdir(), 'eventbote-size-')) : undefined;
try {
  if (temporary !== undefined) synthesize(temporary);
  const rows = measure(values.assembly ?? temporary ?? '');
  print(rows);
  const broken = rows.filter(
    ({ bytes, initMilliseconds: init }) => bytes >= mostBytes || !(init < mostInitMilliseconds),
  );
  for (const { name } of broken) {
    console.error(`${name} is over ${mostBytes} bytes or ${mostInitMilliseconds} ms`);
  }
  process.exitCode = broken.length > 0 ? 1 : 0;
} finally {
  if (temporary !== undefined) rmSync(temporary, { recursive: true, force: true });
}
