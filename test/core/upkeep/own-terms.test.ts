import { describe, expect, test } from 'vitest';
import { addPart } from '../../../functions/core/attendee/add-part.ts';
import { eraseAgain } from '../../../functions/core/attendee/erase.ts';
import { cancelEvent } from '../../../functions/core/organising/event-life.ts';
import { type MoveNotice, replaceEvent } from '../../../functions/core/organising/events.ts';
import { replaceSeries } from '../../../functions/core/organising/series.ts';
import { seriesReport } from '../../../functions/core/participants/series-report.ts';
import { viewAttendee } from '../../../functions/core/registration/attendee-view.ts';
import { confirm } from '../../../functions/core/registration/confirm.ts';
import { noteTold } from '../../../functions/core/sending/told-times.ts';
import { type EventInput, eventInputOf } from '../../../functions/core/table/event.ts';
import { refs } from '../../../functions/core/table/refs.ts';
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
      const plans = await table.getMany([...parts, 'fremd', 'zu-zweit'].map(refs.erasure));
      const next = plans
        .filter((one) => one?.dueAt !== undefined && one.dueAt <= at)
        .toSorted((one, other) => (one?.dueAt ?? '').localeCompare(other?.dueAt ?? ''))[0];
      if (next?.dueAt === undefined) break;
      if (next.dueAt > series.now) series.now = next.dueAt;
      await eraseEvent(next, series.context, ['owner@owner.example']);
    }
    series.now = at;
  };
  /** A change of which nobody is told, unless it says so. */
  const change = async (eventId: string, changes: Partial<EventInput>, notice: MoveNotice = 'none') => {
    const event = await table.get(refs.event(eventId));
    if (event === undefined) throw new Error('no event');
    const input = { ...eventInputOf(event), ...changes };
    await replaceEvent(eventId, input, { version: undefined, notice }, owner, series.context);
    await until(series.now);
  };
  const move = (eventId: string, day: string, notice?: MoveNotice) =>
    change(eventId, { startsAtLocal: `${day}T17:00`, endsAtLocal: `${day}T19:00` }, notice);
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
  return { table, series, until, change, move, days, shown, rowsOf, isThere };
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

  test('follows an event that moves earlier at once, and a later end once its person was told', async () => {
    const { series, until, move, isThere } = await years();
    await series.join(a, ['eins']);
    await series.join(b, ['eins']);
    await move('eins', '2028-04-28');
    const told = await series.registration(a, 'eins');
    if (told === undefined) throw new Error('nobody registered');
    await noteTold([{ ...told, sequence: 1 }], series.table);
    const ends = async (email: string) =>
      (await viewAttendee(await series.attendee(email), series.context)).erasedAt;
    expect(await ends(a)).toBe('2028-07-27T17:00:00.000Z');
    // Of whom nobody told anything the data goes when they were told that it does.
    expect(await ends(b)).toBe('2027-07-27T17:00:00.000Z');
    await until('2027-07-27T16:59:00.000Z');
    expect([await isThere(a), await isThere(b)]).toEqual([true, true]);
    await until('2027-07-27T17:00:00.000Z');
    expect([await isThere(a), await isThere(b)]).toEqual([true, false]);
    await move('eins', '2027-08-01');
    await until('2027-10-30T16:59:00.000Z');
    expect(await isThere(a)).toBe(true);
    await until('2027-10-30T18:00:00.000Z');
    expect(await isThere(a)).toBe(false);
  });

  test('is not lengthened by moving an event that is over: that is refused, whoever is told', async () => {
    const { series, until, move, isThere } = await years();
    await series.join(a, ['eins']);
    await until('2027-05-01T09:00:00.000Z');
    for (const notice of ['none', 'now'] as const)
      await expect(move('eins', '2030-04-28', notice)).rejects.toMatchObject({
        faults: [{ pointer: '/endsAtLocal', code: 'overForPeople' }],
      });
    await move('eins', '2027-04-27');
    await until('2027-07-26T17:00:00.000Z');
    expect(await isThere(a)).toBe(false);
  });

  test('is not lengthened by what is corrected of an event that was cancelled', async () => {
    const { series, until, change, isThere } = await years();
    await series.join(a, ['drei']);
    await until('2027-06-01T09:00:00.000Z');
    await cancelEvent('drei', undefined, owner, series.context);
    await until('2027-08-01T09:00:00.000Z');
    await change('drei', { title: { de: 'Abgesagt', en: 'Called off' } });
    await until('2027-08-30T09:00:00.000Z');
    expect(await isThere(a)).toBe(false);
  });

  test('is not lengthened by a stranger who types the address into a later event shortly before it', async () => {
    const { series, until, isThere, rowsOf } = await years();
    await series.join(a, ['eins']);
    await series.publish({
      ...{ eventId: 'fremd', startsAtLocal: '2027-07-20T17:00', endsAtLocal: '2027-07-20T19:00' },
    });
    await until('2027-07-20T14:30:00.000Z');
    await series.signUp(a, ['fremd'], { name: 'Fremde' });
    expect(await series.registration(a, 'fremd')).toMatchObject({ state: 'confirmed', isUnverified: true });
    expect((await viewAttendee(await series.attendee(a), series.context)).erasedAt).toBe(
      '2027-07-27T17:00:00.000Z',
    );
    await until('2027-07-27T17:00:00.000Z');
    expect(await isThere(a)).toBe(false);
    await until('2027-07-28T17:00:00.000Z');
    expect(rowsOf(a).map(({ type }) => type)).toEqual(['erased']);
  });

  test('counts from what is left of theirs, when they cancel', async () => {
    const { series, until, isThere } = await years();
    await series.join(a, ['eins', 'drei']);
    await series.join(b, ['drei']);
    await until('2027-05-01T09:00:00.000Z');
    await series.cancel(a, 'drei');
    expect((await viewAttendee(await series.attendee(a), series.context)).erasedAt).toBe(
      '2027-07-30T09:00:00.000Z',
    );
    await until('2027-07-30T08:59:00.000Z');
    expect(await isThere(a)).toBe(true);
    await until('2027-07-30T09:00:00.000Z');
    expect([await isThere(a), await isThere(b)]).toEqual([false, true]);
  });

  test('counts anew from an event that they register for again', async () => {
    const { series, until, isThere } = await years();
    await series.join(a, ['drei']);
    await series.cancel(a, 'drei');
    series.advance('P1D');
    await addPart(
      await series.attendee(a),
      { eventId: 'drei', seat: 1 },
      { name: 'Aylin', answers: {} },
      series.context,
    );
    await until('2031-07-27T16:59:00.000Z');
    expect(await isThere(a)).toBe(true);
  });

  test('lasts as long as one of several places in an event', async () => {
    const { series, until, isThere } = await years();
    await series.publish({
      ...{ eventId: 'zu-zweit', startsAtLocal: '2029-01-10T17:00', endsAtLocal: '2029-01-10T19:00' },
      seatsPerAddress: 2,
    });
    await series.join(a, ['zu-zweit']);
    await series.addSeat(a, 'zu-zweit', 2, 'Bo');
    await series.cancel(a, 'zu-zweit');
    await until('2028-12-01T09:00:00.000Z');
    expect(await isThere(a)).toBe(true);
    await series.cancel(a, 'zu-zweit', 2);
    await until('2029-03-01T09:00:00.000Z');
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

test('of who cancelled all of theirs nobody is told, and they go on their day', async () => {
  const { table, series, until, isThere } = await years();
  await series.join(a, ['eins']);
  await series.join(b, ['eins']);
  await series.cancel(a, 'eins');
  const ends = (await viewAttendee(await series.attendee(a), series.context)).erasedAt;
  await until(ends);
  expect([await isThere(a), await isThere(b)]).toEqual([false, true]);
  await until('2027-07-27T17:00:00.000Z');
  const told = table.rows().filter(({ template }) => template === 'erasureNotice');
  expect(told.map(({ erasedAt }) => erasedAt)).toEqual(['2027-07-27T17:00:00.000Z']);
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
