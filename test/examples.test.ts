import { readFileSync } from 'node:fs';
import path from 'node:path';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { type App, startApp } from './setup/app.ts';

/** What the documents tell readers to type works as it stands there, on a machine that was just started (`npm start`). */
const read = (file: string) => readFileSync(path.resolve(import.meta.dirname, '..', file), 'utf8');

let app: App;
beforeAll(async () => {
  app = await startApp({ seed: true });
});
afterAll(() => app.stop());

/** Days of the documents lie in the next two years, whichever these are. */
function dated(text: string): string {
  const year = app.runner.clock.now().getUTCFullYear();
  return text
    .replaceAll(/\b2027-(?=\d\d-\d\d)/g, `${year + 1}-`)
    .replaceAll(/\b2028-(?=\d\d-\d\d)/g, `${year + 2}-`);
}

async function call(method: string, where: string, body?: string, headers: Record<string, string> = {}) {
  const response = await fetch(where.replace('https://API', app.runner.url), {
    ...{ method, redirect: 'manual', ...(body === undefined ? {} : { body: dated(body) }) },
    headers: { authorization: `Bearer ${app.token}`, ...headers },
  });
  return { status: response.status, text: await response.text() };
}

interface Example {
  method: string;
  route: string;
  type: string;
  body: string;
  /** The status of its success. */
  status: number;
}

/** Each body that docs/api.md shows, with the route that it stands under, in their order. */
const examples = read('docs/api.md')
  .split(/^### /m)
  .slice(1)
  .flatMap((section): Example[] => {
    const [, method = '', route = ''] = /^`(\w+) (\S+)`/.exec(section) ?? [];
    const [, type = '', body] = /^- body: (\S+?):? .*\n\n```json\n([\s\S]*?)```/m.exec(section) ?? [];
    const status = Number(/^- answers (\d+)/m.exec(section)?.[1]);
    return body === undefined ? [] : [{ method, route, type: type.replace(/:$/, ''), body, status }];
  });

const today = () => app.runner.clock.now().toISOString().slice(0, 10);

/** What a reader has to put in: their own day, the id of what is there. */
const filledIn: Record<string, (body: string) => string> = {
  'PUT /v1/organiser/events/{eventId}/attendance': (body) =>
    body.replace('1x0123456789abcdef0123456789abcdef', ids.registrationId ?? ''),
  'POST /v1/organiser/people/restriction': (body) => body.replace('aylin@', 'niemand@'),
  'POST /v1/organiser/people/restriction/lifting': (body) => body.replace('2027-06-01', today()),
  'POST /v1/organiser/people/requests': (body) => body.replace('2027-03-01', today()),
  'POST /v1/organiser/webhooks/{webhookId}/replay': (body) => body.replace('2027-03-01', today()),
  'POST /v1/organiser/people/requests/{requestId}/extension': (body) => body.replace('2027-03-20', today()),
};

/** What people have done by then. */
const before: Record<string, () => Promise<unknown>> = {
  'POST /v1/organiser/events/{eventId}/registrations': () =>
    app.client.organise('POST', '/events/part-1/publish', {}),
  'PUT /v1/organiser/events/{eventId}/attendance': async () => {
    await app.runner.settle();
    await app.client.confirm('emre@example.org');
    const { items } = await app.client.organise('GET', '/events/part-1/registrations');
    remember(JSON.stringify(Array.isArray(items) ? items[0] : {}));
  },
  'POST /v1/organiser/announcements/{announcementId}/test': async () => {
    const email = 'organisation@stiftung-marktplatz.example';
    await app.client.must('POST', '/v1/organiser/login', { json: { email } });
    await app.runner.settle();
    const [mail] = (await app.client.mails(email)).slice(-1);
    const token = mail && app.client.link(mail, '/login/').split('/login/')[1];
    await app.client.must('POST', '/v1/organiser/sessions', { json: { token } });
  },
};

/** What a new stage has none of yet, and answers so. */
const notThere: Record<string, number> = {
  'POST /v1/organiser/suppressions/due/{suppressionId}': 404,
  // Nobody has that address.
  'POST /v1/organiser/people/restriction': 422,
  'POST /v1/organiser/people/restriction/lifting': 422,
  // Its token comes by mail.
  'POST /v1/organiser/sessions': 404,
};

const ids: Record<string, string> = { seriesId: 'dorf-und-stadt', eventId: 'part-1' };

/** What is asked for with the ids that answers have named. */
function known(route: string): string {
  return route.replaceAll(/\{(\w+)\}/g, (_, name: string) => ids[name] ?? 'none');
}

function remember(answer: string): void {
  const named: unknown = answer.startsWith('{') ? JSON.parse(answer) : {};
  for (const [name, value] of Object.entries(Object(named))) {
    // What is made beside them is looked at no more.
    if (name.endsWith('Id') && typeof value === 'string' && !(name in ids)) ids[name] = value;
  }
}

describe('docs/api.md', () => {
  test('shows bodies', () => expect(examples.length).toBeGreaterThan(25));

  test.each(examples)('$method $route', async ({ method, route, type, body, status }) => {
    const key = `${method} ${route}`;
    await before[key]?.();
    const headers = { 'content-type': type, ...(method === 'POST' ? {} : { 'if-match': '*' }) };
    const sent = filledIn[key]?.(body) ?? body;
    const answer = await call(method, `https://API${known(route)}`, sent, headers);
    expect(answer, answer.text).toMatchObject({ status: notThere[key] ?? status });
    remember(answer.text);
  });
});

/** The words of a line of a shell: quoted ones are one. */
const wordsOf = (line: string) =>
  [...line.matchAll(/'([^']*)'|"([^"]*)"|(\S+)/g)].map(([, a, b, c]) => a ?? b ?? c ?? '');

/** What a line of curl asks for. */
function asked(line: string) {
  const words = wordsOf(line);
  const after = (option: string) =>
    words.flatMap((word, at) => (word === option ? [words[at + 1] ?? ''] : []));
  const [body] = after('-d');
  const headers = Object.fromEntries(after('-H').map((header) => header.toLowerCase().split(': ', 2)));
  delete headers.authorization;
  const [method = body === undefined ? 'GET' : 'POST'] = after('-X');
  return { method, url: words.find((word) => word.startsWith('http')) ?? '', body, headers };
}

describe('README.md', () => {
  const lines = [...read('README.md').matchAll(/^```sh\n([\s\S]*?)```/gm)]
    .flatMap(([, block = '']) => block.replaceAll('\\\n', ' ').split('\n'))
    .filter((line) => line.startsWith('curl '));
  /** The clock is moved last: what follows lies in the time of the documents. */
  const inOrder = lines.toSorted((a, b) => Number(a.includes('_local')) - Number(b.includes('_local')));
  const bodyOf = (route: string) =>
    examples.find((one) => `${one.method} ${one.route}` === route)?.body ?? '';
  /** The files hold what docs/api.md shows, of another series than the one that is made above. */
  const files: Record<string, string> = {
    '@the-series.json': bodyOf('POST /v1/organiser/series').replace('dorf-und-stadt', 'lesen'),
    '@an-event.json': bodyOf('POST /v1/organiser/events').replace('dorf-und-stadt', 'lesen'),
  };

  test.each(inOrder)('%s', async (line) => {
    const { method, url, body, headers } = asked(line);
    const here = url.replace('http://127.0.0.1:3000', app.runner.url).replaceAll('part-1', 'part-2');
    const sent = (files[body ?? ''] ?? body)?.replace('"part-1"', '"part-2"');
    const answer = await call(method, here, sent, headers);
    expect(answer.status, answer.text).toBeLessThan(300);
  });

  test('names all that it needs', () => expect(lines.length).toBeGreaterThan(5));
});
