import { type ChildProcess, spawn } from 'node:child_process';
import { existsSync, mkdtempSync, readFileSync } from 'node:fs';
import { createServer } from 'node:net';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { setTimeout as pause } from 'node:timers/promises';
import { afterEach, expect, test } from 'vitest';
import { isRunning } from '../../local/state/claim.ts';
import { writeFixture } from './fixture/assembly.ts';

const program = path.resolve(import.meta.dirname, '../../bin/local.ts');
const children: ChildProcess[] = [];
afterEach(() => {
  for (const child of children.splice(0)) child.kill('SIGKILL');
});

/** Runs `bin/local.ts` on the fixture in a process of its own, until it serves or ends. */
async function run(folder: string, ...more: string[]) {
  const given = [
    '--no-synth',
    '--no-seed',
    '--assembly',
    writeFixture(folder),
    '--dir',
    path.join(folder, '.local'),
  ];
  const child = spawn(process.execPath, [program, ...given, '--port', '0', ...more], {
    stdio: ['ignore', 'pipe', 'pipe'],
  });
  children.push(child);
  const ended = new Promise<number | null>((resolve) => child.once('exit', resolve));
  let output = '';
  const url = await new Promise<string>((resolve) => {
    const hear = (chunk: Buffer) => {
      output += chunk.toString('utf8');
      const ready = /ready: (\S+)/.exec(output)?.[1];
      if (ready) resolve(ready);
    };
    child.stdout.on('data', hear);
    child.stderr.on('data', hear);
    void ended.then(() => resolve(''));
  });
  const act = async (action: string, body: object) => {
    const response = await fetch(`${url}/do/${action}`, {
      method: 'POST',
      headers: { 'content-type': 'application/json' },
      body: JSON.stringify(body),
    });
    return response.json();
  };
  const local = async (address: string, body?: object) => {
    const options = body && { method: 'POST', body: JSON.stringify(body) };
    return (await fetch(`${url}/_local/${address}`, options)).json();
  };
  return { child, url, ended, act, local, output: () => output };
}

const newFolder = () => mkdtempSync(path.join(tmpdir(), 'eventbote-restart-'));

test('a hard kill loses nothing that was acknowledged, and leaves no process behind', async () => {
  const folder = newFolder();
  const first = await run(folder);
  await first.local('clock', { advance: 'P30D' });
  const ids = Array.from({ length: 40 }, (_, number) => `k${number}`);
  await Promise.all(ids.map((id) => first.act('put', { id, to: `${id}@b.example` })));
  const databaseId = Number(readFileSync(path.join(folder, '.local/dynoxide.pid'), 'utf8'));
  first.child.kill('SIGKILL');
  await first.ended;
  for (let tries = 0; isRunning(databaseId) && tries < 200; tries += 1) await pause(20);
  expect(isRunning(databaseId)).toBe(false);

  const second = await run(folder);
  const { now } = await second.local('clock');
  expect(Date.parse(now) - Date.now()).toBeGreaterThan(29 * 86_400_000);
  await second.local('clock', { advance: 'PT1M' });
  const mails = await second.local('mailbox/messages');
  const recipients = new Set(mails.flatMap(({ to }: { to: string[] }) => to));
  expect([...recipients].toSorted()).toEqual(ids.map((id) => `${id}@b.example`).toSorted());
  for (const id of ids) expect(await second.act('get', { id })).toMatchObject({ told: { SS: ['Delivery'] } });

  second.child.kill('SIGTERM');
  expect(await second.ended).toBe(0);
  expect(existsSync(path.join(folder, '.local/runner.pid'))).toBe(false);

  const third = await run(folder, '--fresh');
  expect(await third.local('mailbox/messages')).toEqual([]);
  third.child.kill('SIGINT');
  expect(await third.ended).toBe(0);
});

test('stopping says nothing of the calls that it cuts off, and failures are said', async () => {
  const runner = await run(newFolder());
  await runner.act('throw', {});
  expect(runner.output()).toContain('thrown on purpose');
  const said = runner.output();
  const cutOff = [runner.act('hang', {}), runner.act('hang', {})].map((call) => call.catch(() => 'cut off'));
  await pause(1000);
  runner.child.kill('SIGTERM');
  expect(await runner.ended).toBe(0);
  await Promise.all(cutOff);
  expect(runner.output()).toBe(said);
});

test('two runners do not share a folder, and the second says what to type', async () => {
  const folder = newFolder();
  await run(folder);
  const second = await run(folder);
  expect(await second.ended).toBe(1);
  expect(second.output()).toContain('--dir');
});

test('a port that is taken is named, with the command for another', async () => {
  const server = createServer();
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
  const address = server.address();
  const port = typeof address === 'object' ? (address?.port ?? 0) : 0;
  const runner = await run(newFolder(), '--port', String(port));
  expect(await runner.ended).toBe(1);
  expect(runner.output()).toContain(`PORT=${port + 1} npm start`);
  server.close();
});

test('without a synthesized app the error says how to make one', async () => {
  const runner = await run(newFolder(), '--assembly', newFolder());
  expect(await runner.ended).toBe(1);
  expect(runner.output()).toContain('npx cdk synth --quiet');
});
