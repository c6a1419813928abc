import { mkdirSync, mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import path from 'node:path';
import type { Page } from 'playwright-core';
import { afterAll, beforeAll, describe, expect, inject, it } from 'vitest';
import { type Runner, startRunner } from '../../local/index.ts';
import { Client } from '../../scripts/client.ts';
import { findings, looks, openBrowser } from './chromium.ts';

const directory = mkdtempSync(path.join(tmpdir(), 'eventbote-browser-runner-'));
const shots = process.env.SCREENSHOTS;
let runner: Runner;
let client: Client;

beforeAll(async () => {
  runner = await startRunner({
    cloudAssembly: inject('assembly'),
    directory,
    port: 0,
    seed: true,
    quiet: true,
  });
  client = new Client(runner.url, runner.organiserToken() ?? '');
  if (shots) mkdirSync(shots, { recursive: true });
});

afterAll(async () => {
  await runner.stop();
  rmSync(directory, { recursive: true, force: true });
});

/** Moves with the tabulator until the wanted element has the focus. */
async function tabTo(page: Page, selector: string): Promise<void> {
  for (let key = 0; key < 80; key++) {
    if (await page.evaluate(`document.activeElement?.matches(${JSON.stringify(selector)}) ?? false`)) return;
    await page.keyboard.press('Tab');
  }
  throw new Error(`the keyboard doesn't reach ${selector}`);
}

/** What comes back within two seconds of being shown is asked for one more step. */
const likeAPerson = (page: Page) => page.waitForTimeout(2100);

async function newestLink(email: string, to: string): Promise<string> {
  await runner.settle();
  const mail = (await client.mails(email)).findLast((one) => one.text.includes(to));
  if (mail === undefined) throw new Error(`no mail to ${email} with a link to ${to}`);
  return client.link(mail, to);
}

describe('the attendee in a browser', () => {
  it('signs up and confirms by keyboard alone, at phone width, without script', async () => {
    const { context, close } = await openBrowser({
      name: 'phone',
      width: 360,
      height: 740,
      colorScheme: 'light',
    });
    try {
      const page = await context.newPage();
      await page.goto(`${runner.url}/series/gemeinsam-stark/signup?lang=de`);
      expect(await page.evaluate('document.documentElement.scrollWidth <= innerWidth')).toBe(true);
      await tabTo(page, 'input[name="eventIds"][value="sichtbar-machen"]');
      await page.keyboard.press('Space');
      await tabTo(page, '[name="answers.sichtbar-machen.organisation"]');
      await page.keyboard.type('Stadt Weiden am Fluss');
      await tabTo(page, '[name="answers.sichtbar-machen.role"]');
      await page.keyboard.press('Space');
      await tabTo(page, 'input[name="name"]');
      await page.keyboard.type('Aylin Şahin');
      await tabTo(page, 'input[name="email"]');
      await page.keyboard.type('aylin@rathaus.example');
      await likeAPerson(page);
      await tabTo(page, 'main button');
      await page.keyboard.press('Enter');
      await page.waitForFunction('document.title.startsWith("Bitte sehen Sie")');
      expect(await page.textContent('main')).toContain('aylin@rathaus.example');
      await page.goto(await newestLink('aylin@rathaus.example', '/confirm/'));
      await tabTo(page, 'main button');
      await page.keyboard.press('Enter');
      // The load state alone is still that of the page before.
      await page.waitForFunction('document.title.startsWith("Ihre Anmeldung ist bestätigt")');
      await runner.settle();
      const subjects = (await client.mails('aylin@rathaus.example')).map((mail) => mail.subject);
      expect(subjects).toHaveLength(2);
      expect(subjects[1]).toContain('bestätigt');
    } finally {
      await close();
    }
  });

  it('keeps what was filled in and names each fault at its field', async () => {
    const { context, close } = await openBrowser({
      name: 'phone',
      width: 360,
      height: 740,
      colorScheme: 'light',
    });
    try {
      const page = await context.newPage();
      await page.goto(`${runner.url}/series/gemeinsam-stark/signup?lang=de`);
      await page.check('input[name="eventIds"][value="sichtbar-machen"]');
      await page.fill('input[name="name"]', 'Ben <b>O’Neill</b>');
      await page.fill('input[name="email"]', 'ben@verein');
      await page.evaluate('document.querySelector("main form").noValidate = true');
      await likeAPerson(page);
      await page.click('main form button');
      await page.waitForLoadState();
      expect(await page.inputValue('input[name="name"]')).toBe('Ben <b>O’Neill</b>');
      expect(await page.isChecked('input[name="eventIds"][value="sichtbar-machen"]')).toBe(true);
      expect(await page.getAttribute('input[name="email"]', 'aria-invalid')).toBe('true');
      expect(await page.locator('[href="#f-email"], a[href*="email"]').count()).toBeGreaterThan(0);
      expect(await findings(page)).toEqual([]);
    } finally {
      await close();
    }
  });

  it('signs up through the sample website', async () => {
    const { context, close } = await openBrowser({
      name: 'desktop',
      width: 1280,
      height: 900,
      colorScheme: 'light',
    });
    try {
      const page = await context.newPage();
      await page.goto(`${runner.url}/_local/site`);
      await page.fill('input[name="name"]', 'Fatma Öztürk');
      await page.fill('input[name="email"]', 'fatma@bibliothek.example');
      await page.check('input[name="eventIds"][value="vernetzen"]');
      await page.click('main button, form button');
      await page.waitForURL(/sent=1/);
      expect(await newestLink('fatma@bibliothek.example', '/confirm/')).toContain('/confirm/');
    } finally {
      await close();
    }
  });
});

describe('axe-core finds nothing', () => {
  const pages: [string, () => Promise<string>][] = [
    ['the hosted form', async () => `${runner.url}/series/gemeinsam-stark/signup`],
    ['an event', async () => `${runner.url}/events/sichtbar-machen`],
    [
      'a confirmation that is open',
      async () => {
        await client.signUp({
          name: 'Cem Aydın',
          email: 'cem@posteo.example',
          eventIds: ['kultur-staerken'],
          notices: { privacy: '2027-01', news: '2027-01' },
          formUrl: `${runner.url}/series/gemeinsam-stark/signup`,
        });
        return newestLink('cem@posteo.example', '/confirm/');
      },
    ],
    ['a confirmation that is done', () => newestLink('aylin@rathaus.example', '/confirm/')],
    ["a person's own page", () => newestLink('aylin@rathaus.example', '/registration/')],
    ['a link that is none', async () => `${runner.url}/confirm/no.link`],
    ['documentation that is not out yet', async () => `${runner.url}/events/sichtbar-machen/documentation`],
    ['a page that is none', async () => `${runner.url}/nowhere`],
    [
      "a person's data",
      async () => {
        const own = await newestLink('aylin@rathaus.example', '/registration/');
        await client.must('POST', `${own}/data`, { form: {} });
        return newestLink('aylin@rathaus.example', '/data/');
      },
    ],
  ];

  describe.each(looks)('$name', (look) => {
    let browser: Awaited<ReturnType<typeof openBrowser>>;
    beforeAll(async () => {
      browser = await openBrowser(look);
    });
    afterAll(() => browser.close());

    it.each(pages)('on %s', async (name, address) => {
      const page = await browser.context.newPage();
      await page.goto(await address(), { waitUntil: 'load' });
      if (shots) {
        const file = `${name} ${look.name}`.replaceAll(/[^a-z]+/gi, '-');
        await page.screenshot({ path: path.join(shots, `${file}.png`), fullPage: true });
      }
      expect(await findings(page)).toEqual([]);
      expect(await page.evaluate('document.documentElement.scrollWidth <= innerWidth')).toBe(true);
      await page.close();
    });
  });
});
