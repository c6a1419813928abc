import { beforeEach, describe, expect, test } from 'vitest';
import { addPart } from '../../../functions/core/attendee/add-part.ts';
import { answerForEntries } from '../../../functions/core/attendee/answer-for-entries.ts';
import { changePerson, changeRegistration } from '../../../functions/core/attendee/change-registration.ts';
import { markAttendance } from '../../../functions/core/participants/attendance.ts';
import { seriesReport } from '../../../functions/core/participants/series-report.ts';
import { viewAttendee } from '../../../functions/core/registration/attendee-view.ts';
import { confirm } from '../../../functions/core/registration/confirm.ts';
import { stepSignUp } from '../../../functions/core/registration/sign-up-steps.ts';
import { deleteSignUp } from '../../../functions/core/registration/take-back.ts';
import { refs } from '../../../functions/core/table/refs.ts';
import { goneAt } from '../../../functions/core/table/retention.ts';
import { eraseEvent } from '../../../functions/core/upkeep/erase-event.ts';
import { MemoryTable } from '../../adapters/memory-table.ts';
import { owner } from '../mail/mail-world.ts';
import { Series } from '../series.ts';

/** What somebody typed in shortly before the start, whoever it was, and what is left of it when nobody confirms. */
const victim = 'opfer@rathaus.example';
const halfAnHourBefore = '2027-04-28T14:30:00.000Z';
/** A week after the event's end. */
const ending = '2027-05-05T17:00:00.000Z';
/** Ninety days after it. */
const termsEnd = '2027-07-27T17:00:00.000Z';
const later = { startsAtLocal: '2027-06-30T17:00', endsAtLocal: '2027-06-30T19:00' };

let series: Series;
let table: MemoryTable;
beforeEach(async () => {
  table = new MemoryTable();
  series = await Series.create(table, 'reihe', [{ eventId: 'eins' }, { eventId: 'spaeter', ...later }]);
  series.now = halfAnHourBefore;
});

/** What comes due of sign-ups and erasures until an instant, at its time. */
async function until(at: string): Promise<void> {
  for (;;) {
    const rows = table.rows();
    const due = rows
      .filter((row) => ['signUp', 'erasure'].includes(String(row.dueLane)) && String(row.dueAt) <= at)
      .toSorted((a, b) => String(a.dueAt).localeCompare(String(b.dueAt)))[0];
    if (due === undefined) break;
    if (String(due.dueAt) > series.now) series.now = String(due.dueAt);
    if (due.type === 'signUp') {
      const item = await table.get(refs.signUp(String(due.signUpId)));
      if (item !== undefined) await stepSignUp(item, series.context);
    } else if (due.type === 'erasure') {
      const item = await table.get(refs.erasure(String(due.eventId)));
      if (item !== undefined) await eraseEvent(item, series.context);
    } else break;
  }
  series.now = at;
}

const left = () => {
  const { personHash } = series.identity(victim);
  const kinds = ['signUp', 'registration', 'attendee', 'subscription'];
  return table
    .rows()
    .filter((row) => row.personHash === personHash && kinds.includes(String(row.type)))
    .map(({ type }) => String(type))
    .toSorted();
};
const entry = () => series.registration(victim, 'eins');

describe('a direct entry that nobody confirms', () => {
  test('ends a week after its event, with all that is known of its person', async () => {
    await series.signUp(victim, ['eins']);
    const registration = await entry();
    expect(registration).toMatchObject({ state: 'confirmed', isUnverified: true });
    expect(registration && goneAt(registration)).toBe(ending);
    await until('2027-05-05T16:59:00.000Z');
    expect(left()).toEqual(['attendee', 'registration', 'signUp']);
    expect(table.rows().find(({ type }) => type === 'signUp')).toMatchObject({ state: 'pending' });
    await until(ending);
    expect(left()).toEqual([]);
    expect(await series.counters('eins')).toMatchObject({ confirmed: 0, taken: 0 });
  });

  test('is not counted among those who confirmed, in the report neither', async () => {
    for (let number = 0; number < 6; number++) await series.signUp(`p${number}@p${number}.example`, ['eins']);
    await series.join(victim, ['eins']);
    const [period] = await seriesReport(series.series, series.context);
    expect(period?.people).toBe('<5');
  });

  test('leaves a person who is known what they verified themselves, and nothing else', async () => {
    await series.join(victim, ['spaeter'], { name: 'Opfer' });
    const before = await series.attendee(victim);
    await series.signUp(victim, ['eins'], { name: 'Fremde' });
    const { version, ...rest } = before;
    expect(await series.attendee(victim)).toMatchObject({ ...rest, version: version + 1 });
    await until(ending);
    expect(left()).toEqual(['attendee', 'registration', 'signUp']);
    expect(await entry()).toBeUndefined();
    expect(await series.registration(victim, 'spaeter')).toMatchObject({ state: 'confirmed' });
  });

  test('of two events goes with each of them', async () => {
    await series.publish({ eventId: 'lang', endsAtLocal: '2027-05-20T19:00' });
    await series.signUp(victim, ['eins']);
    series.advance('PT1M');
    await series.signUp(victim, ['lang']);
    await until(ending);
    expect(await entry()).toBeUndefined();
    expect((await series.attendee(victim)).eventIds).toEqual(['lang']);
    await until('2027-05-27T17:00:00.000Z');
    expect(left()).toEqual([]);
  });

  test('that is taken back leaves nothing of whoever was typed in', async () => {
    await deleteSignUp(await series.signUp(victim, ['eins']), series.context);
    expect(left()).toEqual([]);
  });

  test('from before it had an end of its own goes at the next look', async () => {
    const signUp = await series.signUp(victim, ['eins']);
    const attendee = await series.attendee(victim);
    const registration = await entry();
    if (registration === undefined) throw new Error('nothing entered');
    const expiresAt = Date.parse('2027-08-31T17:00:00.000Z') / 1000;
    const { dueLane, dueAt, ...settled } = signUp;
    await table.commit([
      { step: 'put', item: { ...settled, state: 'confirmed', expiresAt }, when: 'any' },
      { step: 'put', item: { ...attendee, expiresAt }, when: 'any' },
      { step: 'put', item: { ...registration, expiresAt }, when: 'any' },
    ]);
    await until(ending);
    expect(left()).toEqual([]);
  });
});

describe('a direct entry is its person’s, by their own term, once', () => {
  const isTheirs = async () => {
    await until(ending);
    expect(await entry()).toMatchObject({ state: 'confirmed' });
    expect((await entry())?.isUnverified).toBeUndefined();
    expect(left()).toEqual(expect.arrayContaining(['attendee', 'registration', 'signUp']));
  };
  const endsWith = async (at: string) => {
    await until(at.replace('T17:00', 'T16:59'));
    expect(left()).not.toEqual([]);
    await until(at);
    expect(left()).toEqual([]);
  };

  test('its button is pressed', async () => {
    await confirm(await series.signUp(victim, ['eins']), series.context);
    const registration = await entry();
    expect(registration && goneAt(registration)).toBe(termsEnd);
    await isTheirs();
    await endsWith(termsEnd);
  });

  test('they change it on their own page', async () => {
    await series.signUp(victim, ['eins']);
    const at = { eventId: 'eins', seat: 1 };
    await changeRegistration(
      await series.attendee(victim),
      at,
      { name: 'Opfer', answers: {} },
      series.context,
    );
    await isTheirs();
    await endsWith(termsEnd);
  });

  test('they give their name there', async () => {
    await series.signUp(victim, ['eins']);
    await changePerson(await series.attendee(victim), { name: 'Opfer', locale: 'de' }, series.context);
    await answerForEntries(await series.attendee(victim), series.context);
    await isTheirs();
    await endsWith(termsEnd);
  });

  test('they send any form there', async () => {
    await series.signUp(victim, ['eins']);
    await answerForEntries(await series.attendee(victim), series.context);
    await isTheirs();
    await endsWith(termsEnd);
  });

  test('they add something there', async () => {
    await series.signUp(victim, ['eins']);
    const at = { eventId: 'spaeter', seat: 1 };
    await addPart(await series.attendee(victim), at, { answers: {} }, series.context);
    await answerForEntries(await series.attendee(victim), series.context);
    await isTheirs();
    await endsWith('2027-09-28T17:00:00.000Z');
  });

  test('who was known before makes a stranger’s entry theirs by changing it', async () => {
    await series.publish({
      ...{ eventId: 'frueher', startsAtLocal: '2027-04-29T17:00', endsAtLocal: '2027-04-29T19:00' },
      directEntry: 'PT0M',
    });
    await series.join(victim, ['frueher']);
    await series.signUp(victim, ['eins']);
    expect((await series.attendee(victim)).eventIds).toEqual(['frueher']);
    const at = { eventId: 'eins', seat: 1 };
    await changeRegistration(
      await series.attendee(victim),
      at,
      { name: 'Opfer', answers: {} },
      series.context,
    );
    expect((await series.attendee(victim)).eventIds).toEqual(['frueher', 'eins']);
    await isTheirs();
  });
});

describe('a direct entry whose person was seen there', () => {
  const note = async (came: boolean) => {
    const id = (await entry())?.registrationId ?? '';
    const marks = { attended: came ? [id] : [], absent: came ? [] : [id] };
    await markAttendance('eins', marks, owner, series.context);
    await until(series.now);
  };
  const eventIsOver = () => until('2027-04-28T17:30:00.000Z');
  const goneBy = async () => (await viewAttendee(await series.attendee(victim), series.context)).erasedAt;

  test('is kept as long as any place of its event, unconfirmed, in list, numbers and report', async () => {
    for (let number = 0; number < 4; number++) await series.join(`p${number}@p${number}.example`, ['eins']);
    await series.signUp(victim, ['eins']);
    expect(await goneBy()).toBe(ending);
    await eventIsOver();
    await note(true);
    expect(await goneBy()).toBe(termsEnd);
    await until('2027-05-20T17:00:00.000Z');
    const registration = await entry();
    expect(registration).toMatchObject({ state: 'confirmed', isUnverified: true, attended: true });
    expect(registration?.heldBy).toBeUndefined();
    expect(registration && goneAt(registration)).toBe(termsEnd);
    expect(left()).toEqual(['attendee', 'registration']);
    expect(await goneBy()).toBe(termsEnd);
    expect(await series.counters('eins')).toMatchObject({ confirmed: 5, attended: 1 });
    expect((await seriesReport(series.series, series.context))[0]?.people).toBe(5);
    await until(termsEnd);
    expect(left()).toEqual([]);
  });

  test('ends as if nobody had been seen, once the note is taken back', async () => {
    await series.signUp(victim, ['eins']);
    await eventIsOver();
    await note(true);
    await note(false);
    expect(await goneBy()).toBe(ending);
    await until(ending);
    expect(left()).toEqual([]);
  });

  test('keeps nothing else that somebody typed, nor any longer for it', async () => {
    await series.publish({ eventId: 'lang', endsAtLocal: '2027-05-20T19:00' });
    await series.signUp(victim, ['eins', 'lang']);
    await eventIsOver();
    await note(true);
    await until('2027-05-28T17:00:00.000Z');
    expect(await series.registration(victim, 'lang')).toBeUndefined();
    expect((await series.attendee(victim)).eventIds).toEqual(['eins']);
    expect(await goneBy()).toBe(termsEnd);
    await until(termsEnd);
    expect(left()).toEqual([]);
  });

  test('counts for somebody who was known before as their own sign-up does', async () => {
    await series.publish({
      ...{ eventId: 'frueher', startsAtLocal: '2027-04-28T17:00', endsAtLocal: '2027-04-28T18:00' },
      directEntry: 'PT0M',
    });
    await series.join(victim, ['frueher']);
    await series.signUp(victim, ['eins']);
    await eventIsOver();
    await note(true);
    await until('2027-07-27T16:30:00.000Z');
    expect(await entry()).toMatchObject({ attended: true });
    await until(termsEnd);
    expect(left()).toEqual([]);
  });
});
