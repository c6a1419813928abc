import { mkdtempSync, readFileSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import path from 'node:path';
import type { BrowserContext } from 'playwright-core';
import { afterAll, beforeAll, describe, expect, inject, it } from 'vitest';
import { type Runner, startRunner } from '../../local/index.ts';
import { Client } from '../../scripts/client.ts';
import { openBrowser } from './chromium.ts';
import { logIn } from './console.ts';
import { Officer, Scenario } from './officer.ts';

const read = (name: string): unknown =>
  JSON.parse(readFileSync(new URL(`../../local/demo/${name}`, import.meta.url), 'utf8'));
const { series, events } = Scenario.parse(read('series.json'));

const directory = mkdtempSync(path.join(tmpdir(), 'eventbote-year-'));
let runner: Runner;
let client: Client;
let context: BrowserContext;
let close: () => Promise<void>;

beforeAll(async () => {
  runner = await startRunner({
    cloudAssembly: inject('assembly'),
    directory,
    port: 0,
    seed: false,
    quiet: true,
  });
  client = new Client(runner.url, '');
  await client.clock('2027-03-01T08:00:00Z');
  ({ context, close } = await openBrowser(
    { name: 'desktop', width: 1280, height: 900, colorScheme: 'light' },
    // Under the console's own policy: nothing of it may be in the way of its stylesheet, script and frames.
    { bypassCSP: false },
  ));
});

afterAll(async () => {
  await close?.();
  await runner.stop();
  rmSync(directory, { recursive: true, force: true });
});

/** An officer who logs in at that time; a session lasts half a day. */
async function officerAt(time: string): Promise<Officer> {
  await client.clock(time);
  return new Officer(await logIn(context, runner, client));
}

describe('an officer’s year at the console, by clicking alone', () => {
  it('sets up the series with its three parts', async () => {
    const officer = await officerAt('2027-03-01T08:30:00Z');
    await officer.makeSeries(series);
    for (const event of events) {
      await officer.follow('Reihen', series.title.de);
      await officer.makeEvent(event);
      expect(await officer.told()).toContain('Veröffentlicht');
    }
  });

  it('changes the join link of part 1, and nobody is mailed', async () => {
    const before = (await client.mails()).length;
    const officer = await officerAt('2027-04-20T07:00:00Z');
    await officer.follow('Reihen', series.title.de, events[0]?.title.de ?? '', 'Bearbeiten');
    await officer.fill({ '/joinUrl': 'https://meet.example/part-1-new' });
    await officer.press('Speichern');
    expect(await officer.told()).toContain('Gespeichert');
    expect((await client.mails()).length).toBe(before + 1);
  });
});
