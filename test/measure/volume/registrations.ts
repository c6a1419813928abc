import { readFileSync } from 'node:fs';
import * as z from 'zod';
import { type Runner, startRunner } from '../../../local/index.ts';
import { Client } from '../../../scripts/client.ts';
import { lookAtConsole, type Screen, screensOf } from './console.ts';
import { crowd } from './crowd.ts';

/** What one way of looking at an event's registrations took. */
export interface Look {
  what: string;
  /** Requests that it takes to see everything, and how many registrations were seen. */
  requests: number;
  found: number;
  /** Of the slowest request, and read units of all of them. */
  slowestMilliseconds: number;
  readUnits: number;
}

const Demo = z.object({
  series: z.looseObject({ seriesId: z.string() }),
  events: z.array(z.looseObject({})),
});
const demo = new URL('../../../local/demo/series.json', import.meta.url);
const eventId = 'menge';

/**
 * Lists, filters, searches, exports and counts an event's registrations through the API. Each function runs in a worker
 * with its own memory limit, so that one that takes more ends.
 */
export async function lookAtRegistrations(
  assembly: string,
  directory: string,
  size: number,
): Promise<{ looks: Look[]; screens: Screen[]; memoryMiB: number; timeoutSeconds: number }> {
  const options = { cloudAssembly: assembly, directory, port: 0, seed: false, quiet: true, measure: true };
  const runner = await startRunner(options);
  try {
    const issued = JSON.stringify(await runner.invoke('IssueToken', { name: 'volume', role: 'owner' }));
    const token = /eb_[\w-]{43}/.exec(issued)?.[0] ?? '';
    const client = new Client(runner.url, token);
    await client.clock('2027-03-01T09:00:00Z');
    const { series, events } = Demo.parse(JSON.parse(readFileSync(demo, 'utf8')));
    await client.organise('POST', '/series', series);
    const event = { ...events[0], eventId, seriesId: series.seriesId, capacity: 100_000 };
    await client.organise('POST', '/events', event);
    await client.organise('POST', `/events/${eventId}/publish`);
    const answers = { organisation: 'Verein für Nachbarschaft im Quartier', role: 'zivilgesellschaft' };
    await crowd({ runner }, { seriesId: series.seriesId, eventId, count: size, answers: () => answers });
    const fn = runner.stack.all('AWS::Lambda::Function').find(({ ref }) => /organiser/i.test(ref));
    const at = `/v1/organiser/events/${eventId}`;
    const walk = (what: string, path: string) => look(what, path, { runner, token });
    const looks = [
      await walk('list, 100 a page: the first page', `${at}/registrations?limit=100&first`),
      await walk('list, 500 a page', `${at}/registrations?limit=500`),
      await walk('filter, 500 a page', `${at}/registrations?limit=500&state=confirmed`),
      await walk('filter, 50 a page: the first page', `${at}/registrations?limit=50&state=confirmed&first`),
      await walk('search by a part of an address', `${at}/registrations?limit=500&q=gast${size - 1}@`),
      await walk('export, 5,000 rows a page', `${at}/registrations.csv?purpose=volume&limit=5000`),
      await walk('numbers of the event', `${at}/numbers`),
      await walk('report of the series', `/v1/organiser/series/${series.seriesId}/report`),
    ];
    const first = await client.organise('GET', `/events/${eventId}/registrations?limit=1`);
    const [someone] = z.array(z.object({ registrationId: z.string() })).parse(first.items);
    const paths = screensOf(series.seriesId, eventId, someone?.registrationId ?? '');
    const screens = await lookAtConsole(runner, token, paths);
    return { looks, screens, memoryMiB: fn?.MemorySize ?? 0, timeoutSeconds: fn?.Timeout ?? 0 };
  } finally {
    await runner.stop();
  }
}

const Page = z.object({ items: z.array(z.unknown()).default([]), nextCursor: z.string().optional() });

async function look(
  what: string,
  path: string,
  { runner, token }: { runner: Runner; token: string },
): Promise<Look> {
  const readUnits = () =>
    [...runner.usage.byFunction().values()].reduce((sum, used) => sum + used.readUnits, 0);
  const before = readUnits();
  const seen: Look = { what, requests: 0, found: 0, slowestMilliseconds: 0, readUnits: 0 };
  let cursor: string | undefined;
  // What is asked for ends before our own mark.
  const asked = path.replace('&first', '');
  do {
    const began = performance.now();
    const answer = await fetch(`${runner.url}${asked}${cursor === undefined ? '' : `&cursor=${cursor}`}`, {
      headers: { authorization: `Bearer ${token}` },
    });
    const body = await answer.text();
    seen.slowestMilliseconds = Math.max(seen.slowestMilliseconds, Math.round(performance.now() - began));
    if (answer.status !== 200) throw new Error(`${what}: ${answer.status} ${body.slice(0, 300)}`);
    seen.requests += 1;
    if (path.includes('.csv')) {
      seen.found += body.split('\r\n').length - (cursor === undefined ? 2 : 1);
      cursor = answer.headers.get('x-next-cursor') ?? undefined;
    } else {
      const page = Page.parse(JSON.parse(body));
      seen.found += page.items.length;
      cursor = path.endsWith('&first') ? undefined : page.nextCursor;
    }
  } while (cursor !== undefined);
  return { ...seen, readUnits: Math.round(readUnits() - before) };
}
