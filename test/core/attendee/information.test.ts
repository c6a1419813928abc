import { describe, expect, test } from 'vitest';
import { listAudit } from '../../../functions/core/access/audit.ts';
import { createOrganiser } from '../../../functions/core/access/organisers.ts';
import { personalDataPage } from '../../../functions/core/attendee/personal-data.ts';
import { processingSections, seriesSections } from '../../../functions/core/attendee/processing.ts';
import { deleteThemselves, noteRecipients } from '../../../functions/core/attendee/recipients-to-tell.ts';
import { correctAddress } from '../../../functions/core/participants/corrected-address.ts';
import { exportRegistrations } from '../../../functions/core/participants/export.ts';
import {
  deleteOnRequest,
  informationOn,
  informationView,
  processingOf,
} from '../../../functions/core/participants/personal-data.ts';
import { cancel } from '../../../functions/core/registration/cancel.ts';
import { identities } from '../../../functions/core/table/person.ts';
import { basisOf, purposes } from '../../../functions/core/table/purposes.ts';
import { collections, refs } from '../../../functions/core/table/refs.ts';
import type { Partner } from '../../../functions/core/table/series.ts';
import type { SuppressionItem } from '../../../functions/core/table/suppression-item.ts';
import { eraseEvent } from '../../../functions/core/upkeep/erase-event.ts';
import type { Stage } from '../../../functions/core/values/stage.ts';
import { after } from '../../../functions/core/values/time.ts';
import { MemoryTable } from '../../adapters/memory-table.ts';
import { formUrl, keyRing, stage } from '../samples.ts';
import { Series } from '../series.ts';

const owner = { tokenHash: 'a', name: 'owner', role: 'owner', seriesIds: undefined } as const;
const email = 'aylin@rathaus.example';

async function handedOut() {
  const world = await Series.create(new MemoryTable(), 'reihe', [{ eventId: 'eins' }]);
  const attendee = await world.join(email, ['eins']);
  await world.signUp('ben@verein.example', ['eins']);
  const order = { profile: 'partner', recipient: 'Institut', purpose: 'Gruppen', limit: 100 } as const;
  await exportRegistrations('eins', order, owner, world.context);
  return { world, attendee };
}

const textOf = async ({ world, attendee }: Awaited<ReturnType<typeof handedOut>>, of: Stage = stage) => {
  const { content } = await personalDataPage(attendee, 'https://x.example/data', {
    ...world.context,
    stage: of,
  });
  return content.page === 'personalData' ? JSON.stringify(content.sections) : '';
};

describe('recipients of what is corrected or erased (Art. 19 GDPR)', () => {
  const details = async ({ context }: Series, action: string) =>
    (await listAudit(owner, { limit: 100 }, context)).items.find((one) => one.action === action)?.details;

  test('are told to who erases, and stay in the audit without the person', async () => {
    const { world } = await handedOut();
    const { recipients } = await deleteOnRequest({ email }, owner, world.context);
    expect(recipients).toEqual([
      { eventId: 'eins', recipient: 'Institut', purpose: 'Gruppen', at: world.now },
    ]);
    expect(await details(world, 'person.delete')).toEqual({
      ...{ registrations: 1, recipients: `Institut (${world.now.slice(0, 10)})` },
    });
  });

  test('stand in the audit when the person corrects or deletes, with nothing of the person', async () => {
    const { world, attendee } = await handedOut();
    const other = await world.join('cem@anderswo.example', ['eins']);
    for (const own of [other, attendee]) await noteRecipients('person.correctOwn', own, world.context);
    world.advance('PT1M');
    for (const own of [other, attendee]) await deleteThemselves(own, world.context);
    const { items } = await listAudit(owner, { limit: 100 }, world.context);
    const own = items.filter(({ who }) => who.tokenId === 'attendee');
    expect(own).toMatchObject([
      { action: 'person.deleteOwn', seriesId: 'reihe', details: { recipients: 'Institut (2027-03-01)' } },
      { action: 'person.correctOwn', seriesId: 'reihe', details: { recipients: 'Institut (2027-03-01)' } },
    ]);
    expect(JSON.stringify(own)).not.toMatch(/aylin|cem|@/i);
    expect(await world.registration(email, 'eins')).toBeUndefined();
  });

  test('are told to who corrects an address, where there are any', async () => {
    const { world, attendee } = await handedOut();
    const correct = (of: string, to: string) =>
      correctAddress('eins', world.identity(of).registrationId('eins'), { email: to }, owner, world.context);
    expect((await correct('ben@verein.example', 'ben@neu.example')).recipients).toEqual([]);
    world.advance('PT1M');
    expect((await correct(attendee.email, 'aylin@neu.example')).recipients).toMatchObject([
      { recipient: 'Institut' },
    ]);
    expect(await details(world, 'registration.correctAddress')).toMatchObject({
      recipients: expect.stringContaining('Institut'),
    });
  });
});

describe('information about oneself (Art. 15 GDPR)', () => {
  test('names purposes with their bases, origin, recipients by name and date, rights and whom to complain to', async () => {
    const own = await handedOut();
    const text = await textOf(own);
    for (const said of [
      ...['Art. 6 Abs. 1 lit. b DSGVO', 'Art. 9 Abs. 2 lit. a DSGVO', 'Art. 21 DSGVO', 'Art. 77 DSGVO'],
      ...[formUrl, stage.organisation.privacyUrl, stage.organisation.name],
      `{"label":"Institut","value":"Gruppen","at":"${own.world.now}"}`,
    ])
      expect(text).toContain(said);
  });

  test('words each purpose and basis as the register does, of a public body with the norm of its task', () => {
    const basesOf = (of: Partial<Stage>) =>
      processingSections(
        { signUps: [], disclosures: [], ends: [] },
        { stage: { ...stage, ...of }, contact: stage.replyTo },
        'en',
      )[0]?.entries.map(({ label, value }) => `${label}: ${value}`);
    expect(basesOf({})).toContain(
      `${purposes.participation.name.en}: ${basisOf('participation', stage, 'en')}`,
    );
    const ofPublicBody = basesOf({ publicBody: true, taskNorm: '§ 10 Abs. 2 GemO' });
    expect(ofPublicBody).toContain(
      `${purposes.participation.name.en}: Art. 6(1)(e) and (3) GDPR with § 10 Abs. 2 GemO`,
    );
    expect(ofPublicBody?.join()).not.toContain('Art. 6(1)(f)');
  });

  test('says until when each thing is stored, with the day on which the data ends, on both pages', async () => {
    const own = await handedOut();
    const { world } = own;
    const day = '2027-07-27T17:00:00.000Z';
    expect(await textOf(own)).toContain(`{"label":"Anmeldungen, Angaben dazu und Mails","at":"${day}"}`);
    expect(await textOf(own)).toMatch(/Ende der Veranstaltung.*dritten Kalenderjahres.*40 Tage/);
    const kept = await informationOn({ email }, owner, world.context);
    expect(informationView(kept).series).toMatchObject([{ seriesId: 'reihe', erasedAt: day }]);
    expect(JSON.stringify(processingOf(kept, world.context, 'en'))).toContain(
      `{"label":"Registrations, details and mails (reihe)","at":"${day}"}`,
    );
  });

  test('tells an organiser where their access comes from and when it ends, and about other countries', async () => {
    const { world } = await handedOut();
    const { createdAt } = await createOrganiser({ email, role: 'editor' }, owner, world.context);
    const kept = await informationOn({ email }, owner, world.context);
    const text = JSON.stringify(processingOf(kept, world.context, 'de'));
    expect(text).toContain(`"Ihr Zugang","value":"von einer Person eingetragen, die alles verwaltet`);
    expect(text).toContain(createdAt);
    expect(text).toMatch(/Protokoll ein Jahr danach.*vier Jahre/);
    expect(text).toContain('Art. 15 Abs. 2 DSGVO');
    expect(text).toContain(purposes.organising.name.de);
  });

  test('names a series’ partners with role, contact and the essence of the agreement, on its public page too', () => {
    const partners: Partner[] = [
      {
        name: 'Institut',
        role: 'joint',
        contact: 'institut@x.example',
        essence: { en: 'It answers requests.' },
      },
    ];
    const facts = { stage, contact: stage.replyTo };
    const told = { signUps: [], disclosures: [], ends: [], partners };
    const value = 'Institut, institut@x.example. It answers requests.';
    for (const sections of [processingSections(told, facts, 'en'), seriesSections({ partners }, facts, 'en')])
      expect(sections.flatMap(({ entries }) => entries)).toContainEqual({
        ...{ label: 'Joint controller (Art. 26 GDPR)', value },
      });
    const page = JSON.stringify(seriesSections({}, facts, 'en'));
    for (const said of ['Art. 14 GDPR', 'Art. 77 GDPR', 'Art. 21 GDPR', stage.replyTo, 'Art. 6(1)(b) GDPR'])
      expect(page).toContain(said);
    // The term stands there, whatever the notice's own text says (Art. 13(2)(a) GDPR).
    const terms = [seriesSections({}, facts, 'en'), seriesSections({ retentionDays: 400 }, facts, 'en')];
    for (const [index, days] of [stage.retentionDays, 400].entries())
      expect(JSON.stringify(terms[index])).toContain(`${days} days after the end of the last event`);
  });

  test('names the partners to whoever asks organisers, too', async () => {
    const { world } = await handedOut();
    const current = await world.table.get(refs.series('reihe'));
    if (current === undefined) throw new Error('no series');
    const partners: Partner[] = [
      { name: 'Institut', role: 'joint', contact: 'institut@x.example', essence: { de: 'Es beantwortet.' } },
    ];
    await world.table.commit([{ step: 'put', item: { ...current, partners }, when: 'any' }]);
    const kept = await informationOn({ email }, owner, world.context);
    expect(JSON.stringify(processingOf(kept, world.context, 'de'))).toContain(
      'Institut, institut@x.example. Es beantwortet.',
    );
  });

  test('answers whether data leaves the EU and the EEA, and by which assessment', async () => {
    const own = await handedOut();
    const within = await textOf(own, { ...stage, region: 'eu-central-1' });
    expect(within).toContain('keine Übermittlung durch diesen Dienst');
    const transferAssessment = { document: 'Prüfung der Übermittlung, Akte 12', date: '2026-11-01' };
    for (const region of ['us-east-1', 'eu-central-1'])
      expect(await textOf(own, { ...stage, region, transferAssessment })).toContain(
        'Art. 44 bis 49 DSGVO): Prüfung der Übermittlung, Akte 12, 2026-11-01',
      );
    for (const region of [undefined, 'us-east-1', 'eu-west-2'])
      expect(await textOf(own, { ...stage, region })).toMatch(/sagen die Datenschutzhinweise/);
  });

  test('names the processors that the stage names, and no other', async () => {
    const own = await handedOut();
    expect(await textOf(own)).not.toMatch(/Amazon|Auftragsverarbeiter/);
    const processors = ['Rechenzentrum Seeland AöR, Seeland (Betrieb)'];
    expect(await textOf(own, { ...stage, processors })).toContain(
      '{"label":"Auftragsverarbeiter","value":"Rechenzentrum Seeland AöR, Seeland (Betrieb)"}',
    );
  });

  test('tells attendance, and a suppression as long as it holds', async () => {
    const own = await handedOut();
    const { world, attendee } = own;
    expect(await textOf(own)).not.toMatch(/Teilgenommen|gesperrt/);
    const registration = await world.registration(email, 'eins');
    if (registration === undefined) throw new Error('no registration');
    const came = { ...registration, attended: true, version: registration.version + 1 };
    const barred: SuppressionItem = {
      type: 'suppression',
      personHash: attendee.personHash,
      scope: 'everything',
      reason: 'bounce',
      createdAt: world.now,
    };
    await world.table.commit([
      { step: 'put', item: came, when: 'any' },
      { step: 'put', item: barred, when: 'any' },
    ]);
    expect(await textOf(own)).toMatch(/"Teilgenommen","value":"ja".*gesperrt.*unzustellbar/);
    await world.table.commit([{ step: 'put', item: { ...barred, liftedAt: world.now }, when: 'any' }]);
    expect(await textOf(own)).not.toContain('gesperrt');
  });

  test('finds a suppression that was made under an earlier key', async () => {
    const own = await handedOut();
    const keys = keyRing('2', '1', '2');
    const earlier = identities(keyRing('1', '1', '2'), email)[0]?.personHash ?? '';
    const barred: SuppressionItem = {
      ...{ type: 'suppression', personHash: earlier, scope: 'everything', reason: 'complaint' },
      createdAt: own.world.now,
    };
    await own.world.table.commit([{ step: 'put', item: barred, when: 'any' }]);
    const context = { ...own.world.context, keys };
    const { content } = await personalDataPage(own.attendee, 'https://x.example/data', context);
    expect(JSON.stringify(content)).toContain('Ihre Adresse ist gesperrt');
  });

  test('names as recipients those alone who got this person: nobody for who had no place', async () => {
    const { world } = await handedOut();
    const told = async (of: string) =>
      informationView(await informationOn({ email: of }, owner, world.context)).recipients;
    expect(await told(email)).toMatchObject([{ eventId: 'eins', recipient: 'Institut', purpose: 'Gruppen' }]);
    expect(await told('ben@verein.example')).toEqual([]);
  });

  test('names who got a full list with a name to it, too, and nobody where it stayed in the house', async () => {
    const { world } = await handedOut();
    const full = { profile: 'full', purpose: 'Namensschilder', limit: 100 } as const;
    await exportRegistrations('eins', full, owner, world.context);
    world.advance('PT1M');
    await exportRegistrations('eins', { ...full, recipient: 'Druckerei' }, owner, world.context);
    const told = async (of: string) =>
      informationView(await informationOn({ email: of }, owner, world.context)).recipients;
    expect((await told(email)).map(({ recipient }) => recipient)).toEqual(['Institut', 'Druckerei']);
    // The full list has who has not confirmed, too.
    expect((await told('ben@verein.example')).map(({ recipient }) => recipient)).toEqual(['Druckerei']);
  });

  test('names them still after the person called off and signed up anew, on whatever way', async () => {
    const own = await handedOut();
    const { world } = own;
    const told = async () =>
      informationView(await informationOn({ email }, owner, world.context)).recipients.length;
    const callOff = async () => {
      const found = await world.registration(email, 'eins');
      if (found !== undefined) await cancel(found, world.context);
    };
    await callOff();
    expect([await told(), await textOf(own)]).toEqual([1, expect.stringContaining('Institut')]);
    await world.join(email, ['eins']);
    expect([await told(), await textOf(own)]).toEqual([1, expect.stringContaining('Institut')]);
    await callOff();
    await world.addSeat(email, 'eins', 1, 'Aylin');
    expect([await told(), await textOf(own)]).toEqual([1, expect.stringContaining('Institut')]);
  });

  test('what tells of recipients ends with the registrations', async () => {
    const { world } = await handedOut();
    const kept = async () => (await world.table.list(collections.disclosures('eins'), { limit: 9 })).items;
    expect(JSON.stringify(await kept())).not.toMatch(/aylin|1x/);
    world.now = after(world.now, 'P3650D');
    const erasure = await world.table.get(refs.erasure('eins'));
    if (erasure === undefined) throw new Error('nothing ends');
    await eraseEvent({ ...erasure, step: 'all' }, world.context);
    expect(await kept()).toEqual([]);
  });

  test('says where a sign-up came from, as far as it was kept', () => {
    const facts = { stage, contact: stage.replyTo };
    // The same form twice is one source.
    const signUps = [{ channel: 'byHand' } as const, { formUrl }, { formUrl }, {}];
    const origins = processingSections({ signUps, disclosures: [], ends: [] }, facts, 'en').find(
      ({ title }) => title.startsWith('Where'),
    );
    expect(origins?.entries.map(({ value }) => value)).toEqual([
      'entered by the organisers, not by yourself (Art. 14 GDPR)',
      `by a form: ${formUrl}`,
      'not recorded',
    ]);
  });
});

test('who processes is named in the reader’s language, where the stage has it in both', () => {
  const [de, en] = ['Rechenzentrum AG, Wien (Betrieb)', 'Rechenzentrum AG, Vienna (operation)'];
  const facts = { stage: { ...stage, processors: [{ de, en }, 'Post AG, Bonn'] }, contact: stage.replyTo };
  const named = (locale: 'de' | 'en') =>
    seriesSections({}, facts, locale)
      .flatMap(({ entries }) => entries)
      .filter(({ label }) => ['Processor', 'Auftragsverarbeiter'].includes(label))
      .map(({ value }) => value);
  expect([named('de'), named('en')]).toEqual([
    [de, 'Post AG, Bonn'],
    [en, 'Post AG, Bonn'],
  ]);
});
