import { afterAll, beforeAll, describe, expect, it, test } from 'vitest';
import { part1, part2, privacy, series, World } from '../organiser/world.ts';
import { browse, inspect, looks } from './chromium.ts';
import { logIn } from './console.ts';
import { routesOf, screensOfMails } from './screens.ts';

let world: World;
const { seriesId } = series;
const role = { [part1.eventId]: { role: 'politik' } };
const bouncing = 'bounce@simulator.amazonses.com';
const texts = {
  de: { subject: 'Neues zu {event}', body: 'Kommen Sie **gern** früher:\n\n- ab 16.45 Uhr\n- über den Link' },
};
const announcement = (changes: object = {}) => ({
  ...{ seriesId, kind: 'participation', texts, audience: { eventIds: [part1.eventId, part2.eventId] } },
  whyNeeded: 'Alle brauchen die Unterlagen vor dem Termin',
  ...changes,
});
const create = async (changes: object = {}): Promise<string> =>
  (await world.must('POST', '/announcements', announcement(changes))).announcementId;

const paths: string[] = [];
/** Made before the screens are looked at: events with numbers, and announcements in each of their states. */
beforeAll(async () => {
  world = await World.start();
  await world.must('POST', '/series', series);
  for (const part of [part1, part2]) await world.publish(part, { capacity: 6, waitingList: true });
  for (let person = 0; person < 5; person += 1) {
    await world.register(`gast${person}@verein.example`, [part1.eventId, part2.eventId], {
      answers: role,
      notices: { ...privacy, news: '2027-01' },
      locale: person === 4 ? 'en' : 'de',
    });
    if (person % 2 === 0) await world.client.advance('P3D');
  }
  const added = { name: 'Cem Neu', email: bouncing, answers: { role: 'politik' } };
  await world.must('POST', `/events/${part1.eventId}/registrations`, added);
  const narrow = { eventIds: [part1.eventId], answers: { role: ['politik'] }, locale: 'de', attended: false };
  const draft = await create({ audience: narrow });
  const sent = await create();
  await world.must('POST', `/announcements/${sent}/send`, { inOtherLanguage: true });
  await world.client.advance('PT2M');
  const lost = await create();
  world.runner.faults({ ses: { failBefore: 1 } });
  await world.must('POST', `/announcements/${lost}/send`, { inOtherLanguage: true });
  await world.client.advance('PT2M');
  world.runner.faults({});
  const planned = await create();
  await world.must('POST', `/announcements/${planned}/send`, {
    inOtherLanguage: true,
    at: '2027-09-01T10:00',
  });
  await world.client.clock('2027-04-28T18:30:00Z');
  const { items } = await world.must('GET', `/events/${part1.eventId}/registrations?state=confirmed`);
  const ids = items.map((one: { registrationId: string }) => one.registrationId);
  await world.must('PUT', `/events/${part1.eventId}/attendance`, { registrationIds: ids.slice(0, 3) });
  await world.must('POST', '/organisers', { email: 'liest@institut.example', role: 'viewer' });
  const { items: people } = await world.must('GET', '/organisers');
  const { items: tokens } = await world.must('GET', '/tokens');
  const endpoint = { label: 'CRM', url: 'https://crm.example/events' };
  const { webhookId } = await world.must('POST', '/webhooks', endpoint);
  paths.push(
    `/console/series/${seriesId}/numbers`,
    `/console/series/${seriesId}/report`,
    `/console/series/${seriesId}/announcements`,
    ...[draft, sent, lost, planned].map((id) => `/console/announcements/${id}`),
    `/console/announcements/${draft}/send`,
    `/console/announcements/${planned}/cancel`,
    `/console/announcements/${sent}/resend`,
    `/console/announcements/${lost}/unknown`,
    ...people.slice(0, 1).map((one: { organiserId: string }) => `/console/organisers/${one.organiserId}`),
    ...people
      .slice(0, 1)
      .map((one: { organiserId: string }) => `/console/organisers/${one.organiserId}/remove`),
    ...tokens.slice(0, 1).map((one: { tokenId: string }) => `/console/tokens/${one.tokenId}/revoke`),
    `/console/webhooks/${webhookId}`,
    `/console/webhooks/${webhookId}/edit`,
  );
});
afterAll(() => world?.stop());

test('these are the screens that the statement on accessibility names', () => {
  expect(routesOf(paths)).toEqual(screensOfMails);
});

describe('the console’s screens of announcements, numbers and access, with something in them', () => {
  for (const look of looks) {
    it(`have nothing that axe-core finds: ${look.name}`, async () => {
      const context = await browse(look);
      const page = await logIn(context, world.runner, world.client, { since: 'PT21M' });
      const found: string[] = [];
      for (const [index, path] of paths.entries()) {
        await page.goto(`${world.runner.url}${path}`);
        for (const details of await page.locator('details').all())
          await details.evaluate((one) => one.setAttribute('open', ''));
        found.push(...(await inspect(page, `mails ${index} ${path.replaceAll('/', ' ')}, ${look.name}`)));
      }
      await page.goto(`${world.runner.url}/console/suppressions`);
      await page.fill('input[type=email]', bouncing);
      await page.click('main button[type=submit]');
      found.push(...(await inspect(page, `mails suppression, ${look.name}`)));
      await page.goto(`${world.runner.url}/console/tokens/new`);
      await page.fill('[name="/name"]', 'Website');
      await page.check('[name="/role"][value=viewer]');
      await page.check('[name="/reach"][value=all]');
      await page.click('main button[type=submit]');
      found.push(...(await inspect(page, `mails token, ${look.name}`)));
      expect(found).toEqual([]);
    });
  }

  it('preview what is typed without a press, and still without a script', async () => {
    const [look] = looks;
    if (look === undefined) throw new Error('no look');
    const context = await browse(look);
    const page = await logIn(context, world.runner, world.client, { since: 'PT21M' });
    await page.goto(`${world.runner.url}/console/series/${seriesId}/new-announcement`);
    await page.fill('[name="/texts/de/subject"]', 'Hallo');
    await page.fill('[name="/texts/de/body"]', 'Kommen Sie **gern**.');
    const frame = page.frameLocator('iframe[name=preview]');
    await frame.locator('strong', { hasText: 'gern' }).waitFor();
    await page.selectOption('[name=previewFormat]', 'text');
    await frame.locator('pre', { hasText: 'Kommen Sie' }).waitFor();
    await page.route('**/console/script.js*', (route) => route.abort());
    await page.reload();
    await page.fill('[name="/texts/de/subject"]', 'Hallo');
    await page.fill('[name="/texts/de/body"]', 'Ganz **anders**.');
    await page.click('button[formtarget=preview]');
    await frame.locator('strong', { hasText: 'anders' }).waitFor();
  });
});
