import { expect, test } from 'vitest';
import { deletePerson } from '../../../functions/core/attendee/delete-person.ts';
import { eraseAgain, erasePersonWhoseTermIsOver } from '../../../functions/core/attendee/erase.ts';
import { moveAddress } from '../../../functions/core/attendee/move-address.ts';
import { askForNewAddress } from '../../../functions/core/attendee/new-address.ts';
import { deleteThemselves } from '../../../functions/core/attendee/recipients-to-tell.ts';
import { listRestrictions } from '../../../functions/core/attendee/restriction.ts';
import { sendAnnouncement } from '../../../functions/core/organising/announcement-sending.ts';
import { AnnouncementInput, createAnnouncement } from '../../../functions/core/organising/announcements.ts';
import {
  deleteOnRequest,
  informationOn,
  informationView,
} from '../../../functions/core/participants/personal-data.ts';
import { listRegistrations } from '../../../functions/core/participants/registrations.ts';
import {
  LiftingInput,
  liftRestriction,
  RestrictionInput,
  restrictPerson,
} from '../../../functions/core/participants/restrictions.ts';
import { confirm } from '../../../functions/core/registration/confirm.ts';
import { stripSensitive } from '../../../functions/core/registration/sensitive.ts';
import { refs } from '../../../functions/core/table/refs.ts';
import { MailWorld, owner } from '../mail/mail-world.ts';
import { senderId } from '../samples.ts';
import { Series } from '../series.ts';

/** A restriction is the person's (Art. 18 GDPR): it holds for who only gets news, or has not confirmed yet. */
const email = 'aylin@rathaus.example';
const withNews = { notices: { privacy: '2027-01', news: '2027-01' } };

const restrict = ({ context }: Series, kind: 'request' | 'legalHold' = 'request', more = {}) =>
  restrictPerson(
    RestrictionInput.parse({
      ...{ email, kind, reason: 'bestreitet die Einwilligung', reviewOn: '2027-12-31' },
      ...more,
    }),
    owner,
    context,
  );
const lift = ({ context, now }: Series) =>
  liftRestriction(LiftingInput.parse({ email, toldOn: now.slice(0, 10) }), owner, context);

/** Somebody of whom consent to news is left, and nothing else. */
async function subscriber(): Promise<MailWorld> {
  const world = await MailWorld.of([{ eventId: 'eins' }]);
  await world.series.join(email, ['eins'], withNews);
  await world.pass(2);
  await deletePerson(await world.series.attendee(email), world.context, async () => false);
  world.taken(email);
  return world;
}

const subscription = ({ series, table }: MailWorld) =>
  table.get(refs.subscription(series.identity(email).personHash, senderId));

test('who is only subscribed gets no news meanwhile, and is shown by their address', async () => {
  const world = await subscriber();
  expect(await restrict(world.series)).toMatchObject({ seriesIds: [], senderIds: [senderId] });
  const input = AnnouncementInput.parse({
    ...{ seriesId: 'reihe', kind: 'news', audience: { eventIds: ['eins'], allSubscribers: true } },
    texts: { de: { subject: 'Neues', body: 'Guten Tag' } },
  });
  const { announcement } = await createAnnouncement(input, owner, world.context);
  const now = { at: 'now', inOtherLanguage: true } as const;
  await sendAnnouncement(announcement.announcementId, now, undefined, owner, world.context);
  await world.pass(3);
  expect(world.taken(email)).toEqual([]);
  const [shown] = await listRestrictions(owner, world.context);
  expect(shown).toMatchObject({ email, kind: 'request', isDue: false });
  expect(shown?.seriesId).toBeUndefined();
  const view = informationView(await informationOn({ email }, owner, world.context));
  expect(view.restriction).toMatchObject({ reason: 'bestreitet die Einwilligung' });
});

test('an erasure of theirs that is asked for meanwhile is noted, and done when it is lifted', async () => {
  const world = await subscriber();
  await restrict(world.series, 'legalHold');
  expect(await deleteOnRequest({ email }, owner, world.context)).toMatchObject({ isHeld: true });
  expect((await subscription(world))?.email).toBe(email);
  await lift(world.series);
  expect(await subscription(world)).toMatchObject({ state: 'withdrawn' });
  expect((await subscription(world))?.email).toBeUndefined();
  await expect(lift(world.series)).rejects.toMatchObject({
    faults: [{ pointer: '/email', code: 'nobodyThere' }],
  });
});

test('a sign-up that nobody confirmed does not vanish, is marked in lists, and ends once it is lifted', async () => {
  const world = await MailWorld.of([{ eventId: 'eins' }]);
  const { series, table } = world;
  const { signUpId } = await series.signUp(email, ['eins']);
  expect(await restrict(series, 'legalHold')).toMatchObject({ pendingSeriesIds: ['reihe'] });
  for (let day = 0; day < 30; day++) {
    series.advance('P1D');
    await world.pass(1);
  }
  expect(await table.get(refs.signUp(signUpId))).toMatchObject({ state: 'pending', email });
  const list = { state: undefined, limit: 9 };
  const { items } = await listRegistrations('eins', list, { ...owner, role: 'editor' }, world.context);
  expect(items).toMatchObject([{ isRestricted: true, answers: {} }]);
  await lift(series);
  await world.pass(3);
  expect(await table.get(refs.signUp(signUpId))).toBeUndefined();
});

test('what somebody confirms that was restricted is restricted; what they sign up for since is as they want it', async () => {
  const world = await MailWorld.of([{ eventId: 'eins' }]);
  const before = await world.series.signUp(email, ['eins']);
  await restrict(world.series);
  await confirm(before, world.context);
  expect((await world.series.attendee(email)).restriction).toMatchObject({ kind: 'request' });
  await deleteThemselves(await world.series.attendee(email), world.context);
  expect(await listRestrictions(owner, world.context)).toEqual([]);
  const other = await subscriber();
  await restrict(other.series);
  other.series.advance('PT1H');
  await other.series.join(email, ['eins']);
  expect((await other.series.attendee(email)).restriction).toBeUndefined();
  // Restricting once more covers it.
  expect(await restrict(other.series)).toMatchObject({ seriesIds: ['reihe'] });
  expect((await other.series.attendee(email)).restriction).toMatchObject({ kind: 'request' });
});

test('who has moved on is restricted at the new address alone: the old one is kept for nothing', async () => {
  const world = await MailWorld.of([{ eventId: 'eins' }]);
  const { series, table } = world;
  await series.join(email, ['eins'], withNews);
  await world.pass(2);
  await restrict(series);
  await askForNewAddress(await series.attendee(email), 'aylin@privat.example', world.context);
  const { newAddressId = '' } = await series.attendee(email);
  await world.pass(2);
  const signUp = await table.get(refs.signUp(newAddressId));
  if (signUp === undefined) throw new Error('nothing was asked for');
  await moveAddress(signUp, world.context);
  const restricted = (of: string) => table.get(refs.restrictedPerson(series.identity(of).personHash));
  expect(await restricted('aylin@privat.example')).toMatchObject({ restriction: { kind: 'request' } });
  expect(await restricted(email)).toBeUndefined();
});

test('what is held in another series stays so when its person deletes themselves in one', async () => {
  const world = await MailWorld.of([{ eventId: 'eins' }]);
  const other = await Series.create(world.table, 'andere', [{ eventId: 'fern' }]);
  await other.signUp(email, ['fern']);
  await world.series.join(email, ['eins']);
  await restrict(world.series);
  await deleteThemselves(await world.series.attendee(email), world.context);
  expect(await listRestrictions(owner, world.context)).toMatchObject([{ email, kind: 'request' }]);
});

test('a sign-up that is held stays when the term of what its person signed up for since is over', async () => {
  const world = await MailWorld.of([{ eventId: 'eins' }, { eventId: 'zwei' }]);
  const { series, table } = world;
  const held = await series.signUp(email, ['eins']);
  await restrict(series, 'legalHold');
  series.advance('P8D');
  await world.pass(1);
  await series.join(email, ['zwei']);
  series.advance('P400D');
  await erasePersonWhoseTermIsOver(series.identity(email).personHash, 'reihe', world.context);
  expect(await table.get(refs.signUp(held.signUpId))).toMatchObject({ state: 'pending', email });
  expect(await series.registration(email, 'eins')).toMatchObject({ state: 'pending' });
  expect(await series.registration(email, 'zwei')).toBeUndefined();
});

test('an erasure that was noted is done when it is lifted, also where that is cut off', async () => {
  const world = await MailWorld.of([{ eventId: 'eins' }]);
  const { series, table } = world;
  await series.join(email, ['eins'], withNews);
  await restrict(series, 'legalHold');
  await deleteOnRequest({ email }, owner, world.context);
  let commits = 0;
  const copy = table.copy(async (call) => {
    if (call === 'commit' && ++commits === 2) throw new Error('cut off');
  });
  const dying = series.in(copy);
  await expect(lift(dying)).rejects.toThrow('cut off');
  dying.advance('PT16M');
  const { personHash } = series.identity(email);
  const entry = await copy.get(refs.erased(personHash, 'reihe'));
  expect(entry?.dueAt?.localeCompare(dying.now)).toBe(-1);
  if (entry !== undefined) await eraseAgain(entry, dying.context);
  expect(await dying.registration(email, 'eins')).toBeUndefined();
  // What is left of it is lifted by pressing again.
  await lift(dying);
  expect(await copy.get(refs.subscription(personHash, senderId))).toMatchObject({ state: 'withdrawn' });
  expect(await listRestrictions(owner, dying.context)).toEqual([]);
});

test('sensitive answers that nobody confirmed stay where the claim needs them, and end with the event else', async () => {
  for (const keepsSensitive of [true, false]) {
    const questionId = 'hilfe';
    const help = {
      questionId,
      kind: 'text',
      label: { de: 'Hilfe?' },
      required: false,
      sensitive: true,
    } as const;
    const { series, table, context } = await MailWorld.of([{ eventId: 'eins', questions: [help] }]);
    const notices = { privacy: '2027-01', sensitive: '2027-01' };
    await series.signUp(email, ['eins'], { answers: { eins: { hilfe: 'Rampe' } }, notices });
    await restrict(series, 'legalHold', { keepsSensitive });
    const event = await table.get(refs.event('eins'));
    if (event === undefined) throw new Error('no event');
    await stripSensitive(event, context);
    const answers = keepsSensitive ? { hilfe: 'Rampe' } : {};
    expect(await series.registration(email, 'eins')).toMatchObject({ state: 'pending', answers });
  }
});
