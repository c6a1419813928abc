import { beforeEach, expect, test } from 'vitest';
import { confirmPage } from '../../../functions/core/attendee/pages.ts';
import { viewSignUp } from '../../../functions/core/registration/confirm.ts';
import { renderPage } from '../../../functions/views/render-page.tsx';
import { aylin, StatesWorld } from './template-worlds.ts';

/** Who is registered sends the form again, with something else in it: it is not taken over, and both say so. */
const place = { name: 'Bürgerhaus', address: ['Ring 2'] };
const groups = ['A', 'B'].map((name) => ({
  workingGroupId: name.toLowerCase(),
  title: { de: `Gruppe ${name}` },
}));
const first = {
  ways: { eins: 'online' },
  workingGroups: { eins: 'a' },
  answers: { eins: { wunsch: 'Tee' } },
};
const says = 'Im Formular war etwas anderes angegeben. Es gilt, was hier steht';

let world: StatesWorld;
beforeEach(async () => {
  world = await StatesWorld.made({
    ...{ capacity: 5, attendanceMode: 'hybrid', place, workingGroups: groups },
    questions: [
      { questionId: 'wunsch', label: { de: 'Wunsch?' }, kind: 'text', required: false, sensitive: false },
    ],
  });
  await world.join(aylin, ['eins'], first);
});

async function again(more: object, eventIds = ['eins']) {
  const signUp = await world.signUp(aylin, eventIds, { ...first, ...more });
  await world.pass(2);
  const [mail] = world.taken(aylin);
  const page = confirmPage(await viewSignUp(signUp, world.context), 'https://host.example/c', world.context);
  return { mail: mail?.text ?? '', page: renderPage(page).html.replaceAll(/<style.*?<\/style>/gs, '') };
}

test.each([
  ['another way', { ways: { eins: 'onsite' } }],
  ['another group', { workingGroups: { eins: 'b' } }],
  ['another answer', { answers: { eins: { wunsch: 'STRANGER' } } }],
])('%s: what holds is said, and where it is changed', async (_, more) => {
  const { mail, page } = await again(more);
  expect(mail).not.toContain('Es ist schon alles eingetragen');
  expect(mail).toContain('Teilnahme: online');
  expect(mail).toContain('Arbeitsgruppe: Gruppe A');
  for (const text of [mail, page]) {
    expect(text).toContain(says);
    expect(text).not.toContain('schon alles eingetragen');
    expect(text).not.toContain('STRANGER');
  }
  expect(mail).toContain('Meine Anmeldung');
  expect(page).toContain('Meine Anmeldung ansehen oder ändern');
});

test('with news, or beside what is to be confirmed, too', async () => {
  const notices = { privacy: '2027-01', news: '2027-01' };
  const ofNews = await again({ notices, ways: { eins: 'onsite' } });
  const beside = await again({ ways: { eins: 'onsite' } }, ['eins', 'zwei']);
  for (const { mail } of [ofNews, beside]) {
    expect(mail).toContain(says);
    expect(mail).toContain('Meine Anmeldung');
    expect(mail).not.toContain('müssen Sie nichts mehr tun');
  }
});

test('what says the same has nothing more to do', async () => {
  const { mail, page } = await again({});
  expect(mail).toContain('Es ist schon alles eingetragen');
  expect(mail + page).not.toContain(says);
});
