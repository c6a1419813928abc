import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { Backend, event, series, signUpOf } from '../setup/backend.ts';
import { Chance } from '../setup/random.ts';

/** A copy that somebody keeps by the change feed alone is what the lists show, after a year of anything. */
let backend: Backend;
let scoped: string;
beforeAll(async () => {
  backend = await Backend.start();
  await backend.publish([event('e0')]);
  await backend.publish([event('f0', { seriesId: 'zweite' })], { ...series, seriesId: 'zweite' });
  const order = { name: 'copy', role: 'viewer', seriesIds: ['zweite'] };
  scoped = (await backend.organise('POST', '/tokens', order)).json.token;
});
afterAll(() => backend.stop());

/** What is there, each by its kind and ids. */
type Copy = Set<string>;

/** Follows the feed, by whoever holds the token. */
class Follower {
  readonly copy: Copy;
  #after = '';
  readonly #headers: Record<string, string>;

  /** @param copy what the lists showed when it began */
  constructor(copy: Copy, token?: string) {
    this.copy = copy;
    this.#headers = token === undefined ? {} : { authorization: `Bearer ${token}` };
  }

  async follow(): Promise<void> {
    for (let isAll = false; !isAll; ) {
      const query = this.#after === '' ? '' : `?after=${this.#after}`;
      const { status, json } = await backend.organise('GET', `/changes${query}`, undefined, this.#headers);
      expect(status, JSON.stringify([query, json])).toBe(200);
      expect(JSON.stringify(json)).not.toMatch(/@|Şahin/);
      for (const { kind, action, at, ...ids } of json.changes) {
        const name = nameOf(kind, ids);
        if (action === 'removed') this.copy.delete(name);
        else this.copy.add(name);
      }
      ({ after: this.#after, isAll } = json);
    }
  }
}

function nameOf(kind: string, { seriesId, eventId, registrationId, announcementId }: Record<string, string>) {
  return [kind, seriesId, eventId, registrationId, announcementId].filter(Boolean).join(' ');
}

const all = async (path: string): Promise<Record<string, string>[]> => {
  const { status, json } = await backend.organise('GET', path);
  return status === 404 ? [] : json.items;
};

/** The same, as lists show it. */
async function listed(seriesIds?: string[]): Promise<Copy> {
  const found: Copy = new Set();
  for (const { seriesId = '' } of await all('/series')) {
    if (seriesIds?.includes(seriesId) === false) continue;
    found.add(nameOf('series', { seriesId }));
    for (const { announcementId = '' } of await all(`/announcements?seriesId=${seriesId}&limit=500`))
      found.add(nameOf('announcement', { seriesId, announcementId }));
    for (const { eventId = '' } of await all(`/events?seriesId=${seriesId}&limit=500`)) {
      found.add(nameOf('event', { seriesId, eventId }));
      for (const { registrationId = '' } of await all(`/events/${eventId}/registrations?limit=500`))
        found.add(nameOf('registration', { seriesId, eventId, registrationId }));
    }
  }
  return found;
}

const without = (copy: Copy, kind: string) => [...copy].filter((name) => !name.startsWith(kind)).toSorted();

describe.each([18, 2027])('a random year, seed %i', (seed) => {
  test('is the same in a copy by the feed as in the lists', { timeout: 240_000 }, async () => {
    const chance = new Chance(seed);
    // The first year is followed from nothing, the second from what the lists show.
    const isFirst = seed === 18;
    const begin = async (seriesIds?: string[]) => (isFirst ? new Set<string>() : listed(seriesIds));
    const owner = new Follower(await begin());
    const ofSecond = new Follower(await begin(['zweite']), scoped);
    const follow = () => Promise.all([owner.follow(), ofSecond.follow()]);
    const made = { people: 0, events: 0 };
    const events: string[] = ['e0', 'f0'];
    const emails: string[] = [];
    const anyRegistration = async (eventId: string) =>
      (await all(`/events/${eventId}/registrations`)).map(({ registrationId = '' }) => registrationId);
    const steps: Record<string, () => Promise<unknown>> = {
      signUp: async () => {
        const email = `p${made.people++}-${seed}@amt${chance.below(30)}.example`;
        emails.push(email);
        return backend.register(signUpOf(email, [chance.pick(events)]));
      },
      confirm: async () => {
        const link = await backend.link(chance.pick(emails), '/confirm/').catch(() => undefined);
        return link === undefined ? undefined : backend.confirm(link);
      },
      cancel: async () => {
        const eventId = chance.pick(events);
        const there = await anyRegistration(eventId);
        if (there.length > 0)
          await backend.organise('POST', `/events/${eventId}/registrations/${chance.pick(there)}/cancel`, {});
      },
      makeEvent: async () => {
        const seriesId = chance.pick(['reihe', 'zweite']);
        const eventId = `n${seed}-${made.events++}`;
        const day = new Date(backend.runner.clock.now().getTime() + (20 + chance.below(60)) * 86_400_000);
        const on = day.toISOString().slice(0, 10);
        const times = { startsAtLocal: `${on}T17:00`, endsAtLocal: `${on}T19:00` };
        await backend.organise('POST', '/events', event(eventId, { seriesId, ...times }));
        if (chance.next() < 0.8) await backend.organise('POST', `/events/${eventId}/publish`);
        events.push(eventId);
      },
      changeEvent: () =>
        backend.organise('PATCH', `/events/${chance.pick(events)}`, { capacity: 1 + chance.below(50) }),
      callOff: () => backend.organise('POST', `/events/${chance.pick(events.slice(2))}/cancel`),
      removeEvent: () => backend.organise('DELETE', `/events/${chance.pick(events.slice(2))}`),
      document: () =>
        backend.organise('PUT', `/events/${chance.pick(events)}/documentation`, {
          links: [{ title: { de: 'Folien' }, url: 'https://files.example/slides.pdf' }],
          release: 'now',
        }),
      announce: () =>
        backend.organise('POST', '/announcements', {
          ...{ seriesId: 'zweite', kind: 'participation', audience: { eventIds: ['f0'] } },
          texts: { de: { subject: 'x', body: 'y' } },
        }),
      erase: () => backend.organise('POST', '/people/deletion', { email: chance.pick(emails) }),
      // Whoever follows more seldom than every 30 days begins anew.
      wait: async () => {
        await follow();
        await backend.runner.clock.advance((1 + chance.below(25)) * 86_400_000);
      },
      follow,
    };
    await steps.signUp?.();
    await steps.makeEvent?.();
    const end = backend.runner.clock.now().getTime() + 365 * 86_400_000;
    for (let count = 0; count < 150 && backend.runner.clock.now().getTime() < end; count++) {
      await steps[chance.pick(Object.keys(steps))]?.();
    }
    await backend.runner.settle();
    await follow();
    expect(without(owner.copy, 'documentation')).toEqual([...(await listed())].toSorted());
    expect(without(ofSecond.copy, 'documentation')).toEqual([...(await listed(['zweite']))].toSorted());
    console.log(`seed ${seed}: ${made.people} people, ${made.events} events`);
  });
});
