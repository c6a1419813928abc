import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { type Runner, type RunnerOptions, startRunner } from '../local/index.ts';
import { Client } from './client.ts';
import { synthesize } from './synthesize.ts';

/** The demo series that the runner seeds. */
export const demoSeries = 'gemeinsam-stark';

/** Runs something against a fresh runner of its own, with the demo series in it, and leaves nothing behind. */
export async function withRunner<T>(
  { assembly, ...options }: Partial<RunnerOptions> & { assembly?: string | undefined },
  run: (runner: Runner, client: Client) => Promise<T>,
): Promise<T> {
  const directory = mkdtempSync(path.join(tmpdir(), 'eventbote-script-'));
  try {
    const cloudAssembly = assembly ?? path.join(directory, 'cdk.out');
    if (assembly === undefined) synthesize(cloudAssembly);
    process.env.TZ = 'UTC';
    const data = path.join(directory, 'data');
    const runner = await startRunner({
      ...{ cloudAssembly, directory: data, port: 0, seed: true, quiet: true },
      ...options,
    });
    try {
      return await run(runner, new Client(runner.url, runner.organiserToken() ?? ''));
    } finally {
      await runner.stop();
    }
  } finally {
    rmSync(directory, { recursive: true, force: true });
  }
}

/** Publishes an event of the demo series, ninety days ahead unless it says otherwise. */
export async function publishEvent(
  client: Client,
  event: { eventId: string } & Record<string, unknown>,
): Promise<void> {
  const day = new Date(Date.now() + 90 * 86_400_000).toISOString().slice(0, 10);
  await client.organise('POST', '/events', {
    seriesId: demoSeries,
    title: { de: 'Probe', en: 'Trial' },
    startsAtLocal: `${day}T17:00`,
    endsAtLocal: `${day}T18:00`,
    ...event,
  });
  await client.organise('POST', `/events/${event.eventId}/publish`, {});
}

/** What the form of the demo series' website posts for one person. */
export function signUpOf(email: string, eventIds: string[], more: Record<string, unknown> = {}) {
  return {
    eventIds,
    name: `Person ${email}`,
    email,
    locale: 'de',
    notices: { privacy: '2027-01' },
    formUrl: 'https://www.stiftung-marktplatz.example/seminare',
    ...more,
  };
}
