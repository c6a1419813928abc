import { spawn } from 'node:child_process';
import { mkdtempSync, readdirSync, readFileSync, rmSync, symlinkSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import * as z from 'zod';

const root = path.resolve(import.meta.dirname, '../..');
const guide = readFileSync(path.join(root, 'docs/operating.md'), 'utf8');
const firstPage = guide.split(/^## /m).find((section) => section.startsWith('First page')) ?? '';
const blocks = (of: string) =>
  [...of.matchAll(/^ *```(\S*) ?(\S*)\n([\s\S]*?)^ *```$/gm)].map(
    ([, language, mark = '', commands = '']) => ({
      language,
      mark,
      commands: commands
        .split('\n')
        .map((line) => line.trim())
        .filter(Boolean),
    }),
  );
const marked = (mark: string) =>
  blocks(firstPage).flatMap((block) => (block.mark === mark ? block.commands : []));

const Shipped = z.looseObject({
  context: z.looseObject({ stages: z.record(z.string(), z.unknown()) }),
});
const json = (file: string): unknown => JSON.parse(readFileSync(path.join(root, file), 'utf8'));

/** The project as it lies there, with room for what a command writes, and with a prod that is filled in as the guide says. */
let copy: string;
beforeAll(() => {
  copy = mkdtempSync(path.join(tmpdir(), 'eventbote-guide-'));
  for (const name of readdirSync(root)) {
    if (!['cdk.out', '.local', '.git', '.test', 'cdk.json'].includes(name))
      symlinkSync(path.join(root, name), path.join(copy, name));
  }
  const shipped = Shipped.parse(json('cdk.json'));
  shipped.context.stages.prod = json('test/setup/filled-prod.json');
  writeFileSync(path.join(copy, 'cdk.json'), JSON.stringify(shipped));
});
afterAll(() => rmSync(copy, { recursive: true, force: true }));

/** Runs a command until it ends, or until it says that it is ready; then it has to end by SIGTERM. */
function run(command: string): Promise<{ code: number | null; output: string }> {
  return new Promise((resolve) => {
    const environment = { ...process.env, PORT: '0', npm_config_update_notifier: 'false' };
    const child = spawn(`exec ${command}`, { cwd: copy, shell: true, detached: true, env: environment });
    let output = '';
    let isEnding = false;
    for (const stream of [child.stdout, child.stderr]) {
      stream.on('data', (chunk: Buffer) => {
        output += chunk.toString();
        if (!output.includes('ready: ') || isEnding || child.pid === undefined) return;
        isEnding = true;
        process.kill(-child.pid, 'SIGTERM');
      });
    }
    child.on('close', (code) => resolve({ code: isEnding ? 0 : code, output }));
  });
}

describe('the first page of the guide', () => {
  test('marks each of its commands as run by a test, by CI, or needing an account', () => {
    expect(blocks(firstPage).length).toBeGreaterThan(5);
    for (const { language, mark } of blocks(firstPage)) {
      expect(language).toBe('sh');
      expect(['test', 'ci', 'account']).toContain(mark);
    }
  });

  test.each(marked('test'))('%s works', async (command) => {
    const { code, output } = await run(command);
    expect(code, output).toBe(0);
  });

  test.each(marked('ci'))('%s is what CI does', (command) => {
    expect(readFileSync(path.join(root, '.ci/run'), 'utf8')).toContain(`\n${command}\n`);
  });
});

test('no command of the guide calls a script that is not there', () => {
  const { scripts } = z
    .object({ scripts: z.record(z.string(), z.string()) })
    .parse(JSON.parse(readFileSync(path.join(root, 'package.json'), 'utf8')));
  const called = [...guide.matchAll(/npm run ([\w:-]+)/g)].map(([, name = '']) => name);
  expect(called.filter((name) => !(name in scripts))).toEqual([]);
});

test('commands with an account name outputs that the stack has', () => {
  const stack = readFileSync(path.join(root, 'lib/eventbote-stack.ts'), 'utf8');
  const outputs = [
    'TableName',
    'ConfigurationSet',
    'KeysSecret',
    'RelayDeadLettersUrl',
    'SesNoticesDeadLettersUrl',
  ];
  for (const name of [...outputs, 'SesNoticesQueueUrl', 'IssueTokenFunction', 'PublicUrl']) {
    expect(guide).toContain(name);
    expect(stack).toContain(`${name}: `);
  }
});
