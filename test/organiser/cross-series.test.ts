import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import * as z from 'zod';
import { organiserRoutes } from '../../functions/api/organiser.ts';
import type { Routes } from '../../functions/api/route.ts';
import { part1, series, World } from './world.ts';

/** What an organiser of one series learns of another's, and reaches there. */

let world: World;
const own = { ...series, seriesId: 'eigen' };
const ownEvent = { ...part1, eventId: 'eigen-1', seriesId: 'eigen' };
const foreignEvent = { ...part1, eventId: 'fremd-1', seriesId: 'fremd' };
const text = { subject: 'Neues', body: 'Guten Tag' };
let scoped: { token: string };

beforeAll(async () => {
  world = await World.start();
  await world.must('POST', '/series', own);
  await world.must('POST', '/series', { ...series, seriesId: 'fremd' });
  await world.must('POST', '/events', ownEvent);
  // A draft: nobody but its organisers knows its id.
  await world.must('POST', '/events', foreignEvent);
  scoped = { token: await world.token('owner', ['eigen']) };
});
afterAll(() => world?.stop());

const announcement = (eventIds: string[]) => ({
  seriesId: 'eigen',
  kind: 'participation',
  audience: { eventIds },
  texts: { de: text },
});

describe('an id of another series’ event', () => {
  const routes: Routes = organiserRoutes;
  const named = Object.entries(routes).filter(
    ([key, { query }]) =>
      key.includes('{eventId}') || (query instanceof z.ZodObject && 'eventId' in query.shape),
  );

  it.each(named)('is answered like one that there is not: %s', async (key, { body, example }) => {
    const [method = '', route = ''] = key.split(' ');
    const answers = [];
    for (const eventId of [foreignEvent.eventId, 'nirgends']) {
      const path = route
        .replace('/v1/organiser', '')
        .replace('{eventId}', eventId)
        .replaceAll(/\{\w+\}/g, '1x00000000000000000000000000000000');
      const query = route.includes('{eventId}') ? '' : `?eventId=${eventId}`;
      const json =
        key === 'PUT /v1/organiser/events/{eventId}' ? { ...foreignEvent, eventId } : body && (example ?? {});
      const { status, body: told } = await world.call(method, `${path}${query}`, json, scoped);
      answers.push({ status, told });
    }
    expect(answers[0]).toEqual(answers[1]);
    expect(answers[0]?.status).toBe(404);
  });

  it('in what is sent to one’s own series, too', async () => {
    const { announcementId } = await world.must(
      'POST',
      '/announcements',
      announcement([ownEvent.eventId]),
      scoped,
    );
    const both = async (method: string, route: string, body: (eventId: string) => object) => {
      const [foreign, unknown] = [
        await world.call(method, route, body(foreignEvent.eventId), scoped),
        await world.call(method, route, body('nirgends'), scoped),
      ];
      expect([route, foreign.status, foreign.body]).toEqual([route, unknown.status, unknown.body]);
      expect(foreign.status).toBe(422);
    };
    await both('POST', '/announcements', (id) => announcement([ownEvent.eventId, id]));
    await both('PUT', `/announcements/${announcementId}`, (id) => announcement([id]));
    await both('POST', `/announcements/${announcementId}/preview`, (eventId) => ({
      eventId,
      registrationId: '1x0',
    }));
    await both('POST', '/series/eigen/preview', (eventId) => ({ template: 'confirmation', eventId }));
  });
});

describe('a test of an announcement', () => {
  it('goes to oneself or to organisers of its series, and to no others', async () => {
    const editor = (email: string, seriesIds?: string[]) =>
      world.must('POST', '/organisers', { email, role: 'editor', seriesIds });
    await editor('eigen@institut.example', ['eigen']);
    await editor('fremd@institut.example', ['fremd']);
    await editor('alle@institut.example');
    const { announcementId } = await world.must(
      'POST',
      '/announcements',
      announcement([ownEvent.eventId]),
      scoped,
    );
    const tested = async (email: string) => {
      const { status, body } = await world.call(
        'POST',
        `/announcements/${announcementId}/test`,
        { email },
        scoped,
      );
      return status === 202 ? status : body.errors[0].code;
    };
    expect([
      await tested('eigen@institut.example'),
      await tested('alle@institut.example'),
      await tested('fremd@institut.example'),
      await tested('niemand@institut.example'),
    ]).toEqual([202, 202, 'unknownOrganiser', 'unknownOrganiser']);
    await world.runner.settle();
    expect(await world.mails('fremd@institut.example')).toEqual([]);
  });

  it('goes out five times an hour, and then says when again', async () => {
    await world.client.clock('2027-03-01T12:10:00Z');
    const maker = { token: await world.token('owner') };
    const { announcementId } = await world.must(
      'POST',
      '/announcements',
      announcement([ownEvent.eventId]),
      scoped,
    );
    const email = 'eigen@institut.example';
    const trial = () => world.call('POST', `/announcements/${announcementId}/test`, { email }, maker);
    for (let count = 0; count < 5; count++) expect((await trial()).status).toBe(202);
    const refused = await trial();
    expect(refused.status).toBe(429);
    expect(Number(refused.headers.get('retry-after'))).toBeGreaterThan(0);
    await world.client.clock('2027-03-01T13:00:01Z');
    expect((await trial()).status).toBe(202);
  });
});
