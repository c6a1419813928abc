import { beforeEach, describe, expect, test } from 'vitest';
import { ensureFirstOwners } from '../../../functions/core/access/organisers.ts';
import { erasePersonInSeries } from '../../../functions/core/attendee/erase.ts';
import { moveAddress } from '../../../functions/core/attendee/move-address.ts';
import { askForNewAddress } from '../../../functions/core/attendee/new-address.ts';
import { listObjections, setObjection } from '../../../functions/core/attendee/objection.ts';
import { registrationPage } from '../../../functions/core/attendee/pages.ts';
import { personalDataPage } from '../../../functions/core/attendee/personal-data.ts';
import { deleteThemselves } from '../../../functions/core/attendee/recipients-to-tell.ts';
import { readHome } from '../../../functions/core/organising/home.ts';
import {
  deleteOnRequest,
  informationOn,
  informationView,
} from '../../../functions/core/participants/personal-data.ts';
import { restrictPerson } from '../../../functions/core/participants/restrictions.ts';
import {
  answerRequest,
  ExtensionInput,
  enterRequest,
  extendRequest,
  listRequests,
  RequestAnswer,
  RequestInput,
} from '../../../functions/core/participants/rights-register.ts';
import { viewAttendee } from '../../../functions/core/registration/attendee-view.ts';
import { refs } from '../../../functions/core/table/refs.ts';
import { stepRequest } from '../../../functions/core/upkeep/step-request.ts';
import { MailWorld, owner } from '../mail/mail-world.ts';

/** The register of requests (Art. 12(3) GDPR): whoever asks for something by right has a day by which they are answered. */
const aylin = 'aylin@rathaus.example';
const letter = 'brief@dorf.example';

let world: MailWorld;
beforeEach(async () => {
  world = await MailWorld.of([{ eventId: 'eins' }]);
  await world.series.join(aylin, ['eins']);
  await world.pass(2);
  world.taken(aylin);
});

const enter = (more: object = {}) =>
  enterRequest(
    RequestInput.parse({ kind: 'access', email: letter, receivedOn: '2027-02-20', ...more }),
    owner,
    world.context,
  );
const answer = (requestId: string, more: object = {}) =>
  answerRequest(
    requestId,
    RequestAnswer.parse({
      ...{ outcome: 'granted', text: 'Auskunft als Brief geschickt' },
      ...{ identity: 'Ausweis im Amt gesehen', ...more },
    }),
    owner,
    world.context,
  );
const extend = (requestId: string, toldOn: string) =>
  extendRequest(
    requestId,
    ExtensionInput.parse({ reason: 'Unterlagen in vier Ämtern', toldOn }),
    owner,
    world.context,
  );
const listed = async (state: 'open' | 'answered' = 'open') =>
  (await listRequests(state, { limit: 50 }, owner, world.context)).items;
const object = async (isObjecting = true) =>
  setObjection(await world.series.attendee(aylin), isObjecting, world.context);
const stored = async (requestId: string) => {
  const found = await world.table.get(refs.rightsRequest(requestId));
  if (found === undefined) throw new Error('it is gone');
  return found;
};

describe('what came by letter', () => {
  test('is for owners of everything alone, who may see addresses', async () => {
    for (const who of [
      { ...owner, role: 'editor' as const },
      { ...owner, seriesIds: ['reihe'] },
      { ...owner, rights: [] },
    ])
      await expect(listRequests('open', { limit: 5 }, who, world.context)).rejects.toMatchObject({
        type: 'forbidden',
      });
  });

  test('is to be answered within a month of the day on which it came, not of that on which it was entered', async () => {
    const entered = await enter();
    expect(entered).toMatchObject({ channel: 'byHand', email: letter, isDue: false });
    expect(entered.answerBy).toBe('2027-03-19T23:00:00.000Z');
    expect((await listed()).map(({ requestId }) => requestId)).toEqual([entered.requestId]);
    await expect(enter({ receivedOn: '2027-12-01' })).rejects.toMatchObject({
      faults: [{ pointer: '/receivedOn', code: 'notAfter' }],
    });
  });

  test('is no answer as long as nobody says how it was checked who asked; then it says when, how and by whom', async () => {
    const { requestId } = await enter();
    await expect(answer(requestId, { identity: undefined })).rejects.toMatchObject({
      faults: [{ pointer: '/identity', code: 'required' }],
    });
    await expect(answer(requestId, { answeredOn: '2027-02-19' })).rejects.toMatchObject({
      faults: [{ pointer: '/answeredOn', code: 'beforeRequest' }],
    });
    const answered = await answer(requestId);
    expect(answered.answer).toEqual({
      ...{ outcome: 'granted', text: 'Auskunft als Brief geschickt' },
      ...{ at: world.series.now, by: owner.name },
    });
    expect(await listed()).toEqual([]);
    expect(await listed('answered')).toMatchObject([{ requestId, identity: 'Ausweis im Amt gesehen' }]);
    await expect(answer(requestId)).rejects.toMatchObject({ detail: { code: 'requestAnswered' } });
    expect(world.taken(letter)).toEqual([]);
  });

  test('has two more months, once, if its person was told why within the first', async () => {
    const { requestId, answerBy } = await enter();
    await expect(extend(requestId, '2027-02-19')).rejects.toMatchObject({
      faults: [{ pointer: '/toldOn', code: 'beforeRequest' }],
    });
    const extended = await extend(requestId, '2027-02-25');
    expect([answerBy, extended.answerBy]).toEqual(['2027-03-19T23:00:00.000Z', '2027-05-19T22:00:00.000Z']);
    expect(extended.extension).toEqual({ reason: 'Unterlagen in vier Ämtern', toldOn: '2027-02-25' });
    await expect(extend(requestId, '2027-02-25')).rejects.toMatchObject({
      detail: { code: 'requestExtended' },
    });
    const late = await enter({ receivedOn: '2027-01-10' });
    await expect(extend(late.requestId, '2027-02-20')).rejects.toMatchObject({
      faults: [{ pointer: '/toldOn', code: 'notAfter' }],
    });
  });
});

describe('a deadline that comes near', () => {
  test('is told on the home screen and by one mail that names nobody, unless it is answered', async () => {
    await ensureFirstOwners(['verwaltung@rathaus.example'], world.context);
    const first = await enter({ email: letter, receivedOn: '2027-02-25' });
    const other = await enter({ email: 'zwei@dorf.example', receivedOn: '2027-02-25' });
    await answer(other.requestId);
    expect((await readHome(owner, world.context)).requestsDue).toBe(0);
    await world.at('2027-03-18T12:00:00.000Z');
    // Dispatch was there in each of those minutes, and is once more.
    await world.pass(2);
    const mails = world.taken('verwaltung@rathaus.example');
    expect(mails.map(({ subject }) => subject)).toEqual(['Eine Anfrage zum Datenschutz ist zu beantworten']);
    expect(JSON.stringify(mails)).not.toContain(letter);
    expect((await readHome(owner, world.context)).requestsDue).toBe(1);
    expect((await readHome({ ...owner, seriesIds: ['reihe'] }, world.context)).requestsDue).toBe(0);
    expect(await listed()).toMatchObject([{ requestId: first.requestId, isDue: true, isOverdue: false }]);
  });

  test('is told again each week until it is answered, and is overdue from its day on', async () => {
    await ensureFirstOwners(['verwaltung@rathaus.example'], world.context);
    const { requestId } = await enter({ email: letter, receivedOn: '2027-02-25' });
    const told = async (at: string) => {
      world.series.now = at;
      await stepRequest(await stored(requestId), world.context);
      await world.pass(1);
      return world.taken('verwaltung@rathaus.example').length;
    };
    expect(await told('2027-03-18T12:00:00.000Z')).toBe(1);
    expect(await told('2027-03-20T12:00:00.000Z')).toBe(0);
    expect(await told('2027-03-26T12:00:00.000Z')).toBe(1);
    expect(await listed()).toMatchObject([{ requestId, isDue: true, isOverdue: true }]);
    expect(await told('2027-04-03T12:00:00.000Z')).toBe(1);
    await answer(requestId);
    expect(await told('2027-04-12T12:00:00.000Z')).toBe(0);
  });
});

describe('what a button of the own page asks for', () => {
  test('an objection enters by itself, and its answer is told to its person, by mail and on the page', async () => {
    await object();
    const [entry] = await listed();
    expect(entry).toMatchObject({ kind: 'objection', channel: 'ownPage', email: aylin, seriesId: 'reihe' });
    const grounds = 'Der Förderbescheid verlangt einen Nachweis, wer teilnahm.';
    await answer(entry?.requestId ?? '', { outcome: 'refused', text: grounds, identity: undefined });
    await world.pass(2);
    const [mail] = world.taken(aylin);
    expect(mail?.subject).toBe('Antwort auf Ihren Widerspruch');
    expect(mail?.text).toContain(grounds);
    expect(mail?.text).toContain('Aufsichtsbehörde');
    const view = await viewAttendee(await world.series.attendee(aylin), world.context);
    const { content } = registrationPage(view, 'https://x.example', {}, world.context);
    expect(content).toMatchObject({ objection: { answer: { outcome: 'refused', text: grounds } } });
    expect(await listObjections(owner, world.context)).toMatchObject([
      { email: aylin, answered: { outcome: 'refused' } },
    ]);
  });

  test('one whose person is gone by the end of their term is answered without a mail, and without anything of them', async () => {
    await object();
    const [entry] = await listed();
    const { personHash } = world.series.identity(aylin);
    await erasePersonInSeries(personHash, 'reihe', world.context);
    await answer(entry?.requestId ?? '', { identity: undefined });
    expect((await world.table.ofPerson(personHash)).deliveries).toEqual([]);
  });

  test('one that is taken back, or whose person is deleted, waits for nobody', async () => {
    await object();
    await object(false);
    expect(await listed()).toEqual([]);
    expect(await listed('answered')).toMatchObject([{ answer: { outcome: 'withdrawn' } }]);
    await object();
    const [{ requestId = '' } = {}] = await listed();
    await deleteThemselves(await world.series.attendee(aylin), world.context);
    expect(await listed()).toEqual([]);
    const item = await stored(requestId);
    expect(item).toMatchObject({ kind: 'objection', answer: { outcome: 'granted' } });
    // Of the person nothing stays, as of the deletion itself.
    for (const whose of [aylin, world.series.identity(aylin).personHash])
      expect(JSON.stringify(item)).not.toContain(whose);
  });

  test('deleting everything leaves that somebody did, and when, and nothing of who', async () => {
    await deleteThemselves(await world.series.attendee(aylin), world.context);
    const [entry] = await listed('answered');
    expect(entry).toMatchObject({
      ...{ kind: 'erasure', channel: 'ownPage', receivedAt: world.series.now },
      answer: { outcome: 'granted', at: world.series.now },
    });
    const item = JSON.stringify(await stored(entry?.requestId ?? ''));
    for (const whose of [aylin, world.series.identity(aylin).personHash]) expect(item).not.toContain(whose);
  });

  test('of who is kept for a legal claim it is open until somebody answers, once however often it is pressed', async () => {
    const hold = { email: aylin, kind: 'legalHold', reason: 'Klage vor dem Amtsgericht' } as const;
    await restrictPerson({ ...hold, reviewOn: '2027-12-31', keepsSensitive: false }, owner, world.context);
    for (let times = 0; times < 2; times++)
      await deleteThemselves(await world.series.attendee(aylin), world.context);
    expect(await listed()).toMatchObject([{ kind: 'erasure', email: aylin }]);
  });

  test('goes over to a new address with its page', async () => {
    await object();
    const [entry] = await listed();
    const next = 'aylin.neu@rathaus.example';
    await askForNewAddress(await world.series.attendee(aylin), next, world.context);
    await world.pass(2);
    const { newAddressId = '' } = await world.series.attendee(aylin);
    const signUp = await world.table.get(refs.signUp(newAddressId));
    if (signUp === undefined) throw new Error('nobody asked');
    await moveAddress(signUp, world.context);
    expect(await listed()).toMatchObject([{ requestId: entry?.requestId, email: next }]);
  });
});

describe('an erasure that was asked for by letter', () => {
  const deleteBy = (who: Partial<typeof owner>) =>
    deleteOnRequest({ email: aylin }, { ...owner, ...who }, world.context);

  test('is settled by whoever deletes the person everywhere, and by nobody else', async () => {
    const erasure = await enter({ kind: 'erasure', email: aylin });
    const access = await enter({ email: aylin });
    await deleteBy({ seriesIds: ['reihe'] });
    expect(await listed()).toHaveLength(2);
    await deleteBy({});
    expect(await listed()).toMatchObject([{ requestId: access.requestId }]);
    expect(await listed('answered')).toMatchObject([
      { requestId: erasure.requestId, answer: { outcome: 'granted' }, email: undefined },
    ]);
  });

  test('stays open where the data is held', async () => {
    const { requestId } = await enter({ kind: 'erasure', email: aylin });
    await restrictPerson(
      {
        email: aylin,
        kind: 'legalHold',
        reason: 'Klage vor dem Amtsgericht',
        reviewOn: '2027-06-01',
        keepsSensitive: false,
      },
      owner,
      world.context,
    );
    await deleteBy({});
    expect(await listed()).toContainEqual(expect.objectContaining({ requestId }));
  });
});

describe('what is granted is done', () => {
  const restriction = { kind: 'request', reason: 'bestreitet die Angaben', reviewOn: '2027-06-01' } as const;

  test.each(['erasure', 'restriction', 'objection'])(
    'an unchanged person is not told so of: %s',
    async (kind) => {
      const { requestId } = await enter({ kind, email: aylin });
      await expect(answer(requestId)).rejects.toMatchObject({
        faults: [{ pointer: '/isDoneElsewhere', code: 'notDone' }],
      });
      expect((await answer(requestId, { isDoneElsewhere: true })).answer).toMatchObject({
        outcome: 'granted',
      });
    },
  );

  test('of who is not there, and of any other kind or outcome, nothing is asked', async () => {
    for (const more of [{ kind: 'erasure' }, { kind: 'access', email: aylin }]) {
      const { requestId } = await enter(more);
      await answer(requestId);
    }
    const { requestId } = await enter({ kind: 'erasure', email: aylin });
    await answer(requestId, { outcome: 'refused' });
  });

  test('restricting somebody answers what was asked for by letter, where it was checked who asked', async () => {
    const checked = await enter({ kind: 'restriction', email: aylin, identity: 'Ausweis gesehen' });
    const unchecked = await enter({ kind: 'restriction', email: aylin });
    await restrictPerson({ email: aylin, ...restriction, keepsSensitive: false }, owner, world.context);
    expect(await listed()).toMatchObject([{ requestId: unchecked.requestId }]);
    expect(await listed('answered')).toMatchObject([
      { requestId: checked.requestId, email: aylin, answer: { outcome: 'granted', by: owner.name } },
    ]);
    await answer(unchecked.requestId);
  });
});

describe('its own term', () => {
  test('people read in their information what they asked for, on their page and from organisers', async () => {
    await object();
    const page = await personalDataPage(
      await world.series.attendee(aylin),
      'https://x.example',
      world.context,
    );
    expect(JSON.stringify(page.content)).toContain('Was Sie verlangt haben');
    await enter();
    const kept = await informationOn({ email: letter }, owner, world.context);
    expect(informationView(kept)).toMatchObject({ stored: true, requests: [{ kind: 'access' }] });
    const limited = { ...owner, seriesIds: ['reihe'] };
    expect((await informationOn({ email: letter }, limited, world.context)).requests).toEqual([]);
  });

  test('ends with the third calendar year after the answer: kind, days and outcome stay, by nobody', async () => {
    const { requestId } = await enter();
    await answer(requestId);
    world.series.now = '2030-12-31T22:59:00.000Z';
    await stepRequest(await stored(requestId), world.context);
    expect(await listed('answered')).toMatchObject([{ email: letter, answer: { text: expect.any(String) } }]);
    world.series.now = '2030-12-31T23:00:00.000Z';
    // Before the housekeeping gets to it nothing is shown of it any more.
    expect(await listed('answered')).toEqual([]);
    await stepRequest(await stored(requestId), world.context);
    const item = await stored(requestId);
    expect(item).toEqual({
      ...{ type: 'rightsRequest', requestId, kind: 'access', channel: 'byHand', version: 2 },
      ...{ receivedAt: item.receivedAt, answerBy: item.answerBy, createdAt: item.createdAt },
      answer: { outcome: 'granted', at: item.answer?.at },
    });
    expect(await listed('answered')).toMatchObject([{ requestId, kind: 'access' }]);
  });

  test('what nobody answered never ends by itself', async () => {
    const { requestId } = await enter();
    await world.at('2040-01-01T12:00:00.000Z');
    await stepRequest(await stored(requestId), world.context);
    expect(await listed()).toMatchObject([{ email: letter, isDue: true }]);
  });
});
