import { beforeEach, expect, test } from 'vitest';
import { refs } from '../../../functions/core/table/refs.ts';
import { MailWorld } from './mail-world.ts';

/** Whoever is told of a change is told what it was, as they were told it, and what it is. */
const day = { startsAtLocal: '2027-04-28T17:00', endsAtLocal: '2027-04-28T19:00' };
const on = (date: string) => ({ startsAtLocal: `${date}T17:00`, endsAtLocal: `${date}T19:00` });
const [aylin, cem] = ['aylin@rathaus.example', 'cem@verein.example'];

let world: MailWorld;
beforeEach(async () => {
  world = await MailWorld.of([
    {
      ...{ eventId: 'eins', ...day, capacity: 1, waitingList: true },
      joinUrl: 'https://meet.example/eins',
      joinInfo: { de: 'Kennwort: Linde', en: 'Password: lime' },
      summary: { de: 'Worum es geht', en: 'What it is about' },
    },
  ]);
  await world.series.join(aylin, ['eins']);
  await world.pass(1);
  world.taken(aylin);
});

async function told(email = aylin) {
  await world.pass(2);
  return world.taken(email);
}

test('a new title is told with the one before, in the subject, too; with file and way in', async () => {
  await world.change('eins', { title: { de: 'Gesehen werden', en: 'Being seen' } }, 'now');
  const [mail, ...more] = await told();
  expect(more).toEqual([]);
  expect(mail?.subject).toBe('Geändert: Gesehen werden (bisher: Sichtbar machen)');
  expect(mail?.text).toContain('hat sich etwas geändert: Titel.');
  expect(mail?.text).toMatch(/Titel bisher:? Sichtbar machen Titel neu:? Gesehen werden/);
  expect(mail?.text).toContain('Kalenderdatei ersetzt den bisherigen Eintrag');
  expect(mail?.text).toMatch(/\/go\/\S+\/join/);
  expect(mail?.files).toEqual(['PUBLISH']);
});

test('every fact that a mail tells is told as it was and as it is; what lies behind the link, by words alone', async () => {
  await world.change(
    'eins',
    {
      joinUrl: 'https://meet.example/other',
      joinInfo: { de: 'Kennwort: Eiche', en: 'Password: oak' },
      summary: undefined,
    },
    'now',
  );
  const [mail] = await told();
  expect(mail?.subject).toBe('Geändert: Sichtbar machen');
  expect(mail?.text).toMatch(/Hinweise zum Zugang bisher:? Kennwort: Linde/);
  expect(mail?.text).toMatch(/Hinweise zum Zugang neu:? Kennwort: Eiche/);
  expect(mail?.text).toMatch(/Beschreibung bisher:? Worum es geht Die Beschreibung entfällt\./);
  expect(mail?.text).toContain('Ihr Link dorthin bleibt derselbe');
  expect(mail?.text).not.toContain('meet.example');
});

test('a move that comes with a new title tells both, and two changes within a minute are one mail', async () => {
  await world.change('eins', { title: { de: 'Erst so', en: 'First so' } }, 'now');
  await world.change('eins', { ...on('2027-05-05'), title: { de: 'Dann so', en: 'Then so' } }, 'now');
  const [mail, ...more] = await told();
  expect(more).toEqual([]);
  expect(mail?.subject).toBe('Neuer Termin: Dann so (bisher: Sichtbar machen)');
  expect(mail?.text).toMatch(
    /Termin bisher:? Mittwoch, 28\. April 2027.* Termin neu:? Mittwoch, 5\. Mai 2027/,
  );
  expect(mail?.text).not.toContain('Erst so');
});

test('"before" is what somebody was told, also where a move in between was told to nobody', async () => {
  await world.change('eins', on('2027-05-05'), 'none');
  await world.change('eins', on('2027-05-12'), 'now');
  const [mail] = await told();
  expect(mail?.text).toContain('Termin bisher: Mittwoch, 28. April 2027');
  expect(mail?.text).not.toContain('5. Mai');
  await world.change('eins', on('2027-05-19'), 'none');
  await world.change('eins', on('2027-05-12'), 'now');
  expect(await told()).toEqual([]);
  expect(await world.reason(aylin, 'moved')).toBe('nothingNew');
});

test('who confirms between two moves is told what they knew before the second', async () => {
  await world.change('eins', { ...on('2027-05-05'), capacity: 2 }, '2027-03-02T09:00:00.000Z');
  await world.series.join(cem, ['eins']);
  await told(cem);
  await world.change('eins', on('2027-05-12'), 'now');
  expect((await told(cem))[0]?.text).toContain('Termin bisher: Mittwoch, 5. Mai 2027');
  expect((await told())[0]?.text).toContain('Termin bisher: Mittwoch, 28. April 2027');
});

test('who waits is told what anybody is told; the way in is nothing to them', async () => {
  await world.series.join(cem, ['eins']);
  await told(cem);
  await world.change('eins', { joinInfo: { de: 'Kennwort: Eiche', en: 'Password: oak' } }, 'now');
  expect(await told(cem)).toEqual([]);
  expect(await world.reason(cem, 'changed')).toBe('nothingNew');
  expect(await told()).toHaveLength(1);
  await world.change('eins', { title: { de: 'Neu', en: 'New' } }, 'now');
  const [mail] = await told(cem);
  expect([mail?.subject, mail?.files]).toEqual(['Geändert: Neu (bisher: Sichtbar machen)', []]);
  expect(mail?.text).toContain('auf der Warteliste');
});

test('what changed before and is told later is told as the event looks, and its time as somebody knew it', async () => {
  await world.change('eins', { summary: { de: 'Anders', en: 'Different' } });
  await world.change('eins', {}, 'now');
  const [mail] = await told();
  expect(mail?.text).toContain('hat sich etwas geändert. So sieht sie jetzt aus');
  expect(mail?.text).toContain('Anders');
  await world.change('eins', on('2027-05-05'), 'none');
  await world.change('eins', {}, 'now');
  const [moved] = await told();
  expect(moved?.subject).toBe('Neuer Termin: Sichtbar machen');
  expect(moved?.text).toContain('Termin bisher: Mittwoch, 28. April 2027');
});

test('a change that was planned before its texts were kept says how the event looks now', async () => {
  await world.change('eins', { summary: { de: 'Anders', en: 'Different' } }, 'now');
  const { version = 0 } = (await world.event('eins')) ?? {};
  const found = await world.table.get(refs.notification(`changed-eins-${version}`));
  if (found === undefined) throw new Error('no change is planned');
  const { previous, ...rest } = found;
  await world.table.commit([{ step: 'put', item: rest, when: 'any' }]);
  const [mail] = await told();
  expect(mail?.text).toContain('So sieht sie jetzt aus');
  expect(mail?.text).toContain('Anders');
});
