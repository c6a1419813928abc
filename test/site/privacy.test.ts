import { afterAll, beforeAll, expect, test } from 'vitest';
import { part1, series, World } from '../organiser/world.ts';

let world: World;
const partner = {
  ...{ name: 'Institut für Nachbarschaft', role: 'joint', contact: 'institut@nachbarschaft.example' },
  essence: { de: 'Das Institut beantwortet Anfragen.' },
};
const path = `/series/${series.seriesId}/privacy`;

beforeAll(async () => {
  world = await World.start();
  await world.must('POST', '/series', { ...series, partners: [partner] });
});
afterAll(async () => {
  await world?.stop();
});

test('a series’ privacy page names its partners, bases and rights to anybody', async () => {
  await world.publish(part1);
  const { status, body } = await world.client.send('GET', path);
  expect(status).toBe(200);
  for (const said of [
    partner.name,
    partner.contact,
    partner.essence.de,
    'Art. 14 DSGVO',
    'Art. 6 Abs. 1 lit. b',
    'Art. 77',
  ])
    expect(body).toContain(said);
  const told = await world.client.send('GET', `/v1/series/${series.seriesId}`);
  expect(JSON.parse(told.body).partners).toEqual([partner]);
});

test('the hosted form leads there', async () => {
  const { body } = await world.client.send('GET', `/series/${series.seriesId}/signup`);
  expect(body).toContain(path);
});

test('who was entered by hand reads there who entered them, from the page on which they confirm', async () => {
  const email = 'von-hand@verein.example';
  await world.must('POST', `/events/${part1.eventId}/registrations`, {
    ...{ name: 'Cem Neu', email, answers: { role: 'politik' } },
  });
  await world.runner.settle();
  const [mail] = await world.client.mails(email);
  const link = /https?:\/\/\S+\/confirm\/\S+/.exec(mail?.text ?? '')?.[0] ?? '';
  const { body } = await world.client.send('GET', link);
  expect(body).toContain(path);
});
