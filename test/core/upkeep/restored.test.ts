import { beforeEach, describe, expect, test } from 'vitest';
import { changeOrganiser, createOrganiser } from '../../../functions/core/access/organisers.ts';
import { removeOrganiser } from '../../../functions/core/access/remove-organiser.ts';
import { createToken, revokeToken } from '../../../functions/core/access/tokens.ts';
import { changeRegistration } from '../../../functions/core/attendee/change-registration.ts';
import { deletePerson } from '../../../functions/core/attendee/delete-person.ts';
import { moveAddress } from '../../../functions/core/attendee/move-address.ts';
import { askForNewAddress } from '../../../functions/core/attendee/new-address.ts';
import { setObjection } from '../../../functions/core/attendee/objection.ts';
import {
  cancelAnnouncement,
  sendAnnouncement,
} from '../../../functions/core/organising/announcement-sending.ts';
import { AnnouncementInput, createAnnouncement } from '../../../functions/core/organising/announcements.ts';
import { DocumentationInput, putDocumentation } from '../../../functions/core/organising/documentation.ts';
import { cancelEvent, deleteEvent } from '../../../functions/core/organising/event-life.ts';
import { replaceEvent } from '../../../functions/core/organising/events.ts';
import { replaceSeries } from '../../../functions/core/organising/series.ts';
import { createWebhook, deleteWebhook } from '../../../functions/core/organising/webhooks.ts';
import { correctAddress } from '../../../functions/core/participants/corrected-address.ts';
import { exportRegistrations } from '../../../functions/core/participants/export.ts';
import { informationOn } from '../../../functions/core/participants/personal-data.ts';
import { listRegistrations } from '../../../functions/core/participants/registrations.ts';
import { RestrictionInput, restrictPerson } from '../../../functions/core/participants/restrictions.ts';
import {
  answerRequest,
  enterRequest,
  listRequests,
  RequestAnswer,
  RequestInput,
} from '../../../functions/core/participants/rights-register.ts';
import { viewAttendee } from '../../../functions/core/registration/attendee-view.ts';
import { cancel } from '../../../functions/core/registration/cancel.ts';
import { documentationId } from '../../../functions/core/registration/missed-documentation.ts';
import { stripSensitive } from '../../../functions/core/registration/sensitive.ts';
import { withdraw } from '../../../functions/core/registration/subscription.ts';
import { deleteSignUp } from '../../../functions/core/registration/take-back.ts';
import { announcementNotificationId } from '../../../functions/core/table/announcement-items.ts';
import { eventInputOf, type Question } from '../../../functions/core/table/event.ts';
import { type Ended, ended } from '../../../functions/core/table/ledger-items.ts';
import type { Step } from '../../../functions/core/table/ports.ts';
import { collections, refs } from '../../../functions/core/table/refs.ts';
import { seriesInputOf } from '../../../functions/core/table/series.ts';
import type { SuppressionItem } from '../../../functions/core/table/suppression-item.ts';
import { type LedgerEntry, readLedger, replayLedger } from '../../../functions/core/upkeep/ledger.ts';
import { carryOverRegister } from '../../../functions/core/upkeep/register-again.ts';
import { MemoryTable } from '../../adapters/memory-table.ts';
import { owner } from '../mail/mail-world.ts';
import { senderId } from '../samples.ts';
import { Series } from '../series.ts';

const email = 'aylin@rathaus.example';
const need: Question = {
  ...{ questionId: 'bedarf', kind: 'text', label: { de: 'Bedarf?' }, sensitive: true, required: false },
};
const withNeed = {
  answers: { eins: { bedarf: 'Gebärdensprache' } },
  notices: { privacy: '2027-01', sensitive: '2027-01' },
};

/** What somebody has before the backup, what is ended after it, and what of it there is in a table. */
interface Drill {
  /** @returns the id of what is ended */
  begin(world: Series): Promise<string>;
  end(world: Series, id: string): Promise<unknown>;
  found(world: Series, id: string): Promise<unknown>;
}

const personHash = (world: Series) => world.identity(email).personHash;
const hasPerson = async (world: Series) =>
  (await world.table.get(refs.attendee(personHash(world), 'reihe'))) !== undefined;
const join =
  (more = {}): Drill['begin'] =>
  async (world) => {
    await world.join(email, ['eins'], more);
    return (await world.registration(email, 'eins'))?.registrationId ?? '';
  };
const signUp: Drill['begin'] = async (world) => (await world.signUp(email, ['eins'])).signUpId;
const hasSignUp: Drill['found'] = async ({ table }, id) => {
  const found = await table.get(refs.signUp(id));
  return [found?.email, (await table.list(collections.registrations('eins'), { limit: 9 })).items.length];
};
const event: Drill['found'] = async (world) => {
  const found = await world.table.get(refs.event('eins'));
  const registration = await world.registration(email, 'eins');
  return [found?.status === 'published', registration?.answers, registration?.sensitiveWithdrawnAt];
};
const owners: Drill['found'] = async ({ table }, id) => {
  const found = await table.get(refs.organiser(id));
  return [found?.role, found?.seriesIds, found?.rights, (await table.get(refs.owners()))?.count];
};
const addOwner: Drill['begin'] = async ({ table, context }) => {
  await table.commit([{ step: 'put', item: { type: 'owners', count: 1, version: 0 }, when: 'any' }]);
  return (await createOrganiser({ email: 'ina@institut.example', role: 'owner' }, owner, context))
    .organiserId;
};

const [recording, slides] = ['Aufzeichnung', 'Folien'].map((title) => ({
  title: { de: title },
  url: `https://ablage.example/${title}`,
}));
const change = async ({ table, context }: Series, questions: Question[]) => {
  const current = await table.get(refs.event('eins'));
  if (current === undefined) throw new Error('no event');
  await replaceEvent(
    'eins',
    { ...eventInputOf(current), questions },
    { version: undefined, notice: undefined },
    owner,
    context,
  );
};

/** Each kind of end, by the use case that brings it about; a kind without a drill does not compile. */
const drills: Record<Ended['what'] | 'erased' | 'corrected' | 'deleted', Drill> = {
  erased: {
    begin: join(),
    end: async (world) => deletePerson(await world.attendee(email), world.context),
    found: hasPerson,
  },
  subscription: {
    begin: join({ notices: { privacy: '2027-01', news: '2027-01' } }),
    end: (world) => withdraw(personHash(world), senderId, world.context),
    found: async (world) => (await world.table.get(refs.subscription(personHash(world), senderId)))?.state,
  },
  suppression: {
    begin: join(),
    end: async (world) => {
      const suppression: SuppressionItem = {
        ...{ type: 'suppression', personHash: personHash(world), scope: 'everything' },
        ...{ reason: 'complaint', createdAt: world.now },
      };
      const put: Step = { step: 'put', item: suppression, when: 'any' };
      await world.table.commit([put, ended({ what: 'suppression', suppression }, world.now)]);
    },
    found: async (world) => world.table.get(refs.suppression(personHash(world))),
  },
  sensitive: {
    begin: join(withNeed),
    end: async (world) =>
      changeRegistration(
        await world.attendee(email),
        { eventId: 'eins', seat: 1 },
        { answers: {} },
        world.context,
      ),
    found: event,
  },
  objection: {
    begin: join(),
    end: async (world) => setObjection(await world.attendee(email), true, world.context),
    found: async (world) => (await world.attendee(email)).objectedAt,
  },
  restrictedPerson: {
    begin: signUp,
    end: async (world) => {
      const input = { email, kind: 'legalHold', reason: 'Streit um das Entgelt', reviewOn: '2027-06-01' };
      await restrictPerson(RestrictionInput.parse(input), owner, world.context);
    },
    found: async (world) => (await world.table.get(refs.restrictedPerson(personHash(world))))?.restriction,
  },
  restriction: {
    begin: join(),
    end: async (world) => {
      const input = { email, kind: 'request', reason: 'bestreitet die Angaben', reviewOn: '2027-06-01' };
      await restrictPerson(RestrictionInput.parse(input), owner, world.context);
    },
    found: async (world) => (await world.attendee(email)).restriction,
  },
  address: {
    begin: join(),
    end: async (world) => {
      await askForNewAddress(await world.attendee(email), 'neu@privat.example', world.context);
      const { newAddressId = '' } = await world.attendee(email);
      const notice = refs.delivery(`addressnotice-${newAddressId}`, personHash(world));
      await world.table.commit([{ step: 'remove', ref: notice }]);
      const found = await world.table.get(refs.signUp(newAddressId));
      if (found !== undefined) await moveAddress(found, world.context);
    },
    found: hasPerson,
  },
  token: {
    begin: async ({ context }) =>
      (await createToken({ name: 'Website', role: 'owner' }, { ...owner, organiserId: 'o' }, context)).item
        .tokenHash,
    end: (world, id) => revokeToken(id, owner, world.context),
    found: async ({ table }, id) => (await table.get(refs.token(id)))?.revokedAt,
  },
  webhook: {
    begin: async ({ context }) =>
      (await createWebhook({ label: 'CRM', url: 'https://crm.example/in' }, owner, context)).item.webhookId,
    end: (world, id) => deleteWebhook(id, undefined, owner, world.context),
    found: async ({ table }, id) => (await table.get(refs.webhook(id)))?.webhookId,
  },
  organiser: {
    begin: addOwner,
    end: (world, id) => removeOrganiser(id, {}, owner, world.context),
    found: owners,
  },
  access: {
    begin: addOwner,
    end: ({ context }, id) =>
      changeOrganiser(
        id,
        { role: 'editor', seriesIds: ['reihe'], rights: ['addresses'] },
        undefined,
        owner,
        context,
      ),
    found: owners,
  },
  signUp: {
    begin: signUp,
    end: async (world, id) => {
      const found = await world.table.get(refs.signUp(id));
      if (found !== undefined) await deleteSignUp(found, world.context);
    },
    found: hasSignUp,
  },
  corrected: {
    begin: signUp,
    end: (world) => {
      const registrationId = world.identity(email).registrationId('eins');
      return correctAddress(
        'eins',
        registrationId,
        { email: 'richtig@privat.example' },
        owner,
        world.context,
      );
    },
    found: async ({ table }, id) => (await table.get(refs.signUp(id)))?.email,
  },
  registration: {
    begin: join(),
    end: async (world) => {
      const found = await world.registration(email, 'eins');
      if (found !== undefined) await cancel(found, world.context);
    },
    found: async (world) => {
      const { confirmed, taken, cancelled } = (await world.counters('eins')) ?? {};
      return [(await world.registration(email, 'eins'))?.state, confirmed, taken, cancelled];
    },
  },
  event: {
    begin: join(withNeed),
    end: async (world) => {
      await cancelEvent('eins', undefined, owner, world.context);
      const called = await world.table.get(refs.event('eins'));
      if (called !== undefined) await stripSensitive(called, world.context);
    },
    found: event,
  },
  deleted: {
    begin: async () => '',
    end: ({ context }) => deleteEvent('eins', undefined, owner, context),
    found: async ({ table }) => (await table.get(refs.event('eins')))?.status === 'published',
  },
  announcement: {
    begin: async (world) => {
      await world.join(email, ['eins']);
      const texts = { de: { subject: 'Vorab', body: 'Guten Tag' } };
      const input = { seriesId: 'reihe', kind: 'participation', audience: { eventIds: ['eins'] }, texts };
      const { announcement } = await createAnnouncement(AnnouncementInput.parse(input), owner, world.context);
      const { announcementId } = announcement;
      const at = { at: '2027-04-01T09:00:00.000Z', inOtherLanguage: false };
      await sendAnnouncement(announcementId, at, undefined, owner, world.context);
      return announcementId;
    },
    end: ({ context }, id) => cancelAnnouncement(id, owner, context),
    found: async ({ table }, id) =>
      (await table.get(refs.notification(announcementNotificationId(id))))?.state,
  },
  term: {
    begin: join(),
    end: async ({ table, context }) => {
      const current = await table.get(refs.series('reihe'));
      if (current === undefined) throw new Error('no series');
      const input = { ...seriesInputOf(current), retentionDays: 30 };
      input.notices.privacy.version = '2027-02';
      await replaceSeries('reihe', input, undefined, owner, context);
    },
    found: async (world) => (await viewAttendee(await world.attendee(email), world.context)).erasedAt,
  },
  documentation: {
    begin: async ({ context }) => {
      const input = { links: [recording, slides], public: true, release: 'now' };
      await putDocumentation('eins', DocumentationInput.parse(input), undefined, owner, context);
      return '';
    },
    end: ({ context }) =>
      putDocumentation('eins', DocumentationInput.parse({ links: [slides] }), undefined, owner, context),
    found: async ({ table }) => {
      const found = await table.get(refs.documentation('eins'));
      const mails = await table.get(refs.notification(documentationId('eins', 1)));
      return [found?.links.map(({ url, releaseAt }) => [url, releaseAt]), found?.public, mails?.state];
    },
  },
  sensitiveQuestions: {
    begin: async (world) => {
      await change(world, [need, { ...need, questionId: 'anreise', sensitive: false }]);
      await world.join(email, ['eins'], { answers: { eins: { anreise: 'im Rollstuhl' } } });
      return '';
    },
    end: (world) => change(world, [need, { ...need, questionId: 'anreise' }]),
    found: async ({ context, table }) => {
      const viewer = { ...owner, role: 'viewer' as const, rights: [] };
      const list = { state: undefined, limit: 9 };
      const { items } = await listRegistrations('eins', list, viewer, context);
      const found = await table.get(refs.event('eins'));
      return [items.map(({ answers }) => answers), found?.questions.map(({ sensitive }) => sensitive)];
    },
  },
  disclosure: {
    begin: join(),
    end: ({ context }) =>
      exportRegistrations(
        'eins',
        { profile: 'full', recipient: 'Institut', purpose: 'Namensschilder', limit: 9 },
        owner,
        context,
      ),
    found: async ({ context }) =>
      (await informationOn({ email }, owner, context)).disclosures.map(({ recipient }) => recipient),
  },
};

let live: Series;
let table: MemoryTable;

beforeEach(async () => {
  table = new MemoryTable();
  live = await Series.create(table, 'reihe', [{ eventId: 'eins', questions: [need] }]);
});

async function replayed(restored: Series, entries: Parameters<typeof replayLedger>[0]) {
  const { failed } = await replayLedger(entries, restored.context);
  expect(failed).toEqual([]);
}

describe('a restore revives nothing', () => {
  test.each(Object.entries(drills))('of: %s', async (_, { begin, end, found }) => {
    const id = await begin(live);
    const restored = live.in(table.copy(async () => {}));
    live.advance('P2D');
    await end(live, id);
    live.advance('P1D');
    restored.now = live.now;
    const is = await found(live, id);
    expect(await found(restored, id)).not.toEqual(is);

    const entries: LedgerEntry[] = [];
    for await (const entry of readLedger(table)) entries.push(entry);
    expect(JSON.stringify(entries)).not.toMatch(/@|Aylin|Gebärden/);
    for (const _ of [1, 2]) await replayed(restored, entries);
    expect(await found(restored, id)).toEqual(is);
  });
});

test('a suppression that the ledger never had, or has forgotten, holds', async () => {
  const suppression: SuppressionItem = {
    ...{ type: 'suppression', personHash: live.identity(email).personHash, scope: 'everything' },
    ...{ reason: 'complaint', createdAt: live.now },
  };
  const restored = live.in(table.copy(async () => {}));
  await table.commit([{ step: 'put', item: suppression, when: 'any' }]);
  live.advance('P90D');
  for (const _ of [1, 2]) await replayed(restored, readLedger(table));
  expect(await restored.table.get(refs.suppression(suppression.personHash))).toEqual(suppression);
});

test('whoever asked for something since the backup waits for an answer still, and what was answered is', async () => {
  await live.join(email, ['eins']);
  const enter = (kind: 'access' | 'erasure') =>
    enterRequest(
      RequestInput.parse({ kind, email, receivedOn: live.now.slice(0, 10), identity: 'Ausweis gesehen' }),
      owner,
      live.context,
    );
  const before = await enter('access');
  const restored = live.in(table.copy(async () => {}));
  live.advance('P1D');
  await enter('erasure');
  const answer = { outcome: 'granted', text: 'Auskunft als Brief' };
  await answerRequest(before.requestId, RequestAnswer.parse(answer), owner, live.context);
  await setObjection(await live.attendee(email), true, live.context);
  await replayed(restored, readLedger(table));
  for (const _ of [1, 2]) expect(await carryOverRegister(table, restored.context)).toBe(3);
  restored.now = live.now;
  for (const state of ['open', 'answered'] as const) {
    const [is, was] = await Promise.all(
      [restored, live].map((world) => listRequests(state, { limit: 9 }, owner, world.context)),
    );
    expect(is).toEqual(was);
  }
  const { objectionId } = await restored.attendee(email);
  expect(objectionId).toBe((await live.attendee(email)).objectionId);
});

test('who called a place off and took one anew keeps it', async () => {
  await drills.registration.begin(live);
  const restored = live.in(table.copy(async () => {}));
  live.advance('P1D');
  await drills.registration.end(live, '');
  live.advance('P1D');
  await live.join(email, ['eins']);
  await replayed(restored, readLedger(table));
  expect(await restored.registration(email, 'eins')).toMatchObject({ state: 'confirmed' });
});

test('nobody is told once more of what was called off', async () => {
  await live.join(email, ['eins']);
  const copy = table.copy(async () => {});
  live.advance('P1D');
  await cancelEvent('eins', undefined, owner, live.context);
  await replayed(live.in(copy), readLedger(table));
  const rows = copy
    .rows()
    .filter(({ template }) => template === 'eventCancelled' || template === 'cancellation');
  expect(rows).toEqual([]);
});

test('documentation that was put off after the backup leaves at no earlier time, and can be released once more', async () => {
  const put = (world: Series, release: string) => {
    const input = DocumentationInput.parse({ links: [slides], release });
    return putDocumentation('eins', input, undefined, owner, world.context);
  };
  const [first, later] = ['2027-05-01T08:00:00.000Z', '2027-05-08T08:00:00.000Z'];
  await put(live, first);
  const restored = live.in(table.copy(async () => {}));
  live.advance('P1D');
  await put(live, later);
  await replayed(restored, readLedger(table));
  expect(await restored.table.get(refs.notification(documentationId('eins', 1)))).toBeUndefined();
  restored.now = live.now;
  expect((await restored.table.get(refs.documentation('eins')))?.links).toMatchObject([
    { releaseAt: later, mailed: false },
  ]);
  const { documentation } = await put(restored, 'now');
  expect(documentation.links).toMatchObject([{ mailed: true }]);
});
