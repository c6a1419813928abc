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
    await editor('erfunden@institut.example', ['eigen']);
    for (const name of ['eigen', 'fremd', 'alle']) await world.logIn(`${name}@institut.example`);
    const before = (await world.mails('fremd@institut.example')).length;
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
      // Whoever added this one typed the address.
      await tested('erfunden@institut.example'),
    ]).toEqual([202, 202, 'unknownOrganiser', 'unknownOrganiser', 'unknownOrganiser']);
    await world.runner.settle();
    expect(await world.mails('fremd@institut.example')).toHaveLength(before);
    expect(await world.mails('erfunden@institut.example')).toEqual([]);
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
    const child = await world.must('POST', '/tokens', { name: 'kind', role: 'owner' }, maker);
    const path = `/announcements/${announcementId}/test`;
    expect((await world.call('POST', path, { email }, { token: child.token })).status).toBe(429);
    await world.client.clock('2027-03-01T13:00:01Z');
    expect((await trial()).status).toBe(202);
  });
});

describe('a sender of news', () => {
  const news = { version: '2027-02', text: { de: 'Ja, bitte.' } };
  const of = (sender: string | undefined, version = news.version) => ({
    ...own,
    notices: { ...own.notices, news: sender === undefined ? undefined : { ...news, version, sender } },
  });
  const refusal = ({
    status,
    body,
  }: {
    status: number;
    body: { errors?: { pointer: string; code: string }[] };
  }) => [status, body.errors?.map(({ pointer, code }) => `${pointer} ${code}`)];
  const refused = [422, ['/notices/news/sender forAllSeriesOnly']];

  it('is chosen by organisers of all series: those of one can’t make it ask for another’s', async () => {
    await world.must('PUT', '/series/eigen', of('Eigenes Institut'));
    const put = (sender: string | undefined) => world.call('PUT', '/series/eigen', of(sender), scoped);
    expect(refusal(await put('Fremde Stiftung'))).toEqual(refused);
    expect((await put('Eigenes Institut')).status).toBe(200);
    expect((await put(undefined)).status).toBe(200);
    expect(refusal(await put('Eigenes Institut'))).toEqual(refused);
    const two = { token: await world.token('owner', ['eigen', 'neu']) };
    const create = (body: object) => world.call('POST', '/series', { ...body, seriesId: 'neu' }, two);
    expect(refusal(await create(of('Fremde Stiftung')))).toEqual(refused);
    expect((await create(of(undefined))).status).toBe(201);
  });

  it('shared by two series: the proof of a consent is shown to those alone in whose series it was given', async () => {
    const shared = (seriesId: string) => ({ ...of('Gemeinsame Stiftung', '2027-03'), seriesId });
    for (const seriesId of ['eigen', 'fremd'])
      await world.must('PUT', `/series/${seriesId}`, shared(seriesId));
    for (const { eventId } of [ownEvent, foreignEvent])
      await world.must('POST', `/events/${eventId}/publish`);
    const email = 'dora@verein.example';
    const answers = (eventId: string) => ({ answers: { [eventId]: { role: 'politik' } } });
    const notices = { privacy: own.notices.privacy.version };
    await world.register(email, ['fremd-1'], {
      ...answers('fremd-1'),
      notices: { ...notices, news: '2027-03' },
    });
    await world.client.advance('PT2H');
    await world.register(email, ['eigen-1'], { ...answers('eigen-1'), notices });
    const proof = async (eventId: string, token: string) => {
      const { items } = await world.must('GET', `/events/${eventId}/registrations`, undefined, { token });
      const [{ registrationId }] = items;
      return world.must('GET', `/events/${eventId}/registrations/${registrationId}/proof`, undefined, {
        token,
      });
    };
    expect((await proof('eigen-1', scoped.token)).news).toBeUndefined();
    expect((await proof('eigen-1', world.owner)).news.sender).toBe('Gemeinsame Stiftung');
    const foreign = await world.token('viewer', ['fremd']);
    expect((await proof('fremd-1', foreign)).news.state).toBe('subscribed');
    // Neither asked for nor ended by a request that an organiser of the other series answers.
    const asked = await world.must('POST', '/people/information', { email }, scoped);
    expect(asked.subscriptions).toEqual([]);
    await world.must('POST', '/people/deletion', { email }, scoped);
    expect((await proof('fremd-1', foreign)).news.state).toBe('subscribed');
  });
});
