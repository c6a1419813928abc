import { beforeEach, describe, expect, test } from 'vitest';
import { deliveryView, resendDelivery } from '../../../functions/core/organising/deliveries.ts';
import {
  addAttendance,
  markAttendance,
  putAttendance,
} from '../../../functions/core/participants/attendance.ts';
import { importAttendance } from '../../../functions/core/participants/attendance-import.ts';
import { correctAddress } from '../../../functions/core/participants/corrected-address.ts';
import { readReport } from '../../../functions/core/participants/read-report.ts';
import {
  cancelRegistration,
  moveUpByHand,
  resendMail,
} from '../../../functions/core/participants/registration-actions.ts';
import { RestrictionInput, restrictPerson } from '../../../functions/core/participants/restrictions.ts';
import { cancel } from '../../../functions/core/registration/cancel.ts';
import type { Step } from '../../../functions/core/table/ports.ts';
import { refs } from '../../../functions/core/table/refs.ts';
import { eraseEvent } from '../../../functions/core/upkeep/erase-event.ts';
import { MemoryTable } from '../../adapters/memory-table.ts';
import { owner } from '../mail/mail-world.ts';
import { Series } from '../series.ts';

/** What organisers do by hand with somebody whose data is stored and nothing else (Art. 18(2) GDPR). */
const email = 'aylin@rathaus.example';
const others = ['ben', 'cem', 'dora', 'emre', 'fatma', 'gerd'].map((name) => `${name}@${name}.example`);

let table: MemoryTable;
let series: Series;
beforeEach(async () => {
  table = new MemoryTable();
  series = await Series.create(table, 'reihe', [{ eventId: 'eins' }]);
  for (const one of [email, ...others]) await series.join(one, ['eins']);
});

const restrict = (kind: 'request' | 'legalHold' = 'request') =>
  restrictPerson(
    RestrictionInput.parse({ email, kind, reason: 'bestreitet die Angaben', reviewOn: '2027-12-31' }),
    owner,
    series.context,
  );
const idOf = async (of: string) => (await series.registration(of, 'eins'))?.registrationId ?? '';
const restricted = (kind: string) => ({
  type: 'not-possible-now',
  detail: { code: 'dataRestricted', params: { kind } },
});

describe('a registration of theirs', () => {
  test.each(['request', 'legalHold'] as const)(
    'is not called off, moved up, mailed or readdressed by hand, and it is said why: %s',
    async (kind) => {
      await restrict(kind);
      const id = await idOf(email);
      const { context } = series;
      const before = await series.registration(email, 'eins');
      const deeds = [
        () => cancelRegistration('eins', id, undefined, owner, context),
        () => moveUpByHand('eins', id, owner, context),
        () => resendMail('eins', id, owner, context),
        () => correctAddress('eins', id, { email: 'neu@rathaus.example' }, owner, context),
      ];
      for (const deed of deeds) await expect(deed()).rejects.toMatchObject(restricted(kind));
      expect(await series.registration(email, 'eins')).toEqual(before);
    },
  );

  test('is called off by the person themselves', async () => {
    await restrict();
    const registration = await series.registration(email, 'eins');
    if (registration === undefined) throw new Error('nobody is registered');
    await cancel(registration, series.context);
    expect((await series.registration(email, 'eins'))?.state).toBe('cancelled');
  });
});

test('a mail of theirs that failed is not sent once more by hand', async () => {
  const { deliveries } = await table.ofPerson(series.identity(email).personHash);
  const [mail] = (await table.getMany(deliveries)).flatMap((one) => one ?? []);
  if (mail === undefined) throw new Error('no mail');
  const { dueLane, dueAt, ...rest } = mail;
  const failed: Step = { step: 'put', item: { ...rest, state: 'failed', reason: 'x' }, when: 'any' };
  await table.commit([failed]);
  await restrict();
  const id = deliveryView(mail).deliveryId;
  await expect(resendDelivery(id, owner, series.context)).rejects.toMatchObject(restricted('request'));
});

describe('whether they came', () => {
  const attended = async (of: string) => (await series.registration(of, 'eins'))?.attended;

  test('is not noted when they are named, and then of nobody', async () => {
    await restrict();
    const [id, other] = await Promise.all([idOf(email), idOf(others[0] ?? '')]);
    const both = { registrationIds: [id, other] };
    const { context } = series;
    const refused = { faults: [{ code: 'dataRestricted', params: { kind: 'request' } }] };
    await expect(putAttendance('eins', both, owner, context)).rejects.toMatchObject(refused);
    await expect(addAttendance('eins', both, owner, context)).rejects.toMatchObject(refused);
    const marks = { attended: [id], absent: [other] };
    await expect(markAttendance('eins', marks, owner, context)).rejects.toMatchObject(refused);
    expect([await attended(email), await attended(others[0] ?? '')]).toEqual([undefined, undefined]);
  });

  test('does not follow from others having come, nor from a meeting service’s report', async () => {
    await restrict();
    const other = await idOf(others[0] ?? '');
    await putAttendance('eins', { registrationIds: [other] }, owner, series.context);
    expect([await attended(email), await attended(others[0] ?? '')]).toEqual([undefined, true]);
    const file = new TextEncoder().encode(`Name;E-Mail\nZeynep;${email}\nCem;${others[1]}\n`);
    const report = await importAttendance('eins', file, { isDryRun: false }, owner, series.context);
    expect(report).toMatchObject({ attended: 1, unmatched: [{ line: 2, name: 'Zeynep', suggestions: [] }] });
    expect([await attended(email), await attended(others[1] ?? '')]).toEqual([undefined, true]);
  });

  test('stays as it was noted before', async () => {
    const all = await Promise.all([email, ...others].map(idOf));
    await putAttendance('eins', { registrationIds: all }, owner, series.context);
    await restrict();
    await putAttendance('eins', { registrationIds: all.slice(1) }, owner, series.context);
    expect(await attended(email)).toBe(true);
  });
});

test('the report counts without them, and with them once it is lifted', async () => {
  const people = async () => (await readReport('reihe', owner, series.context)).periods.at(-1)?.people;
  expect(await people()).toBe(7);
  await restrict();
  expect(await people()).toBe(6);
});

test('the states of their mails are kept as long as all the rest', async () => {
  await restrict('legalHold');
  const sent = async () => {
    const { deliveries } = await table.ofPerson(series.identity(email).personHash);
    return (await table.getMany(deliveries)).flatMap((one) => one ?? []);
  };
  const [before] = await sent();
  expect(before?.template).toBe('verification');
  const until = '2028-06-01T09:00:00.000Z';
  for (let rounds = 0; rounds < 60; rounds++) {
    const erasure = await table.get(refs.erasure('eins'));
    if (erasure?.dueAt === undefined || erasure.dueAt > until) break;
    if (erasure.dueAt > series.now) series.now = erasure.dueAt;
    await eraseEvent(erasure, series.context);
  }
  for (const { expiresAt = 0 } of await sent())
    expect(expiresAt * 1000).toBeGreaterThan(Date.parse(series.now));
  expect(await sent()).not.toEqual([]);
});
