import { beforeEach, describe, expect, test } from 'vitest';
import { addPart } from '../../../functions/core/attendee/add-part.ts';
import { confirmPage, registrationPage } from '../../../functions/core/attendee/pages.ts';
import { viewAttendee } from '../../../functions/core/registration/attendee-view.ts';
import { confirm, viewSignUp } from '../../../functions/core/registration/confirm.ts';
import { refs } from '../../../functions/core/table/refs.ts';
import { Problem } from '../../../functions/core/values/problem.ts';
import { MailWorld } from '../mail/mail-world.ts';

/** From `promoteUntil` on nobody is moved up: a free place is for whoever takes it, also for who waited. */
const [first, waiting, stranger] = ['w1@eins.example', 'w2@zwei.example', 'w3@drei.example'];
const closed = '2027-04-28T13:10:00.000Z';

let world: MailWorld;
beforeEach(async () => {
  world = await MailWorld.of([
    {
      eventId: 'one',
      ...{ capacity: 1, waitingList: true, seatsPerAddress: 2 },
      ...{ promoteUntil: 'PT2H', directEntry: 'PT60M' },
    },
  ]);
  await world.series.join(first, ['one']);
  await world.series.join(waiting, ['one']);
  await world.at(closed);
  world.sent.splice(0);
});

async function ownPage(email: string) {
  const attendee = await world.series.attendee(email);
  const view = await viewAttendee(attendee, world.context);
  const { content } = registrationPage(view, 'https://host.example/r/x', {}, world.context);
  if (content.page !== 'registration') throw new Error('another page');
  return content;
}

async function counted() {
  const { pending, confirmed, waitlisted, taken } = (await world.series.counters('one')) ?? {};
  return { pending, confirmed, waitlisted, taken };
}

const takes = async (seat: number, name?: string) =>
  addPart(
    await world.series.attendee(waiting),
    { eventId: 'one', seat },
    { name, answers: {} },
    world.context,
  );

const leaves = () => world.series.cancel(first, 'one');

describe('once a waiting list is closed', () => {
  test('an own page says so, without a position, and offers nothing as long as no place is free', async () => {
    const { events, openParts } = await ownPage(waiting);
    expect(events).toMatchObject([{ standing: 'listClosed' }]);
    expect(events[0]?.position).toBeUndefined();
    expect(openParts).toEqual([]);
  });

  test('who cancels is not told that the next moves up', async () => {
    expect((await ownPage(first)).events[0]?.isHandedOn).toBe(false);
    world.series.now = '2027-04-28T12:50:00.000Z';
    expect((await ownPage(first)).events[0]?.isHandedOn).toBe(true);
  });

  test('who waited takes a free place on their own page', async () => {
    await leaves();
    const { openParts } = await ownPage(waiting);
    expect(openParts).toMatchObject([{ eventId: 'one', availability: 'few' }]);
    expect(await takes(1)).toMatchObject({ isRepeat: false });
    expect(await world.series.registration(waiting, 'one')).toMatchObject({
      state: 'confirmed',
      holdsPlace: true,
    });
    expect(await counted()).toEqual({ pending: 0, confirmed: 1, waitlisted: 0, taken: 1 });
    expect(await world.table.get(refs.waiting('one', 1))).toBeUndefined();
    await world.pass(3);
    expect(world.taken(waiting)).toMatchObject([
      { subject: 'Ihre Anmeldung ist bestätigt: Sichtbar machen' },
    ]);
  });

  test('and is told where there is none', async () => {
    await expect(takes(1)).rejects.toThrow(Problem);
    expect(await counted()).toEqual({ pending: 0, confirmed: 1, waitlisted: 1, taken: 1 });
  });

  test('who signs up again is asked to confirm, and has the place that was held for them', async () => {
    await leaves();
    const again = await world.series.signUp(waiting, ['one']);
    await world.pass(3);
    const [mail] = world.taken(waiting);
    expect(mail?.subject).toBe('Bitte bestätigen Sie Ihre Anmeldung: Sichtbar machen');
    expect(mail?.text).toContain('halten wir Ihnen einen Platz frei');
    expect(mail?.text).not.toContain('Position');
    const asked = confirmPage(
      await viewSignUp(again, world.context),
      'https://host.example/c/x',
      world.context,
    );
    expect(asked.content).toMatchObject({ events: [{ eventId: 'one' }], already: [] });
    await confirm(again, world.context);
    expect(await counted()).toEqual({ pending: 0, confirmed: 1, waitlisted: 0, taken: 1 });
    expect(await world.series.registration(waiting, 'one')).toMatchObject({
      ...{ state: 'confirmed', holdsPlace: true, signUpId: again.signUpId },
    });
    expect(await world.table.get(refs.waiting('one', 1))).toBeUndefined();
    await world.pass(3);
    expect(world.taken(waiting)).toMatchObject([
      { subject: 'Ihre Anmeldung ist bestätigt: Sichtbar machen', files: ['PUBLISH'] },
    ]);
  });

  test('who confirms after a stranger took the place stays where they were, and reads that there is none', async () => {
    await leaves();
    const taken = await world.series.signUp(stranger, ['one']);
    const again = await world.series.signUp(waiting, ['one']);
    await confirm(taken, world.context);
    await world.pass(3);
    world.sent.splice(0);
    await confirm(again, world.context);
    expect(await counted()).toEqual({ pending: 0, confirmed: 1, waitlisted: 1, taken: 1 });
    await world.pass(3);
    const [mail] = world.taken(waiting);
    expect(mail?.subject).toBe('Leider nicht mehr möglich: Sichtbar machen');
    expect(mail?.text).toContain('die Warteliste ist geschlossen');
  });

  test('one more person who waited takes the place as themselves', async () => {
    world.series.now = '2027-04-20T09:00:00.000Z';
    await world.change('one', { capacity: 2 });
    await world.series.addSeat(waiting, 'one', 2, 'Bea');
    world.series.now = closed;
    expect(await world.series.registration(waiting, 'one', 2)).toMatchObject({ state: 'waitlisted' });
    await leaves();
    await takes(2, 'Bea');
    expect(await world.series.registration(waiting, 'one', 2)).toMatchObject({ state: 'confirmed', seat: 2 });
    expect(await counted()).toEqual({ pending: 0, confirmed: 2, waitlisted: 0, taken: 2 });
  });
});

test('what is fully booked, without a waiting list, is open to nobody, on no own page', async () => {
  world = await MailWorld.of([{ eventId: 'one', capacity: 1, seatsPerAddress: 2 }, { eventId: 'two' }]);
  await world.series.join(stranger, ['two']);
  const offered = async (email: string) => {
    const { openParts, morePeople = [] } = await ownPage(email);
    return [...openParts, ...morePeople].map(({ eventId }) => eventId);
  };
  expect(await offered(stranger)).toEqual(['one']);
  await world.series.join(first, ['one']);
  expect([await offered(stranger), await offered(first)]).toEqual([[], ['two']]);
});
