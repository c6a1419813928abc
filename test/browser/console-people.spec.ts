import { mkdirSync, mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import path from 'node:path';
import type { Page } from 'playwright-core';
import { afterAll, beforeAll, describe, expect, inject, it } from 'vitest';
import { type Runner, startRunner } from '../../local/index.ts';
import { Client } from '../../scripts/client.ts';
import { findings, looks, openBrowser } from './chromium.ts';
import { logIn } from './console.ts';

const directory = mkdtempSync(path.join(tmpdir(), 'eventbote-console-people-'));
const shots = process.env.SCREENSHOTS;
const event = '/console/events/sichtbar-machen';
const people = ['aylin@rathaus.example', 'ben@verein.example', 'bounce@simulator.amazonses.com'];
let runner: Runner;
let client: Client;

/** The demo series after its first part: three people, one of whom no mail reaches, and links to be released. */
beforeAll(async () => {
  const options = { cloudAssembly: inject('assembly'), directory, port: 0, seed: true, quiet: true };
  runner = await startRunner(options);
  client = new Client(runner.url, runner.organiserToken() ?? '');
  if (shots) mkdirSync(shots, { recursive: true });
  for (const email of people) {
    await client.signUp({
      ...{ name: `${email.split('@')[0]} Mustername`, email, locale: 'de', eventIds: ['sichtbar-machen'] },
      answers: { 'sichtbar-machen': { role: 'politik', organisation: 'Amt für Grünflächen und Umwelt' } },
      workingGroups: { 'sichtbar-machen': 'kleinstadt' },
      notices: { privacy: '2027-01', news: '2027-01' },
      formUrl: `${runner.url}/_local/site`,
    });
    await runner.settle();
    await client.confirm(email);
    await runner.settle();
  }
  await client.organise('PUT', '/events/sichtbar-machen/documentation', {
    links: [{ title: { de: 'Folien', en: 'Slides' }, url: 'https://files.example/slides.pdf' }],
  });
});

afterAll(async () => {
  await runner.stop();
  rmSync(directory, { recursive: true, force: true });
});

async function inspect(page: Page, name: string, look: string): Promise<string[]> {
  if (shots) await page.screenshot({ path: path.join(shots, `${name}, ${look}.png`), fullPage: true });
  const overflow = await page.evaluate('document.documentElement.scrollWidth - innerWidth');
  return [
    ...(Number(overflow) > 0 ? [`${name}: scrolls sideways`] : []),
    ...(await findings(page)).map((finding) => `${name}: ${finding}`),
  ];
}

describe('every screen about people and their mails', () => {
  for (const look of looks) {
    it(`has nothing that axe-core finds: ${look.name}`, async () => {
      const { context, close } = await openBrowser(look);
      try {
        const page = await logIn(context, runner, client);
        const found: string[] = [];
        const see = async (name: string) => found.push(...(await inspect(page, name, look.name)));
        const open = async (url: string, name: string) => {
          await page.goto(`${runner.url}${url}`);
          await see(name);
        };
        await open(`${event}/registrations`, 'registrations');
        await page.click('details summary');
        await see('registrations, export');
        await page.click('tbody a');
        await page.click('details summary');
        await see('registration');
        await page.fill('input[type=email]', 'nobody@x');
        await page.click('details button');
        await see('registration, wrong address');
        await page.click('a.danger');
        await see('cancellation');
        await open(`${event}/deliveries`, 'deliveries');
        await page.locator('table').nth(1).locator('tbody a').last().click();
        await see('delivery');
        await open(`${event}/attendance`, 'attendance');
        await page.setInputFiles('input[type=file]', {
          name: 'report.csv',
          mimeType: 'text/csv',
          buffer: Buffer.from(
            'Name;E-Mail\naylin;aylin@rathaus.example\nBen Mustername;\nNiemand;x@y.example\n',
          ),
        });
        await page.click('main form[enctype] button');
        await see('report');
        await open(`${event}/documentation`, 'documentation');
        await page.click('.note a.button');
        await see('release');
        await open('/console/people', 'people');
        await page.fill('input[type=email]', 'aylin@rathaus.example');
        await page.click('main form button');
        await see('information');
        await page.click('button.danger');
        await see('deletion');
        expect(found).toEqual([]);
      } finally {
        await close();
      }
    });
  }
});
