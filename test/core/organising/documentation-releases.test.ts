import { beforeEach, expect, test } from 'vitest';
import { documentationPage } from '../../../functions/core/attendee/go-links.ts';
import { DocumentationInput, putDocumentation } from '../../../functions/core/organising/documentation.ts';
import { viewAttendee } from '../../../functions/core/registration/attendee-view.ts';
import { DocumentationItem } from '../../../functions/core/table/items.ts';
import { readItem } from '../../../functions/core/table/schema-version.ts';
import { owner } from '../mail/mail-world.ts';
import { aylin, over, StatesWorld } from '../mail/template-worlds.ts';

/** Each link is out from the time of its own release: what is out stays so, whatever is to follow. */
let world: StatesWorld;
beforeEach(async () => {
  world = await StatesWorld.made();
  await world.join();
  world.series.now = over;
});

async function put(names: string[], release: string | null): Promise<void> {
  const links = names.map((name) => ({
    title: { de: name, en: name },
    url: `https://files.example/${name}`,
  }));
  const input = DocumentationInput.parse({ links, release });
  await putDocumentation('eins', input, undefined, owner, world.context);
}

/** What the own page leads to. */
async function shown(): Promise<string[]> {
  const view = await viewAttendee(await world.series.attendee(aylin), world.context);
  const { content } = await documentationPage(await world.registration(), world.context);
  const links = content.page === 'documentation' ? content.links.map(({ title }) => title.text) : [];
  expect(view.registrations[0]?.hasDocumentation).toBe(links.length > 0);
  return links;
}

const later = '2027-05-01T08:00:00.000Z';

test('further documentation that is scheduled hides nothing of what is out', async () => {
  await put(['folien'], 'now');
  await put(['folien', 'mitschrift'], later);
  expect(await shown()).toEqual(['folien']);
  world.series.now = later;
  expect(await shown()).toEqual(['folien', 'mitschrift']);
});

test('a first release that is still to come keeps its time, whatever is scheduled after it', async () => {
  await put(['folien'], '2027-04-30T08:00:00.000Z');
  await put(['folien', 'mitschrift'], later);
  expect(await shown()).toEqual([]);
  world.series.now = '2027-04-30T08:00:00.000Z';
  expect(await shown()).toEqual(['folien']);
});

test('what is added to it without a mail is out with it, and stays so until it is mailed', async () => {
  await put(['folien'], 'now');
  await put(['folien', 'mitschrift'], null);
  expect(await shown()).toEqual(['folien', 'mitschrift']);
  await put(['folien', 'mitschrift'], later);
  expect(await shown()).toEqual(['folien', 'mitschrift']);
});

test('what nobody released is not out', async () => {
  await put(['folien'], null);
  expect(await shown()).toEqual([]);
});

test('what an earlier version kept is out as a whole, as it was', () => {
  const link = { linkId: 'a', title: { de: 'folien' }, url: 'https://files.example/folien', mailed: true };
  const row = {
    ...{
      type: 'documentation',
      schemaVersion: 7,
      eventId: 'eins',
      links: [link, { ...link, mailed: false }],
    },
    ...{ public: false, audience: 'confirmed', releaseAt: later, releases: 1, version: 0, updatedAt: later },
  };
  const { links } = readItem(DocumentationItem, row);
  expect(links.map(({ releaseAt }) => releaseAt)).toEqual([later, later]);
  const { releaseAt, ...unreleased } = row;
  expect(readItem(DocumentationItem, unreleased).links.map((one) => one.releaseAt)).toEqual([
    undefined,
    undefined,
  ]);
});
