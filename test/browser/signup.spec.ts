import type { BrowserContext, Page } from 'playwright-core';
import { beforeAll, beforeEach, describe, expect, it } from 'vitest';
import { noticeReference, renderedNotice } from '../../functions/core/table/notices.ts';
import demo from '../../local/demo/series.json' with { type: 'json' };
import type { Runner } from '../../local/index.ts';
import type { Client } from '../../scripts/client.ts';
import { startApp } from '../setup/app.ts';
import { browse, inspect, type Look, looks, phone } from './chromium.ts';

let runner: Runner;
let client: Client;
let site: string;

/** A series with a question of each kind, and an event in each state. */
const every = {
  series: {
    seriesId: 'alles',
    title: { de: 'Alles', en: 'Everything' },
    organisers: ['Stiftung Marktplatz'],
    timeZone: 'Europe/Berlin',
    notices: {
      privacy: {
        version: '1',
        url: { de: 'https://www.example.org/datenschutz' },
        text: { de: 'Ein Hinweis.' },
      },
      news: { version: '1', sender: 'Stiftung Marktplatz', text: { de: 'Ja, gern.', en: 'Yes, please.' } },
      sensitive: { version: '1', text: { de: 'Das darf verwendet werden.', en: 'This may be used.' } },
    },
  },
  events: [
    {
      eventId: 'fragen',
      workingGroups: [
        { workingGroupId: 'voll', title: { de: 'Klein' }, capacity: 1 },
        { workingGroupId: 'frei', title: { de: 'Groß' } },
      ],
      questions: [
        { questionId: 'text', kind: 'text', label: { de: 'Text', en: 'Text' } },
        {
          questionId: 'lang',
          kind: 'longText',
          label: { de: 'Langer Text', en: 'Long text' },
          sensitive: true,
        },
        ...(['choice', 'multipleChoice'] as const).map((kind) => ({
          ...{
            questionId: kind.toLowerCase(),
            kind,
            required: kind === 'choice',
            label: { de: kind, en: kind },
          },
          options: ['eins', 'zwei', 'drei'].map((value) => ({ value, label: { de: value, en: value } })),
        })),
        { questionId: 'janein', kind: 'yesNo', label: { de: 'Ja oder nein', en: 'Yes or no' } },
      ],
    },
    { eventId: 'wartet', capacity: 1, waitingList: true },
    { eventId: 'voll', capacity: 1 },
    { eventId: 'spaeter', registrationOpensAtLocal: '2040-05-01T09:00' },
  ],
};

const signUp = (email: string, changes: object) => ({
  ...{ name: 'Cem Aydın', email, locale: 'de', notices: { privacy: '1' }, formUrl: site },
  ...changes,
});

beforeAll(async () => {
  const app = await startApp({ seed: true });
  ({ runner, client } = app);
  site = `${runner.url}/_local/site/component`;
  await client.organise('POST', '/series', every.series);
  for (const event of every.events) {
    await client.organise('POST', '/events', {
      ...{ seriesId: 'alles', title: { de: event.eventId, en: event.eventId } },
      ...{ startsAtLocal: '2040-05-10T17:00', endsAtLocal: '2040-05-10T19:00', ...event },
    });
    await client.organise('POST', `/events/${event.eventId}/publish`);
  }
  for (const eventId of ['wartet', 'voll']) {
    await client.signUp(signUp('cem@posteo.example', { eventIds: [eventId] }));
    await runner.settle();
    await client.confirm('cem@posteo.example');
  }
  await client.signUp(
    signUp('cem@posteo.example', {
      ...{ eventIds: ['fragen'], workingGroups: { fragen: 'voll' }, answers: { fragen: { choice: 'eins' } } },
    }),
  );
  return app.stop;
});

let context: BrowserContext;
let page: Page;

/** What the website hears, in order. */
const heard = () => page.evaluate<{ type: string; detail: Record<string, unknown> }[]>('globalThis.heard');

/** A page of a website, at an address where nothing else is. */
async function website(body: string, address = `${runner.url}/website`): Promise<void> {
  await page.route(address, (route) =>
    route.fulfill({
      contentType: 'text/html; charset=utf-8',
      body: `<!doctype html><html lang="de"><title>Website</title><script src="${runner.url}/signup.js" defer></script><main><h1>Website</h1>${body}</main></html>`,
    }),
  );
  await page.goto(address);
}

function inABrowser(look: Look, options: { bypassCSP?: boolean } = {}): void {
  beforeEach(async () => {
    context = await browse(look, options);
    page = await context.newPage();
    await page.addInitScript(`
      globalThis.heard = [];
      for (const type of ['eventbote-sent', 'eventbote-fault'])
        addEventListener(type, ({ detail }) => heard.push({ type, detail }));`);
  });
}

const focused = (selector: string) =>
  page.evaluate<boolean>(`(() => {
    let focused = document.activeElement;
    while (focused?.shadowRoot?.activeElement) focused = focused.shadowRoot.activeElement;
    return focused?.matches(${JSON.stringify(selector)}) ?? false;
  })()`);

/** Moves with the tabulator until the wanted element has the focus, also inside of a shadow root. */
async function tabTo(selector: string): Promise<void> {
  for (let key = 0; key < 80; key++) {
    if (await focused(selector)) return;
    await page.keyboard.press('Tab');
  }
  throw new Error(`the keyboard doesn't reach ${selector}`);
}

const isNarrow = () => page.evaluate<boolean>('document.documentElement.scrollWidth <= innerWidth');
const box = (name: string) => page.locator(`eventbote-signup [id="${name}"]`).locator('..');

describe('with a strict Content-Security-Policy and Trusted Types', () => {
  inABrowser(phone, { bypassCSP: false });

  it('signs up for three parts by keyboard alone, at phone width', async () => {
    const refused: string[] = [];
    page.on('console', (message) => {
      if (message.type() === 'error') refused.push(message.text());
    });
    await page.goto(site);
    await page.waitForSelector('[part=form]');
    expect(await isNarrow()).toBe(true);
    expect(await page.isVisible('eventbote-signup > form')).toBe(false);
    for (const part of ['sichtbar-machen', 'kultur-staerken', 'vernetzen']) {
      await tabTo(`[part=tick][value="${part}"]`);
      await page.keyboard.press('Space');
      if (part !== 'sichtbar-machen') continue;
      await tabTo('[name="workingGroups.sichtbar-machen"]:checked');
      // Backwards from "none" to the last group.
      await page.keyboard.press('ArrowUp');
      await tabTo('[name="answers.sichtbar-machen.role"]');
      await page.keyboard.press('Space');
    }
    await tabTo('[part=input][name=name]');
    await page.keyboard.type('Aylin Şahin');
    await tabTo('[part=input][name=email]');
    await page.keyboard.type('aylin@rathaus.example');
    expect(await page.isChecked('[part=tick][name="notices.news"]')).toBe(false);
    await tabTo('[part=button]');
    await page.keyboard.press('Enter');
    await page.waitForSelector('[part=done]');
    expect(await focused('[part=done]')).toBe(true);
    expect(await page.textContent('[part=done]')).toContain('aylin@rathaus.example');
    expect(await isNarrow()).toBe(true);
    expect(refused).toEqual([]);
    const [sent, ...more] = await heard();
    expect(more).toEqual([]);
    const { version, text } = renderedNotice(demo.series.notices.privacy, { retentionDays: 90 });
    expect(sent).toEqual({
      type: 'eventbote-sent',
      detail: {
        eventIds: ['sichtbar-machen', 'kultur-staerken', 'vernetzen'],
        workingGroups: { 'sichtbar-machen': 'netzwerk' },
        answers: { 'sichtbar-machen': { role: 'verwaltung' } },
        ...{ name: 'Aylin Şahin', email: 'aylin@rathaus.example', locale: 'de' },
        ...{ notices: { privacy: noticeReference({ version, text: text.de }) }, formUrl: site },
      },
    });

    await runner.settle();
    expect(await client.mails('aylin@rathaus.example')).toHaveLength(1);
    await client.confirm('aylin@rathaus.example');
    await runner.settle();
    const [, confirmation, ...others] = await client.mails('aylin@rathaus.example');
    expect(others).toEqual([]);
    expect(confirmation?.attachments.map(({ type }) => type.split(';')[0])).toEqual(
      Array(3).fill('text/calendar'),
    );
    expect(confirmation?.text).toContain('Netzwerke knüpfen');
  });
});

describe('the web component', () => {
  inABrowser(phone);

  it('tells each fault at its field, leads there, and keeps what was entered', async () => {
    await page.goto(site);
    await page.check('[part=tick][value="sichtbar-machen"]');
    await page.fill('[part=input][name=name]', 'Ben <b>O’Neill</b>');
    await page.fill('[part=input][name=email]', 'ben@verein');
    await page.fill('[part=input][name="answers.sichtbar-machen.access"]', 'Gebärdensprache');
    await page.click('[part=button]');
    await page.waitForSelector('[part=faults]');
    expect(await focused('[part=faults]')).toBe(true);
    expect(await box('email').locator('[part=fault]').textContent()).toContain(
      'keine gültige E-Mail-Adresse',
    );
    for (const [name, marked] of Object.entries({ email: 1, name: 0, 'answers.sichtbar-machen.role': 3 })) {
      expect(await page.locator(`[part][name="${name}"][aria-invalid=true]`).count()).toBe(marked);
    }
    expect(await page.locator('[part=faults] a').allTextContents()).toEqual([
      expect.stringMatching(/^E-Mail-Adresse: /),
      expect.stringMatching(/^Ich komme aus: /),
      expect.stringMatching(/^Was brauchen Sie, um gut teilnehmen zu können\? \(freiwillig\): /),
    ]);
    expect(await inspect(page, 'component, faults')).toEqual([]);
    await page.click('[part=faults] a >> nth=0');
    expect(await focused('[part=input][name=email]')).toBe(true);
    await page.click('[part=faults] a >> nth=1');
    expect(await focused('[name="answers.sichtbar-machen.role"]')).toBe(true);
    expect(await page.inputValue('[part=input][name=name]')).toBe('Ben <b>O’Neill</b>');
    expect((await heard()).map(({ type, detail }) => [type, detail.status])).toEqual([
      ['eventbote-fault', 422],
    ]);

    await page.fill('[part=input][name=email]', 'ben@verein.example');
    await page.check('[name="answers.sichtbar-machen.role"][value=politik]');
    await page.check('[part=tick][name="notices.sensitive"]');
    await page.click('[part=button]');
    await page.waitForSelector('[part=done]');
    await runner.settle();
    expect(await client.mails('ben@verein.example')).toHaveLength(1);
  });

  it('asks questions of every kind, says what is open, and speaks English where its place does', async () => {
    await website('<div lang="en-GB"><eventbote-signup series="alles"></eventbote-signup></div>');
    await page.waitForSelector('[part=form]');
    expect(await page.textContent('[part=button]')).toBe('Sign up');
    expect(await box('eventIds.fragen').locator('[part=when]').textContent()).toContain(
      'Thursday, 10 May 2040',
    );
    const hints: Record<string, string> = {
      'eventIds.fragen': '',
      'eventIds.wartet': 'Fully booked. You can put yourself on the waiting list.',
      'eventIds.voll': 'Fully booked.',
    };
    for (const [id, hint] of Object.entries(hints)) {
      expect(await box(id).locator('> div > [part=hint]').textContent()).toBe(hint);
    }
    expect(await box('eventIds.spaeter').locator('> div > [part=hint]').textContent()).toMatch(
      /^Registration opens on Tuesday,? 1 May 2040 at 09:00 \(Europe\/Berlin\)\.$/,
    );
    expect(await page.isDisabled('[part=tick][value=voll][name=eventIds]')).toBe(true);
    expect(await page.isVisible('[part=more]')).toBe(false);
    await page.check('[part=tick][value=fragen]');
    expect(await page.isDisabled('[name="workingGroups.fragen"][value=voll]')).toBe(true);
    // What the series says in German alone.
    const german = await page.locator('eventbote-signup [lang=de]').allTextContents();
    expect(german).toEqual(['Klein', 'Groß', 'Ein Hinweis.']);
    expect(await box('workingGroups.fragen').innerText()).toContain('Klein (full)');
    await page.check('[name="workingGroups.fragen"][value=frei]');
    await page.fill('[name="answers.fragen.text"]', 'kurz');
    await page.fill('textarea[name="answers.fragen.lang"]', 'lang\nund länger');
    await page.check('[name="answers.fragen.choice"][value=zwei]');
    await page.check('[name="answers.fragen.multiplechoice"][value=eins]');
    await page.check('[name="answers.fragen.multiplechoice"][value=drei]');
    await page.check('[name="answers.fragen.janein"][value=no]');
    await page.check('[part=tick][value=wartet]');
    await page.fill('[name=name]', 'Fatma Öztürk');
    await page.fill('[name=email]', 'fatma@bibliothek.example');
    await page.check('[name="notices.sensitive"]');
    await page.check('[name="notices.news"]');
    await page.click('[part=button]');
    await page.waitForSelector('[part=done]');
    await runner.settle();
    await client.confirm('fatma@bibliothek.example');
    await runner.settle();
    const { items } = await client.organise('GET', '/events/fragen/registrations?q=fatma');
    expect(items).toMatchObject([
      {
        ...{ state: 'confirmed', workingGroupId: 'frei', locale: 'en' },
        answers: {
          ...{ text: 'kurz', lang: 'lang\nund länger', choice: 'zwei' },
          ...{ multiplechoice: ['eins', 'drei'], janein: false },
        },
      },
    ]);
  });

  it('is made anew when a notice has changed, with what was entered but for the consent', async () => {
    await website('<eventbote-signup series="alles"></eventbote-signup>');
    await page.check('[part=tick][value=fragen]');
    await page.check('[name="answers.fragen.choice"][value=zwei]');
    await page.fill('[name="answers.fragen.text"]', 'bleibt');
    await page.fill('[name=name]', 'Emre Yıldız');
    await page.fill('[name=email]', 'emre@gemeinde.example');
    await page.check('[name="notices.news"]');
    const { notices } = every.series;
    await client.organise('PUT', '/series/alles', {
      ...every.series,
      notices: {
        ...notices,
        privacy: { ...notices.privacy, version: '2', text: { de: 'Ein neuer Hinweis.' } },
        news: { ...notices.news, version: '2' },
      },
    });
    await page.click('[part=button]');
    await page.waitForSelector('[part=faults]');
    expect(await box('notices.privacy').textContent()).toContain('Ein neuer Hinweis.');
    expect(await page.isChecked('[name="notices.news"]')).toBe(false);
    expect(await page.inputValue('[name="answers.fragen.text"]')).toBe('bleibt');
    expect(await page.isChecked('[name="answers.fragen.choice"][value=zwei]')).toBe(true);
    await page.click('[part=button]');
    await page.waitForSelector('[part=done]');
    expect((await heard()).at(-1)?.detail.notices).toEqual({
      privacy: noticeReference({ version: '2', text: 'Ein neuer Hinweis.' }),
    });
  });

  it('leaves its children in use when the API does not answer, and what is being filled in', async () => {
    await page.route('**/v1/series/*', (route) => route.abort());
    await page.goto(site);
    const plain = 'eventbote-signup > form';
    await page.waitForFunction('customElements.get("eventbote-signup")');
    expect(await page.isVisible(plain)).toBe(true);
    await page.fill(`${plain} [name=name]`, 'Mia Koch');
    await page.fill(`${plain} [name=email]`, 'mia@verein.example');
    await page.check(`${plain} [value=vernetzen]`);
    await page.click(`${plain} button`);
    await page.waitForURL(/sent=1/);
    await runner.settle();
    expect(await client.mails('mia@verein.example')).toHaveLength(1);

    await website('<eventbote-signup series="alles"></eventbote-signup>');
    await page.click('eventbote-signup a');
    await page.waitForURL(`${runner.url}/series/alles/signup`);

    let answer = () => {};
    await page.unroute('**/v1/series/*');
    await page.route('**/v1/series/*', async (route) => {
      await new Promise<void>((resolve) => {
        answer = resolve;
      });
      await route.continue();
    });
    await page.goto(site);
    await page.fill(`${plain} [name=name]`, 'Mia Koch');
    const answered = page.waitForResponse('**/v1/series/*');
    answer();
    await (await answered).finished();
    await page.evaluate('new Promise(requestAnimationFrame)');
    expect(await page.inputValue(`${plain} [name=name]`)).toBe('Mia Koch');
    expect(await page.isVisible(plain)).toBe(true);
  });

  it('says that nothing was sent when the answer is none', async () => {
    await page.goto(site);
    await page.waitForSelector('[part=form]');
    await page.route('**/v1/registrations', (route) => route.abort());
    await page.check('[part=tick][value=vernetzen]');
    await page.fill('[part=input][name=name]', 'Mia Koch');
    await page.click('[part=button]');
    await page.waitForSelector('[part=faults]');
    expect(await page.textContent('[part=faults]')).toContain('Nicht abgeschickt.');
    expect(await page.inputValue('[part=input][name=name]')).toBe('Mia Koch');
    expect(await page.isChecked('[part=tick][value=vernetzen]')).toBe(true);
  });

  it('becomes a plain form with one more button where too many sign-ups come from', async () => {
    const headers = { 'x-forwarded-for': '192.0.2.77' };
    for (let sent = 0; sent < 20; sent++) {
      await client.send('POST', '/v1/registrations', { json: {}, headers });
    }
    await context.setExtraHTTPHeaders(headers);
    await page.goto(site);
    await page.check('[part=tick][value=vernetzen]');
    await page.fill('[part=input][name=name]', 'Olga Maier');
    await page.fill('[part=input][name=email]', 'olga@rathaus.example');
    await page.click('[part=button]');
    await page.waitForURL(`${runner.url}/v1/registrations`);
    expect(await page.textContent('h1')).toBe('Noch ein Schritt');
    await page.click('main button');
    await page.waitForSelector('text=Bitte sehen Sie in Ihr Postfach');
    await runner.settle();
    expect(await client.mails('olga@rathaus.example')).toHaveLength(1);
  });

  it('works on the websites that the stage allows, and on no other', async () => {
    const component = `<eventbote-signup series="alles" api="${runner.url}"></eventbote-signup>`;
    // The browser asks its person before a website may reach this machine.
    await context.grantPermissions(['local-network-access']);
    await website(component, 'https://www.stiftung-marktplatz.example/seminare');
    await page.check('[part=tick][value=wartet]');
    await page.fill('[name=name]', 'Ida Berg');
    await page.fill('[name=email]', 'ida@gemeinde.example');
    await page.click('[part=button]');
    await page.waitForSelector('[part=done]');
    await website(component, 'https://elsewhere.example/seminare');
    await page.waitForSelector('eventbote-signup a');
  });

  describe('inside of a form of the website', () => {
    const form = `<form id="f" action="/taken"><label>Ort <input name="place" value="Weiden"></label>
      <eventbote-signup name="signUp" series="alles" required></eventbote-signup>
      <button id="send">Senden</button><button type="reset">Leeren</button></form>`;
    const valid = () => page.evaluate<boolean>('f.checkValidity()');
    const value = () => page.evaluate<string | null>('new FormData(f).get("signUp")');

    it('is a field: its value is the JSON, and what is missing makes it invalid', async () => {
      await website(form);
      await page.waitForSelector('[part=form]');
      expect(await page.locator('[part=button]').count()).toBe(0);
      expect(await valid()).toBe(false);
      await page.click('#send');
      expect(await focused('[name=eventIds]')).toBe(true);
      expect(new URL(page.url()).pathname).toBe('/website');
      await page.check('[part=tick][value=wartet]');
      await page.fill('[part=input][name=name]', 'Jan Wolf');
      expect(await valid()).toBe(false);
      await page.fill('[part=input][name=email]', 'jan@rathaus.example');
      expect(await valid()).toBe(true);
      expect(JSON.parse((await value()) ?? '')).toMatchObject({ eventIds: ['wartet'], name: 'Jan Wolf' });
      await page.click('[type=reset]');
      await page.waitForFunction('!f.checkValidity()');
      expect(await page.inputValue('[part=input][name=name]')).toBe('');
      await page.evaluate('f.querySelector("eventbote-signup").removeAttribute("required")');
      await page.check('[part=tick][value=wartet]');
      await page.uncheck('[part=tick][value=wartet]');
      expect([await valid(), await value()]).toEqual([true, null]);
    });

    it('lets the form go on once the sign-up is taken', async () => {
      await website(form);
      await page.route('**/taken?*', (route) => route.fulfill({ contentType: 'text/html', body: 'taken' }));
      await page.check('[part=tick][value=wartet]');
      await page.fill('[part=input][name=name]', 'Lea Wolf');
      // Two dots in a row: the browser takes it for an address, the API doesn't.
      await page.fill('[part=input][name=email]', 'lea..wolf@rathaus.example');
      await page.click('#send');
      await page.waitForSelector('[part=faults]');
      expect(new URL(page.url()).pathname).toBe('/website');
      await page.fill('[part=input][name=email]', 'lea@rathaus.example');
      await page.click('#send');
      await page.waitForURL('**/taken?*');
      const query = new URL(page.url()).searchParams;
      expect(query.get('place')).toBe('Weiden');
      expect(JSON.parse(query.get('signUp') ?? '')).toMatchObject({ email: 'lea@rathaus.example' });
      await runner.settle();
      expect(await client.mails('lea@rathaus.example')).toHaveLength(1);
    });
  });
});

describe.each(looks)('axe-core finds nothing: $name', (look) => {
  inABrowser(look);

  it.each(['de', 'en'])('on the form, its faults and its end: %s', async (locale) => {
    const found: string[] = [];
    const see = async (name: string) =>
      found.push(...(await inspect(page, `component ${name}, ${locale}, ${look.name}`)));
    await page.goto(`${site}?locale=${locale}`);
    await page.waitForSelector('[part=form]');
    await see('form');
    await page.check('[part=tick][value="sichtbar-machen"]');
    await page.click('[part=button]');
    await page.waitForSelector('[part=faults]');
    await see('faults');
    await page.check('[part=tick][name="answers.sichtbar-machen.role"] >> nth=0');
    await page.fill('[part=input][name=name]', 'Nur Çelik');
    await page.fill('[part=input][name=email]', `nur+${locale}-${looks.indexOf(look)}@verein.example`);
    await page.click('[part=button]');
    await page.waitForSelector('[part=done]');
    await see('end');
    await page.goto(`${site}?locale=${locale}&seriesId=alles`);
    await page.check('[part=tick][value=fragen]');
    await see('every kind');
    await page.goto(`${runner.url}/_local/site?locale=${locale}`);
    await see('plain form');
    expect(found).toEqual([]);
  });
});
