import { beforeEach, expect, test } from 'vitest';
import { confirm } from '../../../functions/core/registration/confirm.ts';
import { refs } from '../../../functions/core/table/refs.ts';
import { MailWorld } from './mail-world.ts';

/** Where an event takes place, as its people are told it before and after it is elsewhere. */
const day = { startsAtLocal: '2027-04-28T17:00', endsAtLocal: '2027-04-28T19:00' };
const [aylin, cem] = ['aylin@rathaus.example', 'cem@verein.example'];
const hall = {
  ...{ name: 'Altes Rathaus, Festsaal', address: ['Markt 1', '04109 Leipzig'] },
  directions: { de: 'Haltestelle Markt', en: 'Stop: Markt' },
  accessibility: { de: 'Aufzug im Hof', en: 'Lift in the yard' },
};
const joinUrl = 'https://meet.example/eins';
const onsite = { ways: { eins: 'onsite' } };

let world: MailWorld;
beforeEach(async () => {
  world = await MailWorld.of([{ eventId: 'eins', ...day, attendanceMode: 'hybrid', place: hall, joinUrl }]);
});

async function confirmed(email = aylin) {
  await world.series.join(email, ['eins'], onsite);
  await world.pass(1);
  return world.taken(email).at(-1);
}

async function told(email = aylin) {
  await world.pass(2);
  return world.taken(email);
}

test('who has a place is told where, how to get there and what one finds there', async () => {
  const mail = await confirmed();
  expect(mail?.text).toContain('Wo: Altes Rathaus, Festsaal, Markt 1, 04109 Leipzig Auf der Karte');
  expect(mail?.text).toContain('Anfahrt: Haltestelle Markt');
  expect(mail?.text).toContain('Barrierefreiheit vor Ort: Aufzug im Hof');
  expect(mail?.text).toContain(
    'https://www.openstreetmap.org/search?query=Markt%201%2C%2004109%20Leipzig'.replaceAll('%20', '+'),
  );
});

test('moved from the hall to online alone: the place as it was and as it is, and the entry with it', async () => {
  await confirmed();
  await world.change('eins', { attendanceMode: 'online', place: undefined }, 'now');
  const [mail, ...more] = await told();
  expect(more).toEqual([]);
  expect(mail?.subject).toBe('Findet jetzt online statt: Sichtbar machen');
  expect(mail?.text).toContain('Ort bisher: Altes Rathaus, Festsaal, Markt 1, 04109 Leipzig Ort neu');
  expect(mail?.text).toContain('Ort neu: Online');
  expect(mail?.text).toContain(
    'die folgende Veranstaltung findet jetzt online statt, nicht mehr vor Ort. Sicht',
  );
  expect(mail?.text).not.toMatch(/entfallen|Anfahrt|Barrierefreiheit/);
  expect(mail?.text).toMatch(/\/go\/\S+\/join/);
  expect(mail?.files).toEqual(['PUBLISH']);
});

test('moved from either to a place alone: the link is no way in any more for who took part online', async () => {
  await world.series.join(aylin, ['eins'], { ways: { eins: 'online' } });
  await confirmed(cem);
  await told();
  await world.change('eins', { attendanceMode: 'onsite', joinUrl: undefined }, 'now');
  const [mail] = await told();
  expect(mail?.subject).toBe('Findet jetzt vor Ort statt: Sichtbar machen');
  expect(mail?.text).toMatch(/Ort bisher: Online Ort neu: Altes Rathaus/);
  expect(mail?.text).toContain('Der Link zur Teilnahme gilt nicht mehr.');
  expect(mail?.text).not.toMatch(/\/go\/\S+\/join/);
  // Whoever came to the place before is told nothing: nothing is other for them.
  expect(await told(cem)).toEqual([]);
});

test('without a word about whether people are told, nothing is written', async () => {
  await confirmed();
  const elsewhere = { ...hall, name: 'Neues Rathaus' };
  await expect(world.change('eins', { place: elsewhere })).rejects.toMatchObject({
    faults: [{ pointer: '/place', code: 'changeUntold' }],
  });
  expect((await world.event('eins'))?.place?.name).toBe(hall.name);
});

test('what is told of the address before is not told of a new one', async () => {
  await confirmed();
  const address = ['Ring 2', '04109 Leipzig'];
  await expect(world.change('eins', { place: { ...hall, address } }, 'now')).rejects.toMatchObject({
    faults: [
      { pointer: '/place/directions', code: 'ofFormerAddress' },
      { pointer: '/place/accessibility', code: 'ofFormerAddress' },
    ],
  });
  await world.change(
    'eins',
    { place: { name: 'Bürgerhaus', address, directions: { de: 'Bus 12', en: 'Bus 12' } } },
    'now',
  );
  const [mail] = await told();
  expect(mail?.text).toContain('Anfahrt neu: Bus 12');
  expect(mail?.text).toContain('Die Hinweise zur Barrierefreiheit entfallen.');
});

test('what one language still tells of the address before is named by its language', async () => {
  await confirmed();
  const address = ['Ring 2', '04109 Leipzig'];
  const place = {
    ...{ name: 'Bürgerhaus', address },
    directions: { de: 'Haltestelle Markt', en: 'Bus 12' },
    accessibility: { de: 'Stufenlos', en: 'Lift in the yard' },
  };
  await expect(world.change('eins', { place }, 'now')).rejects.toMatchObject({
    faults: [
      { pointer: '/place/directions/de', code: 'ofFormerAddress' },
      { pointer: '/place/accessibility/en', code: 'ofFormerAddress' },
    ],
  });
  expect((await world.event('eins'))?.place).toEqual(hall);
});

test('taken back before anybody was told, nobody is told', async () => {
  await confirmed();
  await world.change('eins', { attendanceMode: 'online', place: undefined }, 'now');
  await world.change('eins', { attendanceMode: 'hybrid', place: hall }, 'now');
  expect(await told()).toEqual([]);
});

test('a place that came and went before anybody was told is no news', async () => {
  world = await MailWorld.of([{ eventId: 'eins', ...day, joinUrl }]);
  await world.series.join(aylin, ['eins']);
  await told();
  await world.change('eins', { attendanceMode: 'hybrid', place: hall }, 'now');
  await world.change('eins', { attendanceMode: 'online', place: undefined }, 'now');
  expect(await told()).toEqual([]);
  const { version = 0 } = (await world.event('eins')) ?? {};
  expect(await world.table.get(refs.notification(`changed-eins-${version}`))).toBeUndefined();
});

test('who signed up for another place is told so when they confirm', async () => {
  const signUp = await world.series.signUp(cem, ['eins'], onsite);
  await world.pass(1);
  await world.change('eins', { place: { ...hall, name: 'Neues Rathaus' } }, 'none');
  await confirm(signUp, world.context);
  await world.pass(1);
  const text = world.taken(cem).at(-1)?.text;
  expect(text).toContain('Seit der Anmeldung hat sich der Ort geändert.');
  expect(text).toMatch(/Ort bisher: Altes Rathaus.* Ort neu: Neues Rathaus/);
});

test('the subject says what is new of when and where it is: the day, or the hour alone, and the place', async () => {
  await confirmed();
  const subjectAfter = async (fields: Parameters<typeof world.change>[1]) => {
    await world.change('eins', fields, 'now');
    return (await told()).map(({ subject, text }) => [subject, /Uhrzeit neu: [^)]*18–20 Uhr/.test(text)]);
  };
  const later = { startsAtLocal: '2027-04-28T18:00', endsAtLocal: '2027-04-28T20:00' };
  expect(await subjectAfter(later)).toEqual([['Neue Uhrzeit: Sichtbar machen', true]]);
  expect(await subjectAfter({ ...day, attendanceMode: 'online', place: undefined })).toEqual([
    ['Neue Uhrzeit, jetzt online: Sichtbar machen', false],
  ]);
  const nextDay = { startsAtLocal: '2027-04-29T17:00', endsAtLocal: '2027-04-29T19:00' };
  expect(await subjectAfter({ ...nextDay, attendanceMode: 'hybrid', place: hall })).toEqual([
    ['Neuer Termin, jetzt vor Ort: Sichtbar machen', false],
  ]);
});
