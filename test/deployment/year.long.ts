import { afterAll, beforeAll, describe, expect, inject, test } from 'vitest';
import * as z from 'zod';
import { metrics } from '../../functions/runtime/metric-names.ts';
import type { Mail } from '../../scripts/client.ts';
import { grantsOf, table, unused } from './grants.ts';
import { remainder } from './remainder.ts';
import { play, startYear, type Year } from './year.ts';

let year: Year;
let mails: Mail[];
let lines: { function: string; line: string }[];

beforeAll(async () => {
  year = await startYear(inject('assembly'));
  await play(year.client, remainder);
  await play(year.client);
  mails = await year.client.mails();
  lines = year.logLines();
});
afterAll(() => year.end());

describe('least privilege: after a year,', () => {
  test('every call to AWS was allowed', () => {
    expect(year.runner.calls.list().filter(({ allowed }) => !allowed)).toEqual([]);
  });

  test('every permission was used, but for those that say why not', () => {
    const grants = grantsOf(year.runner.stack, year.runner.calls.list());
    console.log(table(grants));
    const idle = unused(grants).map(
      ({ functionName, action, resource }) =>
        `${functionName} may ${action} on ${resource} and never did: take it out of lib/constructs ` +
        '(of the table: table-access.ts), or play what needs it in test/deployment/remainder.ts',
    );
    expect(idle).toEqual([]);
  });
});

const Line = z.looseObject({
  timestamp: z.string(),
  level: z.enum(['INFO', 'ERROR']),
  message: z.string(),
  signUpId: z.string().optional(),
  requestId: z.string().optional(),
  deliveryId: z.string().optional(),
  messageId: z.string().optional(),
});

const wholeWord = (word: string) =>
  new RegExp(`(?<!\\p{L})${word.replaceAll(/[.*+?^${}()|[\]\\]/g, '\\$&')}(?!\\p{L})`, 'iu');

describe('the log of a year', () => {
  const parsed = () => lines.map(({ line }) => Line.parse(JSON.parse(line)));

  test('is JSON, a line an object, and tells of no error', () => {
    expect(parsed().length).toBeGreaterThan(300);
    expect(parsed().filter(({ level }) => level === 'ERROR')).toEqual([]);
  });

  test('has no name, no address and no answer of anybody', () => {
    const { typed } = year.client;
    const addresses = new Set([
      ...mails.flatMap(({ to }) => to),
      ...[...typed].filter((one) => one.includes('@')),
    ]);
    // The simulator's addresses are no persons', and begin with words of the trade.
    const known = [...typed, ...addresses].filter((one) => !one.includes('@simulator.'));
    const words = known.flatMap((one) => [one, ...one.split(/[\s@]+/)]);
    const personal = [...new Set(words)].filter((one) => one.length > 2);
    expect(personal.length).toBeGreaterThan(80);
    const all = lines.map(({ line }) => line).join('\n');
    const found = personal.filter((one) => wholeWord(one).test(all));
    expect(found).toEqual([]);
  });

  test('leads from the form to SES and back by the id of the sign-up', () => {
    const mail = mails.find(
      ({ to, text }) => to.includes('ben@verein.example') && text.includes('/confirm/'),
    );
    const about = parsed().filter(({ messageId }) => messageId === mail?.id);
    expect(new Set(about.map(({ message }) => message))).toEqual(new Set(['mail', 'ses notice']));
    const [deliveryId] = new Set(about.map((line) => line.deliveryId));
    const signUps = parsed().filter(
      ({ signUpId }) => signUpId !== undefined && deliveryId?.includes(signUpId),
    );
    expect(signUps).toMatchObject([{ message: 'sign-up', requestId: expect.any(String) }]);
  });

  test('counts what happened', () => {
    const sum = (name: string) => parsed().reduce((total, line) => total + Number(line[name] ?? 0), 0);
    expect(sum('SignUps')).toBe(year.client.submitted);
    expect(sum('MailsSent')).toBe(mails.length);
    expect([sum('Bounces'), sum('Complaints') > 0]).toEqual([1, true]);
    const declared = z.array(z.object({ Metrics: z.array(z.object({ Name: z.string() })) }));
    const printed = parsed().flatMap((line) =>
      '_aws' in line
        ? declared.parse(Object(line._aws).CloudWatchMetrics).flatMap(({ Metrics }) => Metrics)
        : [],
    );
    const names = new Set(printed.map(({ Name }) => Name));
    expect(Object.values(metrics).length).toBeLessThanOrEqual(10);
    for (const name of names) expect(Object.values(metrics).map((metric) => metric.name)).toContain(name);
  });
});
