import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { part1, part2, series, World } from './world.ts';

let world: World;
beforeAll(async () => {
  world = await World.start();
  await world.must('POST', '/series', series);
  await world.publish(part1);
  await world.publish(part2);
  await world.register('aylin@rathaus.example', [part2.eventId]);
  await world.register('ben@verein.example', [part2.eventId]);
});
afterAll(() => world?.stop());

describe('an event', () => {
  it('is cloned as a draft without registrations, all its times moved as far as its start', async () => {
    const clone = await world.call('POST', `/events/${part1.eventId}/clone`, {
      eventId: 'sichtbar-2028',
      startsAtLocal: '2028-05-03T18:00',
    });
    expect(clone.status).toBe(201);
    expect(clone.body).toMatchObject({
      status: 'draft',
      startsAtLocal: '2028-05-03T18:00',
      endsAtLocal: '2028-05-03T20:00',
      registrationClosesAtLocal: '2028-05-03T17:30',
      counts: { taken: 0, confirmed: 0 },
      title: part1.title,
      workingGroups: part1.workingGroups,
    });
    const again = { eventId: 'sichtbar-2028', startsAtLocal: '2028-05-03T18:00' };
    expect((await world.call('POST', `/events/${part1.eventId}/clone`, again)).status).toBe(409);
  });

  it('is deleted while nobody is registered, and its id is free again', async () => {
    expect((await world.call('DELETE', `/events/${part2.eventId}`)).status).toBe(409);
    const stale = { headers: { 'if-match': '"7"' } };
    expect((await world.call('DELETE', '/events/sichtbar-2028', undefined, stale)).status).toBe(412);
    expect((await world.call('DELETE', '/events/sichtbar-2028')).status).toBe(204);
    expect((await world.call('GET', '/events/sichtbar-2028')).status).toBe(404);
    const again = { eventId: 'sichtbar-2028', startsAtLocal: '2028-05-03T18:00' };
    expect((await world.call('POST', `/events/${part1.eventId}/clone`, again)).status).toBe(201);
    expect((await world.call('DELETE', '/events/sichtbar-2028')).status).toBe(204);
  });

  it('says when its capacity is lowered below what is taken; nobody loses a place', async () => {
    const lowered = await world.must('PUT', `/events/${part2.eventId}`, {
      ...part2,
      seriesId: series.seriesId,
      capacity: 1,
    });
    expect(lowered.warnings).toEqual([
      { code: 'capacityBelowTaken', pointer: '/capacity', taken: 2, capacity: 1 },
    ]);
    expect(lowered.counts.confirmed).toBe(2);
    const raised = { ...part2, seriesId: series.seriesId };
    expect((await world.must('PUT', `/events/${part2.eventId}`, raised)).warnings).toEqual([]);
  });

  it('says which of its times the clocks skip or show twice, and what is read then', async () => {
    const atNight = {
      ...{ eventId: 'nachts', seriesId: series.seriesId, title: { de: 'Lange Nacht' } },
      ...{ startsAtLocal: '2027-03-28T02:30', endsAtLocal: '2027-03-28T05:00' },
    };
    const made = await world.call('POST', '/events', atNight);
    expect(made).toMatchObject({ status: 201, body: { startsAt: '2027-03-28T01:30:00.000Z' } });
    expect(made.body.warnings).toEqual([
      { code: 'timeSkipped', pointer: '/startsAtLocal', readAs: '2027-03-28T03:30' },
    ]);
    // The digits lie in order, the moments don't.
    const backwards = await world.call('PUT', '/events/nachts', {
      ...atNight,
      endsAtLocal: '2027-03-28T03:15',
    });
    expect(backwards).toMatchObject({ status: 422 });
    expect(backwards.body.errors).toMatchObject([{ pointer: '/endsAtLocal', code: 'endsBeforeStart' }]);
    const twice = { startsAtLocal: '2027-10-31T02:30', endsAtLocal: '2027-10-31T04:00' };
    expect((await world.must('PUT', '/events/nachts', { ...atNight, ...twice })).warnings).toEqual([
      { code: 'timeTwice', pointer: '/startsAtLocal' },
    ]);
  });

  it('tells another change of it when asked to, and to nobody without being asked', async () => {
    const changed = {
      ...part2,
      seriesId: series.seriesId,
      summary: { de: 'Nun auch mit Frau Dr. Beispiel.' },
    };
    await world.must('PUT', `/events/${part2.eventId}`, changed);
    await world.client.advance('PT2M');
    expect(await world.mails('aylin@rathaus.example', 'Geändert')).toHaveLength(0);
    await world.must('PUT', `/events/${part2.eventId}?notice=now`, changed);
    await world.client.advance('PT2M');
    const [mail, ...more] = await world.mails('aylin@rathaus.example', 'Geändert');
    expect(mail?.text).toContain('Dr. Beispiel');
    expect(more).toEqual([]);
    const past = await world.call('PUT', `/events/${part2.eventId}?notice=2020-01-01T00:00:00.000Z`, changed);
    expect(past.status).toBe(422);
  });

  it('tells it at a time, by the event’s clock or with an offset', async () => {
    const put = (day: string, notice: string) =>
      world.must('PUT', `/events/${part2.eventId}?notice=${encodeURIComponent(notice)}`, {
        ...part2,
        seriesId: series.seriesId,
        summary: { de: `Neu am ${day}.` },
      });
    const told = async () => (await world.mails('aylin@rathaus.example', 'Geändert')).length;
    for (const [day, notice] of [
      ['2027-03-04', '2027-03-04T10:00'],
      ['2027-03-05', '2027-03-05T10:00:00+01:00'],
    ] as const) {
      const before = await told();
      await put(day, notice);
      await world.client.clock(`${day}T08:59:00Z`);
      expect(await told()).toBe(before);
      await world.client.clock(`${day}T09:01:00Z`);
      expect(await told()).toBe(before + 1);
    }
  });

  it('that is cancelled has no reminder left, and its end of the waiting list is told nobody', async () => {
    await world.must('POST', `/events/${part2.eventId}/cancel`);
    await world.client.clock('2027-05-20T00:00:00Z');
    expect((await world.mails('aylin@rathaus.example')).map((mail) => mail.subject)).toEqual([
      expect.stringContaining('bestätigen'),
      expect.stringContaining('ist bestätigt'),
      ...Array(3).fill(expect.stringContaining('Geändert')),
      expect.stringContaining('Fällt aus'),
    ]);
  });
});

describe('a series', () => {
  it('is deleted when it has no event', async () => {
    expect((await world.call('DELETE', `/series/${series.seriesId}`)).status).toBe(409);
    await world.must('POST', '/series', { ...series, seriesId: 'leer' });
    expect((await world.call('DELETE', '/series/leer')).status).toBe(204);
    expect((await world.call('GET', '/series/leer')).status).toBe(404);
    expect((await world.call('POST', '/events', { ...part1, eventId: 'x', seriesId: 'leer' })).status).toBe(
      422,
    );
  });
});

it('a series that is deleted while it gets an event has either one or the other', async () => {
  for (let round = 0; round < 12; round++) {
    const seriesId = `rennen-${round}`;
    await world.must('POST', '/series', { ...series, seriesId });
    const made = () => world.call('POST', '/events', { ...part1, eventId: seriesId, seriesId });
    const gone = () => world.call('DELETE', `/series/${seriesId}`);
    const both = round % 2 === 0 ? [made(), gone()] : [gone(), made()];
    const [first, second] = await Promise.all(both);
    const statuses = round % 2 === 0 ? [first?.status, second?.status] : [second?.status, first?.status];
    const isThere = (await world.call('GET', `/series/${seriesId}`)).status === 200;
    expect((await world.call('GET', `/events/${seriesId}`)).status === 200).toBe(isThere);
    expect(statuses).toEqual(isThere ? [201, 409] : [expect.any(Number), 204]);
  }
});

describe('an Idempotency-Key', () => {
  const headers = { 'idempotency-key': 'a-key' };
  const other = () => ({ ...series, seriesId: 'einmal' });

  it('gets the same answer for the same call, and does it once', async () => {
    const first = await world.call('POST', '/series', other(), { headers });
    const second = await world.call('POST', '/series', other(), { headers });
    expect([first.status, second.status]).toEqual([201, 201]);
    expect(second.body).toEqual(first.body);
    expect(second.headers.get('etag')).toBe(first.headers.get('etag'));
    expect((await world.call('POST', '/series', other())).status).toBe(409);
  });

  it('of another call is refused, and is another for another token', async () => {
    const body = { ...other(), organisers: ['Andere'] };
    expect((await world.call('POST', '/series', body, { headers })).status).toBe(422);
    const token = await world.token('editor');
    expect((await world.call('POST', '/series', body, { headers, token })).status).toBe(409);
  });

  it('is free again when its call was refused, and after a day', async () => {
    const mine = { 'idempotency-key': 'another' };
    expect((await world.call('POST', '/series', { seriesId: '!' }, { headers: mine })).status).toBe(422);
    const body = { ...series, seriesId: 'zweimal' };
    expect((await world.call('POST', '/series', body, { headers: mine })).status).toBe(201);
    await world.client.advance('P1DT1M');
    expect((await world.call('POST', '/series', body, { headers })).status).toBe(409);
  });

  it('keeps no token that is shown once', async () => {
    const mine = { 'idempotency-key': 'token' };
    const body = { name: 'x', role: 'viewer' };
    expect((await world.call('POST', '/tokens', body, { headers: mine })).status).toBe(201);
    const again = await world.call('POST', '/tokens', body, { headers: mine });
    expect(again.status).toBe(409);
    expect(JSON.stringify(again.body)).not.toContain('eb_');
  });
});

describe('the audit', () => {
  it('has every change once, newest first, with who and which', async () => {
    const { items } = await world.must('GET', '/audit?limit=500');
    const times = items.map((entry: { at: string }) => entry.at);
    expect(times).toEqual(times.toSorted().toReversed());
    const count = (action: string) =>
      items.filter((entry: { action: string }) => entry.action === action).length;
    expect(count('event.publish')).toBe(2);
    expect(count('event.clone')).toBe(2);
    expect(count('event.delete')).toBe(2);
    expect(count('event.cancel')).toBe(1);
    expect(count('series.create')).toBe(4 + 12);
    const firstOf = (action: string) =>
      items.findLast((entry: { action: string }) => entry.action === action);
    // The series names a sender that there wasn't: it is made with it.
    expect(firstOf('sender.create')).toMatchObject({ who: { name: 'test' } });
    expect(firstOf('series.create')).toMatchObject({
      action: 'series.create',
      item: `series/${series.seriesId}`,
      who: { name: 'test' },
    });
    expect(JSON.stringify(items)).not.toMatch(/rathaus|verein/);
  });

  it('is paged', async () => {
    const first = await world.must('GET', '/audit?limit=3');
    const second = await world.must('GET', `/audit?limit=3&cursor=${first.nextCursor}`);
    expect(second.items[0].at <= first.items[2].at).toBe(true);
    expect(second.items[0]).not.toEqual(first.items[2]);
  });

  it('is exported page by page, each entry once, also while others are written', async () => {
    const ids = (page: { items: { auditId: string }[] }) => page.items.map(({ auditId }) => auditId);
    const whole = ids(await world.must('GET', '/audit?limit=500'));
    const exported: string[] = [];
    let cursor: string | undefined;
    do {
      const page = await world.must(
        'GET',
        `/audit?limit=7${cursor === undefined ? '' : `&cursor=${cursor}`}`,
      );
      expect(page.items.length).toBeLessThanOrEqual(7);
      exported.push(...ids(page));
      cursor = page.nextCursor;
      await world.token('viewer');
    } while (cursor !== undefined);
    expect(exported).toEqual(whole);
    expect(whole.length).toBeGreaterThan(21);
    const { items } = await world.must('GET', '/audit?limit=1');
    expect([items[0].action, whole.includes(items[0].auditId)]).toEqual(['token.create', false]);
  });

  it('is an owner’s to read', async () => {
    const token = await world.token('editor');
    expect((await world.call('GET', '/audit', undefined, { token })).status).toBe(403);
  });
});
