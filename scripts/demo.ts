import { spawnSync } from 'node:child_process';
import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { startRunner } from '../local/index.ts';
import { Client } from './client.ts';
import { story } from './story.ts';

/**
 * `npm run demo`: plays the scenario against a fresh runner, from March to September in seconds, and prints when
 * what happened and which mail went to whom.
 */
const began = performance.now();
const directory = mkdtempSync(path.join(tmpdir(), 'eventbote-demo-'));
const assembly = path.join(directory, 'cdk.out');
const synth = spawnSync('cdk', ['synth', '--quiet', '--output', assembly], {
  stdio: ['ignore', 'inherit', 'inherit'],
});
if (synth.status !== 0) throw new Error('the app was not synthesized; try: npm run synth');

const runner = await startRunner({
  cloudAssembly: assembly,
  directory: path.join(directory, 'local'),
  port: 0,
  seed: false,
  quiet: true,
});
try {
  const issued = await runner.invoke('IssueToken', { name: 'demo', role: 'owner' });
  const client = new Client(runner.url, tokenIn(issued));
  const seen = new Set<string>();
  const tell = async () => {
    const lines = new Map<string, string[]>();
    for (const mail of await client.mails()) {
      if (seen.has(mail.id)) continue;
      seen.add(mail.id);
      const files = mail.attachments.length > 0 ? ` +${mail.attachments.length} .ics` : '';
      const line = `${local(mail.at)}  ✉  ${mail.subject}${files}`;
      lines.set(line, [...(lines.get(line) ?? []), ...mail.to]);
    }
    for (const [line, to] of lines)
      console.log(`    ${line}  →  ${to.length > 4 ? `${to.length} people` : to.join(', ')}`);
  };
  for (const step of story) {
    await client.clock(step.at);
    await tell();
    console.log(`\n${local(step.at)}  ${step.title}`);
    await step.act(client);
    await client.advance('PT2M');
    await tell();
  }
  console.log(`\n${seen.size} mails, in ${((performance.now() - began) / 1000).toFixed(1)} s`);
} finally {
  await runner.stop();
  rmSync(directory, { recursive: true, force: true });
}

function tokenIn(result: Awaited<ReturnType<typeof runner.invoke>>): string {
  const text = JSON.stringify(result);
  const token = /eb_[A-Za-z0-9_-]{43}/.exec(text)?.[0];
  if (token === undefined) throw new Error('no token was issued');
  return token;
}

function local(at: string): string {
  const format = new Intl.DateTimeFormat('de-DE', {
    dateStyle: 'medium',
    timeStyle: 'short',
    timeZone: 'Europe/Berlin',
  });
  return format.format(new Date(at));
}
