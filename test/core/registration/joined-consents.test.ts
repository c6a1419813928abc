import { beforeEach, describe, expect, test } from 'vitest';
import { confirmPage } from '../../../functions/core/attendee/pages.ts';
import { confirm, viewSignUp } from '../../../functions/core/registration/confirm.ts';
import type { ConfirmChoices } from '../../../functions/core/registration/confirm-choices.ts';
import type { SignUpItem } from '../../../functions/core/table/items.ts';
import { refs } from '../../../functions/core/table/refs.ts';
import { MemoryTable } from '../../adapters/memory-table.ts';
import { senderId } from '../samples.ts';
import { Series } from '../series.ts';

/** Any sign-up that joins one whose mail waits may be a stranger's. */
const email = 'aylin@rathaus.example';
const none = { privacy: '2027-01' };
const all = { ...none, news: '2027-01', sensitive: '2027-01' };
const label = { de: 'Unterstützung?', en: 'Support?' };
const questions = [{ questionId: 'bedarf', kind: 'text', label, sensitive: true, required: false }] as const;
const answers = { one: { bedarf: 'Gebärdensprache' } };

let series: Series;
beforeEach(async () => {
  series = await Series.create(new MemoryTable(), 'reihe', [
    { eventId: 'one', questions: [...questions] },
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
    ['the later alone', none, all, { news: false, sensitive: false }],
    ['all', all, all, { news: true, sensitive: true }],
  ])('is offered, ticked only where it was given by %s', async (_, first, second, ticked) => {
    const said = (notices: typeof none) => ({ notices, ...(notices === none ? {} : { answers }) });
    const signUp = await joined(said(first), said(second));
    expect(await offered(signUp)).toEqual(ticked);
  });

  test('is proved by the confirm page where it is first given there', async () => {
    const signUp = await joined({ notices: none }, { notices: all, answers });
    const choices = { news: false, sensitive: '2027-01', page } as const;
    await confirm(signUp, series.context, choices);
    const kept = await series.table.get(refs.signUp(signUp.signUpId));
    expect(kept?.notices.sensitive).toMatchObject({ version: '2027-01', shownAt: series.now });
    expect((await series.registration(email, 'one'))?.answers).toEqual(answers.one);
  });

  test('is none where the page’s field is missing', async () => {
    const signUp = await joined({ notices: all, answers }, { notices: all, answers });
    await confirm(signUp, series.context, { news: false, sensitive: false, page });
    const { personHash } = series.identity(email);
    expect(await series.table.get(refs.subscription(personHash, senderId))).toBeUndefined();
    expect((await series.registration(email, 'one'))?.answers).toEqual({});
  });
});

test('nobody is called otherwise by a later sign-up that nobody confirmed', async () => {
  const signUp = await joined({ name: 'Aylin Şahin' }, { name: 'Spott Name' });
  expect(signUp.name).toBe('Aylin Şahin');
  await confirm(signUp, series.context);
  expect((await series.attendee(email)).name).toBe('Aylin Şahin');
  expect((await series.registration(email, 'one'))?.name).toBe('Aylin Şahin');
});
