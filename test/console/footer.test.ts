import { afterAll, beforeAll, expect, it } from 'vitest';
import { series, World } from '../organiser/world.ts';
import { Visitor } from './visitor.ts';

let world: World;

beforeAll(async () => {
  world = await World.start();
  await world.must('POST', '/series', series);
});
afterAll(() => world?.stop());

const site = 'https://www.stiftung-marktplatz.example';
const links = [
  `${site}/impressum`,
  `${site}/datenschutz`,
  `${site}/barrierefreiheit`,
  'mailto:barrierefrei@stiftung-marktplatz.example',
];
const footerOf = (body: string) => body.split('<footer')[1] ?? '';

it('before the login and behind it, each screen leads to imprint, privacy and what is said of accessibility', async () => {
  const stranger = new Visitor(world);
  const organiser = await Visitor.logIn(world);
  const answers = [
    await stranger.get('/console/login'),
    await organiser.get('/console'),
    await organiser.get('/console/nowhere'),
    await organiser.get(`/console/series/${series.seriesId}`),
  ];
  for (const { body } of answers) for (const url of links) expect(footerOf(body)).toContain(`href="${url}"`);
});

it('so do the public pages', async () => {
  for (const path of [`/series/${series.seriesId}/signup`, `/series/${series.seriesId}`, '/nowhere']) {
    const body = await (
      await fetch(`${world.runner.url}${path}`, { headers: { accept: 'text/html' } })
    ).text();
    for (const url of links) expect(footerOf(body)).toContain(`href="${url}"`);
  }
});
