import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { eventForm, eventInput, tidied } from '../../functions/console/event-form.ts';
import { bodyOf } from '../../functions/console/form-body.ts';
import { madeId, slugOf } from '../../functions/console/made-id.ts';
import { EventInput } from '../../functions/core/table/event.ts';
import { Slug } from '../../functions/core/table/series.ts';
import { part1 } from '../organiser/world.ts';

const ids = { eventId: 'e', seriesId: 's' };
const read = (...fields: [string, string][]) =>
  eventInput(tidied(bodyOf(new URLSearchParams(fields))), 'de', ids);

describe('an id made of a title', () => {
  test('spells what addresses can’t hold', () => {
    expect(slugOf('Bürgerräte & Städte: groß denken!')).toBe('buergerraete-staedte-gross-denken');
    expect(slugOf('Ångström, Şahin')).toBe('angstroem-sahin');
    expect(madeId(undefined, { en: 'Only English' })).toBe('only-english');
    expect(madeId('typed', { de: 'Titel' })).toBe('typed');
    expect(madeId(undefined, { de: '???' })).toBeUndefined();
  });

  test('is an id whatever the title is, and cut between words', () => {
    expect(slugOf('wort '.repeat(30))).toBe(Array(12).fill('wort').join('-'));
    const seed = Date.now() % 1_000_000;
    fc.assert(
      fc.property(fc.string({ unit: 'grapheme', maxLength: 200 }), (title) => {
        const slug = slugOf(title);
        expect(slug === '' || slug === 'constructor' || Slug.safeParse(slug).success).toBe(true);
      }),
      { seed, numRuns: 500 },
    );
  });
});

describe('an event’s form', () => {
  test('says of a stored event what it is', () => {
    const stored = EventInput.parse({ ...part1, ...ids });
    const form = tidied(JSON.parse(JSON.stringify(eventForm(stored))));
    expect(EventInput.parse(eventInput(form, 'de', ids))).toEqual(stored);
  });

  test('leaves out rows that nobody filled in, or emptied', () => {
    const input = read(
      ['/workingGroups/0/workingGroupId', 'gone'],
      ['/workingGroups/0/capacity:number', '5'],
      ['/workingGroups/1/title/de', 'Neu'],
      ['/workingGroups/2/capacity:number', ''],
      ['/questions/0/kind', 'text'],
      ['/questions/1/questionId', 'gone'],
      ['/questions/1/kind', 'choice'],
      ['/questions/1/options:lines', 'a\nb'],
    );
    expect(input.workingGroups).toEqual([{ workingGroupId: 'neu', title: { de: 'Neu' } }]);
    expect(input.questions).toEqual([]);
  });

  test('keeps a new row that lacks its title, for core to say so', () => {
    expect(read(['/workingGroups/0/capacity:number', '5']).workingGroups).toEqual([
      { workingGroupId: undefined, capacity: 5 },
    ]);
  });

  test('gives what was made alike different ids', () => {
    const input = read(
      ['/workingGroups/0/workingGroupId', 'dorf'],
      ['/workingGroups/0/title/de', 'Umbenannt'],
      ['/workingGroups/1/title/de', 'Dorf'],
      ['/workingGroups/2/title/de', 'Dorf'],
    );
    expect(input.workingGroups).toMatchObject([
      { workingGroupId: 'dorf' },
      { workingGroupId: 'dorf-2' },
      { workingGroupId: 'dorf-3' },
    ]);
  });

  test('changes no id that is kept, wherever something new is put', () => {
    const input = read(
      ['/workingGroups/0/title/de', 'Dorf'],
      ['/workingGroups/1/workingGroupId', 'dorf'],
      ['/workingGroups/1/title/de', 'Dorf'],
      ['/questions/0/label/de', 'Woher?'],
      ['/questions/0/kind', 'choice'],
      ['/questions/0/options:lines', 'Politik\nPolitik | politics | politik'],
    );
    expect(input.workingGroups).toMatchObject([{ workingGroupId: 'dorf-2' }, { workingGroupId: 'dorf' }]);
    expect(input.questions).toMatchObject([{ options: [{ value: 'politik-2' }, { value: 'politik' }] }]);
  });

  test('takes answers one a line: in one language, in both, and with their id', () => {
    const input = read(
      ['/questions/0/label/de', 'Woher kommen Sie?'],
      ['/questions/0/kind', 'choice'],
      ['/questions/0/options:lines', 'aus der Stadt\nvom Land | from the country\n | elsewhere | woanders'],
    );
    expect(input.questions).toEqual([
      {
        questionId: 'woher-kommen-sie',
        kind: 'choice',
        label: { de: 'Woher kommen Sie?' },
        options: [
          { value: 'aus-der-stadt', label: { de: 'aus der Stadt' } },
          { value: 'vom-land', label: { de: 'vom Land', en: 'from the country' } },
          { value: 'woanders', label: { de: undefined, en: 'elsewhere' } },
        ],
      },
    ]);
  });

  test('adds a reminder of one’s own to those that are ticked', () => {
    const own = (unit: string) =>
      read(['/reminders:list', 'P1D'], ['/ownReminder/amount:number', '3'], ['/ownReminder/unit', unit]);
    expect(['days', 'hours', 'minutes'].map((unit) => own(unit).reminders)).toEqual([
      ['P1D', 'P3D'],
      ['P1D', 'PT3H'],
      ['P1D', 'PT3M'],
    ]);
    expect(read(['/ownReminder/unit', 'days']).reminders).toEqual([]);
  });
});
