/**
 * `npm run spam`: what SpamAssassin's local rules say of every mail that the tests keep, in each language: a line a mail with
 * its points and the rules that it met, then the sum. Exit code 1 when one has points.
 */
import { spawnSync } from 'node:child_process';
import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { drawnMails } from './drawn-mails.ts';

/** A header of ours alone, by which a mail is found again in what SpamAssassin writes. */
const named = 'X-Kept-Mail';

/** SES replaces it as it takes a mail: the host is part of what is judged. */
const bySes =
  'Message-ID: <0107018f0a1b2c3d-4e5f6071-8293-4455-9677-889900aabbcc-000000@eu-central-1.amazonses.com>';

/** Writes its verdict into every mail (-t), by rules that ask nobody in the network (-L). @throws with what to do */
function judged(files: string[]): string {
  const { stdout, status, error, stderr } = spawnSync('spamassassin', ['-t', '-L', ...files], {
    encoding: 'utf8',
    maxBuffer: 2 ** 28,
  });
  if (error !== undefined && 'code' in error && error.code === 'ENOENT')
    throw new Error('SpamAssassin is not installed: apt-get install spamassassin');
  if (error !== undefined || status !== 0)
    throw new Error(`SpamAssassin failed: ${stderr}`, { cause: error });
  return stdout;
}

const folder = mkdtempSync(path.join(tmpdir(), 'eventbote-spam-'));
try {
  const mails = await drawnMails();
  const files = mails.map(({ name, locale, raw }) => {
    const file = path.join(folder, `${name}.${locale}.eml`);
    const sent = raw.toString('latin1').replace(/^Message-ID:\s+<[^>]*>/im, bySes);
    writeFileSync(file, `${named}: ${name} ${locale}\r\n${sent}`, 'latin1');
    return file;
  });
  const status = /^X-Spam-Status:[^\n]*?score=(-?[\d.]+)[\s\S]*?tests=([\s\S]*?)\s+autolearn=/;
  const verdict = new RegExp(`${status.source}[\\s\\S]*?^${named}: (.*?)\\r?$`, 'gm');
  const verdicts = [...judged(files).matchAll(verdict)].map(([, points, rules = '', name = '']) => ({
    name,
    points: Number(points),
    rules: rules.replaceAll(/\s+/g, ''),
  }));
  if (verdicts.length !== mails.length)
    throw new Error(`SpamAssassin judged ${verdicts.length} of ${mails.length} mails`);
  for (const { name, points, rules } of verdicts.toSorted((a, b) => a.name.localeCompare(b.name)))
    console.log(`${points.toFixed(1).padStart(5)}  ${name}  ${rules}`);
  const withPoints = verdicts.filter(({ points }) => points > 0);
  const sum = verdicts.reduce((total, { points }) => total + points, 0);
  console.log(
    `${sum.toFixed(1).padStart(5)}  in all: ${mails.length} mails, ${withPoints.length} of them with points`,
  );
  if (withPoints.length > 0) process.exitCode = 1;
} finally {
  rmSync(folder, { recursive: true, force: true });
}
