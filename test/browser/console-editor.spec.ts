import { beforeAll, expect, it } from 'vitest';
import type { Runner } from '../../local/index.ts';
import type { Client } from '../../scripts/client.ts';
import { signUpOf } from '../../scripts/with-runner.ts';
import { startApp } from '../setup/app.ts';
import { browse, desktop } from './chromium.ts';
import { logIn } from './console.ts';

let runner: Runner;
let client: Client;

beforeAll(async () => {
  const app = await startApp({ seed: true });
  ({ runner, client } = app);
  return app.stop;
});

it('previews the form, a mail and a look while they are typed, and keeps nothing', async () => {
  const context = await browse(desktop);
  const page = await logIn(context, runner, client);
  const series = `${runner.url}/console/series/gemeinsam-stark`;
  await page.goto(`${runner.url}/console/events/sichtbar-machen/edit`);
  const form = page.frameLocator('iframe');
  await form.getByText('Zivilgesellschaft sichtbar machen').waitFor();
  await page.getByLabel('Titel (Deutsch)').first().fill('Noch beim Tippen');
  await form.getByText('Noch beim Tippen').waitFor();

  await page.goto(`${series}/texts/reminder`);
  await page.getByLabel('Absätze am Anfang').nth(1).fill('only being tried.');
  await page.getByLabel('Sprache der Vorschau').selectOption('en');
  await page.frameLocator('iframe').locator('p', { hasText: 'only being tried.' }).waitFor();
  await page.getByLabel('Format').selectOption('text');
  await page.frameLocator('iframe').locator('pre', { hasText: 'only being tried.' }).waitFor();

  await page.goto(`${series}/look`);
  await page.getByLabel('Farbe', { exact: true }).fill('#8a1538');
  await page.frameLocator('iframe').locator('[style*="#8a1538"]').first().waitFor();

  await page.goto(`${runner.url}/console/events/sichtbar-machen`);
  expect(await page.textContent('h1')).toBe('Zivilgesellschaft sichtbar machen');
});

it('makes an event by typing a title and two times, and copies the snippet', async () => {
  const context = await browse(desktop);
  await context.grantPermissions(['clipboard-read', 'clipboard-write'], { origin: runner.url });
  const page = await logIn(context, runner, client);
  const series = `${runner.url}/console/series/gemeinsam-stark`;
  await page.goto(`${series}/new-event`);
  await page.getByLabel('Titel (Deutsch)').first().fill('Nachlese');
  await page.getByLabel('Beginn (Europe/Berlin)').fill('2028-03-26T02:30');
  await page.getByLabel('Ende (Europe/Berlin)').fill('2028-03-26T05:00');
  await page.getByRole('button', { name: 'Als Entwurf anlegen' }).click();
  await page.waitForURL(`${runner.url}/console/events/nachlese?done=eventMade`);
  expect(await page.textContent('main')).toContain('die bei der Umstellung ausfällt');
  await page.getByRole('button', { name: 'Veröffentlichen' }).click();
  await page.waitForURL(`${runner.url}/console/events/nachlese?done=eventPublished`);

  await page.goto(`${series}/embed`);
  await page.locator('button[data-copy=form]').click();
  await page.getByText('Kopiert').waitFor();
  expect(await page.evaluate('navigator.clipboard.readText()')).toContain('value="nachlese"');
});

it('asks before what was typed is left, keeps it, and puts it back', async () => {
  const email = 'aylin@rathaus.example';
  await client.signUp(
    signUpOf(email, ['sichtbar-machen'], { answers: { 'sichtbar-machen': { role: 'politik' } } }),
  );
  await runner.settle();
  await client.confirm(email);
  const context = await browse(desktop);
  const page = await logIn(context, runner, client, { since: 'PT21M' });
  const asked: string[] = [];
  page.on('dialog', (dialog) => {
    asked.push(dialog.type());
    return dialog.accept();
  });
  const path = `${runner.url}/console/series/gemeinsam-stark/new-announcement`;
  const subject = page.locator('[name="/texts/de/subject"]');
  const found = page.getByText('Ihr Browser hat es aufbewahrt');
  await page.goto(path);
  expect(await found.isVisible()).toBe(false);
  await subject.fill('Nur getippt');
  await page.locator('[name="/audience/status:list"][value=waitlisted]').check();
  await page.waitForFunction('Object.keys(localStorage).length === 1');
  await page.goto(`${runner.url}/console`);
  expect(asked).toEqual(['beforeunload']);

  await page.goto(path);
  await found.waitFor();
  expect(await subject.inputValue()).toBe('');
  await page.getByRole('button', { name: 'Wieder einsetzen' }).click();
  expect(await subject.inputValue()).toBe('Nur getippt');
  expect(await page.locator('[value=waitlisted]').isChecked()).toBe(true);
  await page.locator('[name="/audience/eventIds:list"][value=sichtbar-machen]').check();
  await page.locator('[name="/texts/de/body"]').fill('Ein Text.');
  await page.getByRole('button', { name: 'Speichern und weiter zum Senden' }).click();
  await page.waitForURL('**/send?done=saved');
  expect(await page.evaluate('localStorage.length')).toBe(0);

  await page.locator('[name="/at"]').fill('2040-03-05T10:00');
  expect(await page.locator('[value=later]').isChecked()).toBe(true);
  await page.getByRole('button', { name: 'Weiter: ansehen' }).click();
  await page.getByRole('button', { name: /^Am 5\.3\.2040, 10:00 Uhr, an .+ senden$/ }).dblclick();
  await page.waitForURL('**?done=announcementPlanned');
  expect(asked).toEqual(['beforeunload']);

  await page.goto(path);
  await subject.fill('Bleibt nicht auf einem fremden Gerät');
  await page.waitForFunction('Object.keys(localStorage).length === 1');
  await page.getByRole('button', { name: 'Abmelden' }).click();
  await page.waitForURL('**/console/login**');
  expect(await page.evaluate('localStorage.length')).toBe(0);
});
