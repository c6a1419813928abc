import type { BrowserContext, Page } from 'playwright-core';
import type { Runner } from '../../local/index.ts';
import type { Client } from '../../scripts/client.ts';

/** The first owner of the shipped stage. */
export const owner = 'organisation@stiftung-marktplatz.example';

/**
 * Logs in by the mailed link, as a person does; answers the page that they land on.
 * @param since the time from one login to the next: a mailbox gets three in an hour
 */
export async function logIn(
  context: BrowserContext,
  runner: Runner,
  client: Client,
  { email = owner, since = 'PT5M' } = {},
): Promise<Page> {
  // An address gets one link in five minutes.
  await client.advance(since);
  const page = await context.newPage();
  await page.goto(`${runner.url}/console`);
  await page.fill('input[type=email]', email);
  await page.click('main button[type=submit]');
  await page.waitForSelector('[role=status]');
  await runner.settle();
  const mail = (await client.mails(email)).findLast(({ text }) => text.includes('/login/'));
  if (mail === undefined) throw new Error(`no mail with a login link to ${email}`);
  await page.goto(client.link(mail, '/login/'));
  await page.click('main button[type=submit]');
  await page.waitForURL(`${runner.url}/console`);
  return page;
}
