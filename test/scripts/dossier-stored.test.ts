import { afterAll, beforeAll, expect, test } from 'vitest';
import { Api } from '../../cli/api.ts';
import { asMarkdown } from '../../scripts/dossier/blocks.ts';
import { questions } from '../../scripts/dossier/processing.ts';
import { notices } from '../../scripts/dossier/shown.ts';
import { readStored, Stored } from '../../scripts/dossier/stored.ts';
import { part1, series, World } from '../organiser/world.ts';

let world: World;

beforeAll(async () => {
  world = await World.start();
});
afterAll(async () => {
  await world?.stop();
});

test('the dossier reads a stage over its API: series, questions, who has access, and when it last worked', async () => {
  await world.must('POST', '/series', series);
  await world.publish(part1);
  await world.must('POST', '/organisers', { email: 'team@verein.example', role: 'viewer' });
  await world.must('POST', '/tokens', { name: 'Website', role: 'viewer' });
  await world.runner.clock.set('2027-03-01T09:05:00Z');
  const api = new Api({ url: world.runner.url, token: world.owner, language: 'de' });
  const stored = await readStored(api, '2027-03-01T09:05:00.000Z');
  expect(Stored.parse(JSON.parse(JSON.stringify(stored)))).toEqual(stored);
  expect(stored.events.map(({ eventId }) => eventId)).toEqual([part1.eventId]);
  expect(stored.organisers).toContainEqual(
    expect.objectContaining({ email: 'team@verein.example', role: 'viewer', rights: [] }),
  );
  expect(stored.tokens).toContainEqual(expect.objectContaining({ name: 'Website', kind: 'token' }));
  expect(stored.lane.lastRunAt).toMatch(/^2027-03-01T09:0[0-5]:/);

  // What it names a text by is what websites are told.
  const told = await world.client.send('GET', `/v1/series/${series.seriesId}`);
  const { hash } = JSON.parse(told.body).notices.privacy;
  const { stage, ...more } = { stage: { retentionDays: 90 }, stored };
  const text = asMarkdown(notices({ ...Object(more), stage }));
  expect(text).toContain(hash.de);
  const asked = asMarkdown(questions(Object({ stored })));
  for (const { questionId } of part1.questions)
    expect(asked).toContain(`| ${part1.eventId} | ${questionId} |`);
});
