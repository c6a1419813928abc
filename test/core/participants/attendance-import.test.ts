import { beforeEach, describe, expect, test } from 'vitest';
import {
  addAttendance,
  markAttendance,
  putAttendance,
  takeBackAttendance,
} from '../../../functions/core/participants/attendance.ts';
import { importAttendance } from '../../../functions/core/participants/attendance-import.ts';
import { Problem } from '../../../functions/core/values/problem.ts';
import { MemoryTable } from '../../adapters/memory-table.ts';
import { owner } from '../mail/mail-world.ts';
import { Series } from '../series.ts';
import { people, reports } from './meeting-reports.ts';

const registered = { ...people, greta: ['Greta Groß', 'greta.gross@gmail.com'] } as const;
type Name = keyof typeof registered;
const isName = (name: string): name is Name => Object.hasOwn(registered, name);
const idOf = new Map<string, string>();

let series: Series;
beforeEach(async () => {
  idOf.clear();
  series = await Series.create(new MemoryTable(), 'reihe', [
    {
      ...{ eventId: 'eins', startsAtLocal: '2027-04-10T17:00', endsAtLocal: '2027-04-10T19:00' },
      seatsPerAddress: 3,
    },
  ]);
  for (const [key, [name, email]] of Object.entries(registered)) {
    await series.join(email, ['eins'], { name });
    idOf.set((await series.registration(email, 'eins'))?.registrationId ?? '', key);
  }
  series.now = '2027-04-11T09:00:00.000Z';
});

const take = (file: Buffer | string, settings: object = {}) =>
  importAttendance('eins', Buffer.from(file), { isDryRun: false, ...settings }, owner, series.context);
const who = (registrationId: string | undefined) => idOf.get(registrationId ?? '') ?? '?';
const idsOf = (...names: Name[]) => ({
  registrationIds: [...idOf].flatMap(([id, key]) => (isName(key) && names.includes(key) ? [id] : [])),
});

/** What is recorded of each: `+` came, `-` did not. */
async function recorded(): Promise<string> {
  const marks = await Promise.all(
    Object.values(registered).map(async ([, email]) => {
      const attended = (await series.registration(email, 'eins'))?.attended;
      return attended === undefined ? '.' : attended ? '+' : '-';
    }),
  );
  const { attended = 0, absent = 0 } = (await series.counters('eins')) ?? {};
  if (idOf.size === marks.length) {
    expect([attended, absent]).toEqual([
      marks.filter((mark) => mark === '+').length,
      marks.filter((mark) => mark === '-').length,
    ]);
  }
  return marks.join('');
}

test.each(Object.entries(reports))('%s', async (_, wanted) => {
  const { kind, file, attended, absent = [], unknown = [], minutes = {} } = wanted;
  const told = await take(file);
  expect(told.kind).toBe(kind);
  expect(told.matched.map((one) => who(one.registrationId)).toSorted()).toEqual(attended.toSorted());
  expect(told.absent.map(({ name }) => name)).toEqual(absent);
  expect(
    told.unmatched.map(({ name, suggestions }) => [
      name,
      ...suggestions.map((one) => who(one.registrationId)),
    ]),
  ).toEqual(unknown);
  const counted = told.matched.flatMap((one) => {
    const name = who(one.registrationId);
    return name in minutes ? [[name, one.minutes]] : [];
  });
  expect(Object.fromEntries(counted)).toEqual(minutes);
  // Nobody is recorded by a name, and of whom nothing is known it isn't said that they were absent.
  const came = (await recorded())
    .split('')
    .flatMap((mark, at) => (mark === '+' ? [Object.keys(registered)[at]] : []));
  expect(came.toSorted()).toEqual(attended.toSorted());
});

describe('how long is long enough', () => {
  const file =
    'Name,Email,Minutes\nJörg,joerg.weiss@rathaus.example,30\nJörg,joerg.weiss@rathaus.example,40\nAnna,anna.schaefer@verein.example,59\nPetra,p.last@dorf.example,\n';

  test('may be said in minutes, or as a share of the event, over all times that somebody joined', async () => {
    for (const settings of [{ atLeastMinutes: 60 }, { atLeastPercent: 50 }]) {
      const { matched, absent, unclear } = await take(file, { isDryRun: true, ...settings });
      expect(matched.map((one) => [who(one.registrationId), one.minutes])).toEqual([['joerg', 70]]);
      expect(absent).toMatchObject([{ line: 4, minutes: 59, reason: 'tooShort' }]);
      // Nobody knows how long.
      expect(unclear).toMatchObject([{ line: 5, reason: 'minutesUnknown' }]);
    }
  });
});

describe('what nobody here knows is no yes', () => {
  const marked = (mark: string) =>
    `Name;E-Mail;Anwesend\nJörg;joerg.weiss@rathaus.example;ja\nPetra;p.last@dorf.example;${mark}\n`;

  test.each(
    [
      'entschuldigt',
      'krank',
      'fehlt',
      'n',
      'nicht da',
      'no-show',
      'abgemeldet',
      '–',
      '',
      '✗',
      'kommt nicht',
      'N/A',
    ].concat(['unentschuldigt', 'nicht anwesend', 'Did not attend', 'Not Attending']),
  )('%s is no', async (mark) => {
    expect(await take(marked(mark))).toMatchObject({ attended: 1, absent: [{ line: 3, reason: 'saidNo' }] });
  });

  test.each(['x', '✓', 'war da', 'Checked In', 'JA'])('%s is yes', async (mark) => {
    expect(await take(marked(mark))).toMatchObject({ attended: 2 });
  });

  test.each(['0 %', 'vielleicht', '3', 'approved'])('of %s nothing is recorded', async (mark) => {
    expect(await take(marked(mark))).toMatchObject({ unclear: [{ line: 3, reason: 'unknownMark' }] });
    expect(await recorded()).toBe('+-----.--');
  });

  test.each([
    ['Name;E-Mail;Vermerk', 'Vermerk'],
    ['Name;E-Mail;08.12.2026', '08.12.2026'],
    ['Name;E-Mail;Approval Status', 'Approval Status'],
    ['Wer;Adresse;Vermerk', undefined],
  ])('in a table of %s who was there is asked for', async (heading, columns) => {
    const file = `${heading}\nJörg;joerg.weiss@rathaus.example;x\nPetra;p.last@dorf.example;\n`;
    const refused = expect(take(file)).rejects;
    await refused.toMatchObject({
      faults: [{ code: 'presenceUnclear', ...(columns && { params: { columns } }) }],
    });
    const named = await take(file, { columns: ['name', 'email', 'attended'] });
    expect(named).toMatchObject({ attended: 1, absent: [{ line: 3 }] });
  });

  test('who is listed without the times that others have only registered, for all that is known', async () => {
    const file =
      'Name\tFirst Join\tLast Leave\tIn-Meeting Duration\tEmail\tParticipant ID (UPN)\nJörg\t2/10/27, 4:58:12 PM\t2/10/27, 7:03:55 PM\t2h 5m\tjoerg.weiss@rathaus.example\t\nPetra\t\t\t\tp.last@dorf.example\t\n';
    expect(await take(file)).toMatchObject({ attended: 1, unclear: [{ line: 3, reason: 'minutesUnknown' }] });
    expect(await recorded()).toBe('+-----.--');
  });

  test('minutes under a title of attendance are minutes', async () => {
    const file = 'Name;E-Mail;Anwesenheit (Minuten)\nJörg;joerg.weiss@rathaus.example;3\n';
    expect(await take(file, { atLeastMinutes: 60 })).toMatchObject({ attended: 0, unclear: [{ line: 2 }] });
  });

  test('who comes back and is not seen to leave was there for nobody knows how long', async () => {
    const file =
      'Full Name\tUser Action\tTimestamp\tEmail\nJörg\tJoined\t17:00\tjoerg.weiss@rathaus.example\nJörg\tLeft\t17:10\tjoerg.weiss@rathaus.example\nJörg\tJoined\t17:20\tjoerg.weiss@rathaus.example\n';
    const [told] = (await take(file)).matched;
    expect([who(told?.registrationId), told?.minutes]).toEqual(['joerg', undefined]);
  });
});

describe('of several people at one address', () => {
  beforeEach(async () => {
    series.now = '2027-03-02T09:00:00.000Z';
    for (const [at, name] of ['Dora Kaya', 'Bert Müller'].entries()) {
      await series.addSeat('p.last@dorf.example', 'eins', at + 2, name);
      const seat = await series.registration('p.last@dorf.example', 'eins', at + 2);
      idOf.set(seat?.registrationId ?? '', name);
    }
    series.now = '2027-04-11T09:00:00.000Z';
  });

  test('each line is who it names, and who it does not is asked for', async () => {
    const file =
      'Name,Email\nBert Mueller,p.last@dorf.example\n"Kaya, Dora",p.last@dorf.example\niPhone,p.last@dorf.example\n';
    const { matched, unmatched } = await take(file);
    expect(matched.map((one) => who(one.registrationId))).toEqual(['Bert Müller', 'Dora Kaya']);
    expect(unmatched.map(({ name, suggestions }) => [name, suggestions.length])).toEqual([['iPhone', 3]]);
    expect(unmatched[0]?.suggestions[0]?.reason).toBe('sameAddress');
    expect((await recorded()).at(6)).toBe('-');
  });
});

describe('nothing is overwritten unseen', () => {
  const file = 'Name,Email\nJörg,joerg.weiss@rathaus.example\nUta,host@stiftung-marktplatz.example\n';

  test('before it is recorded, each change is told by name', async () => {
    await putAttendance('eins', idsOf('joerg', 'anna'), owner, series.context);
    await markAttendance(
      'eins',
      { attended: [], absent: idsOf('uta').registrationIds },
      owner,
      series.context,
    );
    const { changes } = await take(file, { isDryRun: true });
    expect(changes).toEqual([
      {
        registrationId: idsOf('uta').registrationIds[0],
        name: 'Uta Gastgeber',
        from: 'absent',
        to: 'attended',
      },
    ]);
    expect(await recorded()).toBe('++-------');
  });

  test('who is recorded as there and absent in a later report stays so, and that is said', async () => {
    await take(file);
    const again = await take(
      'Name,Email,Attended\nJörg,joerg.weiss@rathaus.example,No\nUta,host@stiftung-marktplatz.example,Yes\n',
    );
    expect(again).toMatchObject({ changes: [], absent: [{ line: 2, staysAttended: true }] });
  });

  test('who was suggested is recorded when the call accepts them', async () => {
    const named = 'Name,Email\nMehmet Oeztuerk,\nJörg,joerg.weiss@rathaus.example\n';
    const accepted = idsOf('mehmet').registrationIds;
    expect(await take(named, { accepted })).toMatchObject({ attended: 2 });
    expect(await recorded()).toBe('+--+-----');
  });

  test('a recording is taken back, and the one before it, until nothing is left', async () => {
    const states: string[] = [];
    const next = async () => {
      states.push(await recorded());
      series.now = new Date(Date.parse(series.now) + 1000).toISOString();
    };
    await next();
    await take(file);
    await next();
    await markAttendance(
      'eins',
      { attended: idsOf('petra').registrationIds, absent: idsOf('joerg').registrationIds },
      owner,
      series.context,
    );
    await next();
    await take('Email\nmehmet@buergerhaus.example\njoerg.weiss@rathaus.example\n');
    await next();
    await addAttendance('eins', idsOf('hans'), owner, series.context);
    await next();
    expect(states).toEqual(['.........', '+------+-', '------++-', '+--+--++-', '+--++-++-']);
    for (const state of states.slice(0, -1).toReversed()) {
      await takeBackAttendance('eins', owner, series.context);
      expect(await recorded()).toBe(state);
    }
    await expect(takeBackAttendance('eins', owner, series.context)).rejects.toThrow(Problem);
    // As often as wanted.
    await take(file);
    await takeBackAttendance('eins', owner, series.context);
    expect(await recorded()).toBe('.........');
  });

  test('whoever came in since has nothing to be taken back', async () => {
    await take(file);
    series.now = '2027-04-11T10:00:00.000Z';
    const { changed, attended } = await takeBackAttendance('eins', owner, series.context);
    expect([changed, attended]).toEqual([9, 0]);
  });

  test('a list that somebody saves untouched before the event makes nobody absent', async () => {
    series.now = '2027-04-10T14:59:00.000Z';
    const all = idsOf(...Object.keys(registered).filter(isName)).registrationIds;
    await markAttendance('eins', { attended: [], absent: all }, owner, series.context);
    expect(await recorded()).toBe('.........');
    series.now = '2027-04-10T15:01:00.000Z';
    await markAttendance('eins', { attended: all.slice(0, 1), absent: all.slice(1) }, owner, series.context);
    expect(await recorded()).toBe('+--------');
  });

  test('before the event a report and a put list make nobody absent either, and the preview says the same', async () => {
    series.now = '2027-04-10T14:59:00.000Z';
    const early = await take(file, { isDryRun: true });
    expect(early.changes.map(({ to }) => to)).toEqual(['attended', 'attended']);
    await take(file);
    expect(await recorded()).toBe('+......+.');
    await addAttendance('eins', idsOf('hans'), owner, series.context);
    await putAttendance('eins', idsOf('joerg'), owner, series.context);
    // Who was recorded as there and is not named is taken back: that was said.
    expect(await recorded()).toBe('+...-..-.');
    series.now = '2027-04-10T15:01:00.000Z';
    await putAttendance('eins', idsOf('joerg'), owner, series.context);
    expect(await recorded()).toBe('+--------');
  });

  test('whoever accepts an id that is nobody’s is told, and nothing is recorded', async () => {
    const accepted = [...idsOf('mehmet').registrationIds, '1xniemand', ''];
    for (const isDryRun of [true, false]) {
      await expect(take(file, { accepted, isDryRun })).rejects.toMatchObject({
        faults: [
          { pointer: '/accept', code: 'acceptsNobody', params: { id: '1xniemand' } },
          { pointer: '/accept', code: 'acceptsNobody', params: { id: '' } },
        ],
      });
    }
    expect(await recorded()).toBe('.........');
  });
});
