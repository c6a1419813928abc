import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { part1, privacy, series, type Told, World } from './world.ts';

/**
 * What organisers of one series (`eigen`) get of another (`fremd`) and of senders of news, each role; beside them an owner
 * of all series. Both series ask for news of one sender; whoever is registered in both agreed to it in `fremd`.
 */

const callers = ['viewer', 'editor', 'owner', 'all'] as const;
type Caller = (typeof callers)[number];
const tokens: Partial<Record<Caller, string>> = {};
const asked = series.notices.news;
const { news: _, ...informed } = series.notices;
let world: World;
const ids: Record<string, string> = {};

const as = (caller: Caller, method: string, path: string, json?: unknown): Promise<Told> =>
  world.call(method, path, json, { token: tokens[caller] ?? '' });

/** The status of a refusal with its first code, else what `shown` makes of the answer. */
function got({ status, body }: Told, shown: (body: Told['body']) => unknown = () => 'done'): string {
  if (status >= 400) return [status, body.errors?.[0]?.code].filter((one) => one !== undefined).join(' ');
  return String(shown(body));
}

const both = (caller: Caller) => `beide-${caller}@verein.example`.replace('verein', caller);
const eventOf = (seriesId: string) => `${seriesId}-1`;

async function register(email: string, seriesId: string, notices: object): Promise<void> {
  await world.register(email, [eventOf(seriesId)], { notices: { ...privacy, ...notices } });
}

async function registrationOf(seriesId: string, email: string): Promise<string> {
  const path = `/events/${eventOf(seriesId)}/registrations?q=${email}`;
  return (await world.must('GET', path)).items[0].registrationId;
}

const announcement = (seriesId: string, kind: string, audience: object = {}) => ({
  ...{ seriesId, kind, audience: { eventIds: [eventOf(seriesId)], ...audience } },
  texts: { de: { subject: 'Neues', body: 'Guten Tag' }, en: { subject: 'News', body: 'Hello' } },
});

beforeAll(async () => {
  world = await World.start();
  ids.sender = (await world.must('POST', '/senders', { name: 'Gemeinsame Stiftung' })).senderId;
  ids.other = (await world.must('POST', '/senders', { name: 'Fremde Stiftung' })).senderId;
  for (const seriesId of ['eigen', 'fremd']) {
    const news = { version: asked.version, text: asked.text, senderId: ids.sender };
    await world.must('POST', '/series', { ...series, seriesId, notices: { ...informed, news } });
    const event = { ...part1, eventId: eventOf(seriesId), seriesId, questions: [], workingGroups: [] };
    await world.must('POST', '/events', event);
    await world.must('POST', `/events/${event.eventId}/publish`);
    const draft = announcement(seriesId, 'participation');
    ids[`${seriesId} draft`] = (await world.must('POST', '/announcements', draft)).announcementId;
    await world.must('POST', '/organisers', {
      ...{ email: `${seriesId}@institut.example`, role: 'owner', seriesIds: [seriesId] },
    });
  }
  await world.logIn('eigen@institut.example');
  await loginOfOther();
  for (const role of ['viewer', 'editor', 'owner'] as const)
    tokens[role] = await world.token(role, ['eigen']);
  tokens.all = world.owner;
  await world.token('viewer', ['fremd']);
  for (const caller of callers) {
    await register(both(caller), 'fremd', { news: asked.version });
    await world.client.advance('PT1H');
    await register(both(caller), 'eigen', {});
  }
});
afterAll(() => world?.stop());

/** Another series' organiser logs in, and makes a token. */
async function loginOfOther(): Promise<void> {
  const email = 'fremd@institut.example';
  await world.call('POST', '/login', { email }, { token: '' });
  await world.runner.settle();
  const mail = (await world.mails(email)).at(-1);
  if (mail === undefined) throw new Error('no mail');
  const token = world.client.link(mail, '/login/').split('/login/')[1];
  const session = await world.must('POST', '/sessions', { token }, { token: '' });
  const made = { name: 'fremd', role: 'viewer', seriesIds: ['fremd'] };
  await world.must('POST', '/tokens', made, { token: session.token });
  ids.maker = session.organiserId;
}

interface Act {
  title: string;
  get(caller: Caller): Promise<string>;
}

const named = (caller: Caller, method: string, news: object) =>
  as(caller, method, '/series/eigen', {
    ...{ ...series, seriesId: 'eigen' },
    notices: { ...informed, news: { version: asked.version, text: asked.text, ...news } },
  });

const proof = async (caller: Caller, seriesId: string) => {
  const id = await registrationOf(seriesId, both(caller));
  return as(caller, 'GET', `/events/${eventOf(seriesId)}/registrations/${id}/proof`);
};

const seriesIn = ({ series }: { series: { seriesId: string }[] }) =>
  series.map(({ seriesId }) => seriesId).join('+');

const acts: Act[] = [
  {
    title: 'senders: list',
    get: async (by) => got(await as(by, 'GET', '/senders'), ({ items }) => items.length),
  },
  {
    title: 'senders: read',
    get: async (by) => got(await as(by, 'GET', `/senders/${ids.sender}`), () => 'read'),
  },
  {
    title: 'senders: make',
    get: async (by) => got(await as(by, 'POST', '/senders', { name: `Von ${by}` })),
  },
  {
    title: 'senders: rename',
    get: async (by) => got(await as(by, 'PUT', `/senders/${ids.sender}`, { name: 'Gemeinsame Stiftung' })),
  },
  {
    title: 'senders: delete',
    get: async (by) => got(await as(by, 'DELETE', `/senders/${ids.other}`)),
  },
  {
    title: 'own series: its sender as it is',
    get: async (by) => got(await named(by, 'PUT', { senderId: ids.sender })),
  },
  {
    title: 'own series: a sender of another, by id',
    get: async (by) => {
      const { senderId } = await world.must('POST', '/senders', { name: `Andere für ${by}` });
      const told = got(await named(by, 'PUT', { senderId, version: `id-${by}` }));
      await named('all', 'PUT', { senderId: ids.sender });
      return told;
    },
  },
  {
    title: 'own series: a sender of another, by name',
    get: async (by) => {
      const told = got(await named(by, 'PUT', { sender: `Ganz andere für ${by}`, version: `name-${by}` }));
      await named('all', 'PUT', { senderId: ids.sender });
      return told;
    },
  },
  {
    title: 'proof in own series: the consent given in the other',
    get: async (by) => got(await proof(by, 'eigen'), ({ news }) => news?.state ?? 'not shown'),
  },
  {
    title: 'proof in the other series',
    get: async (by) => got(await proof(by, 'fremd'), ({ news }) => news?.state ?? 'not shown'),
  },
  {
    title: 'export of own series: addresses',
    get: async (by) => {
      const told = await as(by, 'GET', '/events/eigen-1/registrations.csv?purpose=Liste&lang=de');
      return got(told, (body) =>
        /einwillig|Hinweise|Stiftung/i.test(body) ? 'with consents' : 'no consents',
      );
    },
  },
  {
    title: 'export of the other series',
    get: async (by) => got(await as(by, 'GET', '/events/fremd-1/registrations.csv?purpose=Liste')),
  },
  {
    title: 'news to subscribers among own registrations',
    get: async (by) => got(await as(by, 'POST', '/announcements', announcement('eigen', 'news'))),
  },
  {
    title: 'news to all subscribers of the sender',
    get: async (by) => {
      const body = announcement('eigen', 'news', { allSubscribers: true });
      return got(await as(by, 'POST', '/announcements', body));
    },
  },
  {
    title: 'news in the other series',
    get: async (by) => got(await as(by, 'POST', '/announcements', announcement('fremd', 'news'))),
  },
  {
    title: 'test of own announcement: to an organiser of it',
    get: async (by) => got(await trial(by, 'eigen', 'eigen@institut.example')),
  },
  {
    title: 'test of own announcement: to one of the other series',
    get: async (by) => got(await trial(by, 'eigen', 'fremd@institut.example')),
  },
  {
    title: 'test of the other series’ announcement',
    get: async (by) => got(await trial(by, 'fremd', 'fremd@institut.example')),
  },
  {
    title: 'tokens: series that they are listed of',
    get: async (by) => {
      const scopes = (body: { items: { seriesIds?: string[] }[] }) =>
        [...new Set(body.items.map(({ seriesIds }) => seriesIds?.join() ?? 'all'))].toSorted().join('+');
      return got(await as(by, 'GET', '/tokens'), scopes);
    },
  },
  {
    title: 'tokens: those of an organiser of the other',
    get: async (by) =>
      got(await as(by, 'GET', `/tokens?organiserId=${ids.maker}`), ({ items }) => items.length),
  },
  {
    title: 'tokens: revoke one of the other',
    get: async (by) => {
      const { tokenId } = await world.must('POST', '/tokens', {
        name: by,
        role: 'viewer',
        seriesIds: ['fremd'],
      });
      return got(await as(by, 'DELETE', `/tokens/${tokenId}`));
    },
  },
  {
    title: 'an address corrected to their own: the consent given in the other',
    get: async (by) => {
      const [address, mailbox] = [`umzug-${by}@${by}.example`, `postfach-${by}@${by}.example`];
      await register(address, 'fremd', { news: asked.version });
      await world.client.advance('PT1H');
      await register(address, 'eigen', {});
      const path = `/events/eigen-1/registrations/${await registrationOf('eigen', address)}`;
      const told = await as(by, 'POST', `${path}/address`, { email: mailbox });
      if (told.status >= 400) return got(told);
      await world.client.advance('PT5M');
      await world.client.confirm(mailbox);
      const moved = await world.must('POST', '/people/information', { email: mailbox });
      const left = await world.must('POST', '/people/information', { email: address });
      return `${moved.subscriptions.length} there, ${left.subscriptions[0].state} here`;
    },
  },
  {
    title: 'a person’s information: series',
    get: async (by) => got(await as(by, 'POST', '/people/information', { email: both(by) }), seriesIn),
  },
  {
    title: 'a person’s information: subscriptions',
    get: async (by) => {
      const told = await as(by, 'POST', '/people/information', { email: both(by) });
      return got(told, ({ subscriptions }) => subscriptions.length);
    },
  },
  {
    title: 'a person’s deletion: series',
    get: async (by) => {
      const told = await as(by, 'POST', '/people/deletion', { email: both(by) });
      return got(told, ({ seriesIds }) => seriesIds.join('+'));
    },
  },
  {
    title: '… after which the consent given in the other is',
    get: async (by) => {
      const { subscriptions } = await world.must('POST', '/people/information', { email: both(by) });
      return subscriptions.map(({ state }: { state: string }) => state).join('+');
    },
  },
];

const trial = (by: Caller, seriesId: string, email: string) =>
  as(by, 'POST', `/announcements/${ids[`${seriesId} draft`]}/test`, { email });

/** One line an act: what each caller gets, in the order of {@link callers}. */
const table = `
senders: list                                        | 403         | 403                  | 403                  | 2
senders: read                                        | 403         | 403                  | 403                  | read
senders: make                                        | 403         | 403                  | 403                  | done
senders: rename                                      | 403         | 403                  | 403                  | done
senders: delete                                      | 403         | 403                  | 403                  | done
own series: its sender as it is                      | 403         | done                 | done                 | done
own series: a sender of another, by id               | 403         | 422 forAllSeriesOnly | 422 forAllSeriesOnly | done
own series: a sender of another, by name             | 403         | 422 forAllSeriesOnly | 422 forAllSeriesOnly | done
proof in own series: the consent given in the other  | not shown   | not shown            | not shown            | subscribed
proof in the other series                            | 404         | 404                  | 404                  | subscribed
export of own series: addresses                      | 403         | no consents          | no consents          | no consents
export of the other series                           | 404         | 404                  | 404                  | done
news to subscribers among own registrations          | 403         | done                 | done                 | done
news to all subscribers of the sender                | 403         | 422 forAllSeriesOnly | 422 forAllSeriesOnly | done
news in the other series                             | 404         | 404                  | 404                  | done
test of own announcement: to an organiser of it      | 403         | done                 | done                 | done
test of own announcement: to one of the other series | 403         | 422 unknownOrganiser | 422 unknownOrganiser | 422 unknownOrganiser
test of the other series’ announcement               | 404         | 404                  | 404                  | done
tokens: series that they are listed of               | 403         | 403                  | eigen                | all+eigen+fremd
tokens: those of an organiser of the other           | 403         | 403                  | 0                    | 2
tokens: revoke one of the other                      | 403         | 403                  | 404                  | done
an address corrected to their own: the consent given in the other | 403 | 0 there, subscribed here | 0 there, subscribed here | 0 there, subscribed here
a person’s information: series                       | 403         | eigen                | eigen                | eigen+fremd
a person’s information: subscriptions                | 403         | 0                    | 0                    | 1
a person’s deletion: series                          | 403         | eigen                | eigen                | eigen+fremd
… after which the consent given in the other is      | subscribed  | subscribed           | subscribed           | withdrawn
`;

const rowsOf = (text: string) =>
  text
    .trim()
    .split('\n')
    .map((line) => line.split('|').map((cell) => cell.trim()));

describe('an organiser of one series', () => {
  it.each(acts)('$title', async ({ title, get }) => {
    const cells: string[] = [];
    for (const caller of callers) cells.push(await get(caller));
    const row = rowsOf(table).find(([name]) => name === title);
    expect([title, ...cells]).toEqual(row);
  });

  it('has a row for each act', () => {
    expect(rowsOf(table).map(([title]) => title)).toEqual(acts.map(({ title }) => title));
  });
});
