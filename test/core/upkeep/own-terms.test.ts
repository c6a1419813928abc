import { describe, expect, test } from 'vitest';
import { eraseAgain } from '../../../functions/core/attendee/erase.ts';
import { cancelEvent } from '../../../functions/core/organising/event-life.ts';
import { replaceEvent } from '../../../functions/core/organising/events.ts';
import { replaceSeries } from '../../../functions/core/organising/series.ts';
import { seriesReport } from '../../../functions/core/participants/series-report.ts';
import { viewAttendee } from '../../../functions/core/registration/attendee-view.ts';
import { confirm } from '../../../functions/core/registration/confirm.ts';
import { eventInputOf } from '../../../functions/core/table/event.ts';
import { refs } from '../../../functions/core/table/refs.ts';
import { present } from '../../../functions/core/table/retention.ts';
import { seriesInputOf } from '../../../functions/core/table/series.ts';
import { eraseEvent } from '../../../functions/core/upkeep/erase-event.ts';
import { MemoryTable } from '../../adapters/memory-table.ts';
import { owner } from '../mail/mail-world.ts';
import { Series } from '../series.ts';

const [a, b, c] = ['a@a.example', 'b@b.example', 'c@c.example'] as const;
const parts = ['eins', 'zwei', 'drei'];

/** Three parts, each two years after the one before, at seven in the evening in Berlin. */
async function years() {
  const table = new MemoryTable();
  const series = await Series.create(
    table,
    'jahre',
    parts.map((eventId, index) => ({
      ...{ eventId, startsAtLocal: `${2027 + 2 * index}-04-28T17:00` },
      endsAtLocal: `${2027 + 2 * index}-04-28T19:00`,
    })),
  );
  /** What comes due until an instant, at its time. */
  const until = async (at: string) => {
    for (;;) {
      const plans = await table.getMany(parts.map(refs.erasure));
      const next = plans
        .filter((one) => one?.dueAt !== undefined && one.dueAt <= at)
        .toSorted((one, other) => (one?.dueAt ?? '').localeCompare(other?.dueAt ?? ''))[0];
      if (next?.dueAt === undefined) break;
      if (next.dueAt > series.now) series.now = next.dueAt;
      await eraseEvent(next, series.context, ['owner@owner.example']);
    }
    series.now = at;
  };
  const days = async (retentionDays: number) => {
    const current = await table.get(refs.series('jahre'));
    if (current === undefined) throw new Error('no series');
    const input = { ...seriesInputOf(current), retentionDays };
    // Another term is another notice.
    input.notices.privacy.version = `2027-01-${current.version + 1}`;
    Object.assign(series.series, await replaceSeries('jahre', input, undefined, owner, series.context));
  };
  const rowsOf = (email: string) => {
    const { personHash } = series.identity(email);
    return table
      .rows()
      .filter((row) => JSON.stringify(row).includes(personHash) && row.type !== 'mailAllowance');
  };
  const isThere = async (email: string) =>
    (await table.get(refs.attendee(series.identity(email).personHash, 'jahre'))) !== undefined;
  const shown = () => ({ notices: { privacy: series.series.notices.privacy.version } });
  return { table, series, until, days, shown, rowsOf, isThere };
}

describe('a person’s data', () => {
  test('ends on their own day: so long after the last event that they registered for, whatever parts are to come', async () => {
    const { table, series, until, isThere, rowsOf } = await years();
    await series.join(a, ['eins']);
    await series.join(b, ['eins', 'zwei']);
    await series.join(c, ['drei']);
    const days = { [a]: '2027-07-27', [b]: '2029-07-27', [c]: '2031-07-27' };
    for (const [email, day] of Object.entries(days)) {
      await until(`${day}T16:59:59.000Z`);
      expect(await isThere(email), email).toBe(true);
      expect((await viewAttendee(await series.attendee(email), series.context)).erasedAt).toBe(
        `${day}T17:00:00.000Z`,
      );
      await until(`${day}T17:00:00.000Z`);
      expect(await isThere(email), email).toBe(false);
      expect(rowsOf(email).map(({ type }) => type)).toEqual(['erased']);
    }
    // What an event counted stays, and nothing is planned any more.
    expect(await series.counters('eins')).toMatchObject({ confirmed: 2, taken: 2 });
    expect(await table.getMany(parts.map(refs.erasure))).toEqual([undefined, undefined, undefined]);
  });

  test('is visible, and out of TTL’s reach, until then: each registration, also of the first part', async () => {
    const { series, until } = await years();
    await series.join(b, ['eins']);
    series.now = '2027-05-01T09:00:00.000Z';
    await series.join(b, ['zwei']);
    await until('2029-07-27T16:59:00.000Z');
    const view = await viewAttendee(await series.attendee(b), series.context);
    expect(view.registrations.map(({ event }) => event.eventId)).toEqual(['eins', 'zwei']);
  });

  test('moves by their own sign-up alone, and only once it is confirmed', async () => {
    const { series, until, isThere, rowsOf } = await years();
    await series.join(a, ['eins']);
    await until('2027-07-27T16:00:00.000Z');
    const anew = await series.signUp(a, ['zwei']);
    await until('2027-07-27T17:00:00.000Z');
    expect(await isThere(a)).toBe(false);
    // What was signed up for anew is not lost, also when the ledger is gone through again.
    const entry = await series.table.get(refs.erased(series.identity(a).personHash, 'jahre'));
    if (entry === undefined) throw new Error('no entry');
    await eraseAgain(entry, series.context);
    expect(rowsOf(a).map(({ type }) => type)).toEqual(
      expect.arrayContaining(['erased', 'signUp', 'registration', 'delivery']),
    );
    expect(await series.registration(a, 'eins')).toBeUndefined();
    series.advance('PT1M');
    await confirm(anew, series.context);
    await eraseAgain(entry, series.context);
    expect(await series.registration(a, 'zwei')).toMatchObject({ state: 'confirmed' });
    expect((await viewAttendee(await series.attendee(a), series.context)).erasedAt).toBe(
      '2029-07-27T17:00:00.000Z',
    );
  });

  test('follows an event that moves, later and earlier, at once', async () => {
    const { series, until, isThere } = await years();
    await series.join(a, ['eins']);
    const move = async (day: string) => {
      const event = await series.table.get(refs.event('eins'));
      if (event === undefined) throw new Error('no event');
      const times = { startsAtLocal: `${day}T17:00`, endsAtLocal: `${day}T19:00` };
      const told = { version: undefined, notice: 'none' } as const;
      await replaceEvent('eins', { ...eventInputOf(event), ...times }, told, owner, series.context);
      await until(series.now);
      return series.table.get(refs.attendee(series.identity(a).personHash, 'jahre'));
    };
    expect(present(await move('2028-04-28'), '2028-07-27T16:59:00.000Z')).toBeDefined();
    expect(present(await move('2027-04-01'), '2027-06-30T17:00:00.000Z')).toBeUndefined();
    await until('2027-06-30T16:59:00.000Z');
    expect(await isThere(a)).toBe(true);
    await until('2027-06-30T17:00:00.000Z');
    expect(await isThere(a)).toBe(false);
  });

  test('is not kept longer by an event that was cancelled', async () => {
    const { series, until, isThere } = await years();
    await series.join(a, ['eins', 'drei']);
    await until('2027-06-01T09:00:00.000Z');
    await cancelEvent('drei', undefined, owner, series.context);
    await until('2027-08-30T08:59:00.000Z');
    expect(await isThere(a)).toBe(true);
    await until('2027-08-30T09:00:00.000Z');
    expect(await isThere(a)).toBe(false);
  });

  test('has the term that it was told: one made shorter ends it earlier, one made longer changes nothing', async () => {
    const { series, until, days, shown, isThere } = await years();
    await series.join(a, ['eins']);
    await days(365);
    await series.join(b, ['eins'], shown());
    await until('2027-07-27T17:00:00.000Z');
    expect([await isThere(a), await isThere(b)]).toEqual([false, true]);
    await days(120);
    await days(365);
    await until('2027-08-26T16:59:00.000Z');
    expect(await isThere(b)).toBe(true);
    await until('2027-08-26T17:00:00.000Z');
    expect(await isThere(b)).toBe(false);
  });

  test('keeps the shorter of two terms that it was told', async () => {
    const { series, until, days, shown, isThere } = await years();
    await series.join(a, ['eins']);
    await days(365);
    series.advance('P1D');
    await series.join(a, ['zwei'], shown());
    await until('2029-07-27T17:00:00.000Z');
    expect(await isThere(a)).toBe(false);
  });

  test('who never confirmed is long gone, and keeps nothing waiting', async () => {
    const { series, until, isThere, rowsOf } = await years();
    await series.join(a, ['eins']);
    await series.signUp(b, ['eins']);
    await until('2027-07-27T17:00:00.000Z');
    expect([await isThere(a), rowsOf(b).some(({ type }) => type === 'registration')]).toEqual([false, false]);
  });
});

test('the owners are told of each day on which somebody’s data ends, once a day, two weeks before', async () => {
  const { table, series, until } = await years();
  await series.join(a, ['eins']);
  await series.join(b, ['eins', 'zwei']);
  const told = () =>
    table
      .rows()
      .filter(({ template }) => template === 'erasureNotice')
      .map(({ erasedAt }) => erasedAt);
  await until('2027-07-13T16:59:00.000Z');
  expect(told()).toEqual([]);
  await until('2027-07-13T17:00:00.000Z');
  expect(told()).toEqual(['2027-07-27T17:00:00.000Z']);
  await until('2031-12-01T00:00:00.000Z');
  expect(told()).toEqual(['2027-07-27T17:00:00.000Z', '2029-07-27T17:00:00.000Z']);
});

test('the report of a part is frozen with all its people, before the first of them goes', async () => {
  const { series, until } = await years();
  for (let number = 0; number < 6; number++) await series.join(`p${number}@p${number}.example`, ['eins']);
  for (let number = 0; number < 6; number++)
    await series.join(`q${number}@q${number}.example`, ['eins', 'zwei']);
  await until('2029-12-01T00:00:00.000Z');
  const [first, second] = await seriesReport(series.series, series.context);
  expect([first?.people, first?.events.map(({ eventId }) => eventId)]).toEqual([12, ['eins']]);
  expect([second?.people, second?.events.map(({ eventId }) => eventId)]).toEqual([6, ['zwei']]);
});
