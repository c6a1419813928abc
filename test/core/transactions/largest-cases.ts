import { expect } from 'vitest';
import { createOrganiser, ensureFirstOwners } from '../../../functions/core/access/organisers.ts';
import { removeOrganiser } from '../../../functions/core/access/remove-organiser.ts';
import { createToken, revokeToken } from '../../../functions/core/access/tokens.ts';
import { addPart } from '../../../functions/core/attendee/add-part.ts';
import { answerForEntries } from '../../../functions/core/attendee/answer-for-entries.ts';
import { changePerson, changeRegistration } from '../../../functions/core/attendee/change-registration.ts';
import { deletePerson } from '../../../functions/core/attendee/delete-person.ts';
import { requestLink } from '../../../functions/core/attendee/fresh-link.ts';
import { moveAddress } from '../../../functions/core/attendee/move-address.ts';
import { askForNewAddress } from '../../../functions/core/attendee/new-address.ts';
import { setObjection } from '../../../functions/core/attendee/objection.ts';
import { mailboxHash } from '../../../functions/core/delivery/mailbox.ts';
import { deliveryId } from '../../../functions/core/delivery/outbox.ts';
import { planned } from '../../../functions/core/delivery/planned.ts';
import {
  cancelAnnouncement,
  sendAnnouncement,
} from '../../../functions/core/organising/announcement-sending.ts';
import { createAnnouncement, replaceAnnouncement } from '../../../functions/core/organising/announcements.ts';
import { resendDelivery } from '../../../functions/core/organising/deliveries.ts';
import { putDocumentation } from '../../../functions/core/organising/documentation.ts';
import { cancelEvent, deleteEvent, publishEvent } from '../../../functions/core/organising/event-life.ts';
import { createEvent, replaceEvent } from '../../../functions/core/organising/events.ts';
import { deleteSeries } from '../../../functions/core/organising/series.ts';
import { putAttendance } from '../../../functions/core/participants/attendance.ts';
import { correctAddress } from '../../../functions/core/participants/corrected-address.ts';
import {
  cancelRegistration,
  moveUpByHand,
} from '../../../functions/core/participants/registration-actions.ts';
import { RestrictionInput, restrictPerson } from '../../../functions/core/participants/restrictions.ts';
import {
  answerRequest,
  ExtensionInput,
  enterRequest,
  extendRequest,
  listRequests,
  RequestAnswer,
  RequestInput,
} from '../../../functions/core/participants/rights-register.ts';
import { confirm } from '../../../functions/core/registration/confirm.ts';
import { stripSensitive } from '../../../functions/core/registration/sensitive.ts';
import { stepSignUp } from '../../../functions/core/registration/sign-up-steps.ts';
import { sweepDue } from '../../../functions/core/registration/sweep.ts';
import { deleteSignUp } from '../../../functions/core/registration/take-back.ts';
import { eventInputOf } from '../../../functions/core/table/event.ts';
import type { Step } from '../../../functions/core/table/ports.ts';
import { refs } from '../../../functions/core/table/refs.ts';
import type { DispatchRun } from '../../../functions/core/upkeep/dispatch.ts';
import { eraseEvent } from '../../../functions/core/upkeep/erase-event.ts';
import { sampleSeries } from '../samples.ts';
import { announcementId, PageWorld, reminderId } from '../sending/page-world.ts';
import { eventIds, first, type Largest, LargestWorld, owner, recordInto } from './largest-world.ts';
import { replayed } from './replay-case.ts';

type Cases = Record<string, (seen: Map<string, Largest>) => Promise<void>>;
const manyPlaces = 50;
const choice = { workingGroupId: 'gruppe0', answers: { frage1: 'a'.repeat(5000) } };

function found<T>(item: T | undefined): T {
  if (item === undefined) throw new Error('it is not there');
  return item;
}

/** Waits for every event, since before the times of its reminders: no place was confirmed too late for them. */
async function waits(world: LargestWorld): Promise<void> {
  const { personHash } = await world.join('waits');
  const { deliveries } = await world.table.ofPerson(personHash);
  for (const one of await world.table.getMany(deliveries))
    if (one?.template === 'reminder')
      await world.table.commit([{ step: 'remove', ref: refs.delivery(one.notificationId, one.recipientId) }]);
}

/** Documentation that is on its way to all who have a place in the first event. */
async function underWay(world: LargestWorld, notificationId: string): Promise<void> {
  const event = found(await world.table.get(refs.event(first)));
  const plan = { notificationId, audience: 'confirmed', plannedAt: world.series.now } as const;
  const item = { ...planned('documentation', event, plan, world.series.now), state: 'sending' as const };
  await world.table.commit([{ step: 'put', item, when: 'absent' }]);
}

/** Whoever waited has every place, and is told of each. */
async function expectMovedUp(world: LargestWorld, confirmed = 1): Promise<void> {
  for (const eventId of eventIds) {
    expect(await world.registration('waits', eventId)).toMatchObject({
      state: 'confirmed',
      holdsPlace: true,
    });
    expect(await world.series.counters(eventId)).toMatchObject({
      ...{ taken: confirmed, confirmed, waitlisted: 0 },
    });
  }
  const { personHash } = await world.registration('waits');
  const { deliveries } = await world.table.ofPerson(personHash);
  const told = (await world.table.getMany(deliveries)).filter((one) => one?.template === 'promoted');
  expect(told).toHaveLength(eventIds.length);
}

/** What people do, and what time does to what they did, each with all that one form may say. */
export const people: Cases = {
  'signing up, confirming, and waiting': async (seen) => {
    const world = await LargestWorld.create(seen);
    for (const name of ['holds', 'waits', 'behind']) await world.join(name);
  },
  'signing up anew after cancelling, with a direct entry that leaves the waiting list': async (seen) => {
    const world = await LargestWorld.create(seen);
    await world.join('holds');
    await waits(world);
    for (const name of ['behind', 'last']) await world.join(name);
    for (const eventId of eventIds) {
      const { registrationId } = await world.registration('holds', eventId);
      await cancelRegistration(eventId, registrationId, undefined, owner, world.context);
    }
    world.series.now = '2027-04-28T14:30:00.000Z';
    await world.limit(manyPlaces);
    for (const name of ['holds', 'behind', 'new']) await world.signUp(name);
    await confirm(await world.signUp('last'), world.context);
  },
  'places that were entered at once, typed anew, and answered for': async (seen) => {
    const world = await LargestWorld.create(seen, manyPlaces);
    world.series.now = '2027-04-28T14:30:00.000Z';
    for (const _ of ['typed', 'typed anew']) await world.signUp('entered');
    expect(await world.registration('entered')).toMatchObject({ state: 'confirmed', isUnverified: true });
    await answerForEntries(await world.attendee('entered'), world.context);
    expect((await world.registration('entered')).isUnverified).toBeUndefined();
  },
  'a hold of every event that ends, with somebody who moves up': async (seen) => {
    const world = await LargestWorld.create(seen);
    const signUp = await world.signUp('holds');
    await waits(world);
    world.series.advance('PT25H');
    await stepSignUp(signUp, world.context);
    await expectMovedUp(world);
  },
  'a sign-up that nobody confirms in a week, with somebody who moves up': async (seen) => {
    const world = await LargestWorld.create(seen);
    const signUp = await world.signUp('holds');
    await waits(world);
    world.series.advance('P8D');
    await stepSignUp(found(await world.table.get(refs.signUp(signUp.signUpId))), world.context);
    await expectMovedUp(world);
  },
  'one that its address takes back': async (seen) => {
    const world = await LargestWorld.create(seen);
    const signUp = await world.signUp('holds');
    await waits(world);
    await deleteSignUp(signUp, world.context);
    await expectMovedUp(world);
  },
  'places held beside those that somebody has, of which each goes to who waits': async (seen) => {
    for (const end of ['hold', 'taken back', 'confirmed', 'erased'] as const) {
      const world = await LargestWorld.create(seen, 2);
      await world.join('holds');
      const signUp = await world.signUp('holds');
      await waits(world);
      if (end === 'confirmed') await confirm(signUp, world.context);
      if (end === 'taken back') await deleteSignUp(signUp, world.context);
      if (end === 'erased') await deletePerson(await world.attendee('holds'), world.context);
      if (end === 'hold') {
        world.series.advance('PT25H');
        await stepSignUp(signUp, world.context);
      }
      await expectMovedUp(world, end === 'erased' ? 1 : 2);
    }
  },
  'a second sign-up confirmed before the first': async (seen) => {
    const world = await LargestWorld.create(seen, 3);
    await world.signUp('holds');
    const second = await world.signUp('holds', { name: 'Another' });
    for (const name of ['full', 'waits']) await world.join(name);
    await confirm(second, world.context);
    await expectMovedUp(world, 3);
  },
  'parts and people added, changed and corrected': async (seen) => {
    const world = await LargestWorld.create(seen, manyPlaces);
    const attendee = await world.join('many');
    for (let seat = 2; seat <= 10; seat++)
      for (const eventId of eventIds)
        await addPart(
          await world.attendee('many'),
          { eventId, seat },
          { ...choice, name: `Kind ${seat}` },
          world.context,
        );
    await changeRegistration(attendee, { eventId: first, seat: 1 }, choice, world.context);
    await changePerson(await world.attendee('many'), { name: 'Anders', locale: 'en' }, world.context);
    await world.signUp('typo');
    const { registrationId } = await world.registration('typo');
    await correctAddress(first, registrationId, { email: 'right@right.example' }, owner, world.context);
    await requestLink('somebody@many.example', 'reihe', world.context);
  },
  'another address, met by somebody who waits': async (seen) => {
    const world = await LargestWorld.create(seen, manyPlaces);
    await world.join('many');
    await world.join('target');
    for (let seat = 2; seat <= 10; seat++)
      for (const eventId of eventIds)
        await world.series.addSeat('many@many.example', eventId, seat, `Kind ${seat}`);
    for (let number = 0; number < 12; number++) await underWay(world, `documentation-${number}`);
    // The mails about all of them have gone out by then.
    const { keys } = world.context;
    await world.table.commit([
      { step: 'remove', ref: refs.mailAllowance(mailboxHash(keys, 'many@many.example')) },
    ]);
    await askForNewAddress(await world.attendee('many'), 'target@target.example', world.context);
    const { newAddressId = '' } = await world.attendee('many');
    const notice = refs.delivery(
      `addressnotice-${newAddressId}`,
      world.series.identity('many@many.example').personHash,
    );
    await world.table.commit([{ step: 'remove', ref: notice }]);
    await moveAddress(found(await world.table.get(refs.signUp(newAddressId))), world.context);
  },
  'restricting a person’s data': async (seen) => {
    const world = await LargestWorld.create(seen);
    const { email } = await world.join('holds');
    const order = { email, kind: 'request', reason: 'bestreitet die Angaben', reviewOn: '2027-12-31' };
    expect(await restrictPerson(RestrictionInput.parse(order), owner, world.context)).toMatchObject({
      seriesIds: [expect.any(String)],
    });
  },
  'a request entered, extended and answered; an objection answered': async (seen) => {
    const world = await LargestWorld.create(seen);
    const { context } = world;
    const attendee = await world.join('holds');
    await setObjection(attendee, true, context);
    const day = context.now.slice(0, 10);
    const { requestId } = await enterRequest(
      RequestInput.parse({ kind: 'access', email: attendee.email, receivedOn: day }),
      owner,
      context,
    );
    const extension = { reason: 'Unterlagen in vier Ämtern', toldOn: day };
    await extendRequest(requestId, ExtensionInput.parse(extension), owner, context);
    const { items } = await listRequests('open', { limit: 9 }, owner, context);
    expect(items).toHaveLength(2);
    const answer = { outcome: 'granted', text: 'Antwort als Brief', identity: 'Ausweis im Amt gesehen' };
    for (const one of items) await answerRequest(one.requestId, RequestAnswer.parse(answer), owner, context);
    await setObjection(attendee, false, context);
  },
  'deleting all of a person': async (seen) => {
    const world = await LargestWorld.create(seen);
    const attendee = await world.join('holds');
    await waits(world);
    await deletePerson(attendee, world.context);
  },
};

/** What organisers do, with events of the largest form. */
export const organising: Cases = {
  'an event from its first draft to its end': async (seen) => {
    const world = await LargestWorld.create(seen);
    const event = found(await world.table.get(refs.event(first)));
    const input = { ...eventInputOf(event), eventId: 'neu', startsAtLocal: '2028-04-28T17:00' };
    const later = { ...input, endsAtLocal: '2028-04-28T19:00' };
    await createEvent(later, owner, world.context);
    await publishEvent('neu', undefined, owner, world.context);
    const moved = {
      ...later,
      endsAtLocal: '2028-05-28T19:00',
      startsAtLocal: '2028-05-28T17:00',
      capacity: 9,
    };
    const how = { version: undefined, notice: 'now' } as const;
    await replaceEvent('neu', moved, how, owner, world.context);
    await deleteEvent('neu', undefined, owner, world.context);
    await createEvent(later, owner, world.context);
    await publishEvent('neu', undefined, owner, world.context);
    await world.series.join('one@one.example', ['neu']);
    await replaceEvent('neu', moved, how, owner, world.context);
    const { signUpId } = await world.series.signUp('two@two.example', ['neu']);
    await world.table.commit([{ step: 'remove', ref: refs.delivery(`verification-${signUpId}`, signUpId) }]);
    await cancelEvent('neu', undefined, owner, world.context);
    await sweepDue('neu', world.context);
  },
  'documentation, attendance and a place by hand': async (seen) => {
    const world = await LargestWorld.create(seen, 100);
    for (let number = 0; number < 90; number++) await world.series.join(`p${number}@p.example`, [first]);
    const attended: string[] = [];
    for (let number = 0; number < 90; number++)
      attended.push(found(await world.series.registration(`p${number}@p.example`, first)).registrationId);
    const links = Array.from({ length: 50 }, (_, index) => ({
      title: { de: 'Folien' },
      url: `https://files.example/${index}`,
    }));
    const documentation = { links, public: true, audience: 'confirmed', release: 'now' } as const;
    await putDocumentation(first, documentation, undefined, owner, world.context);
    await world.table.commit([{ step: 'setLimits', eventId: first, capacity: 90, groups: {} }]);
    await world.series.join('waits@waits.example', [first]);
    await world.table.commit([{ step: 'setLimits', eventId: first, capacity: 91, groups: {} }]);
    const waits = found(await world.series.registration('waits@waits.example', first));
    await moveUpByHand(first, waits.registrationId, owner, world.context);
    world.series.now = '2027-04-28T20:00:00.000Z';
    await putAttendance(first, { registrationIds: attended }, owner, world.context);
  },
  'an announcement to every event': async (seen) => {
    const world = await LargestWorld.create(seen, manyPlaces);
    await world.join('one');
    const text = { subject: 'Neues', body: 'n'.repeat(5000) };
    const audience = { eventIds, status: ['confirmed' as const, 'waitlisted' as const] };
    const input = {
      seriesId: 'reihe',
      kind: 'participation' as const,
      audience,
      texts: { de: text, en: text },
      whyNeeded: 'w'.repeat(300),
    };
    const { announcement } = await createAnnouncement(input, owner, world.context);
    const id = announcement.announcementId;
    await replaceAnnouncement(id, input, undefined, owner, world.context);
    const sending = { at: 'now', inOtherLanguage: true } as const;
    await sendAnnouncement(id, sending, undefined, owner, world.context);
    await replaceAnnouncement(id, input, undefined, owner, world.context);
    await cancelAnnouncement(id, owner, world.context);
  },
  'an organiser who made many tokens, and leaves': async (seen) => {
    const world = await LargestWorld.create(seen);
    const input = { email: 'leaves@leaves.example', role: 'owner' } as const;
    const made = await createOrganiser(input, owner, world.context);
    const leaving = { ...owner, name: input.email, organiserId: made.organiserId };
    for (let number = 0; number < 60; number++)
      await createToken(
        { name: `token ${number}`, role: 'owner', seriesIds: undefined },
        leaving,
        world.context,
      );
    const first = await createToken(
      { name: 'one more', role: 'owner', seriesIds: undefined },
      leaving,
      world.context,
    );
    await revokeToken(first.item.tokenHash, owner, world.context);
    await createOrganiser({ email: 'stays@stays.example', role: 'owner' }, owner, world.context);
    await removeOrganiser(made.organiserId, {}, owner, world.context);
  },
  'a replayed ledger': replayed,
  'what an event leaves, erased, and a series without events': async (seen) => {
    const world = await LargestWorld.create(seen, 200);
    for (let number = 0; number < 60; number++) await world.series.join(`p${number}@p.example`, [first]);
    await world.join('sensitive');
    await stripSensitive(found(await world.table.get(refs.event(first))), world.context);
    for (let month = 0; month < 12; month++) {
      const erasure = await world.table.get(refs.erasure(first));
      if (erasure?.dueAt === undefined) break;
      world.series.now = erasure.dueAt > world.series.now ? erasure.dueAt : world.series.now;
      await eraseEvent(erasure, world.context, ['owner@owner.example']);
    }
    // What is left of an event that there is no more.
    await world.table.commit(
      Array.from({ length: 60 }, (_, at): Step => {
        const registrationId = `r${at}`;
        return {
          step: 'put',
          item: { type: 'waiting', eventId: 'weg', position: at, registrationId },
          when: 'any',
        };
      }),
    );
    const left = {
      type: 'erasure',
      eventId: 'weg',
      seriesId: world.series.series.seriesId,
      step: 'all',
    } as const;
    await eraseEvent(left, world.context);
    await world.table.commit([{ step: 'put', item: sampleSeries({ seriesId: 'leer' }), when: 'absent' }]);
    await deleteSeries('leer', undefined, owner, world.context);
    const owners = Array.from({ length: 20 }, (_, index) => `owner${index}@owner.example`);
    await world.table.commit([{ step: 'remove', ref: refs.owners() }]);
    await ensureFirstOwners(owners, world.context);
  },
};

/** As many turns as are wanted. */
const pace: DispatchRun['pace'] = {
  take: async (_, wanted) =>
    Array.from({ length: wanted }, () => ({ use: (call) => call(), leave: () => {} })),
  hasRoomToday: async () => true,
};

const crowd = Array.from({ length: 60 }, (_, index) => `p${index}@p.example`);

/** What sending writes, to an audience of several batches. */
export const mails: Cases = {
  'reminders and announcements, cancelled, moved and settled': async (seen) => {
    const world = await PageWorld.of({ one: crowd });
    recordInto(seen, world.table);
    await world.tick();
    await world.announce(['one']);
    world.answer = (to) => (to === crowd[0] ? { outcome: 'rejected', reason: 'MessageRejected' } : undefined);
    await world.tick({ pace });
    await world.settle();
    const deliveries = await world.deliveries(announcementId);
    const failed = found(deliveries.find((one) => one.state === 'failed'));
    await resendDelivery(deliveryId(failed), owner, world.context);
    await world.tick();
    await world.tell(
      'Delivery',
      world.sent.map(({ id }) => id),
      { delivery: {} },
    );
    const [moving = ''] = crowd;
    await askForNewAddress(await world.series.attendee(moving), 'neu@neu.example', world.context);
    const { newAddressId = '' } = await world.series.attendee(moving);
    await world.tick();
    await moveAddress(found(await world.table.get(refs.signUp(newAddressId))), world.context);
    await world.settle();
  },
  'mails whose answer is lost, and those of another run': async (seen) => {
    const world = await PageWorld.of({ one: crowd });
    recordInto(seen, world.table);
    const insert = world.table.insert.bind(world.table);
    world.table.insert = async (items) => {
      world.table.insert = insert;
      return items.map(() => false);
    };
    world.answer = () => ({ outcome: 'unknown', reason: 'reset' });
    await world.tick();
    await requestLink(crowd[0] ?? '', 'series', world.context);
    await world.tick();
    world.answer = () => undefined;
    await world.settle();
  },
  'an announcement that is cancelled while SES takes nothing': async (seen) => {
    const world = await PageWorld.of({ one: crowd });
    recordInto(seen, world.table);
    await world.announce(['one']);
    world.answer = () => ({ outcome: 'paused', reason: 'account paused' });
    await world.tick();
    await cancelAnnouncement('a1', owner, world.context);
    await world.settle();
    await world.deliveries(reminderId);
  },
  'a sign-up that waits for its hour, takes another in, and is confirmed': async (seen) => {
    const world = await LargestWorld.create(seen, manyPlaces);
    const parts = (from: number, to: number) =>
      world.series.signUp('eager@eager.example', eventIds.slice(from, to));
    for (let time = 0; time < 3; time++) await parts(0, 10);
    const waiting = await world.signUp('eager');
    const joined = await world.signUp('eager');
    if (joined.signUpId !== waiting.signUpId) throw new Error('it says the same');
    await confirm(found(await world.table.get(refs.signUp(joined.signUpId))), world.context);
    await confirm(await parts(5, 15), world.context);
  },
};
