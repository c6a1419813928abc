import { beforeEach, describe, expect, test } from 'vitest';
import { listAudit } from '../../../functions/core/access/audit.ts';
import { changeRegistration } from '../../../functions/core/attendee/change-registration.ts';
import { personalDataPage } from '../../../functions/core/attendee/personal-data.ts';
import { deleteThemselves } from '../../../functions/core/attendee/recipients-to-tell.ts';
import { listRestrictions } from '../../../functions/core/attendee/restriction.ts';
import { planMail } from '../../../functions/core/mail/plan-mail.ts';
import { readHome } from '../../../functions/core/organising/home.ts';
import { exportRegistrations } from '../../../functions/core/participants/export.ts';
import { deleteOnRequest } from '../../../functions/core/participants/personal-data.ts';
import { listRegistrations } from '../../../functions/core/participants/registrations.ts';
import {
  LiftingInput,
  liftRestriction,
  RestrictionInput,
  restrictPerson,
} from '../../../functions/core/participants/restrictions.ts';
import { cancel } from '../../../functions/core/registration/cancel.ts';
import type { Question } from '../../../functions/core/table/event.ts';
import { refs } from '../../../functions/core/table/refs.ts';
import { eraseEvent } from '../../../functions/core/upkeep/erase-event.ts';
import { MemoryTable } from '../../adapters/memory-table.ts';
import { owner } from '../mail/mail-world.ts';
import { Series } from '../series.ts';

/** Data that is stored and nothing else (Art. 18 GDPR), until an owner lifts that. */
const email = 'aylin@rathaus.example';
const other = 'cem@dorf.example';
const help: Question = {
  ...{ questionId: 'hilfe', kind: 'text', label: { de: 'Hilfe?' }, required: false, sensitive: true },
};
const notices = { privacy: '2027-01', sensitive: '2027-01' };

let table: MemoryTable;
let series: Series;
beforeEach(async () => {
  table = new MemoryTable();
  series = await Series.create(table, 'reihe', [{ eventId: 'eins', questions: [help] }]);
  for (const one of [email, other])
    await series.join(one, ['eins'], { answers: { eins: { hilfe: 'Rampe' } }, notices });
});

const restrict = (kind = 'request', more = {}) =>
  restrictPerson(
    RestrictionInput.parse({
      email,
      kind,
      reason: 'bestreitet die Angaben',
      reviewOn: '2027-12-31',
      ...more,
    }),
    owner,
    series.context,
  );
const lift = (toldOn?: string) =>
  liftRestriction(LiftingInput.parse({ email, ...(toldOn && { toldOn }) }), owner, series.context);
const today = () => series.now.slice(0, 10);
const isThere = async (of = email) => (await series.registration(of, 'eins')) !== undefined;

/** Each look that is due until then, as dispatch takes them up. */
async function look(until: string): Promise<void> {
  for (let rounds = 0; rounds < 60; rounds++) {
    const erasure = await table.get(refs.erasure('eins'));
    if (erasure?.dueAt === undefined || erasure.dueAt > until) break;
    if (erasure.dueAt > series.now) series.now = erasure.dueAt;
    await eraseEvent(erasure, series.context);
  }
  series.now = until;
}

describe('who may', () => {
  test('owners of all series, with a reason and a day within a year', async () => {
    const editor = { ...owner, role: 'editor' as const };
    const limited = { ...owner, seriesIds: ['reihe'] };
    const input = RestrictionInput.parse({
      email,
      kind: 'request',
      reason: 'bestreitet sie',
      reviewOn: '2027-12-31',
    });
    for (const who of [editor, limited])
      await expect(restrictPerson(input, who, series.context)).rejects.toMatchObject({ type: 'forbidden' });
    await expect(restrict('request', { reviewOn: today() })).rejects.toMatchObject({
      faults: [{ pointer: '/reviewOn', code: 'notAhead' }],
    });
    await expect(restrict('request', { reviewOn: '2029-01-01' })).rejects.toMatchObject({
      faults: [{ pointer: '/reviewOn', code: 'notAfter' }],
    });
    await expect(restrict('request', { email: 'niemand@dorf.example' })).rejects.toMatchObject({
      faults: [{ pointer: '/email', code: 'nobodyThere' }],
    });
    expect(await restrict()).toMatchObject({ seriesIds: ['reihe'], recipients: [] });
    const at = series.now;
    series.advance('P1D');
    await restrict('legalHold', { reason: 'Klage vor dem Amtsgericht' });
    expect(await listRestrictions(owner, series.context)).toMatchObject([
      { email, kind: 'legalHold', reason: 'Klage vor dem Amtsgericht', since: at, isDue: false },
    ]);
  });
});

describe('meanwhile', () => {
  const answersLater = async () => {
    await look('2028-06-01T09:00:00.000Z');
    return (await series.registration(email, 'eins'))?.answers;
  };

  test('sensitive answers end with the event, as the consent said, unless the claim needs them (Art. 9(2)(f) GDPR)', async () => {
    await restrict('legalHold', { keepsSensitive: true });
    expect(await answersLater()).toEqual({ hilfe: 'Rampe' });
    await restrict('legalHold', { reviewOn: '2028-12-31' });
    series.advance('P1D');
    await look(series.now);
    expect((await series.registration(email, 'eins'))?.answers).toEqual({});
  });

  test('nothing else is erased, long after the term; others go', async () => {
    await restrict();
    expect(await answersLater()).toEqual({});
    expect([await isThere(), await isThere(other)]).toEqual([true, false]);
    const { expiresAt = 0 } = await series.attendee(email);
    expect(expiresAt * 1000).toBeGreaterThan(Date.parse(series.now));
    const page = await personalDataPage(await series.attendee(email), 'https://x.example', series.context);
    expect(JSON.stringify(page.content)).toContain('bestreitet die Angaben');
  });

  test('it stands in no file, and is marked in lists', async () => {
    await restrict();
    const order = { profile: 'full', purpose: 'Namensschilder', limit: 9 } as const;
    const file = await exportRegistrations('eins', order, owner, series.context);
    expect(file.registrations.map((one) => one.email)).toEqual([other]);
    // The audit says how many it held (Art. 33(3)(a) GDPR).
    const entries = (await listAudit(owner, { limit: 9 }, series.context)).items;
    expect(entries.find(({ action }) => action === 'registrations.export')).toMatchObject({
      details: { count: 1 },
    });
    const list = await listRegistrations('eins', { limit: 9 }, owner, series.context);
    expect(list.items.map((one) => [one.email, one.isRestricted]).toSorted()).toEqual([
      [email, true],
      [other, undefined],
    ]);
  });

  test('what is held is seen by owners of all series alone; others see who it is and that it is restricted', async () => {
    await restrict('legalHold');
    for (const who of [
      { ...owner, role: 'editor' as const },
      { ...owner, seriesIds: ['reihe'] },
    ]) {
      const { items } = await listRegistrations('eins', { limit: 9 }, who, series.context, 'all');
      const held = items.find(({ isRestricted }) => isRestricted);
      expect(held).toMatchObject({ name: 'Aylin', answers: {} });
      expect(JSON.stringify(held)).not.toContain(email);
      expect(items.find((one) => !one.isRestricted)).toMatchObject({ email: other });
    }
  });

  test('no page of theirs says a day on which it ends', async () => {
    await restrict('legalHold');
    const page = await personalDataPage(await series.attendee(email), 'https://x.example', series.context);
    expect(page.content).not.toMatchObject({ erasedAt: expect.anything() });
    expect(JSON.stringify(page.content)).not.toContain('Anmeldungen, Angaben dazu und Mails');
  });

  test('who got lists with them is answered to who restricts as they asked, to be told (Art. 19 GDPR)', async () => {
    const order = { profile: 'full', purpose: 'Namensschilder', recipient: 'Druckerei', limit: 9 } as const;
    await exportRegistrations('eins', order, owner, series.context);
    expect((await restrict('legalHold')).recipients).toEqual([]);
    expect((await restrict()).recipients).toMatchObject([{ recipient: 'Druckerei', eventId: 'eins' }]);
    const { items } = await listAudit(owner, { limit: 9 }, series.context);
    const told = items.filter(({ action }) => action === 'person.restrict').map(({ details }) => details);
    expect(told).toContainEqual(
      expect.objectContaining({ kind: 'request', recipients: expect.stringContaining('Druckerei') }),
    );
  });

  test('of another series, which they joined since, they are in the files', async () => {
    await restrict();
    const later = await Series.create(table, 'spaeter', [{ eventId: 'zwei' }]);
    later.advance('PT1H');
    await later.join(email, ['zwei']);
    const order = { profile: 'full', purpose: 'Namensschilder', limit: 9 } as const;
    const file = await exportRegistrations('zwei', order, owner, later.context);
    expect(file.registrations.map((one) => one.email)).toEqual([email]);
  });

  test('owners see on the home screen what is to be looked at again', async () => {
    await restrict('request', { reviewOn: '2027-05-01' });
    expect((await readHome(owner, series.context)).restrictionsDue).toBe(0);
    series.now = '2027-05-01T09:00:00.000Z';
    expect((await readHome(owner, series.context)).restrictionsDue).toBe(1);
    expect((await readHome({ ...owner, role: 'editor' }, series.context)).restrictionsDue).toBe(0);
  });

  test('registering and changing anew leave it as it is', async () => {
    await restrict();
    await changeRegistration(
      await series.attendee(email),
      { eventId: 'eins', seat: 1 },
      { answers: {} },
      series.context,
    );
    await series.publish({ eventId: 'zwei' });
    await series.join(email, ['zwei']);
    expect(await series.attendee(email)).toMatchObject({ restriction: { kind: 'request' } });
  });
});

describe('mail', () => {
  /** Why the latest mail of a template to the person is not sent. */
  const skipOf = async (template: string) => {
    const row = table
      .rows()
      .filter((one) => one.type === 'delivery' && one.template === template)
      .at(-1);
    const ref = refs.delivery(String(row?.notificationId), String(row?.recipientId));
    const delivery = await table.get(ref);
    if (delivery === undefined) throw new Error(`no mail ${template}`);
    const shared = {
      series: async () => table.get(refs.series('reihe')),
      event: async (eventId: string) => table.get(refs.event(eventId)),
      notification: async (id: string | undefined) => table.get(refs.notification(id ?? '-')),
      announcement: async () => undefined,
      restricted: async () => new Set<string>(),
    };
    const planned = await planMail(delivery, series.context, shared);
    return 'skip' in planned ? planned.skip : undefined;
  };

  test('goes to them about what they do themselves, and about nothing that others do', async () => {
    await restrict();
    const registration = await series.registration(email, 'eins');
    if (registration === undefined) throw new Error('no registration');
    await cancel(registration, series.context);
    expect(await skipOf('cancellation')).toBeUndefined();
  });

  test('that others cause is left out', async () => {
    await restrict();
    const registration = await series.registration(email, 'eins');
    if (registration === undefined) throw new Error('no registration');
    await cancel(registration, series.context, { alongside: [] });
    expect(await skipOf('cancellation')).toBe('restricted');
  });
});

describe('erasing that is asked for meanwhile', () => {
  test('by an organiser is noted, and done when it is lifted', async () => {
    await restrict();
    const asked = await deleteOnRequest({ email }, owner, series.context);
    expect(asked).toMatchObject({ seriesIds: [], heldSeriesIds: ['reihe'], registrations: 0 });
    expect(await isThere()).toBe(true);
    expect(await lift(today())).toMatchObject({ seriesIds: ['reihe'], erasedSeriesIds: ['reihe'] });
    expect(await isThere()).toBe(false);
  });

  test('by the person ends a restriction that was theirs', async () => {
    await restrict();
    expect((await deleteThemselves(await series.attendee(email), series.context)).isHeld).toBe(false);
    expect(await isThere()).toBe(false);
  });

  test('by the person is noted while a legal claim needs the data', async () => {
    await restrict('legalHold');
    expect((await deleteThemselves(await series.attendee(email), series.context)).isHeld).toBe(true);
    expect(await isThere()).toBe(true);
    expect(await lift()).toMatchObject({ erasedSeriesIds: ['reihe'] });
    expect(await isThere()).toBe(false);
  });
});

describe('lifting', () => {
  test('needs the day on which the person was told, where they asked for it', async () => {
    await restrict();
    await expect(lift()).rejects.toMatchObject({ faults: [{ pointer: '/toldOn', code: 'required' }] });
    for (const day of ['2027-01-01', '2027-12-01'])
      await expect(lift(day)).rejects.toMatchObject({ faults: [{ pointer: '/toldOn', code: 'invalidDay' }] });
    expect(await lift(today())).toMatchObject({ seriesIds: ['reihe'], erasedSeriesIds: [] });
    expect((await series.attendee(email)).restriction).toBeUndefined();
  });

  test('erases by the next look what has ended since', async () => {
    await restrict();
    await look('2028-06-01T09:00:00.000Z');
    await lift(today());
    await look(series.now);
    expect(await isThere()).toBe(false);
  });
});
