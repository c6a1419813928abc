import { beforeEach, describe, expect, test } from 'vitest';
import { documentationPage } from '../../../functions/core/attendee/go-links.ts';
import {
  DocumentationInput,
  putDocumentation,
  withholdDocumentation,
} from '../../../functions/core/organising/documentation.ts';
import { viewAttendee } from '../../../functions/core/registration/attendee-view.ts';
import { DocumentationItem } from '../../../functions/core/table/items.ts';
import { readItem } from '../../../functions/core/table/schema-version.ts';
import { faultsOf } from '../../../functions/core/values/faults.ts';
import { owner } from '../mail/mail-world.ts';
import { aylin, cem, over, StatesWorld } from '../mail/template-worlds.ts';

/** Each link is out from the time of its own release: what is out stays so, whatever is to follow. */
let world: StatesWorld;
beforeEach(async () => {
  world = await StatesWorld.made();
  await world.join();
  world.series.now = over;
});

async function put(names: string[], release: string | null, more: object = {}) {
  const links = names.map((name) => ({
    title: { de: name, en: name },
    url: `https://files.example/${name}`,
  }));
  const input = DocumentationInput.parse({ links, release, ...more });
  return (await putDocumentation('eins', input, undefined, owner, world.context)).documentation;
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

describe('a release whose mail has not left', () => {
  const [first, third] = ['2027-04-30T08:00:00.000Z', '2027-05-02T08:00:00.000Z'];
  beforeEach(() => put(['folien'], first));

  async function mailedAt(time: string, email = aylin): Promise<string[]> {
    await world.at(time);
    await world.pass(3);
    return world.taken(email).map(({ subject }) => subject);
  }

  const mail = 'Dokumentation: Sichtbar machen';

  test('goes, and is out, at the time that a later call names, as it answers', async () => {
    expect((await put(['folien'], later)).releaseAt).toBe(later);
    expect(await mailedAt(first)).toEqual([]);
    expect(await shown()).toEqual([]);
    expect(await mailedAt(later)).toEqual([mail]);
    expect(await shown()).toEqual(['folien']);
  });

  test('goes at once when that is asked for, and not again at its first time', async () => {
    await put(['folien'], 'now');
    expect(await mailedAt(world.series.now)).toEqual([mail]);
    expect(await mailedAt(first)).toEqual([]);
  });

  test('is taken back by a call without a time, and released anew by one with a time', async () => {
    expect((await put(['folien'], null)).releaseAt).toBeUndefined();
    expect(await mailedAt(first)).toEqual([]);
    expect(await shown()).toEqual([]);
    await put(['folien'], third);
    expect(await mailedAt(third)).toEqual([mail]);
  });

  test('stays as it is when its own time is read back', async () => {
    await put(['folien'], first);
    expect(await mailedAt(first)).toEqual([mail]);
  });

  test('goes to another audience when that is asked for, without what is released to nobody yet', async () => {
    await put(['folien', 'mitschrift'], first, { audience: 'attended' });
    expect(await mailedAt(first)).toEqual([]);
    await put(['folien', 'mitschrift'], third);
    world.series.now = third;
    await world.pass(3);
    expect(world.taken(aylin).map(({ text }) => /folien|mitschrift/.exec(text)?.[0])).toEqual(['mitschrift']);
  });

  test('is taken back before the end of its event, when it was to go right after it', async () => {
    world = await StatesWorld.made();
    await world.join(cem);
    await put(['folien'], 'now');
    expect((await put(['folien'], null)).releaseAt).toBeUndefined();
    expect(await mailedAt(over, cem)).not.toContain(mail);
  });

  test('is taken back by a button as long as it is to go; from its time on nobody is told that it was', async () => {
    const withhold = (version?: number) => withholdDocumentation('eins', version, owner, world.context);
    const { version } = await put(['folien'], first);
    expect((await withhold(version)).documentation.releaseAt).toBeUndefined();
    await expect(withhold(version)).rejects.toMatchObject({ type: 'version-mismatch' });
    expect(await mailedAt(first)).toEqual([]);
    await put(['folien'], third);
    // Due, and not taken up yet.
    world.series.now = third;
    const left = { type: 'not-possible-now', detail: { code: 'documentationLeft' } };
    await expect(withhold()).rejects.toMatchObject(left);
    expect(await mailedAt(third)).toEqual([mail]);
    await expect(withhold()).rejects.toMatchObject(left);
  });

  test('hides nothing of what was out before', async () => {
    expect(await mailedAt(first)).toEqual([mail]);
    await put(['folien', 'mitschrift'], third);
    expect((await put(['folien', 'mitschrift'], null)).releaseAt).toBe(first);
    expect(await shown()).toEqual(['folien', 'mitschrift']);
    expect(await mailedAt(third)).toEqual([]);
  });

  test('keeps the time that it was mailed at, whatever a later call names', async () => {
    expect(await mailedAt(first)).toEqual([mail]);
    expect((await put(['folien'], third)).releaseAt).toBe(first);
    expect(await mailedAt(third)).toEqual([]);
  });
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

test.each(['https://a:b@evil.example/', 'https://a@evil.example/', 'https://:b@evil.example/'])(
  'a link with somebody’s name or password in it is refused: %s',
  (url) => {
    const title = { de: 'Folien', en: 'Slides' };
    const { error } = DocumentationInput.safeParse({ links: [{ title, url }] });
    expect(error && faultsOf(error)).toEqual([
      expect.objectContaining({ code: 'invalidUrl', pointer: '/links/0/url' }),
    ]);
    expect(
      DocumentationInput.safeParse({ links: [{ title, url: 'https://files.example/@a:b' }] }).success,
    ).toBe(true);
  },
);
