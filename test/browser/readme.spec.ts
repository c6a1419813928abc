import { readFileSync } from 'node:fs';
import path from 'node:path';
import type { Page } from 'playwright-core';
import { beforeAll, beforeEach, describe, expect, it } from 'vitest';
import type { Runner } from '../../local/index.ts';
import type { Client } from '../../scripts/client.ts';
import { startApp } from '../setup/app.ts';
import { browse, phone } from './chromium.ts';

/** The README's ways to bring the form into a website, as they stand there, on a page of a website. */
const readme = readFileSync(path.resolve(import.meta.dirname, '../../README.md'), 'utf8');
const snippet = (language: 'html' | 'js') => {
  const [, code] = new RegExp(`\`\`\`${language}\n([\\s\\S]*?)\`\`\``).exec(readme) ?? [];
  if (code === undefined) throw new Error(`the README has no ${language}`);
  return code;
};

let runner: Runner;
let client: Client;
let page: Page;
beforeAll(async () => {
  const app = await startApp({ seed: true });
  ({ runner, client } = app);
  return app.stop;
});
beforeEach(async () => {
  page = await (await browse(phone)).newPage();
});

/** A website with the plain form, and the script where it is said; its placeholders are this API and this page. */
async function website({ script = '', api = runner.url } = {}): Promise<void> {
  const own = (code: string) =>
    code.replaceAll('https://API', api).replaceAll('https://www.example.org/', `${runner.url}/`);
  const address = `${runner.url}/website`;
  await page.route(address, (route) =>
    route.fulfill({
      contentType: 'text/html; charset=utf-8',
      body: `<!doctype html><html lang="de"><title>Website</title>${own(snippet('html'))}
        <script type="module">
          globalThis.shown = [];
          const show = (...said) => shown.push(said);
          ${own(script)}
        </script></html>`,
    }),
  );
  await page.goto(address);
}

const shown = () => page.waitForFunction('globalThis.shown.length > 0').then(() => page.evaluate('shown'));
const signedUp = async (email: string) => {
  await runner.settle();
  return client.confirm(email);
};

it('the plain form signs up, and shows the texts that its proof names', async () => {
  await website();
  await page.route(`${runner.url}/danke`, (route) => route.fulfill({ body: 'danke' }));
  await page.getByLabel('Name').fill('Aylin Şahin');
  await page.getByLabel('E-Mail').first().fill('aylin@verein.example');
  await page.getByLabel('Zivilgesellschaft sichtbar machen').check();
  await page.getByLabel('Ja, die Stiftung Marktplatz').check();
  await page.getByRole('button').click();
  await page.waitForURL(`${runner.url}/danke`);
  await signedUp('aylin@verein.example');
});

describe('the script', () => {
  const withAddress = (email: string) => snippet('js').replace('aylin@rathaus.example', email);

  it('says that a mail is on its way', async () => {
    await website({ script: withAddress('cem@dorf.example') });
    expect(await shown()).toEqual([['', expect.stringContaining('Postfach')]]);
    await signedUp('cem@dorf.example');
  });

  it('shows each fault with its field', async () => {
    await website({ script: withAddress('niemand') });
    expect(await shown()).toEqual([['/email', expect.stringContaining('E-Mail-Adresse')]]);
  });

  it.each([
    ['too many', 429, 'application/problem+json', '{"type":"urn:eventbote:problem:too-many-requests"}'],
    ['what is no problem document', 502, 'text/html', '<h1>Bad gateway</h1>'],
  ])('sends the plain form after %s', async (_, status, contentType, body) => {
    await page.route(`${runner.url}/v1/registrations`, (route) =>
      route.request().headers()['content-type'] === 'application/json'
        ? route.fulfill({ status, contentType, body })
        : route.continue(),
    );
    await website({ script: snippet('js') });
    await page.waitForURL(`${runner.url}/v1/registrations`);
    expect(await page.textContent('main')).toContain('Name');
  });

  it('sends the plain form when there is no answer', async () => {
    let calls = 0;
    await page.route(`${runner.url}/v1/registrations`, (route) => {
      calls += 1;
      return calls === 1 ? route.abort() : route.continue();
    });
    await website({ script: snippet('js') });
    await page.waitForURL(`${runner.url}/v1/registrations`);
    expect(await page.textContent('h1')).toBe('Anmeldung');
  });
});
