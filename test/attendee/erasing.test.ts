import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { deletePerson } from '../../functions/core/attendee/delete-person.ts';
import { eraseAgain } from '../../functions/core/attendee/erase.ts';
import { requestLink } from '../../functions/core/attendee/fresh-link.ts';
import { moveAddress } from '../../functions/core/attendee/move-address.ts';
import { askForNewAddress } from '../../functions/core/attendee/new-address.ts';
import { transactionalDelivery } from '../../functions/core/delivery/outbox.ts';
import { sharedReads } from '../../functions/core/mail/mail-plan.ts';
import { planMail } from '../../functions/core/mail/plan-mail.ts';
import { viewAttendee } from '../../functions/core/registration/attendee-view.ts';
import { revise } from '../../functions/core/registration/event-plans.ts';
import { withoutSensitive } from '../../functions/core/registration/sensitive.ts';
import { Links } from '../../functions/core/table/links.ts';
import { openLink } from '../../functions/core/table/open-link.ts';
import { refs } from '../../functions/core/table/refs.ts';
import { eraseEvent } from '../../functions/core/upkeep/erase-event.ts';
import { readLedger, replayLedger } from '../../functions/core/upkeep/ledger.ts';
import { startTestDatabase, type TestDatabase } from '../adapters/database.ts';
import { Series } from '../core/series.ts';

let database: TestDatabase;
let number = 0;
beforeAll(async () => {
  database = await startTestDatabase();
});
afterAll(() => database.stop());

const access = {
  questionId: 'access',
  kind: 'text',
  required: false,
  label: { de: 'Bedarf' },
  sensitive: true,
} as const;
const job = {
  questionId: 'job',
  kind: 'text',
  required: false,
  label: { de: 'Beruf' },
  sensitive: false,
} as const;
const consenting = {
  answers: { e: { access: 'Untertitel', job: 'Bäckerin' } },
  notices: { privacy: '2027-01', sensitive: '2027-01' },
};

/** A series of its own, with the event's id made unique. */
async function world(changes: object = {}) {
  // No part of a hash, so that rows can be told by it.
  const id = `teil-${++number}-x`;
  const series = await Series.create(database.table, `s${number}`, [{ eventId: id, ...changes }]);
  return { id, series };
}
const answering = (id: string) => ({ ...consenting, answers: { [id]: consenting.answers.e } });
const everything = async (of: string) =>
  (await database.rows()).map((row) => JSON.stringify(row)).filter((row) => row.includes(of));

describe('sensitive answers', () => {
  test('go with the event’s end, on the registration and everywhere else; the others stay', async () => {
    const { id, series } = await world({ questions: [access, job] });
    await series.join('a@x.example', [id], answering(id));
    await series.signUp('b@x.example', [id], answering(id));
    const erasure = await database.table.get(refs.erasure(id));
    expect(erasure).toMatchObject({ step: 'sensitive', dueAt: '2027-04-28T17:00:00.000Z' });
    if (erasure === undefined) return;
    series.now = '2027-04-28T16:59:00.000Z';
    await eraseEvent(erasure, series.context);
    expect(await series.registration('a@x.example', id)).toMatchObject({ answers: { access: 'Untertitel' } });
    series.now = '2027-04-28T17:00:00.000Z';
    await eraseEvent(erasure, series.context);
    expect(await series.registration('a@x.example', id)).toMatchObject({ answers: { job: 'Bäckerin' } });
    expect(await everything('Untertitel')).toEqual([]);
    expect(await database.table.get(refs.erasure(id))).toMatchObject({
      step: 'notice',
      dueAt: '2027-07-13T17:00:00.000Z',
    });
  });

  test('stay sensitive when the question is no longer, or is taken away', async () => {
    const { id, series } = await world({ questions: [access, job] });
    const { event, counters } = await database.table.load({
      event: refs.event(id),
      counters: refs.counters(id),
    });
    if (event === undefined || counters === undefined) throw new Error('no event');
    const { type, status, sequence, version, createdAt, updatedAt, ...input } = event;
    const { next } = revise({ event, counters }, { ...input, questions: [job] }, series.series, series.now);
    expect(next.formerlySensitive).toEqual(['access']);
    expect(withoutSensitive(consenting.answers.e, next)).toEqual({ job: 'Bäckerin' });
    expect(withoutSensitive(consenting.answers.e, event)).toEqual({ job: 'Bäckerin' });
  });
});

describe('deleting a person', () => {
  test('reaches every item, hands every place on, mails nothing, and leaves the counters right', async () => {
    const { id, series } = await world({ capacity: 2, waitingList: true, seatsPerAddress: 3 });
    await series.join('a@x.example', [id]);
    await series.addSeat('a@x.example', id, 2, 'Bea');
    await series.addSeat('a@x.example', id, 3, 'Carl');
    await series.join('b@x.example', [id]);
    await series.signUp('a@x.example', [id]);
    const { personHash } = await series.attendee('a@x.example');
    await deletePerson(await series.attendee('a@x.example'), series.context);
    const left = (await everything(personHash)).map((row) => JSON.parse(row));
    expect(left.filter((row) => row.seriesId === series.series.seriesId).map((row) => row.type)).toEqual([
      'erased',
    ]);
    expect(await series.registration('b@x.example', id)).toMatchObject({ state: 'confirmed' });
    expect(await series.counters(id)).toMatchObject({
      taken: 1,
      pending: 0,
      confirmed: 1,
      waitlisted: 0,
      cancelled: 0,
    });
    const named = (await everything('a@x.example')).filter((row) =>
      row.includes(`"${series.series.seriesId}"`),
    );
    expect(named).toEqual([]);
  });

  test('racing a reminder: what is written after it finds nobody, and is skipped', async () => {
    const { id, series } = await world();
    const attendee = await series.join('a@x.example', [id]);
    const registration = await series.registration('a@x.example', id);
    if (registration === undefined) throw new Error('no registration');
    await deletePerson(attendee, series.context);
    const late = transactionalDelivery(
      {
        notificationId: `reminder-${id}`,
        recipientId: registration.registrationId,
        template: 'reminder',
        seriesId: series.series.seriesId,
        personHash: attendee.personHash,
        eventIds: [id],
        registrationId: registration.registrationId,
        expiresAt: 0,
      },
      series.now,
    );
    await database.table.commit([{ step: 'put', item: late, when: 'absent' }]);
    expect(await planMail(late, series.context, sharedReads(series.context))).toEqual({
      skip: 'registrationGone',
    });
    const entry = await database.table.get(refs.erased(attendee.personHash, series.series.seriesId));
    if (entry === undefined) throw new Error('no entry');
    series.advance('PT15M');
    await eraseAgain(entry, series.context);
    expect(
      await database.table.get(refs.erased(attendee.personHash, series.series.seriesId)),
    ).not.toHaveProperty('dueAt');
  });

  test('twice, and signing up again afterwards: the new attendee stays, old links stay dead', async () => {
    const { id, series } = await world();
    const old = await series.join('a@x.example', [id]);
    const link = (attendee: typeof old) =>
      new Links(series.context).registration(attendee).split('/').at(-1) ?? '';
    await Promise.all([deletePerson(old, series.context), deletePerson(old, series.context)]);
    series.advance('PT1M');
    const anew = await series.join('a@x.example', [id]);
    const entry = await database.table.get(refs.erased(old.personHash, series.series.seriesId));
    series.advance('PT15M');
    if (entry) await eraseAgain(entry, series.context);
    expect((await viewAttendee(anew, series.context)).registrations).toHaveLength(1);
    await expect(openLink(link(old), 'registration', series.context)).rejects.toMatchObject({
      type: 'link-invalid',
    });
    expect(await openLink(link(anew), 'registration', series.context)).toMatchObject({
      email: 'a@x.example',
    });
  });
});

describe('the erasure ledger', () => {
  test('is replayed after a restore, places and counters included, and reaches nothing that came later', async () => {
    const restored = await startTestDatabase();
    try {
      const { id, series } = await world({ capacity: 1, waitingList: true });
      await series.join('a@x.example', [id]);
      await series.join('b@x.example', [id]);
      series.advance('PT1H');
      const backup = (await database.rows()).filter(
        // Numbers are no items that are put.
        (row) => (JSON.stringify(row).includes(id) || row.type === 'series') && row.type !== 'numbers',
      );
      await deletePerson(await series.attendee('a@x.example'), series.context);
      await restored.restore(backup);

      const context = { ...series.context, store: restored.table };
      series.advance('P1D');
      const entries = [];
      for await (const entry of readLedger(database.table)) entries.push(entry);
      const { personHash } = series.identity('a@x.example');
      const own = entries.filter(
        (entry) =>
          entry.type === 'erased' &&
          entry.personHash === personHash &&
          entry.seriesId === series.series.seriesId,
      );
      expect(own).toHaveLength(1);
      expect(JSON.stringify(entries)).not.toContain('x.example');
      for (const _ of [1, 2]) expect(await replayLedger(own, context)).toEqual({ replayed: 1, failed: [] });
      const rows = (await restored.rows()).map((row) => JSON.stringify(row));
      expect(rows.filter((row) => row.includes('a@x.example'))).toEqual([]);
      const b = await restored.table.get(
        refs.registration(id, series.identity('b@x.example').registrationId(id)),
      );
      expect(b).toMatchObject({ state: 'confirmed' });
      expect(await restored.table.get(refs.counters(id))).toMatchObject({
        taken: 1,
        confirmed: 1,
        waitlisted: 0,
      });
    } finally {
      await restored.stop();
    }
  });
});

describe('somebody who has changed their address', () => {
  test('is erased with the event, and by a replayed ledger, like everybody', async () => {
    const restored = await startTestDatabase();
    try {
      const { id, series } = await world();
      await series.join('alt@x.example', [id]);
      await askForNewAddress(await series.attendee('alt@x.example'), 'neu@x.example', series.context);
      const { newAddressId = '', personHash } = await series.attendee('alt@x.example');
      for (const [notificationId, recipientId] of [
        [`newaddress-${newAddressId}`, newAddressId],
        [`addressnotice-${newAddressId}`, personHash],
      ] as const) {
        const mail = await database.table.get(refs.delivery(notificationId, recipientId));
        if (mail)
          await database.table.commit([{ step: 'put', item: { ...mail, state: 'sent' }, when: 'any' }]);
      }
      const signUp = await database.table.get(refs.signUp(newAddressId));
      if (signUp === undefined) throw new Error('nobody asked');
      await moveAddress(signUp, series.context);
      const rows = (await database.rows()).filter((row) => row.type !== 'numbers');
      await restored.restore(rows.filter((row) => JSON.stringify(row).includes(series.series.seriesId)));

      series.advance('PT1H');
      await deletePerson(await series.attendee('neu@x.example'), series.context);
      const own = series.identity('neu@x.example').personHash;
      const entry = await database.table.get(refs.erased(own, series.series.seriesId));
      if (entry === undefined) throw new Error('no entry');
      const context = { ...series.context, store: restored.table };
      expect(await replayLedger([entry], context)).toEqual({ replayed: 1, failed: [] });
      expect(await restored.table.get(refs.attendee(own, series.series.seriesId))).toBeUndefined();
      expect((await restored.rows()).filter((row) => row.email === 'neu@x.example')).toEqual([]);
    } finally {
      await restored.stop();
    }
  });

  test('holds up nobody else, should one entry of a ledger fail', async () => {
    const { id, series } = await world();
    const [a, b] = [await series.join('a@x.example', [id]), await series.join('b@x.example', [id])];
    const entries = [a, b].map(({ personHash, seriesId }) => ({
      ...{ type: 'erased' as const, personHash, seriesId, erasedAt: series.now, expiresAt: 0 },
    }));
    const store = new Proxy(database.table, {
      get(table, name) {
        const own: unknown = Reflect.get(table, name, table);
        if (typeof own !== 'function') return own;
        return (...given: unknown[]) => {
          if (name === 'ofPerson' && given[0] === a.personHash) throw new Error('broken');
          return Reflect.apply(own, table, given);
        };
      },
    });
    const { replayed, failed } = await replayLedger(entries, { ...series.context, store });
    expect([replayed, failed.map(({ entry }) => entry.type === 'erased' && entry.personHash)]).toEqual([
      1,
      [a.personHash],
    ]);
    expect(await database.table.get(refs.attendee(b.personHash, b.seriesId))).toBeUndefined();
  });
});

describe('what has expired', () => {
  test('is invisible at once; a later part keeps it for who registers for that, and for nobody else', async () => {
    const { id, series } = await world();
    const attendee = await series.join('a@x.example', [id]);
    const other = await series.join('b@x.example', [id]);
    const tokenOf = (of: typeof attendee) =>
      new Links(series.context).registration(of).split('/').at(-1) ?? '';
    const token = tokenOf(attendee);
    series.now = '2027-07-27T16:59:00.000Z';
    expect(await openLink(token, 'registration', series.context)).toMatchObject({ name: 'Aylin' });
    series.now = '2027-07-27T17:00:01.000Z';
    await expect(openLink(token, 'registration', series.context)).rejects.toMatchObject({
      type: 'link-expired',
    });

    series.now = '2027-07-01T09:00:00.000Z';
    await series.publish({
      eventId: `${id}-later`,
      startsAtLocal: '2027-09-01T17:00',
      endsAtLocal: '2027-09-01T18:00',
    });
    await series.join('a@x.example', [`${id}-later`]);
    series.now = '2027-07-27T17:00:00.000Z';
    const erasure = await database.table.get(refs.erasure(id));
    if (erasure) await eraseEvent(erasure, series.context);
    series.advance('P1D');
    expect(await openLink(token, 'registration', series.context)).toMatchObject({ name: 'Aylin' });
    expect(
      (await viewAttendee(await series.attendee('a@x.example'), series.context)).registrations,
    ).toHaveLength(2);
    await expect(openLink(tokenOf(other), 'registration', series.context)).rejects.toMatchObject({
      type: 'link-expired',
    });
    const left = (await everything(other.personHash)).map((row) => JSON.parse(row));
    expect(left.filter((row) => row.seriesId === series.series.seriesId).map((row) => row.type)).toEqual([
      'erased',
    ]);
    // Two weeks before the erasure: its owners are told once more.
    expect(await database.table.get(refs.erasure(id))).toMatchObject({
      step: 'notice',
      dueAt: '2027-11-16T17:00:00.000Z',
    });
  });
});

describe('"send me my link again"', () => {
  test('writes the same for an address that nobody knows, and what sends it skips it', async () => {
    const { id, series } = await world();
    await series.join('known@x.example', [id]);
    const { seriesId } = series.series;
    // How many mails a mailbox got is counted for either, whether there was a count before or not.
    const counted = async () => (await database.rows()).filter((row) => row.type !== 'mailAllowance').length;
    const before = await counted();
    await requestLink('known@x.example', seriesId, series.context);
    await requestLink(' Unknown@x.example', seriesId, series.context);
    const links = (await database.rows()).filter(
      (row) => row.template === 'link' && row.seriesId === seriesId,
    );
    expect(await counted()).toBe(before + 2);
    const [one, other] = links.map(({ pk, sk, recipientId, personHash, listAt, ...rest }) => rest);
    expect(one).toEqual(other);
    expect(JSON.stringify(links)).not.toContain('x.example');
    const shared = sharedReads(series.context);
    const plans = [];
    for (const email of ['known@x.example', 'unknown@x.example']) {
      const { personHash } = series.identity(email);
      const row = links.find((link) => link.personHash === personHash);
      const delivery = await database.table.get(refs.delivery(String(row?.notificationId), personHash));
      if (delivery) plans.push(await planMail(delivery, series.context, shared));
    }
    expect(plans).toMatchObject([{ to: 'known@x.example' }, { skip: 'attendeeGone' }]);
  });
});
