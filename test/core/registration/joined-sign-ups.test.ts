import { beforeEach, describe, expect, test } from 'vitest';
import { confirmPage } from '../../../functions/core/attendee/pages.ts';
import { confirm, viewSignUp } from '../../../functions/core/registration/confirm.ts';
import type { ConfirmChoices } from '../../../functions/core/registration/confirm-choices.ts';
import { deleteSignUp } from '../../../functions/core/registration/take-back.ts';
import type { SignUpItem } from '../../../functions/core/table/items.ts';
import { refs } from '../../../functions/core/table/refs.ts';
import { after } from '../../../functions/core/values/time.ts';
import { MemoryTable } from '../../adapters/memory-table.ts';
import { senderId } from '../samples.ts';
import { Series } from '../series.ts';

/** Any sign-up that joins one whose mail waits may be a stranger's. */
const email = 'aylin@rathaus.example';
const none = { privacy: '2027-01' };
const all = { ...none, news: '2027-01', sensitive: '2027-01' };
const label = { de: 'Unterstützung?', en: 'Support?' };
const questions = [
  { questionId: 'bedarf', kind: 'text', label, sensitive: true, required: false },
  { questionId: 'thema', kind: 'text', label, sensitive: false, required: false },
] as const;
const workingGroups = ['politik', 'dorf'].map((workingGroupId) => ({
  workingGroupId,
  title: { de: workingGroupId },
  capacity: 9,
}));
const answers = { one: { bedarf: 'Gebärdensprache' } };

let series: Series;
beforeEach(async () => {
  series = await Series.create(new MemoryTable(), 'reihe', [
    { eventId: 'one', questions: [...questions], workingGroups },
    { eventId: 'other' },
  ]);
});

/** Two of one address while its mails of this hour have gone out. */
async function joined(first: object, second: object): Promise<SignUpItem> {
  for (let mail = 0; mail < 3; mail++) await series.signUp(email, ['other']);
  const { signUpId } = await series.signUp(email, ['one'], first);
  const later = await series.signUp(email, ['one'], second);
  expect(later.signUpId).toBe(signUpId);
  return later;
}

async function offered(signUp: SignUpItem) {
  const { content } = confirmPage(await viewSignUp(signUp, series.context), 'https://x', series.context);
  if (content.page !== 'confirm') throw new Error('another page');
  return { news: content.news?.isTicked, sensitive: content.sensitive?.isTicked };
}

const page: ConfirmChoices['page'] = { url: 'https://x/confirm', locale: 'de' };

describe('a consent that not all joined sign-ups gave', () => {
  test.each([
    ['nobody', none, none, { news: false, sensitive: undefined }],
    ['the first alone', all, none, { news: false, sensitive: undefined }],
    ['the later alone', none, all, { news: false, sensitive: undefined }],
    ['all', all, all, { news: true, sensitive: true }],
  ])('is offered, ticked only where it was given by %s', async (_, first, second, ticked) => {
    const said = first === second && first === all ? { answers } : {};
    const signUp = await joined({ notices: first, ...said }, { notices: second, ...said });
    expect(await offered(signUp)).toEqual(ticked);
  });

  test('is proved by the confirm page where it is first given there', async () => {
    const signUp = await joined({ notices: none }, { notices: all });
    await confirm(signUp, series.context, { news: '2027-01', sensitive: false, page });
    const { personHash } = series.identity(email);
    const subscription = await series.table.get(refs.subscription(personHash, senderId));
    expect(subscription?.proof).toMatchObject({ version: '2027-01', formUrl: page.url });
  });

  test('is none where the page’s field is missing', async () => {
    const signUp = await joined({ notices: all, answers }, { notices: all, answers });
    await confirm(signUp, series.context, { news: false, sensitive: false, page });
    const { personHash } = series.identity(email);
    expect(await series.table.get(refs.subscription(personHash, senderId))).toBeUndefined();
    expect((await series.registration(email, 'one'))?.answers).toEqual({});
  });
});

describe('a sign-up that says something else than the one whose mail waits', () => {
  const said = {
    name: 'Aylin Şahin',
    workingGroups: { one: 'politik' },
    answers: { one: { thema: 'Radwege' } },
  };
  const others: [string, object, string[]?][] = [
    ['another name', { name: 'Spott Name' }],
    ['another answer', { answers: { one: { thema: 'Spott' } } }],
    ['no answer', { answers: {} }],
    ['another working group', { workingGroups: { one: 'dorf' } }],
    ['another language', { locale: 'en' }],
    ['another event beside', {}, ['one', 'other']],
    ['another event', { workingGroups: {}, answers: {} }, ['other']],
  ];

  test.each(others)(
    'as %s, stays by itself, whoever of the two was first',
    async (_, change, ids = ['one']) => {
      const forms = [
        { ids: ['one'], said },
        { ids, said: { ...said, ...change } },
      ];
      for (const [own, strangers] of [forms, forms.toReversed()]) {
        if (own === undefined || strangers === undefined) throw new Error('two are compared');
        const other = `${own === forms[0] ? 'first' : 'last'}@rathaus.example`;
        for (let mail = 0; mail < 3; mail++) await series.signUp(other, ['other']);
        const first = await series.signUp(other, own.ids, own.said);
        const later = await series.signUp(other, strangers.ids, strangers.said);
        expect(later.signUpId).not.toBe(first.signUpId);
        expect(await series.table.get(refs.signUp(first.signUpId))).toEqual(first);
        for (const { signUpId } of [first, later])
          expect(await series.table.get(refs.delivery(`verification-${signUpId}`, signUpId))).toMatchObject({
            state: 'queued',
            allowedAt: after(series.now, 'PT1H1M'),
          });
      }
    },
  );

  test('is not confirmed by the button of the other', async () => {
    for (let mail = 0; mail < 3; mail++) await series.signUp(email, ['other'], { name: 'Spott Name' });
    const strangers = {
      name: 'Spott Name',
      workingGroups: { one: 'dorf' },
      answers: { one: { thema: 'Spott' } },
    };
    await series.signUp(email, ['one', 'other'], { ...strangers, locale: 'en' });
    const own = await series.signUp(email, ['one'], said);
    await series.signUp(email, ['one'], strangers);
    await confirm(own, series.context);
    const { name, locale, eventIds } = await series.attendee(email);
    expect({ name, locale, eventIds }).toEqual({ name: 'Aylin Şahin', locale: 'de', eventIds: ['one'] });
    expect(await series.registration(email, 'one')).toMatchObject({
      ...{ state: 'confirmed', name: 'Aylin Şahin', workingGroupId: 'politik' },
      answers: { thema: 'Radwege' },
    });
    expect(await series.registration(email, 'other')).toMatchObject({ state: 'pending' });
  });

  test('is not deleted with the other', async () => {
    for (let mail = 0; mail < 3; mail++) await series.signUp(email, ['other']);
    const strangers = await series.signUp(email, ['one'], { ...said, name: 'Spott Name' });
    const own = await series.signUp(email, ['one'], said);
    await deleteSignUp(strangers, series.context);
    await confirm(own, series.context);
    expect(await series.registration(email, 'one')).toMatchObject({
      ...{ state: 'confirmed', name: 'Aylin Şahin', answers: { thema: 'Radwege' } },
    });
  });
});

test('a sign-up that says the same as one of several whose mails wait joins that one', async () => {
  const of = (name: string) => series.signUp(email, ['one', 'other'], { name });
  for (let mail = 0; mail < 3; mail++) await series.signUp(email, ['other']);
  await of('Spott Name');
  const { signUpId } = await of('Aylin Şahin');
  const again = await series.signUp(email, ['other', 'one'], { name: 'Aylin Şahin' });
  expect(again.signUpId).toBe(signUpId);
});
