import type { Page } from 'playwright-core';
import { beforeAll, describe, expect, it } from 'vitest';
import type { Runner } from '../../local/index.ts';
import type { Client } from '../../scripts/client.ts';
import { startApp } from '../setup/app.ts';
import { browse, inspect, looks } from './chromium.ts';
import { logIn } from './console.ts';

let runner: Runner;
let client: Client;

beforeAll(async () => {
  const app = await startApp({ seed: true });
  ({ runner, client } = app);
  return app.stop;
});

/** Every screen that can be opened without an id that only a test run knows, on the demo series. */
const series = '/console/series/gemeinsam-stark';
const event = '/console/events/sichtbar-machen';
const screens = [
  '/console',
  '/console/nowhere',
  '/console/help',
  '/console/series',
  '/console/new-series',
  series,
  `${series}/edit`,
  `${series}/delete`,
  `${series}/new-event`,
  `${series}/texts`,
  `${series}/texts/reminder`,
  `${series}/look`,
  `${series}/embed`,
  event,
  `${event}/edit`,
  `${event}/cancel`,
  `${event}/clone`,
  `${event}/delete`,
  `${series}/numbers`,
  `${series}/report`,
  '/console/events/sichtbar-machen/registrations',
  '/console/events/sichtbar-machen/registrations?q=nobody&state=confirmed',
  '/console/events/sichtbar-machen/new-registration',
  '/console/events/sichtbar-machen/deliveries',
  `${series}/announcements`,
  `${series}/new-announcement`,
  '/console/events/sichtbar-machen/attendance',
  '/console/organisers',
  '/console/organisers/new',
  '/console/organisers/hand-over',
  '/console/tokens',
  '/console/tokens/new',
  '/console/suppressions',
  '/console/audit',
  '/console/events/sichtbar-machen/documentation',
  '/console/people',
];

/** On a busy machine; half of it is axe-core's. */
const mostMillisecondsEach = 6000;

async function open(page: Page, url: string, name: string): Promise<string[]> {
  await page.goto(url);
  return inspect(page, name);
}

describe('every screen of the console', () => {
  for (const look of looks) {
    it(
      `has nothing that axe-core finds: ${look.name}`,
      async () => {
        const context = await browse(look);
        const stranger = await context.newPage();
        const found = await open(stranger, `${runner.url}/console/login`, `login, ${look.name}`);
        const page = await logIn(context, runner, client, { since: 'PT20M' });
        for (const screen of screens) {
          const name = `${screen.slice(1).replaceAll('/', ' ')}, ${look.name}`;
          found.push(...(await open(page, `${runner.url}${screen}`, name)));
        }
        expect(found).toEqual([]);
      },
      screens.length * mostMillisecondsEach,
    );
  }
});
