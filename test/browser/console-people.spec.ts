import { beforeAll, describe, expect, it } from 'vitest';
import type { Runner } from '../../local/index.ts';
import type { Client } from '../../scripts/client.ts';
import { startApp } from '../setup/app.ts';
import { browse, inspect, looks } from './chromium.ts';
import { logIn } from './console.ts';
import { routesOf, screensOfPeople } from './screens.ts';

const event = '/console/events/sichtbar-machen';
const people = ['aylin@rathaus.example', 'ben@verein.example', 'bounce@simulator.amazonses.com'];
let runner: Runner;
let client: Client;

/** The demo series after its first part: three people, one of whom no mail reaches, and links to be released. */
beforeAll(async () => {
  const app = await startApp({ seed: true });
  ({ runner, client } = app);
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
  return app.stop;
});

describe('every screen about people and their mails', () => {
  for (const look of looks) {
    it(`has nothing that axe-core finds: ${look.name}`, async () => {
      const context = await browse(look);
      const page = await logIn(context, runner, client, { since: 'PT21M' });
      const found: string[] = [];
      const seen: string[] = [];
      const see = async (name: string) => {
        seen.push(page.url());
        found.push(...(await inspect(page, `${name}, ${look.name}`)));
      };
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
          [
            'Teilnahmeliste;;',
            'Name;E-Mail;Anwesend',
            'aylin;aylin@rathaus.example;ja',
            'Ben Mustername;;ja',
            'Niemand;x@y.example;ja',
            'bounce;bounce@simulator.amazonses.com;nein',
            'Dora;;vielleicht',
          ].join('\n'),
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
      await open('/console/people/requests', 'requests');
      await page.click('main summary');
      await page.selectOption('main select', 'access');
      await page.fill('input[type=email]', 'brief@dorf.example');
      await page.fill('input[type=date]', '2026-01-15');
      await page.click('main details form button');
      await see('request');
      expect(found).toEqual([]);
      // They are what the statement on accessibility names.
      expect(routesOf(seen)).toEqual(screensOfPeople);
    });
  }
});
