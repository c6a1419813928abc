import { afterAll, beforeAll, expect, test } from 'vitest';
import { Backend, event, formUrl, notices, series, signUpOf } from '../setup/backend.ts';
import { readingOrder, withoutPreheader } from '../views/reading.ts';

/** A series that has its texts in German alone, for somebody who reads English. */
let backend: Backend;
let own: string;
let answered: string[];
const email = 'jane@english.example';
const german = (text: string) => ({ de: `Auf Deutsch: ${text}` });
const inEnglish = { accept: 'text/html', 'accept-language': 'en' };

beforeAll(async () => {
  backend = await Backend.start();
  const text = german('Hinweis');
  await backend.publish(
    [
      event('erster', {
        title: german('Titel'),
        summary: german('Worum es geht'),
        joinInfo: german('So kommen Sie hinein'),
        workingGroups: [{ workingGroupId: 'gruppe', title: german('Gruppe') }],
        questions: [
          {
            ...{ questionId: 'wahl', kind: 'choice', label: german('Frage'), sensitive: true },
            options: ['a', 'b'].map((value) => ({ value, label: german(`Antwort ${value}`) })),
          },
        ],
      }),
      event('zweiter', { title: german('Zweiter Titel') }),
    ],
    {
      ...series,
      title: german('Reihe'),
      notices: {
        privacy: { ...series.notices.privacy, text },
        news: { ...series.notices.news, text },
        sensitive: { ...series.notices.sensitive, text },
      },
    },
  );
  const answers = { erster: { wahl: 'a' } };
  await backend.register({
    ...signUpOf(email, ['erster'], { locale: 'en', answers, workingGroups: { erster: 'gruppe' } }),
    notices: { ...notices, news: '2040-01', sensitive: '2040-01' },
  });
  const confirm = await backend.link(email, '/confirm/');
  const shown = await backend.get(confirm, inEnglish);
  const form = { news: '2040-01', sensitive: '2040-01' };
  const confirmed = await backend.send('POST', confirm, { form, headers: inEnglish });
  own = await backend.link(email, '/registration/');
  answered = [shown.text, confirmed.text];
});
afterAll(() => backend.stop());

/** In every German text, and in no English one. */
const mark = 'Auf Deutsch';

function isSaidToBeGerman(html: string): void {
  expect(html).toMatch(/<html lang="en"/);
  const lines = readingOrder(withoutPreheader(html));
  expect(lines.filter((line) => line.includes(`{de: ${mark}`)).length).toBeGreaterThan(0);
  expect(lines.filter((line) => line.replaceAll(/\{de: [^{}]*\}/g, '').includes(mark))).toEqual([]);
}

test('each German part of a page in English says so', async () => {
  for (const page of answered) isSaidToBeGerman(page);
  const pages = [
    '/series/reihe/signup',
    '/events/erster',
    own,
    `${own}/edit?eventId=erster&seat=1`,
    `${own}/add?eventId=zweiter`,
  ];
  for (const page of pages) {
    const { status, text } = await backend.get(page, inEnglish);
    expect([page, status]).toEqual([page, 200]);
    isSaidToBeGerman(text);
  }
  const faulty = { ...{ eventIds: 'erster', name: '', email: '', formUrl }, 'notices.privacy': '2040-01' };
  const again = await backend.send('POST', '/v1/registrations', { form: faulty, headers: inEnglish });
  expect(again.status).toBe(422);
  isSaidToBeGerman(again.text);
});

test('each German part of a mail in English says so, an announcement that has no other text included', async () => {
  const created = await backend.organise('POST', '/announcements', {
    ...{ seriesId: 'reihe', kind: 'participation', audience: { eventIds: ['erster'] } },
    texts: { de: { subject: `${mark}: Betreff`, body: `${mark}: Text\n\n- ${mark}: Punkt` } },
  });
  expect([created.status, created.text]).toEqual([201, expect.any(String)]);
  const sent = await backend.organise('POST', `/announcements/${created.json.announcementId}/send`, {
    inOtherLanguage: true,
  });
  expect([sent.status, sent.text]).toEqual([202, expect.any(String)]);
  await backend.runner.clock.advance(120_000);
  await backend.organise('PUT', '/events/erster/documentation', {
    release: 'now',
    links: [{ title: german('Folien'), url: 'https://files.example/folien.pdf' }],
  });
  // It is over.
  await backend.runner.clock.set('2040-05-10T18:00:00.000Z');
  await backend.runner.clock.advance(120_000);
  const mails = await backend.mails(email);
  for (const { html, subject } of mails) {
    expect(subject).not.toBe('');
    isSaidToBeGerman(html);
  }
  expect(mails.map(({ subject }) => subject)).toContain(`${mark}: Betreff`);
  const announced = mails.find(({ subject }) => subject === `${mark}: Betreff`);
  expect(announced?.html).toContain(`<title lang="de">${mark}: Betreff</title>`);
  expect(mails.length).toBeGreaterThan(3);
});

test('what was shown in German is proved as German', async () => {
  const proofs = (await backend.rowsOf('signUp')).map(({ notices: shown }) => shown);
  expect(proofs).toEqual([
    expect.objectContaining({ privacy: expect.objectContaining({ locale: 'de', text: `${mark}: Hinweis` }) }),
  ]);
  const [subscription] = await backend.rowsOf('subscription');
  expect(subscription).toMatchObject({ locale: 'en', proof: { locale: 'de' } });
});
