import type { BrowserContext, Page } from 'playwright-core';
import { beforeAll, describe, expect, it } from 'vitest';
import type { Runner } from '../../local/index.ts';
import type { Client } from '../../scripts/client.ts';
import { startApp } from '../setup/app.ts';
import { browse, desktop, inspect, looks, openContext, phone } from './chromium.ts';

let runner: Runner;
let client: Client;

beforeAll(async () => {
  const app = await startApp({ seed: true });
  ({ runner, client } = app);
  return app.stop;
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
    const context = await browse(phone);
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
  });

  it('keeps what was filled in and names each fault at its field', async () => {
    const context = await browse(phone);
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
    expect(await inspect(page, 'hosted form, faults')).toEqual([]);
  });

  it('signs up through the sample website', async () => {
    const context = await browse(desktop);
    const page = await context.newPage();
    await page.goto(`${runner.url}/_local/site`);
    await page.fill('input[name="name"]', 'Fatma Öztürk');
    await page.fill('input[name="email"]', 'fatma@bibliothek.example');
    await page.check('input[name="eventIds"][value="vernetzen"]');
    await page.click('main button, form button');
    await page.waitForURL(/sent=1/);
    expect(await newestLink('fatma@bibliothek.example', '/confirm/')).toContain('/confirm/');
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
    let context: BrowserContext;
    beforeAll(async () => {
      context = await openContext(look);
      return () => context.close();
    });

    it.each(pages)('on %s', async (name, address) => {
      const page = await context.newPage();
      await page.goto(await address(), { waitUntil: 'load' });
      expect(await inspect(page, `${name}, ${look.name}`)).toEqual([]);
      await page.close();
    });
  });
});
