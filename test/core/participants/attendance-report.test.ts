import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { type ReportLine, readAttendance } from '../../../functions/core/participants/attendance-report.ts';
import type { Fault } from '../../../functions/core/values/faults.ts';
import { Problem } from '../../../functions/core/values/problem.ts';
import { randomly } from '../../setup/random.ts';

const seen = (file: string | Uint8Array) =>
  readAttendance(Buffer.from(file)).map(({ line, name, addresses }: ReportLine) => [
    line,
    name,
    ...addresses,
  ]);

const lineOf = (fault: Fault | undefined) =>
  fault?.params !== undefined && 'line' in fault.params ? fault.params.line : undefined;

/** The line of the refusal. */
function refused(file: string | Uint8Array): unknown {
  try {
    readAttendance(Buffer.from(file));
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
        const wanted = people.map((one, index) => [index + 2, one.name, `${one.at}@verein.example`]);
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
      [2, '', 'host@verein.example'],
      [5, 'Anna', 'anna@verein.example'],
      [6, 'Mailand GmbH'],
      [7, 'First name unknown'],
      [8, '3. Activities'],
      [10, 'Ben', 'ben@verein.example'],
    ]);
  });

  test('without a heading, and then no line is left out', () => {
    expect(seen('Anna;anna@verein.example\nBen;\nCem;cem@verein.example').map(([line]) => line)).toEqual([
      1, 2, 3,
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
