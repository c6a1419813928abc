import { afterAll, beforeAll, expect, test } from 'vitest';
import { Backend, event, notices } from '../setup/backend.ts';
import { runKeys } from '../setup/keys-script.ts';

/**
 * Every purpose of a link, in every part of its person's life: what opening it answers, and what pressing its button
 * does. Each was mailed to the first address; after a change of it nothing of the new one is to be seen by them.
 */
let backend: Backend;
beforeAll(async () => {
  backend = await Backend.start();
  await backend.publish([event('eins'), event('zwei')]);
});
afterAll(() => backend.stop());

const purposes = ['confirm', 'newAddress', 'registration', 'data', 'go', 'unsubscribe'] as const;
type Purpose = (typeof purposes)[number];
type Links = Record<Purpose, string>;

let people = 0;
const minutes = 60_000;

/** Somebody confirmed and subscribed, with a link of each purpose as they were mailed. */
async function somebody(): Promise<{ email: string; other: string; links: Links }> {
  const name = `person${++people}`;
  const [email, other] = [`${name}@alt.example`, `${name}@neu.example`];
  const registration = await backend.join(email, ['eins'], { notices: { ...notices, news: '2040-01' } });
  const confirm = await backend.link(email, '/confirm/');
  const go = await backend.link(email, '/go/');
  await backend.post(`${registration}/address`, { email: `${name}@woanders.example` });
  const newAddress = await backend.link(`${name}@woanders.example`, '/confirm/');
  await backend.runner.clock.advance(61 * minutes);
  const announcement = {
    ...{ seriesId: 'reihe', kind: 'news', audience: { eventIds: ['eins'] } },
    texts: { de: { subject: 'Neues', body: 'Neues.' } },
  };
  const { json } = await backend.organise('POST', '/announcements', announcement);
  await backend.organise('POST', `/announcements/${json.announcementId}/send`, {});
  await backend.runner.clock.advance(2 * minutes);
  const unsubscribe = await backend.link(email, '/unsubscribe/');
  await backend.post(`${registration}/data`);
  const data = await backend.link(email, '/data/');
  return { email, other, links: { confirm, newAddress, registration, data, go, unsubscribe } };
}

type Life = (person: { email: string; other: string; links: Links }) => Promise<unknown>;

async function move({ other, links }: { other: string; links: Links }): Promise<void> {
  await backend.runner.clock.advance(11 * minutes);
  await backend.post(`${links.registration}/address`, { email: other });
  const moved = await backend.post(await backend.link(other, '/confirm/'));
  expect(moved.text).toContain('Ihre neue Adresse gilt');
}
const cancel: Life = ({ links }) => backend.post(`${links.registration}/cancel`, { eventId: 'eins' });
const erase: Life = async ({ links }) => {
  const erased = await backend.post(`${links.data}/delete`);
  expect(erased.status).toBe(200);
};
const again: Life = async ({ email }) => {
  await backend.runner.clock.advance(61 * minutes);
  await backend.join(email, ['eins'], { notices: { ...notices, news: '2040-01' } });
};

/** Nothing is sent meanwhile that would wait for a successor. */
const keys = async (...command: string[]) => {
  await runKeys(backend.runner, ...command, '--wait', '0');
  // What the functions have read holds for ten seconds; new ones read it anew.
  await backend.runner.renew();
};
const rotate: Life = () => keys('rotate', 'links');
const retire: Life = ({ links }) => {
  const versions = new Set(Object.values(links).map((link) => /\.(\d+)\.[^/]{22}/.exec(link)?.[1] ?? ''));
  expect(versions.size).toBe(1);
  return keys('retire', ...versions);
};

const after =
  (...steps: Life[]): Life =>
  async (person) => {
    for (const step of steps) await step(person);
  };

const gone = 410;
/** It was made for an attendee who is another one now. */
const unknown = 404;
const found = { confirm: 200, newAddress: 200, registration: 200, data: 200, go: 302, unsubscribe: 200 };
const moved = {
  ...found,
  confirm: gone,
  newAddress: gone,
  registration: gone,
  data: gone,
  go: gone,
  unsubscribe: gone,
};
const retired = { ...moved, unsubscribe: gone };
// Whoever was erased is not subscribed: the way out says so.
const erased = { ...moved, unsubscribe: 200 };

/** What opening each link answers, by what happened since it was mailed. */
const lives: Record<string, { life: Life; answers: Record<Purpose, number> }> = {
  nothing: { life: after(), answers: found },
  'a cancellation': { life: cancel, answers: { ...found, go: 409 } },
  'a change of address': { life: move, answers: moved },
  'a change of address after a cancellation': { life: after(cancel, move), answers: moved },
  'a change of address, and a new sign-up of the old one': {
    life: after(move, again),
    answers: { ...moved, registration: unknown, data: unknown, go: unknown, unsubscribe: 200 },
  },
  'an erasure': { life: erase, answers: erased },
  'an erasure, and a new sign-up': {
    life: after(erase, again),
    answers: { ...erased, registration: unknown, data: unknown, go: unknown },
  },
  'a rotation of the keys': { life: rotate, answers: found },
  'a rotation of the keys, and a change of address': { life: after(rotate, move), answers: moved },
  'their key was retired': { life: retire, answers: retired },
  'an erasure, and their key was retired': { life: after(erase, retire), answers: retired },
};

const buttons: Record<Purpose, string> = {
  ...{ confirm: '', newAddress: '', registration: '/cancel', data: '/delete', unsubscribe: '' },
  go: '',
};

test.each(Object.entries(lives))('after %s', async (_, { life, answers }) => {
  const person = await somebody();
  await life(person);
  const html = { accept: 'text/html' };
  const opened: Partial<Record<Purpose, number>> = {};
  for (const purpose of purposes) {
    const link = person.links[purpose];
    const answer = await backend.get(link, html);
    opened[purpose] = answer.status;
    if (answer.status < 400) continue;
    // The page in the other language is the same link's.
    expect(answer.text.replaceAll(link, ''), purpose).not.toContain('/registration/');
    expect(answer.text, purpose).not.toContain('@neu.example');
    if (purpose !== 'go') {
      const pressed = await backend.post(`${link}${buttons[purpose]}`, { eventId: 'eins' });
      expect([purpose, pressed.status]).toEqual([purpose, answer.status]);
      expect(pressed.text, purpose).not.toContain('@neu.example');
    }
  }
  expect(opened).toEqual(answers);
});

test('a sign-up whose address was changed says so, and ends nothing of the new one', async () => {
  const person = await somebody();
  await move(person);
  for (const link of [person.links.confirm, person.links.unsubscribe]) {
    for (const answer of [await backend.get(link, { accept: 'text/html' }), await backend.post(link)])
      expect(answer.text).toContain('Hier gilt eine andere E-Mail-Adresse');
  }
  expect((await backend.post(`${person.links.confirm}/delete`)).status).toBe(gone);
  const [subscription] = await backend.rowsOf('subscription', { email: person.other });
  expect(subscription?.state).toBe('subscribed');
  const page = await backend.get(await backend.link(person.other, '/registration/'));
  const [go = ''] = page.text.match(/\/go\/[^"\s]+\/join/) ?? [];
  expect((await backend.get(go)).status).toBe(302);
});
