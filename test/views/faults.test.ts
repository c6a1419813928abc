import { globSync, readFileSync } from 'node:fs';
import path from 'node:path';
import { afterEach, describe, expect, test } from 'vitest';
import * as z from 'zod';
import { AnnouncementInput } from '../../functions/core/organising/announcements.ts';
import { readAttendanceReport } from '../../functions/core/participants/attendance-report.ts';
import { EventInput } from '../../functions/core/table/event.ts';
import { SeriesInput } from '../../functions/core/table/series.ts';
import { faultsOf } from '../../functions/core/values/faults.ts';
import { locales } from '../../functions/core/values/locale.ts';
import { Problem, problemOf, problemStatus } from '../../functions/core/values/problem.ts';
import { problemFaults } from '../../functions/views/console/faults.ts';
import { faultMessage } from '../../functions/views/faults.ts';
import { breaches, changed } from './samples/faults.ts';

describe.each(locales)('in %s', (locale) => {
  test.each(breaches)('$code is a sentence', (breach) => {
    const message = faultMessage(breach, locale);
    expect(message).toMatch(/^[\p{Lu}\d].+\.$/u);
    expect(message).not.toMatch(/undefined|NaN|!|\[object/);
  });

  test.each(changed)('$code says its $parameter', ({ from, to }) => {
    expect(faultMessage(from, locale)).not.toBe(faultMessage(to, locale));
  });
});

describe('in the console', () => {
  /** Words that no German sentence has. */
  const english =
    /\b(the|is|are|must|with|this|there|please|not|of|and|has|have|possible|its|it|to|needs|no)\b/i;
  const types = Object.keys(problemStatus) as (keyof typeof problemStatus)[];

  test.each(breaches)('$code is German, at a field and as what a problem is', (breach) => {
    const says = [
      ...problemFaults(problemOf([{ pointer: '/name', ...breach }]), 'de'),
      ...problemFaults(new Problem('not-possible-now', { detail: breach }), 'de'),
    ];
    expect(says).toHaveLength(2);
    for (const { message } of says) {
      expect(message).not.toMatch(english);
      expect(message).not.toContain(faultMessage(breach, 'en'));
    }
    expect(faultMessage(breach, 'en')).toMatch(english);
  });

  test.each(types)('a problem of the type %s is German', (type) => {
    const [{ message } = { message: '' }] = problemFaults(new Problem(type), 'de');
    expect(message).not.toMatch(english);
  });

  test('an empty attendance file is told as such, and an empty audience as such', () => {
    const said = (problem: unknown) =>
      problem instanceof Problem ? problemFaults(problem, 'de').map(({ message }) => message) : [];
    const refused = () => {
      try {
        return readAttendanceReport(Buffer.from(' \n'));
      } catch (error) {
        return error;
      }
    };
    expect(said(refused())).toEqual(['Zeile 1: Die Datei ist leer.']);
    expect(said(problemOf([{ pointer: '/audience', code: 'audienceEmpty' }]))).toEqual([
      'Die Auswahl trifft niemanden.',
    ]);
  });
});

test('the bound is named', () => {
  expect(faultMessage({ code: 'tooLong', params: { max: 5000 } }, 'de')).toContain('5.000 Zeichen');
  expect(faultMessage({ code: 'tooLong', params: { max: 5000 } }, 'en')).toContain('5,000 characters');
  expect(faultMessage({ code: 'tooShort', params: { min: 2 } }, 'en')).toContain('2 characters');
});

test('an instant is told in its zone', () => {
  const params = { at: '2027-05-01T08:00:00.000Z', timeZone: 'Europe/Berlin' };
  expect(faultMessage({ code: 'eventNotYetOpen', params }, 'de')).toBe(
    'Die Anmeldung für diese Veranstaltung beginnt erst am Samstag, 1. Mai 2027, 10 Uhr (MESZ, Ortszeit Berlin).',
  );
});

describe('zod’s sentences are nobody’s to read', () => {
  const was = z.config();
  afterEach(() => z.config({ customError: was.customError, localeError: was.localeError }));

  /** Something wrong for each kind of check that zod has a sentence for, and for each rule of ours. */
  const wrong: [z.ZodType, unknown][] = [
    [
      EventInput,
      {
        ...{ eventId: 'A B', seriesId: 'x'.repeat(61), title: {}, summary: { de: '', fr: 'x' } },
        ...{ startsAtLocal: 'morgen', endsAtLocal: '2027-13-01T10:00', timeZone: 'Mars', capacity: 0 },
        ...{ waitingList: 'ja', joinUrl: 'ftp://x', reminders: ['morgen'], promoteUntil: 'P9999D' },
        ...{
          workingGroups: 3,
          seatsPerAddress: 11,
          directEntry: 1,
          questions: [{ kind: 'x', options: [{}] }],
        },
      },
    ],
    [
      EventInput,
      {
        ...{ eventId: 'a', seriesId: 'a', title: { de: 'A' } },
        ...{ startsAtLocal: '2027-04-28T17:00', endsAtLocal: '2027-04-28T16:00', reminders: ['P1D', 'P1D'] },
        questions: [{ questionId: 'a', kind: 'choice', label: { de: 'A' } }],
      },
    ],
    [
      SeriesInput,
      {
        ...{ seriesId: 'constructor', organisers: [], replyTo: 'x', retentionDays: 1.5, defaultLocale: 'fr' },
        ...{ look: { colour: 'rot' }, notices: { privacy: { version: '§', url: 3 } } },
        texts: { confirmation: { de: { subject: '{vorname}', paragraphs: [] } } },
      },
    ],
    [
      AnnouncementInput,
      { seriesId: 1, kind: '', audience: null, texts: { de: { subject: 'x'.repeat(151), body: '[x](y)' } } },
    ],
  ];
  const german = () =>
    wrong.flatMap(([schema, body]) => {
      const parsed = schema.safeParse(body, { reportInput: true });
      if (parsed.success) throw new Error('nothing is wrong');
      return problemFaults(problemOf(faultsOf(parsed.error)), 'de');
    });

  test.each<[string, Parameters<typeof z.config>[0]]>([
    ['in another language', z.locales.fr()],
    ['of our own making', { customError: () => 'The audience is empty; possible are none' }],
    ['gone', { customError: () => '' }],
  ])('and may be %s', (_, config) => {
    const before = german();
    expect(before.length).toBeGreaterThan(30);
    z.config(config);
    expect(z.string().safeParse(1).error?.issues[0]?.message).not.toMatch(/^Invalid input/);
    expect(german()).toEqual(before);
  });
});

test('nothing reads the prose of a fault, a problem or an issue', () => {
  const root = path.resolve(import.meta.dirname, '../..');
  const reading =
    /\b(detail|message)\b\??\.(includes|startsWith|endsWith|match|matchAll|search|indexOf|replace|replaceAll|split|slice)\(|\b(detail|message)\b\s*[!=]==\s*['"`]/;
  const files = globSync(['functions/**/*.{ts,tsx}', '{cli,lib}/**/*.ts'], { cwd: root });
  // What AWS answers is told by its message alone.
  const own = files.filter((file) => !file.startsWith('functions/adapters/'));
  const readers = own.filter((file) => reading.test(readFileSync(path.join(root, file), 'utf8')));
  expect(readers).toEqual([]);
});
