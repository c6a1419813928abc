import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { Backend, event, type Mail, notices, series, signUpOf } from '../setup/backend.ts';

/** What a stranger would like the foundation to write to somebody. */
const typed = 'Sie haben 500 Euro gewonnen! Rufen Sie gleich an: 0900 123456 (evil.com/x), jetzt';

let backend: Backend;
beforeAll(async () => {
  backend = await Backend.start();
  const question = { questionId: 'wunsch', kind: 'longText', label: { de: 'Ihr Wunsch' } };
  const texts = {
    confirmation: {
      de: {
        subject: 'Anmeldung von {name}: {event}',
        paragraphs: ['Liebe/r {name}, schön, dass Sie kommen.'],
      },
    },
  };
  await backend.publish(
    [
      event('eins', { questions: [question] }),
      // The clock stands at ten o'clock in Berlin.
      event('gleich', {
        startsAtLocal: '2040-03-01T10:45',
        endsAtLocal: '2040-03-01T12:00',
        reminders: ['PT15M'],
        questions: [question],
      }),
      event('sofort', { startsAtLocal: '2040-03-01T10:50', endsAtLocal: '2040-03-01T12:00' }),
    ],
    { ...series, texts, verificationNudge: 'P1D' },
  );
});
afterAll(() => backend.stop());

const typedBy = (eventId: string) => ({ name: typed, answers: { [eventId]: { wunsch: typed } } });

/** Whether anything of what was typed stands anywhere in a mail, decoded and raw. */
async function namesNobody(mails: readonly Mail[]): Promise<void> {
  expect(mails.length).toBeGreaterThan(0);
  for (const { id, subject, text, html, headers, to } of mails) {
    const raw = await (await fetch(`${backend.runner.url}/_local/mailbox/messages/${id}/raw`)).text();
    for (const part of [subject, text, html, JSON.stringify(headers), JSON.stringify(to), raw]) {
      for (const word of ['gewonnen', 'Rufen', 'evil.com', '0900 1'])
        expect(part, subject).not.toContain(word);
    }
    expect(raw).toMatch(/^To: [^\s"<>]+@rathaus\.example\r$/m);
  }
}

describe('of a direct entry, nothing that somebody typed stands in a mail', () => {
  const at = (time: string) => backend.runner.clock.set(`2040-03-01T${time}:00.000Z`);

  beforeAll(async () => {
    await backend.join('bekannt@rathaus.example', ['eins']);
    for (const who of ['fremd', 'bekannt', 'bestaetigt']) {
      const news = { notices: { ...notices, news: '2040-01' } };
      const entry = signUpOf(
        `${who}-direkt@rathaus.example`.replace('bekannt-direkt', 'bekannt'),
        ['gleich'],
        {
          ...typedBy('gleich'),
          ...(who === 'bestaetigt' ? { ...news, name: 'Bea Vertretung' } : {}),
        },
      );
      expect((await backend.register(entry)).status).toBe(202);
    }
    await backend.confirm(await backend.link('bestaetigt-direkt@rathaus.example', '/confirm/'));
    await at('09:31');
  });

  test('of its confirmation, which no reminder follows', async () => {
    const mails = await backend.mails('fremd-direkt@rathaus.example');
    expect(mails.map((mail) => mail.subject.split(':')[0])).toEqual(['Für Sie eingetragen']);
    await namesNobody(mails);
  });

  test('also where it was typed for somebody whose address is verified', async () => {
    const mails = await backend.mails('bekannt@rathaus.example');
    const about = mails.filter((mail) => mail.subject.includes('Teil gleich'));
    expect(about).toHaveLength(1);
    await namesNobody(about);
  });

  test('until its own button is pressed', async () => {
    const mails = await backend.mails('bestaetigt-direkt@rathaus.example');
    expect(mails.map((mail) => mail.text.includes('Bea Vertretung'))).toEqual([false, true]);
  });
});

describe('what was entered directly', () => {
  /** Of several ways in, what each form sends. */
  const forms: [string, string, Record<string, string>][] = [
    ['news', '', { news: 'off' }],
    ['another part', '/add', { eventId: 'eins' }],
    ['their name', '/edit', { name: 'Kim Muster', locale: 'de' }],
    ['their answers', '/edit', { eventId: 'gleich', name: 'Kim Muster' }],
    ['another address', '/address', { email: 'kein-postfach' }],
    ['the link to their data', '/data', {}],
    ['the link to delete', '/delete', {}],
    ['leaving another event', '/cancel', { eventId: 'sofort' }],
  ];

  test.each(forms)('is its person’s once they send the form of %s', async (_, path, form) => {
    const email = `formular@f${forms.findIndex((one) => one[2] === form)}.example`;
    expect((await backend.register(signUpOf(email, ['gleich', 'sofort']))).status).toBe(202);
    const rows = async () => {
      const registrations = await backend.rowsOf('registration', { email });
      const entered = registrations.filter(({ eventId }) => eventId === 'gleich');
      return [...entered, ...(await backend.rowsOf('attendee', { email }))].map((row) => row.isUnverified);
    };
    expect(await rows()).toEqual([true, true]);
    const page = await backend.link(email, '/registration/');
    await backend.get(page);
    expect(await rows()).toEqual([true, true]);
    await backend.post(`${page}${path}`, form);
    expect(await rows()).toEqual([undefined, undefined]);
  });
});

describe('nothing that somebody typed reaches an address that nobody has verified', () => {
  test('in a verification and a nudge, whatever words the series has', async () => {
    const email = 'fremd@rathaus.example';
    expect((await backend.register(signUpOf(email, ['eins'], typedBy('eins')))).status).toBe(202);
    await backend.runner.clock.advance(25 * 3_600_000);
    const mails = await backend.mails(email);
    expect(mails.map((mail) => mail.subject)).toEqual([
      'Bitte bestätigen Sie Ihre Anmeldung: Teil eins',
      'Noch nicht bestätigt: Ihre Anmeldung zu Teil eins',
    ]);
    await namesNobody(mails);
  });

  test('in a link that is asked for again, and the mails of another address', async () => {
    const email = 'alt@rathaus.example';
    const page = await backend.join(email, ['eins'], typedBy('eins'));
    await backend.post('/link', { email, eventId: 'eins' });
    await backend.post(`${page}/address`, { email: 'neu@rathaus.example' });
    await namesNobody(await backend.mails('neu@rathaus.example'));
    const links = (await backend.mails(email)).filter((mail) => /Link|geändert/.test(mail.subject));
    expect(links).toHaveLength(2);
    await namesNobody(links);
  });

  test('nor stands on a page that such a mail leads to, until its button is pressed', async () => {
    const email = 'seite@rathaus.example';
    expect((await backend.register(signUpOf(email, ['eins'], typedBy('eins')))).status).toBe(202);
    const link = await backend.link(email, '/confirm/');
    const page = await backend.get(link);
    expect([page.status, page.text.includes(email)]).toEqual([200, true]);
    const direct = await backend.get(await backend.link('fremd-direkt@rathaus.example', '/registration/'));
    const known = await backend.get(await backend.link('bekannt@rathaus.example', '/registration/'));
    expect([direct.status, known.status]).toEqual([200, 200]);
    for (const { text } of [page, direct, known])
      for (const word of ['gewonnen', 'evil.com', '0900']) expect(text).not.toContain(word);
    await backend.post(link);
    const own = await backend.get(await backend.link(email, '/registration/'));
    expect(own.text).toContain('gewonnen');
  });

  test('a confirmed person is greeted by name', async () => {
    const email = 'aylin@rathaus.example';
    await backend.join(email, ['eins']);
    const [, confirmation] = await backend.mails(email);
    expect(confirmation?.text).toContain('Guten Tag Aylin Şahin,');
  });
});
