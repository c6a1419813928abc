import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { readAttendanceReport } from '../../../functions/core/participants/attendance-report.ts';
import type { Fault } from '../../../functions/core/values/faults.ts';
import { Problem } from '../../../functions/core/values/problem.ts';
import { randomly } from '../../setup/random.ts';

const seen = (file: string | Uint8Array) =>
  readAttendanceReport(Buffer.from(file)).people.map(({ lines, name, addresses }) => [
    ...lines,
    name,
    ...addresses,
  ]);

const lineOf = (fault: Fault | undefined) =>
  fault?.params !== undefined && 'line' in fault.params ? fault.params.line : undefined;

/** The line of the refusal. */
function refused(file: string | Uint8Array): unknown {
  try {
    readAttendanceReport(Buffer.from(file));
  } catch (error) {
    if (error instanceof Problem) return [error.status, lineOf(error.faults[0])];
    throw error;
  }
  return 'read';
}

const encodings: Record<string, (text: string) => Buffer> = {
  'UTF-8': (text) => Buffer.from(text),
  'UTF-8 with its mark': (text) => Buffer.from(`\ufeff${text}`),
  'UTF-16': (text) => Buffer.from(`\ufeff${text}`, 'utf16le'),
  'UTF-16 without its mark': (text) => Buffer.from(text, 'utf16le'),
  'UTF-16, big end first': (text) => Buffer.from(`\ufeff${text}`, 'utf16le').swap16(),
  'Windows-1252': (text) => Buffer.from(text, 'latin1'),
};

describe('a report is read', () => {
  test('in every encoding, with every separator and end of line, each line by its number', () => {
    const name = fc.stringMatching(/^[A-ZÄÖ][a-zäöüß]{1,9}( [A-ZÄÖ][a-zäöüß]{1,9})?$/);
    const person = fc.record({ name, at: fc.stringMatching(/^[a-z]{1,12}$/), minutes: fc.nat(120) });
    const property = fc.property(
      fc.array(person, { minLength: 1, maxLength: 12 }),
      fc.constantFrom(...Object.keys(encodings)),
      fc.constantFrom(';', ',', '\t', '|'),
      fc.constantFrom('\n', '\r\n', '\r'),
      fc.boolean(),
      (people, encoding, separator, end, isQuoted) => {
        const cell = (text: string) => (isQuoted ? `"${text}"` : text);
        const rows = people.map((one) => [one.name, `${one.at}@verein.example`, String(one.minutes)]);
        const text = [['Name', 'E-Mail', 'Dauer'], ...rows]
          .map((row) => row.map(cell).join(separator) + end)
          .join('');
        const named = Map.groupBy([...people.entries()], ([, { at }]) => at);
        const wanted = [...named.values()].map((lines) => [
          ...lines.map(([index]) => index + 2),
          lines[0]?.[1].name,
          `${lines[0]?.[1].at}@verein.example`,
        ]);
        expect(seen(encodings[encoding]?.(text) ?? '')).toEqual(wanted);
      },
    );
    fc.assert(property, randomly(300));
  });

  test('with its separator named, or with one that nobody knows, as long as it has addresses', () => {
    expect(seen('sep=,\nName,Email\nAnna;B,anna@verein.example')).toEqual([
      [3, 'Anna;B', 'anna@verein.example'],
    ]);
    expect(seen('Name: anna@verein.example: 5\nben@verein.example')).toEqual([
      [1, '', 'anna@verein.example'],
      [2, '', 'ben@verein.example'],
    ]);
  });

  test('with decimal commas and names that have them between semicolons', () => {
    const file = 'Name;E-Mail;Stunden\nE., Emre;emre@verein.example;1,5\nO., Ben;ben@verein.example;0,5\n';
    expect(seen(file)).toEqual([
      [2, 'E., Emre', 'emre@verein.example'],
      [3, 'O., Ben', 'ben@verein.example'],
    ]);
  });

  test('of several tables, each with its own columns, and nobody is taken for a heading', () => {
    const file = [
      'Meeting ID,Topic,User Email,Participants',
      '1,Kick-off,host@verein.example,2',
      '',
      'Name (Original Name),User Email,Duration',
      'Anna,anna@verein.example,5',
      'Mailand GmbH,,7',
      'First name unknown,,7',
      '3. Activities',
      'Email,Name',
      'ben@verein.example,Ben',
    ].join('\n');
    expect(seen(file)).toEqual([
      [5, 'Anna', 'anna@verein.example'],
      [6, 'Mailand GmbH'],
      [7, 'First name unknown'],
      [10, 'Ben', 'ben@verein.example'],
    ]);
    expect(readAttendanceReport(Buffer.from(file)).skipped.map(({ line }) => line)).toEqual([1, 2, 4, 8, 9]);
  });

  test('without a heading, and then no line is left out', () => {
    expect(seen('Anna;anna@verein.example\nBen;\nCem;cem@verein.example')).toEqual([
      [1, 'Anna', 'anna@verein.example'],
      [2, 'Ben'],
      [3, 'Cem', 'cem@verein.example'],
    ]);
    expect(seen('Jörg Weiß\nMehmet Öztürk\n')).toEqual([
      [1, 'Jörg Weiß'],
      [2, 'Mehmet Öztürk'],
    ]);
  });
});

test.each([
  ['a quotation mark that is not closed', 'Name;E-Mail\nAnna;"anna@verein.example\nBen;b@v.example\n', 2],
  [
    'two of them that swallow a line',
    'Name;E-Mail\nAnna;"anna@verein.example\nBen;ben@verein.example"\nCem;c@v.example',
    2,
  ],
  ['nothing in it', '\n\n', 1],
  ['neither names nor addresses', 'Dauer;Ort\n5;Halle\n', 1],
  ['a spreadsheet', Buffer.from([0x50, 0x4b, 3, 4, 0, 0, 1, 2]), 1],
  ['an old spreadsheet', Buffer.from([0xd0, 0xcf, 0x11, 0xe0]), 1],
  ['bytes that are no text', Buffer.from('Name;E-Mail\nAnna;\u0001\u0000\u0002'), 2],
  ['too many lines', `Name\n${'Anna\n'.repeat(20_001)}`, 20_001],
  ['columns that nobody knows', 'Anna;5\nBen;7\n', 1],
])('a file with %s is refused with its line', (_, file, line) => {
  expect(refused(file)).toEqual([422, line]);
});

test('noise is read or refused, whatever it is', () => {
  const noise = fc.oneof(
    fc.uint8Array({ maxLength: 300 }),
    fc.string({ unit: 'binary' }).map((text) => Buffer.from(text)),
  );
  const said = fc.property(noise, (bytes) => {
    const answer = refused(bytes);
    return answer === 'read' || (Array.isArray(answer) && answer[0] === 422 && Number(answer[1]) >= 1);
  });
  fc.assert(said, randomly(2000));
});

test('who hands in a table that is not recognised says what its columns hold', () => {
  const file = Buffer.from('Wer;Wie lange;Wohin\nAnna;5;anna@verein.example\nBen;7;\n');
  const { people, skipped } = readAttendanceReport(file, { columns: ['name', 'duration', 'email'] });
  expect(people.map(({ name, minutes, addresses }) => [name, minutes, ...addresses])).toEqual([
    ['Anna', 5, 'anna@verein.example'],
    ['Ben', 7],
  ]);
  expect(skipped).toEqual([{ line: 1, text: 'Wer Wie lange Wohin' }]);
});

describe('whatever a table holds', () => {
  const cell = fc.oneof(
    fc.constantFrom(
      ...['', 'Name', 'E-Mail', 'Attended', 'Yes', 'No', 'Duration', 'Join Time', '2. Teilnehmer', 'Gesamt'],
      ...[
        'Anna Muster',
        'Ben',
        'anna@verein.example',
        'ben@verein.example',
        '17:02',
        '123',
        '2h 5m',
        'Topic',
      ],
    ),
    fc.string({ unit: 'grapheme-ascii', maxLength: 8 }).map((text) => text.replaceAll(/["\r\n;]/g, '')),
  );
  const table = fc.array(fc.array(cell, { minLength: 1, maxLength: 5 }), { minLength: 1, maxLength: 12 });

  test('each of its lines is one person’s or told as nobody’s, and no address is two people', () => {
    const property = fc.property(table, (rows) => {
      const text = rows.map((row) => row.join(';')).join('\n');
      const filled = rows.flatMap((row, at) => (row.some((one) => one.trim() !== '') ? [at + 1] : []));
      let read: ReturnType<typeof readAttendanceReport>;
      try {
        read = readAttendanceReport(Buffer.from(`sep=;\n${text}`));
      } catch (error) {
        expect(error).toBeInstanceOf(Problem);
        return;
      }
      const told = [...read.people.flatMap(({ lines }) => lines), ...read.skipped.map(({ line }) => line)];
      expect(told.toSorted((a, b) => a - b)).toEqual(filled.map((line) => line + 1));
      const addresses = read.people.flatMap((person) => person.addresses.slice(0, 1));
      expect(new Set(addresses).size).toBe(addresses.length);
    });
    fc.assert(property, randomly(2000));
  });
});
