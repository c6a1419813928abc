import { beforeEach, describe, expect, test } from 'vitest';
import { changeRegistration } from '../../../functions/core/attendee/change-registration.ts';
import { changeForm } from '../../../functions/core/attendee/forms.ts';
import { registrationPage } from '../../../functions/core/attendee/pages.ts';
import { personalDataPage } from '../../../functions/core/attendee/personal-data.ts';
import { withdrawSensitive } from '../../../functions/core/attendee/sensitive-consent.ts';
import { exportRegistrations } from '../../../functions/core/participants/export.ts';
import { proofPage, proofView, readProof } from '../../../functions/core/participants/proof.ts';
import { showRegistration } from '../../../functions/core/participants/registrations.ts';
import { viewAttendee } from '../../../functions/core/registration/attendee-view.ts';
import type { Question } from '../../../functions/core/table/event.ts';
import { MemoryTable } from '../../adapters/memory-table.ts';
import { owner } from '../mail/mail-world.ts';
import { Series } from '../series.ts';

/** The consent to sensitive answers ends by itself (Art. 7(3) GDPR), and what proves it says so. */
const email = 'aylin@rathaus.example';
const question = (questionId: string, sensitive: boolean, required = sensitive): Question => ({
  ...{ questionId, kind: 'text', label: { de: `${questionId}?` }, sensitive, required },
});
const notices = { privacy: '2027-01', sensitive: '2027-01' };
const given = {
  answers: { eins: { woher: 'Halle', hilfe: 'Rollstuhl' }, zwei: { hilfe: 'Rampe' } },
  notices,
};

let table: MemoryTable;
let series: Series;
beforeEach(async () => {
  table = new MemoryTable();
  const questions = [question('woher', false), question('hilfe', true)];
  series = await Series.create(table, 'reihe', [
    { eventId: 'eins', questions },
    { eventId: 'zwei', questions: [question('hilfe', true)] },
  ]);
  await series.join(email, ['eins', 'zwei'], given);
  series.advance('P1D');
});

const of = async (eventId = 'eins') => {
  const found = await series.registration(email, eventId);
  if (found === undefined) throw new Error('no registration');
  return found;
};
const withdraw = async (eventId = 'eins') => withdrawSensitive(await of(eventId), series.context);
const isLeft = (word: string) => table.rows().some((row) => JSON.stringify(row).includes(word));
const shown = async (eventId = 'eins') => {
  const view = await viewAttendee(await series.attendee(email), series.context);
  const page = registrationPage(view, 'https://x.example/registration/t', {}, series.context);
  const { content } = page;
  return content.page === 'registration'
    ? content.events.find((one) => one.eventId === eventId)?.sensitive
    : undefined;
};
const proof = async (reader = owner) => {
  const { registrationId } = await of();
  return readProof('eins', registrationId, reader, series.context);
};

describe('withdrawing', () => {
  test('erases these answers at once, from the sign-up, too; the registration and other events go on', async () => {
    await withdraw();
    expect(await of()).toMatchObject({
      state: 'confirmed',
      answers: { woher: 'Halle' },
      sensitiveWithdrawnAt: series.now,
    });
    expect([isLeft('Rollstuhl'), isLeft('Rampe')]).toEqual([false, true]);
    expect((await of('zwei')).sensitiveWithdrawnAt).toBeUndefined();
    const { registrationId } = await of();
    const entries = table.rows().filter(({ type }) => type === 'ended');
    expect(entries.map((row) => row.of)).toEqual([
      { what: 'sensitive', eventId: 'eins', registrationId, isWithdrawn: true },
    ]);
  });

  test('twice keeps the first moment, and without any consent is refused', async () => {
    await withdraw();
    const first = series.now;
    series.advance('P1D');
    await withdraw();
    expect((await of()).sensitiveWithdrawnAt).toBe(first);
    await series.join('cem@cem.example', ['eins'], { answers: { eins: { hilfe: 'nichts' } }, notices });
    const cem = await series.registration('cem@cem.example', 'eins');
    const without = cem && { ...cem, answers: {} };
    if (without !== undefined)
      await expect(withdrawSensitive(without, series.context)).rejects.toMatchObject({
        type: 'not-possible-now',
      });
  });

  test('the own page shows what is consented to and for what, and then since when it is not', async () => {
    expect(await shown()).toMatchObject({
      notice: { text: expect.any(String) },
      questions: [{ text: 'hilfe?' }],
    });
    await withdraw();
    expect(await shown()).toEqual({ withdrawnAt: series.now });
    expect(await shown('zwei')).toMatchObject({ questions: [{ text: 'hilfe?' }] });
  });

  test('the proof keeps what was agreed to, with its end; only who may see such answers reads it', async () => {
    await withdraw();
    const found = await proof();
    expect(proofView(found, series.context)).toMatchObject({
      notices: { sensitive: { version: '2027-01' } },
      sensitiveWithdrawnAt: series.now,
    });
    const { content } = proofPage(found, 'de', series.context);
    expect(content.notices.find(({ kind }) => kind === 'sensitive')?.withdrawnAt).toBe(series.now);
    expect(content.notices.find(({ kind }) => kind === 'privacy')?.withdrawnAt).toBeUndefined();
    const reader = { ...owner, role: 'viewer' as const, rights: [] };
    expect(proofView(await proof(reader), series.context).sensitiveWithdrawnAt).toBeUndefined();
  });

  test('the information tells it, and organisers and files have the answers no more', async () => {
    await withdraw();
    const page = await personalDataPage(await series.attendee(email), 'https://x.example', series.context);
    const entries =
      page.content.page === 'personalData' ? page.content.sections.flatMap((s) => s.entries) : [];
    expect(entries).toContainEqual({ label: 'Diese Einwilligung widerrufen am', at: series.now });
    const { registrationId } = await of();
    const seen = await showRegistration('eins', registrationId, owner, series.context, 'all');
    expect(seen).toMatchObject({ answers: { woher: 'Halle' }, sensitiveWithdrawnAt: series.now });
    const order = { profile: 'full', purpose: 'Barrierefreiheit', limit: 9 } as const;
    const file = await exportRegistrations('eins', order, owner, series.context);
    expect(file.registrations.map(({ answers }) => answers)).toEqual([{ woher: 'Halle' }]);
  });
});

describe('afterwards', () => {
  const change = async (choice: Parameters<typeof changeRegistration>[2]) =>
    changeRegistration(await series.attendee(email), { eventId: 'eins', seat: 1 }, choice, series.context);

  test('the form demands no sensitive answer any more', async () => {
    await withdraw();
    const form = await changeForm(
      await series.attendee(email),
      { eventId: 'eins', seat: 1 },
      'https://x.example',
      series.context,
    );
    expect(form.content).toMatchObject({ questions: [{ required: false }, { required: false }] });
    await change({ answers: { woher: 'Köthen' } });
    expect(await of()).toMatchObject({ answers: { woher: 'Köthen' } });
  });

  test('consenting anew stands beside the one that was withdrawn', async () => {
    await withdraw();
    const withdrawnAt = series.now;
    series.advance('P1D');
    await change({ answers: { woher: 'Halle', hilfe: 'Untertitel' }, sensitive: '2027-01' });
    expect(await shown()).toMatchObject({ questions: [{ text: 'hilfe?' }] });
    const { content } = proofPage(await proof(), 'de', series.context);
    const sensitive = content.notices.filter(({ kind }) => kind === 'sensitive');
    expect(sensitive.map((one) => [one.channel, one.withdrawnAt])).toEqual([
      ['form', withdrawnAt],
      ['ownPage', undefined],
    ]);
  });

  test('taking the answers out of the form is the same act: the proof of the consent stays, with its end', async () => {
    await withdraw();
    series.advance('P1D');
    await change({ answers: { woher: 'Halle', hilfe: 'Untertitel' }, sensitive: '2027-01' });
    series.advance('P1D');
    await change({ answers: { woher: 'Halle' } });
    expect(await of()).toMatchObject({
      sensitiveConsent: { version: '2027-01' },
      sensitiveWithdrawnAt: series.now,
    });
    expect(isLeft('Untertitel')).toBe(false);
  });
});
