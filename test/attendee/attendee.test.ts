import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { type Answer, Backend, event, notices, signUpOf } from '../setup/backend.ts';
import { elementsIn, wordsInHtml } from '../views/reading.ts';

let backend: Backend;
let links: Record<string, string>;
beforeAll(async () => {
  backend = await Backend.start();
  await backend.publish([event('eins'), event('zwei'), event('eng', { capacity: 1, waitingList: true })]);
  links = await everyLink();
});
afterAll(() => backend.stop());

const html = { accept: 'text/html' };
const words = (answer: Answer) => wordsInHtml(answer.text).join(' ');
let people = 0;
const somebody = () => `person${++people}@rathaus.example`;

async function held() {
  await backend.runner.settle();
  return { rows: await backend.rows(), mails: (await backend.mails()).length };
}

/** A link of each kind that a mail or a page carries. */
async function everyLink(): Promise<Record<string, string>> {
  const email = somebody();
  const own = await backend.join(email, ['eins'], { notices: { ...notices, news: '2040-01' } });
  await backend.post(`${own}/data`);
  const waiting = somebody();
  await backend.register(signUpOf(waiting, ['zwei']));
  return {
    'the verification of a sign-up': await backend.link(waiting, '/confirm/'),
    'a verification that was done': await backend.link(email, '/confirm/'),
    "one's own page": own,
    'the way into an event': await backend.link(email, '/go/'),
    "one's data": await backend.link(email, '/data/'),
    'the form': '/series/reihe/signup',
    'the page of an event': '/events/eins',
    'the calendar file of an event': '/v1/events/eins/calendar.ics',
    'the feed of a series': '/v1/series/reihe/calendar.ics',
  };
}

describe('opening a link changes nothing', () => {
  test('however often, by whomever, and with whatever is appended', async () => {
    const before = await held();
    for (const [name, link] of Object.entries(links)) {
      for (const where of [link, link, link, `${link}?confirm=1`, `${link}?_method=POST`]) {
        const answer = await backend.get(where, html);
        expect(answer.status, `${name}: ${where}`).toBeLessThan(400);
      }
      await backend.send('HEAD', link);
      await backend.send('OPTIONS', link);
    }
    expect(await held()).toEqual(before);
    expect(before.rows.filter((row) => row.type === 'registration' && row.state === 'pending')).toHaveLength(
      1,
    );
  });

  test('nor does a page press its button by itself', async () => {
    for (const link of Object.values(links).filter((one) => !one.endsWith('.ics'))) {
      const page = await backend.get(link, html);
      const elements = elementsIn(page.text);
      // A data block is no script: nothing runs it.
      const scripts = elements.filter(({ tag }) => tag === 'script');
      expect(scripts.filter(({ attributes }) => attributes.type !== 'application/ld+json')).toEqual([]);
      expect(elements.filter(({ attributes }) => attributes['http-equiv'] === 'refresh')).toEqual([]);
      expect(
        elements.filter(({ attributes }) => Object.keys(attributes).some((name) => name.startsWith('on'))),
      ).toEqual([]);
    }
  });
});

describe('a page', () => {
  test('is kept from caches, search engines, frames, scripts and referrers', async () => {
    for (const link of Object.values(links).filter((one) => !one.endsWith('.ics'))) {
      const { headers, status } = await backend.get(link, html);
      if (status === 302) continue;
      expect(Object.fromEntries(headers)).toMatchObject({
        'content-type': 'text/html; charset=utf-8',
        // What everybody may read is no secret of anybody.
        'cache-control': /^\/events\//.test(link)
          ? 'public, max-age=0, s-maxage=60, must-revalidate'
          : 'no-store',
        'referrer-policy': 'same-origin',
        'x-content-type-options': 'nosniff',
        'x-robots-tag': 'noindex',
        'strict-transport-security': expect.stringMatching(/^max-age=\d{8}/),
      });
      const policy = headers.get('content-security-policy') ?? '';
      expect(policy.split('; ').toSorted()).toEqual([
        "base-uri 'none'",
        "default-src 'none'",
        expect.stringMatching(/^form-action 'self'/),
        "frame-ancestors 'none'",
        expect.stringMatching(/^style-src 'sha256-[A-Za-z0-9+/=]+'$/),
      ]);
    }
  });

  test('and so is the way into an event, which is never where it leads', async () => {
    const email = somebody();
    await backend.join(email, ['eins']);
    const [mail] = (await backend.mails(email)).slice(-1);
    expect(`${mail?.text} ${mail?.html} ${mail?.attachments[0]?.content}`).not.toContain('meet.example');
    const answer = await backend.get(await backend.link(email, '/go/'));
    expect([answer.status, answer.headers.get('location')]).toEqual([302, 'https://meet.example/eins']);
    expect(answer.headers.get('cache-control')).toBe('no-store');
    expect(answer.headers.get('referrer-policy')).toBe('same-origin');
  });
});

describe('a button pressed twice says that it is done already', () => {
  test('confirming', async () => {
    const email = somebody();
    await backend.register(signUpOf(email, ['eins']));
    const link = await backend.link(email, '/confirm/');
    const first = await backend.post(link);
    expect([first.status, words(first)]).toEqual([
      200,
      expect.stringContaining('Ihre Anmeldung ist bestätigt'),
    ]);
    const after = await held();
    for (const again of [await backend.post(link), await backend.get(link, html)]) {
      expect([again.status, words(again)]).toEqual([
        200,
        expect.stringContaining('Ihre Anmeldung war schon bestätigt'),
      ]);
    }
    expect(await held()).toEqual(after);
    expect(await backend.mails(email)).toHaveLength(2);
  });

  test('confirming twice at the same time', async () => {
    const email = somebody();
    await backend.register(signUpOf(email, ['eins', 'zwei']));
    const link = await backend.link(email, '/confirm/');
    const answers = await Promise.all(Array.from({ length: 6 }, () => backend.post(link)));
    expect(answers.map((one) => one.status)).toEqual(Array(6).fill(200));
    expect(answers.filter((one) => words(one).includes('ist bestätigt'))).toHaveLength(1);
    expect(await backend.mails(email)).toHaveLength(2);
  });

  test('cancelling', async () => {
    const email = somebody();
    const own = await backend.join(email, ['eins', 'zwei']);
    const first = await backend.post(`${own}/cancel`, { eventId: 'eins' });
    expect([first.status, words(first)]).toEqual([200, expect.stringContaining('Sie sind abgemeldet')]);
    const after = await held();
    const second = await backend.post(`${own}/cancel`, { eventId: 'eins' });
    expect([second.status, words(second)]).toEqual([200, expect.stringContaining('schon')]);
    expect(await held()).toEqual(after);
    const states = (await backend.rowsOf('registration', { email })).map((row) => [row.eventId, row.state]);
    expect(Object.fromEntries(states)).toEqual({ eins: 'cancelled', zwei: 'confirmed' });
    expect((await backend.mails(email)).filter((mail) => mail.subject.includes('abgemeldet'))).toHaveLength(
      1,
    );
  });

  test('objecting to processing, and taking it back', async () => {
    const email = somebody();
    const news = { notices: { ...notices, news: '2040-01' } };
    const own = await backend.join(email, ['eins'], news);
    expect(words(await backend.get(own, html))).toContain('Der Verarbeitung widersprechen');
    const press = async (objection: string) => backend.post(`${own}/objection`, { objection });
    for (const _ of [1, 2]) {
      const answer = await press('on');
      expect([answer.status, words(answer)]).toEqual([200, expect.stringContaining('gilt ab sofort')]);
      expect(words(answer)).toMatch(/Sie haben am .* widersprochen\./);
    }
    const { personHash } = (await backend.rowsOf('registration', { email }))[0] ?? {};
    expect(await backend.rowsOf('subscription', { personHash })).toMatchObject([{ state: 'withdrawn' }]);
    const objections = async () => (await backend.organise('GET', '/people/objections')).json.items;
    expect(await objections()).toMatchObject([{ email, seriesId: 'reihe' }]);
    expect(words(await press('off'))).toContain('zurückgenommen');
    expect(await objections()).toEqual([]);
    expect(await backend.rowsOf('registration', { email })).toMatchObject([{ state: 'confirmed' }]);
  });

  test('"it was not me": the sign-up and what it said are gone, and stay so', async () => {
    const email = somebody();
    await backend.register(signUpOf(email, ['eins']));
    const link = await backend.link(email, '/confirm/');
    const first = await backend.post(`${link}/delete`);
    expect([first.status, words(first)]).toEqual([200, expect.stringContaining('gelöscht')]);
    expect(JSON.stringify(await backend.everything())).not.toContain(email);
    const second = await backend.post(`${link}/delete`);
    expect([second.status, words(second)]).toEqual([200, expect.stringContaining('gelöscht')]);
    const late = await backend.post(link);
    expect([late.status, words(late)]).toEqual([410, expect.stringContaining('Dieser Link ist abgelaufen')]);
    // Who is in no list gets no link either.
    expect(words(late)).toContain('Ist Ihre Adresse noch angemeldet, schickt Ihnen die Seite');
    expect(words(late)).not.toContain('Einen neuen schickt');
  });

  test('"it was not me" after it was confirmed: it stays, and the page says so', async () => {
    const email = somebody();
    const own = await backend.join(email, ['eins']);
    const link = await backend.link(email, '/confirm/');
    const answer = await backend.post(`${link}/delete`);
    expect([answer.status, words(answer)]).toEqual([200, expect.stringContaining('war schon bestätigt')]);
    expect(await backend.rowsOf('registration', { email })).toMatchObject([{ state: 'confirmed' }]);
    expect((await backend.get(own, html)).status).toBe(200);
  });

  test('adding an open part', async () => {
    const email = somebody();
    const own = await backend.join(email, ['eins']);
    const first = await backend.post(own, { eventId: 'zwei' });
    expect(first.status).toBe(200);
    const mails = (await backend.mails(email)).length;
    const second = await backend.post(own, { eventId: 'zwei' });
    expect([second.status, words(second)]).toEqual([200, expect.stringContaining('schon')]);
    expect(await backend.mails(email)).toHaveLength(mails);
    expect(await backend.rowsOf('registration', { email, state: 'confirmed' })).toHaveLength(2);
  });
});

describe('a link that is none of ours leads nowhere, and says what to do', () => {
  const mac = 'A'.repeat(22);
  const nowhere = [
    '/confirm/x',
    `/confirm/${'a'.repeat(32)}.${mac}`,
    `/confirm/${'a'.repeat(5000)}.${mac}`,
    '/confirm/%00',
    `/confirm/..%2Fregistration`,
    `/registration/reihe~1xabc.${mac}`,
    `/registration/reihe.${mac}`,
    `/go/eins~1xabc.${mac}/join`,
    `/go/eins~1xabc.${mac}/documentation`,
    `/data/reihe~1xabc~999999999.${mac}`,
    `/unsubscribe/1xabc~${'a'.repeat(16)}.${mac}`,
  ];

  test.each(nowhere)('%s', async (where) => {
    const before = await held();
    for (const answer of [await backend.get(where, html), await backend.get(where)]) {
      expect([404, 410]).toContain(answer.status);
      const type = answer.headers.get('content-type') ?? '';
      if (type.startsWith('text/html'))
        expect(words(answer)).toMatch(/Dieser Link|Diese Seite gibt es nicht/);
      else expect(answer.json.type).toMatch(/^urn:eventbote:problem:(link-invalid|link-expired|not-found)$/);
    }
    expect(await held()).toEqual(before);
  });

  test('by POST neither', async () => {
    const before = await held();
    for (const where of nowhere.filter((one) => !one.startsWith('/go/'))) {
      for (const button of ['', '/cancel', '/delete', '/data', '/objection']) {
        const answer = await backend.post(where + button, { eventId: 'eins' });
        expect([404, 405, 410], where + button).toContain(answer.status);
        expect(answer.headers.get('content-type')).toMatch(/^text\/html/);
      }
    }
    expect(await held()).toEqual(before);
  });

  test('a token of one purpose is none of another', async () => {
    const tokens = new Set(
      Object.values(links).flatMap((link) => link.match(/[a-z0-9~_-]+\.\d+\.[A-Za-z0-9_-]{22}/) ?? []),
    );
    const own = Object.values(links);
    const before = await held();
    for (const token of tokens) {
      for (const where of [
        `/confirm/${token}`,
        `/registration/${token}`,
        `/data/${token}`,
        `/unsubscribe/${token}`,
        `/go/${token}/join`,
      ]) {
        if (own.includes(where)) continue;
        const answer = await backend.get(where, html);
        expect([404, 410], where).toContain(answer.status);
        if (!where.startsWith('/go/'))
          expect([404, 405, 410], where).toContain((await backend.post(where)).status);
      }
    }
    expect(await held()).toEqual(before);
  });

  test('a token with one character changed is none', async () => {
    const link = links["one's own page"] ?? '';
    for (const at of [-1, -5, -22]) {
      const index = link.length + at;
      const changed = link.slice(0, index) + (link[index] === 'A' ? 'B' : 'A') + link.slice(index + 1);
      expect((await backend.get(changed, html)).status).toBe(404);
    }
    expect((await backend.get(link.slice(0, -1), html)).status).toBe(404);
    expect((await backend.get(`${link}=`, html)).status).toBe(404);
  });
});

describe('what a person asks for on their own page', () => {
  test.each([
    ['an event that is not there', '/cancel', { eventId: 'nirgends' }, 404],
    ['no event', '/cancel', {}, 404],
    ['an event of which they have nothing', '/cancel', { eventId: 'zwei' }, 404],
    ['an event with a name longer than any', '/cancel', { eventId: 'x'.repeat(3000) }, 404],
    ['to add an event that is not there', '', { eventId: 'nirgends' }, 404],
    ['to add an event with a name longer than any', '', { eventId: 'x'.repeat(3000) }, 404],
    ['news by an old notice', '', { news: 'on', 'notices.news': '2039-01' }, 422],
  ])('and is not to be had: %s', async (_, button, form, status) => {
    const own = await backend.join(somebody(), ['eins']);
    const before = await held();
    const answer = await backend.post(own + button, form);
    expect(answer.status).toBe(status);
    expect(answer.headers.get('content-type')).toMatch(/^text\/html/);
    expect(await held()).toEqual(before);
  });

  test('comes by a fresh link, which tells the data and works for an hour', async () => {
    const email = somebody();
    const own = await backend.join(email, ['eins']);
    const asked = await backend.post(`${own}/data`);
    expect(asked.text).not.toContain('/data/');
    const link = await backend.link(email, '/data/');
    const page = await backend.get(link, html);
    expect([page.status, words(page)]).toEqual([200, expect.stringContaining(email)]);
    // In words and moments, not as it is stored; the file has that.
    const [readable = ''] = words(page).split('Als Datei');
    for (const told of [
      /Sprache Deutsch/,
      /Stand bestätigt/,
      /Bestätigung zugestellt ?, Donnerstag, 1\. März/,
    ])
      expect(readable).toMatch(told);
    expect(readable).not.toMatch(/confirmed|T\d\d:\d\d/);
    await backend.runner.clock.advance(62 * 60_000);
    for (const late of [await backend.get(link, html), await backend.post(`${link}/delete`)]) {
      expect([late.status, words(late)]).toEqual([
        410,
        expect.stringContaining('Dieser Link ist abgelaufen'),
      ]);
    }
    expect(await backend.rowsOf('attendee', { email })).toHaveLength(1);
  });

  test('is deleted everywhere, and the place goes on to who waits', async () => {
    const [email, next] = [somebody(), somebody()];
    const own = await backend.join(email, ['eng', 'eins']);
    await backend.join(next, ['eng']);
    await backend.post(`${own}/delete`);
    const link = await backend.link(email, '/data/');
    const done = await backend.post(`${link}/delete`);
    expect([done.status, words(done)]).toEqual([200, expect.stringContaining('Ihre Daten sind gelöscht')]);
    await backend.runner.settle();
    const left = JSON.stringify(await backend.everything());
    expect(left).not.toContain(email);
    expect(await backend.rowsOf('registration', { email: next })).toMatchObject([{ state: 'confirmed' }]);
    expect([404, 410]).toContain((await backend.get(own, html)).status);
  });
});

describe('"send me my link again"', () => {
  test('answers the same for known and unknown addresses, and mails the known one alone', async () => {
    const email = somebody();
    await backend.join(email, ['eins']);
    const mails = (await backend.mails()).length;
    const ask = (address: string, eventId = 'eins') => backend.post('/link', { email: address, eventId });
    const [known, unknown] = [await ask(email.toUpperCase()), await ask('nobody@rathaus.example')];
    expect([unknown.status, unknown.text]).toEqual([known.status, known.text]);
    for (const strange of [
      await ask('no address'),
      await ask(''),
      await ask(email, 'nirgends'),
      await ask(email, 'x'.repeat(3000)),
    ]) {
      expect([strange.status, strange.text]).toEqual([200, known.text]);
    }
    await backend.runner.settle();
    expect(await backend.mails()).toHaveLength(mails + 1);
    const own = await backend.link(email, '/registration/');
    expect((await backend.get(own, html)).status).toBe(200);
  });
});

test('an unconfirmed sign-up is gone after seven days, and its link with it', async () => {
  const email = somebody();
  await backend.register(signUpOf(email, ['eins']));
  const link = await backend.link(email, '/confirm/');
  await backend.runner.clock.advance(7 * 86_400_000 + 120_000);
  for (const late of [await backend.get(link, html), await backend.post(link)]) {
    expect([late.status, words(late)]).toEqual([410, expect.stringContaining('Dieser Link ist abgelaufen')]);
  }
  expect(JSON.stringify(await backend.everything())).not.toContain(email);
});
