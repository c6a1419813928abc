import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { part1, part2, series, World } from '../organiser/world.ts';
import { owner, textOf, Visitor } from './visitor.ts';

let world: World;
const foreign = 'Nur für andere';

beforeAll(async () => {
  world = await World.start();
  await world.must('POST', '/series', series);
  await world.publish(part1);
  await world.publish(part2);
  await world.must('POST', '/series', { ...series, seriesId: 'fremd', title: { de: foreign } });
  await world.must('POST', '/events', {
    ...part1,
    eventId: 'fremd-1',
    seriesId: 'fremd',
    title: { de: foreign },
  });
  for (const [email, role, seriesIds] of [
    ['viewer@institut.example', 'viewer', undefined],
    ['editor@institut.example', 'editor', undefined],
    ['co-viewer@institut.example', 'viewer', [series.seriesId]],
    ['co@institut.example', 'editor', [series.seriesId]],
    ['co-owner@institut.example', 'owner', [series.seriesId]],
  ] as const) {
    await world.must('POST', '/organisers', { email, role, locale: 'de', ...(seriesIds && { seriesIds }) });
  }
  await world.client.signUp({
    ...{ name: 'Aylin Şahin', email: 'aylin@rathaus.example', locale: 'de', eventIds: [part2.eventId] },
    ...{
      notices: { privacy: '2027-01' },
      formUrl: 'https://www.stiftung-marktplatz.example/gemeinsam-stark',
    },
  });
  await world.client.advance('PT1M');
  await world.client.confirm('aylin@rathaus.example');
  await world.must('POST', '/announcements', {
    ...{ seriesId: series.seriesId, kind: 'participation', audience: { eventIds: [part2.eventId] } },
    texts: { de: { subject: 'Neues', body: 'Guten Tag' } },
  });
  await world.must('PUT', `/events/${part1.eventId}/documentation`, {
    links: [{ title: { de: 'Folien' }, url: 'https://files.example/slides.pdf' }],
  });
});
afterAll(() => world?.stop());

interface Walk {
  /** Screens, by address. */
  screens: Map<string, { status: number; text: string }>;
  /** Where forms post to. */
  actions: Set<string>;
}

/** Opens every screen that links of screens lead to, from the home on. */
async function walk(visitor: Visitor): Promise<Walk> {
  const found: Walk = { screens: new Map(), actions: new Set() };
  const ahead = ['/console'];
  for (let path = ahead.pop(); path !== undefined; path = ahead.pop()) {
    if (found.screens.has(path)) continue;
    const { status, body } = await visitor.get(path);
    found.screens.set(path, { status, text: textOf(body) });
    for (const [, href = ''] of body.matchAll(
      /<(?:a|iframe)[^>]*? (?:href|src)="(\/(?:console|v1)[^"#]*)"/g,
    )) {
      const to = href.replaceAll('&amp;', '&');
      // The other language shows the same.
      if (!/[?&]lang=/.test(to)) ahead.push(to);
    }
    for (const [form] of body.matchAll(/<form[^>]*>/g)) {
      if (!form.includes('method="post"')) continue;
      found.actions.add(/action="([^"]*)"/.exec(form)?.[1] ?? '');
    }
    for (const [, action = ''] of body.matchAll(/formaction="([^"]*)"/gi)) found.actions.add(action);
  }
  return found;
}

const broken = ({ screens }: Walk) =>
  [...screens].filter(([, { status }]) => status !== 200).map(([path, { status }]) => `${path}: ${status}`);

describe('whoever walks through the console', () => {
  it.each([
    owner,
    'viewer@institut.example',
    'editor@institut.example',
    'co-viewer@institut.example',
    'co@institut.example',
    'co-owner@institut.example',
  ])('finds no link that is refused: %s', async (email) => {
    const found = await walk(await Visitor.logIn(world, email));
    expect(broken(found)).toEqual([]);
    expect(found.screens.size).toBeGreaterThan(email.includes('viewer') ? 15 : 35);
  });

  it.each(['viewer@institut.example', 'co-viewer@institut.example'])(
    'as a viewer finds no button that would be refused: %s',
    async (email) => {
      const { actions } = await walk(await Visitor.logIn(world, email));
      // Looking for a suppression changes nothing, and is posted because an address belongs in no address; everybody
      // may end their own session.
      const theirs = /^\/console\/(logout|suppressions|tokens\/[0-9a-f]{64}\/revoke)$/;
      expect([...actions].filter((action) => !theirs.test(action))).toEqual([]);
    },
  );

  it.each(['co-viewer@institut.example', 'co@institut.example', 'co-owner@institut.example'])(
    'as a co-organiser finds nothing of other series: %s',
    async (email) => {
      const visitor = await Visitor.logIn(world, email);
      const { screens } = await walk(visitor);
      const seen = [...screens].filter(
        ([path, { text }]) => text.includes(foreign) || path.includes('fremd'),
      );
      expect(seen.map(([path]) => path)).toEqual([]);
      for (const path of [
        ...['/series/fremd', '/series/fremd/edit', '/series/fremd/announcements', '/series/fremd/numbers'],
        ...['/events/fremd-1', '/events/fremd-1/registrations', '/events/fremd-1/deliveries'],
      ]) {
        expect((await visitor.get(`/console${path}`)).status, path).toBe(404);
      }
    },
  );
});
