import type { BrowserContext } from 'playwright-core';
import type { Runner } from '../../local/index.ts';
import type { Client } from '../../scripts/client.ts';

/** What somebody enters into the web component on the sample website. */
export interface Entered {
  name: string;
  email: string;
  locale: 'de' | 'en';
  eventIds: string[];
  /** Of the first event, as their labels say it. */
  workingGroup?: string;
  role?: string;
  access?: string;
  isNews?: boolean;
}

/** Somebody with a browser who takes part. */
export class Guest {
  readonly #context: BrowserContext;
  readonly #runner: Runner;
  readonly #client: Client;

  constructor(context: BrowserContext, runner: Runner, client: Client) {
    this.#context = context;
    this.#runner = runner;
    this.#client = client;
  }

  /** Signs up on the sample website, through the web component. */
  async signUp(seriesId: string, entered: Entered): Promise<void> {
    const page = await this.#context.newPage();
    const { locale, eventIds, workingGroup, role, access } = entered;
    await page.goto(`${this.#runner.url}/_local/site/component?locale=${locale}&seriesId=${seriesId}`);
    // What is inside of the element, for browsers without scripts, has the same labels.
    const form = page.locator('[part=form]');
    for (const eventId of eventIds) await page.check(`[part=tick][value="${eventId}"]`);
    for (const label of [workingGroup, role]) {
      if (label !== undefined) await form.getByRole('radio', { name: label }).check();
    }
    if (access !== undefined) await form.getByLabel('Was brauchen Sie').fill(access);
    await page.fill('[part=input][name=name]', entered.name);
    await page.fill('[part=input][name=email]', entered.email);
    if (access !== undefined) await page.check('[part=tick][name="notices.sensitive"]');
    if (entered.isNews) await page.check('[part=tick][name="notices.news"]');
    await page.click('[part=button]');
    await page.waitForSelector('[part=done]');
    await page.close();
    await this.#runner.settle();
  }

  /** Opens the newest mail's link of a kind and presses the page's button. */
  async press(email: string, to: string, button: string): Promise<void> {
    const mail = (await this.#client.mails(email)).findLast(({ text }) => text.includes(to));
    if (mail === undefined) throw new Error(`no mail to ${email} with a link to ${to}`);
    const page = await this.#context.newPage();
    await page.goto(this.#client.link(mail, to));
    const fold = page.locator('details', { has: page.locator(button) });
    if ((await fold.count()) > 0) await fold.locator('summary').click();
    await page.click(button);
    await page.waitForLoadState();
    await page.close();
    await this.#runner.settle();
  }

  confirm(email: string): Promise<void> {
    return this.press(email, '/confirm/', 'form[action*="/confirm/"]:not([action$="/delete"]) button');
  }
}
