import type { Page } from 'playwright-core';
import { beforeAll, describe, expect, it } from 'vitest';
import type { Runner } from '../../local/index.ts';
import type { Client } from '../../scripts/client.ts';
import { startApp } from '../setup/app.ts';
import { browse, inspect, looks } from './chromium.ts';
import { logIn } from './console.ts';
import { demoScreens as screens } from './screens.ts';

let runner: Runner;
let client: Client;

beforeAll(async () => {
  const app = await startApp({ seed: true });
  ({ runner, client } = app);
  return app.stop;
});

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
        const page = await logIn(context, runner, client, { since: 'PT21M' });
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
