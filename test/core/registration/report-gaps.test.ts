import { expect, test } from 'vitest';
import { putDocumentation } from '../../../functions/core/organising/documentation.ts';
import { readHome } from '../../../functions/core/organising/home.ts';
import { markAttendance } from '../../../functions/core/participants/attendance.ts';
import { readReport } from '../../../functions/core/participants/read-report.ts';
import { reportCsv, reportSections } from '../../../functions/views/report.ts';
import { MailWorld, owner } from '../mail/mail-world.ts';

const emails = ['ada', 'bea', 'cem', 'dora', 'emil', 'fee'].map((name, at) => `${name}@ort-${at}.example`);

test('a proof of use says what it lacks, until nothing is missing, and how its numbers were made', async () => {
  const world = await MailWorld.of([
    { eventId: 'eins', startsAtLocal: '2027-04-10T17:00', endsAtLocal: '2027-04-10T18:30' },
  ]);
  const partner = { name: 'Institut für Stadtfragen', role: 'joint' as const, contact: 'x@y.example' };
  await world.table.commit([
    {
      step: 'put',
      item: { ...world.series.series, partners: [{ ...partner, essence: { de: 'Gemeinsam.' } }] },
      when: 'any',
    },
  ]);
  for (const email of emails) await world.series.join(email, ['eins']);
  await world.series.signUp('gerd@ort-9.example', ['eins']);
  const read = () => readReport('reihe', owner, world.context);
  const needs = async () =>
    (await readHome(owner, world.context)).needs.map((one) =>
      'count' in one ? `${one.need} ${one.count}` : one.need,
    );
  const lacking = async () => (await read()).gaps.map(({ lacks }) => lacks);
  expect(await lacking()).toEqual(['end']);
  world.series.now = '2027-04-11T09:00:00.000Z';
  expect(await lacking()).toEqual(['attendance']);
  expect(await needs()).toEqual(['attendance 6', 'documentation']);
  const ids = await Promise.all(
    emails.map(async (email) => (await world.series.registration(email, 'eins'))?.registrationId ?? ''),
  );
  await markAttendance('eins', { attended: ids, absent: [] }, owner, world.context);
  expect(await lacking()).toEqual(['documentation']);
  const documentation = {
    links: [{ title: { de: 'Folien' }, url: 'https://files.example/1.pdf' }],
    ...{ public: false, audience: 'confirmed' as const, release: 'now' as const },
  };
  await putDocumentation('eins', documentation, undefined, owner, world.context);
  const report = await read();
  expect(report.gaps).toEqual([]);
  expect(await needs()).toEqual([]);
  expect(report.periods[0]?.events[0]).toMatchObject({
    ...{ signUps: 7, confirmed: 6 },
    documentation: [{ title: { de: 'Folien' }, url: 'https://files.example/1.pdf' }],
  });
  const csv = reportCsv(reportSections(report, 'de'), 'de');
  for (const row of [
    'Veranstaltende und Partner;Institut für Stadtfragen;gemeinsam verantwortlich',
    'Stand des Nachweises;vollständig',
    'Anmeldungen;abgeschickte Anmeldungen;7',
    'Dokumentation;Folien;https://files.example/1.pdf',
    'Erklärung;zusammengefasst;"Angaben mit weniger als fünf Personen',
  ])
    expect(csv).toContain(row);
});
