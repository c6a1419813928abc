import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { synthesize } from '../../scripts/synthesize.ts';
import { remainder } from './remainder.ts';
import { play, startYear, type Year } from './year.ts';

/** A stage of another partition than AWS's own: what names one by heart is refused here as it would be there. */
let year: Year;
const folder = mkdtempSync(path.join(tmpdir(), 'eventbote-sovereign-'));
beforeAll(async () => {
  const assembly = path.join(folder, 'cdk.out');
  synthesize(assembly, 'eusc');
  year = await startYear(assembly);
  await play(year.client, remainder.slice(0, 4));
});
afterAll(async () => {
  await year.end();
  rmSync(folder, { recursive: true, force: true });
});

test('a stage in the European Sovereign Cloud plays, and each call is of its partition and allowed', async () => {
  expect((await year.client.mails()).length).toBeGreaterThan(4);
  const calls = year.runner.calls.list();
  expect(calls.filter(({ allowed }) => !allowed)).toEqual([]);
  const resources = new Set(calls.map(({ resource }) => resource).filter((resource) => resource !== '*'));
  expect(resources.size).toBeGreaterThan(3);
  // It asks for a key of its own: whoever reads the table or the secret must be allowed to decrypt by it.
  expect(calls.some(({ service, action }) => service === 'kms' && action === 'Decrypt')).toBe(true);
  for (const resource of resources) expect(resource).toMatch(/^arn:aws-eusc:\w+:eusc-de-east-1:\d{12}:/);
});
