import { beforeEach, describe, expect, test } from 'vitest';
import { changeRegistration } from '../../../functions/core/attendee/change-registration.ts';
import { joinTarget } from '../../../functions/core/attendee/go-links.ts';
import { confirm } from '../../../functions/core/registration/confirm.ts';
import { deleteSignUp } from '../../../functions/core/registration/take-back.ts';
import type { EventInput } from '../../../functions/core/table/event.ts';
import type { RegistrationItem } from '../../../functions/core/table/items.ts';
import type { Way } from '../../../functions/core/table/way.ts';
import { MailWorld } from './mail-world.ts';

/** Two ways to take part in one event: what each reads, and what becomes of it when the event is held otherwise. */
const [aylin, cem] = ['aylin@rathaus.example', 'cem@verein.example'];
const hall = {
  name: 'Ratssaal',
  address: ['Markt 1', '04109 Leipzig'],
  directions: { de: 'Haltestelle Markt' },
};
const joinUrl = 'https://meet.example/eins';
const hybrid: Partial<EventInput> = {
  ...{ attendanceMode: 'hybrid', place: hall, joinUrl, joinInfo: { de: 'Kenncode 4711' } },
};

let world: MailWorld;
const begin = async (event: Partial<EventInput>) => {
  world = await MailWorld.of([{ eventId: 'eins', ...event }]);
};
beforeEach(() => begin(hybrid));

const signUp = (email: string, way?: unknown) =>
  world.series.signUp(email, ['eins'], way === undefined ? {} : { ways: { eins: way } });
async function joined(email: string, way?: Way) {
  await world.series.join(email, ['eins'], way && { ways: { eins: way } });
  return mails(email);
}
async function mails(email: string) {
  await world.pass(2);
  return world.taken(email).map(({ text }) => text);
}
async function own(email: string): Promise<RegistrationItem> {
  const found = await world.series.registration(email, 'eins');
  if (found === undefined) throw new Error(`${email} isn't registered`);
  return found;
}

describe('a form', () => {
  test.each([
    ['names no way', undefined, 'wayMissing'],
    ['names one that there is not', 'beide', 'invalidValue'],
  ])('that %s of a hybrid event is refused at its field', async (_, way, code) => {
    await expect(signUp(aylin, way)).rejects.toMatchObject({ faults: [{ pointer: '/ways/eins', code }] });
  });

  test('may name the only way of any other event, and no other', async () => {
    await begin({ attendanceMode: 'online' });
    await signUp(aylin, 'online');
    await expect(signUp(cem, 'onsite')).rejects.toMatchObject({
      faults: [{ pointer: '/ways/eins', code: 'wayNotOffered' }],
    });
  });

  test('names a way of no event that was not chosen', async () => {
    const request = world.series.signUp(aylin, ['eins'], { ways: { eins: 'onsite', zwei: 'onsite' } });
    await expect(request).rejects.toMatchObject({
      faults: [{ pointer: '/ways/zwei', code: 'unknownField' }],
    });
  });
});

describe('who takes part', () => {
  test('on site has the address, and neither the link nor its code', async () => {
    const text = (await joined(aylin, 'onsite')).at(-1) ?? '';
    expect(text).toContain('Wo: Ratssaal, Markt 1, 04109 Leipzig');
    expect(text).toContain('Anfahrt: Haltestelle Markt');
    expect(text).toContain('Teilnahme: vor Ort');
    expect(text).not.toMatch(/online|4711|\/join/);
    expect(await joinTarget(await own(aylin), world.context)).toMatchObject({
      content: { page: 'noWayIn', event: { attendanceMode: 'onsite' } },
    });
  });

  test('online has the link, and nothing of the hall', async () => {
    const text = (await joined(aylin, 'online')).at(-1) ?? '';
    expect(text).toContain('Wo: Online');
    expect(text).toContain('Kenncode 4711');
    expect(text).toMatch(/\/go\/\S+\/join/);
    expect(text).not.toMatch(/Ratssaal|Haltestelle/);
    expect(await joinTarget(await own(aylin), world.context)).toEqual({ location: joinUrl });
  });

  test('on site has the link to fall back on, where the event says so', async () => {
    await begin({ ...hybrid, joinUrlForOnsite: true, reminders: ['P1D'] });
    const text = (await joined(aylin, 'onsite')).at(-1) ?? '';
    expect(text).toContain('Wo: Ratssaal');
    expect(text).toMatch(/Falls es vor Ort doch nicht geht: online teilnehmen:? http\S+\/go\/\S+\/join/);
    await world.at('2027-04-27T15:00:00.000Z');
    const [reminder] = await mails(aylin);
    expect(reminder).toMatch(
      /Falls es vor Ort doch nicht geht: online teilnehmen.* Kenncode 4711 .*Meine Anmeldung/,
    );
    expect(reminder).not.toContain('Online teilnehmen');
    expect(await joinTarget(await own(aylin), world.context)).toEqual({ location: joinUrl });
  });

  test('is told by their own way before they confirm', async () => {
    await signUp(aylin, 'online');
    const [text] = await mails(aylin);
    expect(text).toContain('Teilnahme: online');
    expect(text).not.toContain('Ratssaal');
  });

  test('by the other way after all says so on their own page', async () => {
    await joined(aylin, 'onsite');
    const attendee = await world.series.attendee(aylin);
    const choice = { way: 'online' as const, answers: {} };
    await changeRegistration(attendee, { eventId: 'eins', seat: 1 }, choice, world.context);
    expect((await own(aylin)).way).toBe('online');
    expect(await joinTarget(await own(aylin), world.context)).toEqual({ location: joinUrl });
    await expect(
      changeRegistration(attendee, { eventId: 'eins', seat: 1 }, { answers: {} }, world.context),
    ).rejects.toMatchObject({ faults: [{ pointer: '/ways/eins', code: 'wayMissing' }] });
  });
});

describe('an event that is held otherwise', () => {
  test('online alone: who came to the hall is told so, and who was online nothing', async () => {
    await joined(aylin, 'onsite');
    await joined(cem, 'online');
    await world.change('eins', { attendanceMode: 'online', place: undefined }, 'now');
    const [text, ...more] = await mails(aylin);
    expect(text).toMatch(/Ort bisher: Ratssaal.* Ort neu: Online/);
    expect(text).toMatch(/\/go\/\S+\/join/);
    expect(more).toEqual([]);
    expect(await mails(cem)).toEqual([]);
    // Hybrid once more, everybody has their own way again.
    await world.change('eins', { attendanceMode: 'hybrid', place: hall }, 'now');
    expect((await mails(aylin))[0]).toMatch(/Ort bisher: Online Ort neu: Ratssaal/);
    expect(await mails(cem)).toEqual([]);
  });

  test.each([
    ['online', { attendanceMode: 'online' }],
    ['onsite', { attendanceMode: 'onsite', place: hall }],
  ] as const)('hybrid, after %s alone: who registered before takes part as before', async (way, before) => {
    await begin(before);
    await joined(aylin);
    expect((await own(aylin)).way).toBeUndefined();
    await world.change('eins', hybrid, 'now');
    const [text = ''] = await mails(aylin);
    expect(text.includes('Ort neu')).toBe(false);
    expect(await world.event('eins')).toMatchObject({ formerWay: way });
    const target = await joinTarget(await own(aylin), world.context);
    expect('location' in target).toBe(way === 'online');
  });

  test('says the way of who registers from then on, also while it has one alone', async () => {
    await world.change('eins', { attendanceMode: 'online', place: undefined });
    await joined(aylin);
    expect((await own(aylin)).way).toBe('online');
  });

  test('without an answer to whether people are told is not held otherwise', async () => {
    await joined(aylin, 'onsite');
    await expect(world.change('eins', { attendanceMode: 'online', place: undefined })).rejects.toMatchObject({
      faults: [{ code: 'changeUntold' }],
    });
  });
});

test('a registration for a hybrid event from before says no way: its person is told both', async () => {
  await joined(aylin, 'onsite');
  const { way, ...before } = await own(aylin);
  await world.table.commit([{ step: 'put', item: { ...before, version: before.version + 1 }, when: 'any' }]);
  expect(await joinTarget(await own(aylin), world.context)).toEqual({ location: joinUrl });
  await world.change('eins', { summary: { de: 'Neues' } }, 'now');
  const [text] = await mails(aylin);
  expect(text).toContain('Ratssaal, Markt 1, 04109 Leipzig oder online');
});

describe('of an entry that nobody has confirmed', () => {
  const entered = async (name: string, way: string) => {
    world.series.client = name;
    const entry = await world.series.signUp(aylin, ['eins'], { name, ways: { eins: way } });
    await world.pass(2);
    return entry;
  };
  beforeEach(async () => {
    await begin({ ...hybrid, directEntry: 'PT60M' });
    world.series.now = '2027-04-28T14:20:00.000Z';
  });

  test.each([
    ['online', 'onsite'],
    ['onsite', 'online'],
  ])('%s, nobody takes the way in by typing the address with %s', async (way, other) => {
    await entered('Aylin', way);
    await entered('Stranger', other);
    await entered('Stranger once more', other);
    expect(await joinTarget(await own(aylin), world.context)).toEqual({ location: joinUrl });
    const text = (await mails(aylin)).at(-1) ?? '';
    expect(text).toMatch(/Ratssaal, Markt 1, 04109 Leipzig oder online/);
    expect(text).toMatch(/\/go\/\S+\/join/);
    world.series.now = '2027-04-28T15:10:00.000Z';
    expect(await joinTarget(await own(aylin), world.context)).toEqual({ location: joinUrl });
  });

  test('whoever confirms says which way holds', async () => {
    const entry = await entered('Aylin', 'onsite');
    await entered('Stranger', 'online');
    await confirm(entry, world.context);
    expect(await own(aylin)).toMatchObject({ way: 'onsite', name: 'Aylin' });
    expect(await joinTarget(await own(aylin), world.context)).toMatchObject({ content: { page: 'noWayIn' } });
  });

  test('what is taken back says nothing any more', async () => {
    await entered('Aylin', 'onsite');
    const again = await entered('Aylin', 'onsite');
    await deleteSignUp(await entered('Stranger', 'online'), world.context);
    expect((await own(aylin)).signUpId).toBe(again.signUpId);
    expect(await joinTarget(await own(aylin), world.context)).toMatchObject({ content: { page: 'noWayIn' } });
  });
});

test.each([
  ['with places of the event', hybrid],
  [
    'with places of each way',
    {
      ...hybrid,
      ways: { onsite: { capacity: 2, waitingList: false }, online: { capacity: 2, waitingList: false } },
    },
  ],
])(
  'who changes the way on the own page is mailed what they need now, with the file, %s',
  async (_, event) => {
    await begin(event);
    await world.series.join(aylin, ['eins'], { ways: { eins: 'online' } });
    await world.pass(2);
    const [before] = world.taken(aylin).slice(-1);
    world.series.advance('PT61M');
    const choice = { way: 'onsite', answers: {} } as const;
    await changeRegistration(
      await world.series.attendee(aylin),
      { eventId: 'eins', seat: 1 },
      choice,
      world.context,
    );
    await world.pass(2);
    const [mail, ...more] = world.taken(aylin);
    expect(more).toEqual([]);
    expect(mail?.text).toContain('Ratssaal');
    expect(mail?.text).not.toContain(joinUrl);
    expect([mail?.files, mail?.uids]).toEqual([['PUBLISH'], before?.uids]);
    expect(mail?.sequences[0]).toBeGreaterThan(before?.sequences[0] ?? Number.POSITIVE_INFINITY);
  },
);
