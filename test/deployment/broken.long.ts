import { cpSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { expect, inject, test } from 'vitest';
import * as z from 'zod';
import { remainder } from './remainder.ts';
import { play, startYear, type Year } from './year.ts';

const Template = z.looseObject({
  Resources: z.record(
    z.string(),
    z.looseObject({ Type: z.string(), Properties: z.record(z.string(), z.any()).default({}) }),
  ),
});
type Resources = z.infer<typeof Template>['Resources'];

/** Plays a short form of the scenario on a copy of the app in which `breakIt` took something away. */
async function playBroken(breakIt: (resources: Resources) => void): Promise<void> {
  const copy = mkdtempSync(path.join(tmpdir(), 'eventbote-broken-'));
  try {
    cpSync(inject('assembly'), copy, { recursive: true });
    const file = path.join(copy, 'eventbote-dev.template.json');
    const template = Template.parse(JSON.parse(readFileSync(file, 'utf8')));
    const before = JSON.stringify(template);
    breakIt(template.Resources);
    if (JSON.stringify(template) === before) throw new Error('nothing was taken away');
    writeFileSync(file, JSON.stringify(template));
    const year = await startYear(copy);
    try {
      await diagnosed(year, () => play(year.client, [...remainder.slice(0, 1), ...remainder.slice(2, 3)]));
    } finally {
      await year.end();
    }
  } finally {
    rmSync(copy, { recursive: true, force: true });
  }
}

/** Fails with what AWS refused and what the functions logged, beside what did not happen. */
async function diagnosed(year: Year, act: () => Promise<void>): Promise<void> {
  const faults: string[] = [];
  await act().catch((error: unknown) => faults.push(String(error)));
  for (const { function: name, service, action, resource, allowed } of year.runner.calls.list()) {
    if (!allowed) faults.push(`${name} may not ${service}:${action} on ${resource}`);
  }
  for (const { function: name, line } of year.logLines()) {
    if (/"level":"ERROR"|^\w*Error:/.test(line)) faults.push(`${name} logged ${line}`);
  }
  if (faults.length > 0) throw new Error([...new Set(faults)].join('\n'));
}

const ofType = (resources: Resources, type: string) =>
  Object.entries(resources).filter(([, { Type }]) => Type === type);

test('whole, it plays', async () => {
  await expect(
    playBroken((resources) => {
      for (const [, alarm] of ofType(resources, 'AWS::CloudWatch::Alarm')) alarm.Properties = {};
    }),
  ).resolves.toBeUndefined();
});

test('without a grant, the error names function, action and resource', async () => {
  const broken = playBroken((resources) => {
    for (const [id, policy] of ofType(resources, 'AWS::IAM::Policy')) {
      const document = policy.Properties.PolicyDocument;
      if (id.startsWith('RelayRole')) {
        document.Statement = document.Statement.filter(
          ({ Action }: { Action: string | string[] }) => !Action.includes('ses:SendRawEmail'),
        );
      }
    }
  });
  await expect(broken).rejects.toThrow(/no verification mail/);
  await expect(broken).rejects.toThrow(/Relay\w+ may not ses:SendRawEmail on arn:aws:ses:/);
});

test('without an environment name, the error names it', async () => {
  const broken = playBroken((resources) => {
    for (const [id, fn] of ofType(resources, 'AWS::Lambda::Function')) {
      if (id.startsWith('Register')) delete fn.Properties.Environment.Variables.KEYS_SECRET_ARN;
    }
  });
  await expect(broken).rejects.toThrow(/Register\w+ logged Error: missing environment: KEYS_SECRET_ARN/);
});

test('without a route, the error names it', async () => {
  const broken = playBroken((resources) => {
    for (const [id, { Properties }] of ofType(resources, 'AWS::ApiGatewayV2::Route')) {
      if (Properties.RouteKey === 'POST /confirm/{token}') delete resources[id];
    }
  });
  await expect(broken).rejects.toThrow(/POST http\S+\/confirm\/\S+: 405/);
});

test('without its event filter, the error names it', async () => {
  const broken = playBroken((resources) => {
    for (const [, mapping] of ofType(resources, 'AWS::Lambda::EventSourceMapping'))
      if (mapping.Properties.FilterCriteria) delete mapping.Properties.FilterCriteria;
  });
  await expect(broken).rejects.toThrow(/Relay\w+ logged .*does the event source mapping filter\?/);
});
