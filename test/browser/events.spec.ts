import type { BrowserContext, Page } from 'playwright-core';
import { afterEach, beforeAll, beforeEach, describe, expect, it } from 'vitest';
import type { Runner } from '../../local/index.ts';
import { startApp } from '../setup/app.ts';
import { browse, inspect, type Look, looks, phone } from './chromium.ts';

let runner: Runner;

const series = {
  seriesId: 'reihe',
  title: { de: 'Gemeinsam stark', en: 'Stronger together' },
  organisers: ['Stiftung Marktplatz'],
  timeZone: 'Europe/Berlin',
  notices: {
    privacy: {
      version: '1',
      url: { de: 'https://www.example.org/datenschutz' },
      text: { de: 'Ein Hinweis.' },
    },
  },
};

const days = ['2040-05-10', '2040-05-24', '2040-06-07', '2040-06-21'];

beforeAll(async () => {
  const app = await startApp();
  const { client } = app;
  ({ runner } = app);
  await client.organise('POST', '/series', series);
  for (const [at, day] of days.entries()) {
    const eventId = `teil-${at + 1}`;
    await client.organise('POST', '/events', {
      ...{
        eventId,
        seriesId: 'reihe',
        title: { de: `Teil ${at + 1}`, ...(at > 0 && { en: `Part ${at + 1}` }) },
      },
      ...{ startsAtLocal: `${day}T17:00`, endsAtLocal: `${day}T19:00`, summary: { de: 'Worum es geht.' } },
      ...(at === 2 ? { registrationOpensAtLocal: '2040-06-01T09:00' } : {}),
    });
    if (at === 3) continue;
    await client.organise('POST', `/events/${eventId}/publish`);
    if (at === 1) await client.organise('POST', `/events/${eventId}/cancel`);
  }
  await client.organise('POST', `/events/teil-4/publish`);
  return app.stop;
});

let context: BrowserContext;
let page: Page;

/** A page of a website, in the middle of May 2040. */
async function website(element: string, lang = 'de'): Promise<void> {
  const address = `${runner.url}/website`;
  await page.clock.setFixedTime('2040-05-12T10:00:00Z');
  await page.route(address, (route) =>
    route.fulfill({
      contentType: 'text/html; charset=utf-8',
      headers: { 'content-security-policy': "default-src 'none'; script-src 'self'; connect-src 'self'" },
      body: `<!doctype html><html lang="${lang}"><title>Website</title><script src="${runner.url}/events.js" defer></script><main><h1>Website</h1>${element}</main></html>`,
    }),
  );
  await page.goto(address);
}

const linked = async () =>
  (await page.locator('eventbote-events a').all()).length === 0
    ? []
    : page.locator('eventbote-events a').allTextContents();

function inABrowser(look: Look): void {
  beforeEach(async () => {
    context = await browse(look);
    page = await context.newPage();
  });
  afterEach(() => context.close());
}

describe.each(looks)('$name', (look) => {
  inABrowser(look);

  it.each(['list', 'month'])('%s: nothing for axe, nothing sideways', async (view) => {
    await website(`<eventbote-events series="reihe" view="${view}"></eventbote-events>`);
    await page.locator('eventbote-events a').first().waitFor();
    expect(await inspect(page, `events ${view} ${look.name}`)).toEqual([]);
  });
});

describe('what is published', () => {
  inABrowser(phone);

  it('is listed from now on, each with what keeps somebody from it', async () => {
    await website('<eventbote-events></eventbote-events>');
    await page.locator('eventbote-events a').first().waitFor();
    expect(await linked()).toEqual(['Teil 2', 'Teil 3', 'Teil 4']);
    const entries = await page.locator('eventbote-events li').allInnerTexts();
    expect(entries[0]).toMatch(/24\. Mai 2040.*17:00.*19:00.*MESZ.*Fällt aus\./s);
    expect(entries[1]).toContain('Die Anmeldung öffnet am Fr., 1. Juni 2040');
    expect(await page.locator('eventbote-events a').first().getAttribute('href')).toBe(
      `${runner.url}/events/teil-2`,
    );
  });

  it('may be the next three, in the website’s language, with `lang` where it is in another', async () => {
    await website('<eventbote-events view="next"></eventbote-events>', 'en');
    await page.clock.setFixedTime('2040-05-01T10:00:00Z');
    await page.reload();
    await page.locator('eventbote-events a').first().waitFor();
    expect(await linked()).toEqual(['Teil 1', 'Part 2', 'Part 3']);
    expect(await page.locator('eventbote-events a').first().getAttribute('lang')).toBe('de');
    expect(await page.locator('eventbote-events ul').getAttribute('lang')).toBe('en');
  });

  it('may be a month; turning it keeps the focus and says which it is', async () => {
    await website('<eventbote-events view="month" series="reihe"></eventbote-events>');
    const status = page.locator('eventbote-events [role=status]');
    await status.waitFor();
    expect([await status.textContent(), await linked()]).toEqual(['Mai 2040', ['Teil 1', 'Teil 2']]);
    const next = page.getByRole('button', { name: 'Nächster Monat' });
    await next.focus();
    await page.keyboard.press('Enter');
    await expect.poll(() => status.textContent()).toBe('Juni 2040');
    expect(await linked()).toEqual(['Teil 3', 'Teil 4']);
    await page.keyboard.press('Enter');
    await expect.poll(() => status.textContent()).toBe('Juli 2040: In diesem Monat ist nichts geplant.');
    expect(await linked()).toEqual([]);
    expect(await next.evaluate('document.activeElement.shadowRoot.activeElement.textContent')).toBe(
      'Nächster Monat',
    );
  });

  it('and not, says so', async () => {
    await website('<eventbote-events series="reihe"></eventbote-events>');
    await page.clock.setFixedTime('2041-05-01T10:00:00Z');
    await page.reload();
    await expect
      .poll(() => page.locator('eventbote-events p').allTextContents())
      .toEqual(['Zurzeit ist nichts geplant.']);
  });
});

describe('an API that can’t be reached', () => {
  inABrowser(phone);
  const nowhere = 'http://127.0.0.1:9';

  it('leaves the website’s own links in use', async () => {
    await website(
      `<eventbote-events api="${nowhere}" series="reihe"><a href="/x">Termine</a></eventbote-events>`,
    );
    await page.waitForFunction("customElements.get('eventbote-events')");
    expect(await page.getByRole('link', { name: 'Termine' }).isVisible()).toBe(true);
  });

  it('leads to the form where there are none', async () => {
    await website(`<eventbote-events api="${nowhere}" series="reihe"></eventbote-events>`);
    const link = page.locator('eventbote-events a');
    await link.waitFor();
    expect([await link.textContent(), await link.getAttribute('href')]).toEqual([
      'Zur Anmeldung',
      `${nowhere}/series/reihe/signup`,
    ]);
  });
});
