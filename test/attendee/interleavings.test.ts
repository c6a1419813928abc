import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { changePerson, changeRegistration } from '../../functions/core/attendee/change-registration.ts';
import { moveAddress } from '../../functions/core/attendee/move-address.ts';
import { askForNewAddress } from '../../functions/core/attendee/new-address.ts';
import { sharedReads } from '../../functions/core/mail/mail-plan.ts';
import { planMail } from '../../functions/core/mail/plan-mail.ts';
import { cancel } from '../../functions/core/registration/cancel.ts';
import { confirm } from '../../functions/core/registration/confirm.ts';
import { stepSignUp } from '../../functions/core/registration/sign-up-steps.ts';
import { sweepDue } from '../../functions/core/registration/sweep.ts';
import { deleteSignUp } from '../../functions/core/registration/take-back.ts';
import type { EventItem } from '../../functions/core/table/items.ts';
import { Busy, type Step } from '../../functions/core/table/ports.ts';
import { collections, refs } from '../../functions/core/table/refs.ts';
import { startTestDatabase, type TestDatabase } from '../adapters/database.ts';
import { Series } from '../core/series.ts';

let database: TestDatabase;
let number = 0;
beforeAll(async () => {
  database = await startTestDatabase();
});
afterAll(() => database.stop());

async function world(changes: Partial<EventItem> = {}) {
  const id = `e${++number}`;
  const series = await Series.create(database.table, `s${number}`, [{ eventId: id, ...changes }]);
  // Mails to one mailbox are limited by the hour and the day: each world begins with none.
  await forgetMails();
  return { id, series };
}
/** As if no mailbox had got any. */
async function forgetMails(): Promise<void> {
  const counted = (await database.rows()).filter((row) => row.type === 'mailAllowance');
  for (const { mailboxHash } of counted)
    await database.table.commit([{ step: 'remove', ref: refs.mailAllowance(String(mailboxHash)) }]);
}

const waiting = { capacity: 1, waitingList: true };

async function put(event: EventItem, changes: Partial<EventItem>): Promise<void> {
  await database.table.commit([{ step: 'put', item: { ...event, ...changes }, when: 'any' }]);
}

/** What a person's mails say, made as they would be sent now. */
async function plans(series: Series, email: string) {
  const { personHash } = series.identity(email);
  const rows = (await database.rows()).filter(
    (row) =>
      row.type === 'delivery' && row.personHash === personHash && row.seriesId === series.series.seriesId,
  );
  const shared = sharedReads(series.context);
  return Promise.all(
    rows.map(async ({ notificationId, recipientId }) => {
      const delivery = await database.table.get(refs.delivery(String(notificationId), String(recipientId)));
      if (delivery === undefined) throw new Error('gone');
      return { template: delivery.template, plan: await planMail(delivery, series.context, shared) };
    }),
  );
}

describe('a second sign-up of the same address', () => {
  test('counts although the first was taken back: nothing accepted is lost', async () => {
    const { id, series } = await world();
    const first = await series.signUp('a@x.example', [id]);
    const second = await series.signUp('A@X.example ', [id], { name: 'Aylin Zwei' });
    await deleteSignUp(first, series.context);
    expect(await series.registration('a@x.example', id)).toBeUndefined();
    const mails = await plans(series, 'a@x.example');
    expect(mails).toMatchObject([
      { template: 'verification', plan: { facts: { content: { events: [{ eventId: id }] } } } },
    ]);
    const done = await confirm(second, series.context);
    expect(done.isRepeat).toBe(false);
    expect(await series.registration('a@x.example', id)).toMatchObject({
      state: 'confirmed',
      name: 'Aylin Zwei',
    });
    expect(await series.counters(id)).toMatchObject({ taken: 1, pending: 0, confirmed: 1 });
  });

  test('in other letter case, with spaces, at once or a month later makes no second place and no second confirmation', async () => {
    const { id, series } = await world();
    const all = await Promise.all(
      ['a@x.example', ' A@X.EXAMPLE', 'a@X.example  '].map((email) => series.signUp(email, [id])),
    );
    for (const one of all) await confirm(one, series.context);
    series.advance('P30D');
    const late = await series.signUp('A@x.Example', [id]);
    const mails = await plans(series, 'a@x.example');
    expect(mails.filter((mail) => mail.template === 'confirmation')).toHaveLength(1);
    const verifications = mails.filter((mail) => mail.template === 'verification' && !('skip' in mail.plan));
    // Only what is so already, and nothing to press.
    expect(verifications).toMatchObject([
      { plan: { facts: { content: { events: [], already: [{ eventId: id, standing: 'confirmed' }] } } } },
    ]);
    expect(verifications[0]?.plan).not.toHaveProperty('facts.content.confirmUrl');
    await confirm(late, series.context);
    expect(
      (await plans(series, 'a@x.example')).filter((mail) => mail.template === 'confirmation'),
    ).toHaveLength(1);
    expect(await series.counters(id)).toMatchObject({ taken: 1, pending: 0, confirmed: 1 });
  });
});

describe('one confirmation', () => {
  test('names each part with its outcome: a place, a position, nothing any more', async () => {
    const { id, series } = await world();
    await series.publish({ ...waiting, eventId: `${id}-waiting` });
    await series.publish({ eventId: `${id}-full`, capacity: 1 });
    await series.publish({ eventId: `${id}-cancelled` });
    const parts = [id, `${id}-waiting`, `${id}-full`, `${id}-cancelled`];
    const signUp = await series.signUp('a@x.example', parts);
    series.advance('PT25H');
    const current = await database.table.get(refs.signUp(signUp.signUpId));
    if (current === undefined) throw new Error('gone');
    await stepSignUp(current, series.context);
    await series.join('b@x.example', [`${id}-waiting`, `${id}-full`]);
    const event = await database.table.get(refs.event(`${id}-cancelled`));
    const full = await database.table.get(refs.event(`${id}-full`));
    if (event === undefined || full === undefined) throw new Error('gone');
    await put(event, { status: 'cancelled' });
    await put(full, { promoteUntil: 'P364D' });
    const later = await database.table.get(refs.signUp(signUp.signUpId));
    if (later) await confirm(later, series.context);
    const confirmations = (await plans(series, 'a@x.example')).filter(
      (mail) => mail.template === 'confirmation',
    );
    expect(confirmations).toMatchObject([
      {
        plan: {
          facts: {
            content: {
              events: [
                { eventId: id, standing: 'confirmed' },
                { eventId: `${id}-waiting`, standing: 'waitlisted', position: 1 },
                { eventId: `${id}-full`, standing: 'gone' },
                { eventId: `${id}-cancelled`, standing: 'calledOff' },
              ],
            },
          },
        },
      },
    ]);
    // Confirming something that is cancelled holds nothing there.
    expect(await series.counters(`${id}-cancelled`)).toMatchObject({ taken: 0, pending: 0 });
    expect(await series.counters(`${id}-full`)).toMatchObject({ taken: 1, pending: 0 });
  });
});

describe('the waiting list', () => {
  test('moves up in the transaction in which a sign-up is taken back, or its hold ends', async () => {
    for (const how of ['delete', 'hold'] as const) {
      const { id, series } = await world(waiting);
      const holder = await series.signUp('a@x.example', [id]);
      await series.join('b@x.example', [id]);
      expect(await series.registration('b@x.example', id)).toMatchObject({ state: 'waitlisted' });
      if (how === 'delete') await deleteSignUp(holder, series.context);
      else {
        series.advance('PT24H');
        await stepSignUp(holder, series.context);
      }
      expect(await series.registration('b@x.example', id)).toMatchObject({ state: 'confirmed' });
      expect(await series.counters(id)).toMatchObject({ taken: 1, confirmed: 1, waitlisted: 0 });
    }
  });

  test('is not overtaken by who comes when a place is free for a moment', async () => {
    const { id, series } = await world(waiting);
    await series.join('a@x.example', [id]);
    await series.join('b@x.example', [id]);
    const c = await series.signUp('c@x.example', [id]);
    const raise: Step = { step: 'setLimits', eventId: id, capacity: 2, groups: {} };
    await database.table.commit([raise]);
    await confirm(c, series.context);
    expect(await series.registration('b@x.example', id)).toMatchObject({ state: 'confirmed' });
    expect(await series.registration('c@x.example', id)).toMatchObject({ state: 'waitlisted' });
    const d = await series.signUp('d@x.example', [id]);
    expect(d.events[0]).not.toHaveProperty('heldUntil');
  });

  test('is not blocked by an entry whose registration is gone', async () => {
    const { id, series } = await world(waiting);
    await series.join('a@x.example', [id]);
    await series.join('b@x.example', [id]);
    await series.join('c@x.example', [id]);
    const b = await series.registration('b@x.example', id);
    const a = await series.registration('a@x.example', id);
    if (a === undefined || b === undefined) throw new Error('gone');
    await database.table.commit([{ step: 'remove', ref: refs.registration(id, b.registrationId) }]);
    await cancel(a, series.context);
    expect(await series.registration('c@x.example', id)).toMatchObject({ state: 'confirmed' });
  });

  test('is moved up as far as a raised capacity goes, more than a hundred at once', async () => {
    const { id, series } = await world(waiting);
    await series.join('first@x.example', [id]);
    await series.join('head@x.example', [id]);
    const head = await series.registration('head@x.example', id);
    if (head === undefined) throw new Error('gone');
    const queued = Array.from({ length: 104 }, (_, at): Step[] => {
      const position = at + 2;
      const registrationId = `${head.registrationId}-${position}`;
      return [
        { step: 'put', item: { ...head, registrationId, waitingPosition: position }, when: 'absent' },
        { step: 'put', item: { type: 'waiting', eventId: id, position, registrationId }, when: 'absent' },
      ];
    }).flat();
    for (let from = 0; from < queued.length; from += 90)
      await database.table.commit(queued.slice(from, from + 90));
    await database.table.commit([{ step: 'count', eventId: id, add: { waitlisted: 104 } }]);
    await database.table.commit([{ step: 'setLimits', eventId: id, capacity: 500, groups: {} }]);
    await sweepDue(id, series.context);
    expect(await series.counters(id)).toMatchObject({ taken: 106, confirmed: 106, waitlisted: 0 });
  });
});

describe('the last place of a working group', () => {
  test('goes to one of two who change at once; the other keeps the old one', async () => {
    const workingGroups = [
      { workingGroupId: 'a', title: { de: 'A' }, capacity: 2 },
      { workingGroupId: 'b', title: { de: 'B' }, capacity: 1 },
    ];
    const { id, series } = await world({ workingGroups });
    const people = await Promise.all(
      ['a@x.example', 'b@x.example'].map((email) =>
        series.join(email, [id], { workingGroups: { [id]: 'a' } }),
      ),
    );
    const results = await Promise.allSettled(
      people.map((one) =>
        changeRegistration(
          one,
          { eventId: id, seat: 1 },
          { workingGroupId: 'b', answers: {} },
          series.context,
        ),
      ),
    );
    expect(results.map((one) => one.status).toSorted()).toEqual(['fulfilled', 'rejected']);
    expect(results.find((one) => one.status === 'rejected')).toMatchObject({
      reason: { faults: [{ pointer: `/workingGroups/${id}`, code: 'workingGroupFull' }] },
    });
    const groups = [
      await series.registration('a@x.example', id),
      await series.registration('b@x.example', id),
    ];
    expect(groups.map((one) => one?.workingGroupId).toSorted()).toEqual(['a', 'b']);
    expect((await series.counters(id))?.groups).toMatchObject({ a: { taken: 1 }, b: { taken: 1 } });
  });
});

describe('a change', () => {
  test('keeps the answers to questions that were changed or taken away', async () => {
    const question = (questionId: string, kind: 'text' | 'yesNo') =>
      ({ questionId, kind, required: false, sensitive: false, label: { de: questionId } }) as const;
    const { id, series } = await world({
      questions: [question('job', 'text'), question('car', 'text'), question('gone', 'text')],
    });
    const attendee = await series.join('a@x.example', [id], {
      answers: { [id]: { job: 'Bäckerin', car: 'nein danke', gone: 'x' } },
    });
    const event = await database.table.get(refs.event(id));
    if (event) await put(event, { questions: [question('job', 'text'), question('car', 'yesNo')] });
    await changeRegistration(
      attendee,
      { eventId: id, seat: 1 },
      { answers: { job: 'Müllerin' } },
      series.context,
    );
    const answers = { job: 'Müllerin', car: 'nein danke', gone: 'x' };
    expect(await series.registration('a@x.example', id)).toMatchObject({ answers });
    await changeRegistration(attendee, { eventId: id, seat: 1 }, { answers: { car: 'yes' } }, series.context);
    expect((await series.registration('a@x.example', id))?.answers).toEqual({ car: true, gone: 'x' });
  });

  test('of name and language racing a cancellation loses neither', async () => {
    const { id, series } = await world();
    const attendee = await series.join('a@x.example', [id]);
    const registration = await series.registration('a@x.example', id);
    if (registration === undefined) throw new Error('gone');
    await Promise.all([
      changePerson(attendee, { name: 'Neu', locale: 'en' }, series.context),
      cancel(registration, series.context),
    ]);
    expect(await series.registration('a@x.example', id)).toMatchObject({ state: 'cancelled' });
    expect(await series.attendee('a@x.example')).toMatchObject({ name: 'Neu', locale: 'en' });
  });
});

describe('a change of address', () => {
  const email = 'a@x.example';
  const to = 'b@x.example';

  /** The button of the new address, once both mails have gone out. */
  async function asked(series: Series) {
    await forgetMails();
    await askForNewAddress(await series.attendee(email), to, series.context);
    const { newAddressId = '' } = await series.attendee(email);
    for (const [notificationId, recipientId] of [
      [`newaddress-${newAddressId}`, newAddressId],
      [`addressnotice-${newAddressId}`, series.identity(email).personHash],
    ] as const) {
      const delivery = await database.table.get(refs.delivery(notificationId, recipientId));
      if (delivery)
        await database.table.commit([{ step: 'put', item: { ...delivery, state: 'sent' }, when: 'any' }]);
    }
    const signUp = await database.table.get(refs.signUp(newAddressId));
    if (signUp === undefined) throw new Error('gone');
    return signUp;
  }

  test('of more registrations than one transaction takes is carried on after it was cut off', async () => {
    const { id, series } = await world({ ...waiting, seatsPerAddress: 2 });
    const ids = [id];
    for (let at = 0; at < 19; at++) ids.push(`${id}-${at}`);
    for (const eventId of ids.slice(1)) await series.publish({ ...waiting, eventId, seatsPerAddress: 2 });
    await series.join('first@x.example', [id]);
    await series.join(email, ids);
    for (const eventId of ids) await series.addSeat(email, eventId, 2, 'Bea');
    const counters = await database.table.getMany(ids.map(refs.counters));
    const signUp = await asked(series);
    let commits = 0;
    const { table } = database;
    const cutOff = new Proxy(table, {
      get(of, name) {
        if (name !== 'commit') return Reflect.get(of, name).bind(of);
        return (steps: Step[]) => {
          if (++commits > 1) throw new Error('cut off');
          return of.commit(steps);
        };
      },
    });
    await expect(moveAddress(signUp, { ...series.context, store: cutOff })).rejects.toThrow('cut off');
    const { isRepeat } = await moveAddress(signUp, series.context);
    expect(isRepeat).toBe(false);
    for (const eventId of ids) {
      const states = [await series.registration(to, eventId), await series.registration(to, eventId, 2)];
      expect(states.map((one) => one?.state)).toEqual(
        eventId === id ? ['waitlisted', 'waitlisted'] : ['confirmed', 'waitlisted'],
      );
      expect(await series.registration(email, eventId)).toBeUndefined();
      expect(await series.registration(email, eventId, 2)).toBeUndefined();
    }
    expect(await database.table.getMany(ids.map(refs.counters))).toEqual(counters);
    expect(await series.attendee(to)).toMatchObject({ email: to, seats: { [id]: 2 } });
    await expect(series.attendee(email)).rejects.toThrow('no attendee');
  });

  test('racing a promotion, a cancellation and a second press ends with one place under the new address', async () => {
    const { id, series } = await world(waiting);
    await series.join('first@x.example', [id]);
    await series.join(email, [id]);
    const first = await series.registration('first@x.example', id);
    const signUp = await asked(series);
    if (first === undefined) throw new Error('gone');
    await Promise.all([
      moveAddress(signUp, series.context),
      cancel(first, series.context),
      moveAddress(signUp, series.context),
    ]);
    expect(await series.registration(to, id)).toMatchObject({ state: 'confirmed', email: to });
    expect(await series.registration(email, id)).toBeUndefined();
    expect(await series.counters(id)).toMatchObject({ taken: 1, confirmed: 1, waitlisted: 0 });
    expect((await database.table.list(collections.waiting(id))).items).toEqual([]);
  });

  test('waits until the old address has been told', async () => {
    const { id, series } = await world();
    await series.join(email, [id]);
    await askForNewAddress(await series.attendee(email), to, series.context);
    const { newAddressId = '' } = await series.attendee(email);
    const signUp = await database.table.get(refs.signUp(newAddressId));
    if (signUp === undefined) throw new Error('gone');
    await expect(moveAddress(signUp, series.context)).rejects.toThrow(Busy);
  });
});
