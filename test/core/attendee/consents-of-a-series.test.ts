import { beforeEach, describe, expect, test } from 'vitest';
import { addressQuestionPage } from '../../../functions/core/attendee/address-pages.ts';
import { changePerson } from '../../../functions/core/attendee/change-registration.ts';
import { moveAddress } from '../../../functions/core/attendee/move-address.ts';
import { askForNewAddress } from '../../../functions/core/attendee/new-address.ts';
import { setNews } from '../../../functions/core/attendee/subscription-pages.ts';
import { viewAttendee } from '../../../functions/core/registration/attendee-view.ts';
import { withdraw } from '../../../functions/core/registration/subscription.ts';
import { refs } from '../../../functions/core/table/refs.ts';
import { MemoryTable } from '../../adapters/memory-table.ts';
import { senderId } from '../samples.ts';
import { Series } from '../series.ts';

/** What becomes of consents to news goes by where they were given, not by whom a series names today. */
const [person, stranger] = ['aylin@rathaus.example', 'fremd@institut.example'];
const news = { notices: { privacy: '2027-01', news: '2027-01' } };
const other = 'andere';

let table: MemoryTable;
let elsewhere: Series;
let own: Series;

beforeEach(async () => {
  table = new MemoryTable();
  elsewhere = await Series.create(table, 'fremd', [{ eventId: 'fremd-1' }]);
  own = await Series.create(table, 'eigen', [{ eventId: 'eigen-1' }]);
});

const subscription = (email: string, to = senderId) =>
  table.get(refs.subscription(own.identity(email).personHash, to));
const states = async () => [(await subscription(person))?.state, (await subscription(stranger))?.state];

/** The series names another sender from now on. */
async function namesAnother(of: Series): Promise<void> {
  const item = await table.get(refs.series(of.series.seriesId));
  if (item?.notices.news === undefined) throw new Error('no news');
  const asked = { ...item.notices.news, senderId: other, sender: 'Andere Stiftung' };
  await table.commit([
    { step: 'put', item: { ...item, notices: { ...item.notices, news: asked } }, when: 'any' },
  ]);
}

/** The address is corrected, and the button pressed in the new mailbox. @returns whose news its page said would come along */
async function moves(from: string, to: string): Promise<string[]> {
  await askForNewAddress(await own.attendee(from), to, own.context);
  const { newAddressId = '' } = await own.attendee(from);
  for (const id of [`addressnotice-${newAddressId}`]) {
    const notice = await table.get(refs.delivery(id, own.identity(from).personHash));
    if (notice) {
      const { dueLane, dueAt, ...sent } = notice;
      await table.commit([{ step: 'put', item: { ...sent, state: 'sent' }, when: 'any' }]);
    }
  }
  const signUp = await table.get(refs.signUp(newAddressId));
  if (signUp === undefined) throw new Error('nothing was asked for');
  const { content } = await addressQuestionPage(signUp, 'https://x.example/confirm/t', own.context);
  await moveAddress(signUp, own.context);
  return content.page === 'addressQuestion' ? content.newsFrom : [];
}

describe('a change of address in one series', () => {
  test('takes no consent along that was given in another', async () => {
    await elsewhere.join(person, ['fremd-1'], news);
    await own.join(person, ['eigen-1']);
    await moves(person, stranger);
    expect(await states()).toEqual(['subscribed', undefined]);
  });

  test('takes what was given in it, also to a sender that it named earlier', async () => {
    await own.join(person, ['eigen-1'], news);
    const { sender = '' } = (await subscription(person)) ?? {};
    await namesAnother(own);
    expect(await moves(person, stranger)).toEqual([sender]);
    expect(await states()).toEqual(['withdrawn', 'subscribed']);
    expect((await subscription(person))?.movedTo).toBe(own.identity(stranger).personHash);
  });

  /** What the other address said of news: agreed and withdrew, in this series or another; or was registered without them. */
  test.each([
    ['withdrew', 'eigen'],
    ['withdrew', 'fremd'],
    ['never agreed', 'eigen'],
  ])('brings none to an address that %s, in “%s”', async (said, seriesId) => {
    const where = seriesId === 'eigen' ? own : elsewhere;
    await where.join(stranger, [`${seriesId}-1`], said === 'withdrew' ? news : {});
    await withdraw(own.identity(stranger).personHash, senderId, own.context);
    const before = await subscription(stranger);
    expect(before?.state).toBe(said === 'withdrew' ? 'withdrawn' : undefined);
    own.advance('PT1H');
    await own.join(person, ['eigen-1'], news);
    expect(await moves(person, stranger)).toEqual([]);
    expect(await subscription(stranger)).toEqual(before);
    expect(await subscription(person)).toMatchObject({ state: 'withdrawn', withdrawnAt: own.now });
    expect((await subscription(person))?.movedTo).toBeUndefined();
  });

  test('leaves what was agreed to at the new address its own proof', async () => {
    await own.join(stranger, ['eigen-1'], news);
    const before = await subscription(stranger);
    await own.join(person, ['eigen-1'], news);
    expect(await moves(person, stranger)).toEqual([]);
    expect(await subscription(stranger)).toEqual(before);
    expect((await subscription(person))?.movedTo).toBe(own.identity(stranger).personHash);
  });

  test('takes none from somebody whom nobody has confirmed', async () => {
    const { signUpId } = await own.join(person, ['eigen-1'], news);
    const attendee = await own.attendee(person);
    await table.commit([{ step: 'put', item: { ...attendee, signUpId, isUnverified: true }, when: 'any' }]);
    await moves(person, stranger);
    expect(await states()).toEqual(['subscribed', undefined]);
  });
});

test('a chosen language is that of all news that were agreed to in the series, and of no others', async () => {
  await elsewhere.join(person, ['fremd-1'], news);
  await own.join(person, ['eigen-1']);
  await changePerson(await own.attendee(person), { name: 'Aylin', locale: 'en' }, own.context);
  expect((await subscription(person))?.locale).toBe('de');
  await namesAnother(elsewhere);
  await changePerson(await elsewhere.attendee(person), { name: 'Aylin', locale: 'en' }, elsewhere.context);
  expect((await subscription(person))?.locale).toBe('en');
});

test('the own page shows and ends what was agreed to in the series before it named another sender', async () => {
  await own.join(person, ['eigen-1'], news);
  await namesAnother(own);
  const view = async () => viewAttendee(await own.attendee(person), own.context);
  expect((await view()).otherNews.map((one) => one.senderId)).toEqual([senderId]);
  const wish = { isWanted: false, reference: '', senderId };
  await setNews(await own.attendee(person), wish, own.context);
  expect((await view()).otherNews).toEqual([]);
  expect((await subscription(person))?.state).toBe('withdrawn');
});
