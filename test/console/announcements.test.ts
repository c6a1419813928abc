import { DynamoDBClient, ListTablesCommand, ScanCommand, UpdateItemCommand } from '@aws-sdk/client-dynamodb';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { part1, part2, part3, privacy, series, World } from '../organiser/world.ts';
import { owner, textOf, Visitor } from './visitor.ts';

let world: World;
let visitor: Visitor;
const { seriesId } = series;
const base = `/console/series/${seriesId}`;
const role = { [part1.eventId]: { role: 'politik' } };

/** As the form names its fields. */
const written = {
  '/kind': 'participation',
  '/audience/eventIds:list': [part1.eventId, part2.eventId],
  '/whyNeeded': 'Alle brauchen die Unterlagen vor dem Termin',
  '/audience/status:list': ['confirmed', 'waitlisted'],
  '/texts/de/subject': 'Neues zu {event}',
  '/texts/de/body': 'Kommen Sie **gern** früher.',
  '/texts/en/subject': 'About {event}',
  '/texts/en/body': 'Do come early.',
};

const announcements = async () => (await world.must('GET', `/announcements?seriesId=${seriesId}`)).items;
/** Saves one by its form, and answers its screen's path. */
async function draft(fields: Record<string, string | string[]> = {}): Promise<string> {
  const answer = await visitor.post(`${base}/new-announcement`, { ...written, ...fields });
  expect(answer.status).toBe(303);
  return (answer.headers.get('location') ?? '').replace(/\?.*/, '');
}
const versionOn = (body: string) => /name="version" value="(\d+)"/.exec(body)?.[1] ?? '';
/** Presses the last button, behind what shows the mail. */
const send = async (path: string, fields: Record<string, string> = {}) =>
  visitor.post(`${path}/send`, { '/when': 'now', '/isReviewed:boolean': 'true', ...fields });
/** The same, and its minute passes. */
async function sendNow(path: string) {
  expect((await send(path)).status).toBe(303);
  await world.client.advance('PT1M');
}

/** Gives whoever has an address another one, past the API. */
async function readdress(from: string, to: string): Promise<void> {
  const database = new DynamoDBClient({
    endpoint: world.runner.databaseUrl,
    region: 'eu-central-1',
    credentials: { accessKeyId: 'test', secretAccessKey: 'test' },
  });
  const { TableNames: [TableName = ''] = [] } = await database.send(new ListTablesCommand({}));
  const { Items = [] } = await database.send(new ScanCommand({ TableName }));
  for (const { pk, sk, email } of Items) {
    if (email?.S !== from || pk === undefined || sk === undefined) continue;
    await database.send(
      new UpdateItemCommand({
        TableName,
        Key: { pk, sk },
        UpdateExpression: 'SET email = :to',
        ExpressionAttributeValues: { ':to': { S: to } },
      }),
    );
  }
  database.destroy();
}

beforeAll(async () => {
  world = await World.start();
  await world.must('POST', '/series', series);
  visitor = await Visitor.logIn(world);
});
afterAll(() => world?.stop());

describe('before there is anything', () => {
  it('the screens say the next step', async () => {
    expect(textOf((await visitor.get(`${base}/announcements`)).body)).toContain('Noch keine Rundmail');
    const { body } = await visitor.get(`${base}/new-announcement`);
    expect(body).toContain(`href="${base}/new-event"`);
    for (const part of [part1, part2, part3]) await world.publish(part);
    await world.register('aylin@rathaus.example', [part1.eventId, part2.eventId], { answers: role });
    await world.register('ben@verein.example', [part1.eventId], { locale: 'en', answers: role });
    await world.register('dora@stiftung.example', [part1.eventId], {
      answers: { [part1.eventId]: { role: 'verwaltung' } },
      notices: { ...privacy, news: '2027-01' },
    });
  });
});

describe('writing', () => {
  it('names the field that is wrong, keeps what was typed, and writes nothing', async () => {
    const answer = await visitor.post(`${base}/new-announcement`, {
      ...written,
      '/audience/eventIds:list': [],
      '/texts/de/subject': 'An {vorname}',
      '/texts/en/body': '',
    });
    expect(answer.status).toBe(422);
    for (const id of ['f-texts-de-subject', 'f-texts-en-body', 'f-audience-eventIds']) {
      expect(answer.body).toContain(`href="#${id}"`);
      expect(answer.body).toMatch(new RegExp(`id="${id}"`));
    }
    expect(answer.body).toContain('value="An {vorname}"');
    expect(answer.body).toContain('Kommen Sie **gern** früher.');
    expect(await announcements()).toEqual([]);
  });

  it('saves all that the form holds', async () => {
    const path = await draft({
      '/audience/answers/role:list': ['politik', 'verwaltung'],
      '/audience/workingGroupIds:list': ['dorf'],
      '/audience/locale': 'de',
      '/audience/attended': 'false',
      '/audience/subscribedToNews:boolean': 'true',
    });
    const [saved] = await announcements();
    expect(saved.audience).toEqual({
      eventIds: [part1.eventId, part2.eventId],
      status: ['confirmed', 'waitlisted'],
      workingGroupIds: ['dorf'],
      answers: { role: ['politik', 'verwaltung'] },
      locale: 'de',
      attended: false,
      subscribedToNews: true,
    });
    const { body } = await visitor.get(path);
    expect(textOf(body)).toContain('Ich komme aus: der Politik, der Verwaltung');
    for (const value of ['politik', 'dorf', part2.eventId]) {
      expect(body).toMatch(new RegExp(`value="${value}" checked`));
    }
    // What was saved fills the form: saved once more, it is the same.
    const again = { ...written, '/audience/attended': 'false', version: versionOn(body) };
    expect((await visitor.post(path, again)).status).toBe(303);
    expect((await announcements())[0].audience.answers).toBeUndefined();
  });

  it('notices that somebody else saved meanwhile', async () => {
    const path = await draft();
    const version = versionOn((await visitor.get(path)).body);
    await visitor.post(path, { ...written, version });
    const stale = await visitor.post(path, { ...written, '/texts/de/subject': 'Zu spät', version });
    expect(stale.status).toBe(412);
    expect(stale.body).toContain('value="Zu spät"');
    expect(textOf(stale.body)).toContain('Jemand war schneller');
  });

  it('counts whom it reaches, and says for how many a text is missing', async () => {
    const path = await draft({ '/texts/en/subject': '', '/texts/en/body': '' });
    const text = textOf((await visitor.get(path)).body);
    expect(text).toContain('Im Augenblick 3 Personen. 2 auf Deutsch, 1 auf Englisch.');
    expect(text).toContain('Der Text auf Englisch fehlt, und eine Person möchte ihre Mails so.');
  });

  it('can begin with an earlier one', async () => {
    const id = (await draft()).split('/').at(-1);
    const { body } = await visitor.get(`${base}/new-announcement?from=${id}`);
    expect(body).toContain('value="Neues zu {event}"');
    expect(body).toMatch(new RegExp(`value="${part2.eventId}" checked`));
  });
});

describe('the preview', () => {
  const preview = (fields: Record<string, string | string[]>) =>
    visitor.post(`${base}/announcement-preview`, { ...written, ...fields });

  it('shows what is typed in either language and format, in a frame of its own, and saves nothing', async () => {
    const before = (await announcements()).length;
    const html = await preview({ previewLocale: 'de', previewFormat: 'html' });
    expect(html.body).toContain('<strong>gern</strong>');
    expect(html.body).toContain('Betreff: Neues zu Zivilgesellschaft sichtbar machen');
    expect(html.headers.get('content-security-policy')).toContain('sandbox');
    const text = await preview({ previewLocale: 'en', previewFormat: 'text' });
    expect(textOf(text.body)).toContain('Do come early.');
    expect(text.body).toContain('<pre>');
    expect((await announcements()).length).toBe(before);
  });

  it('says what keeps it from being shown', async () => {
    const strange = await preview({ '/texts/de/body': 'Hallo {vorname}' });
    expect(textOf(strange.body)).toContain('Deutsch, Text der Mail: Diesen Platzhalter gibt es hier nicht.');
    const lacking = await preview({
      '/texts/en/subject': '',
      '/texts/en/body': '',
      previewLocale: 'en',
    });
    expect(textOf(lacking.body)).toContain('In dieser Sprache gibt es noch keinen Text');
  });

  it('needs no audience', async () => {
    const shown = await preview({ '/audience/eventIds:list': [] });
    expect(shown.body).toContain('<strong>gern</strong>');
  });
});

describe('sending', () => {
  it('is tried on oneself first', async () => {
    const path = await draft();
    await visitor.done(`${path}/test`, { '/locale': 'en' });
    await world.runner.settle();
    expect(await world.mails(owner, 'About')).toHaveLength(1);
  });

  it('shows the mail, to how many people it goes and what can’t be undone, before it does it', async () => {
    const path = await draft();
    expect(textOf((await visitor.get(`${path}/send`)).body)).toContain('Im Augenblick 3 Personen');
    const { status, body } = await visitor.post(`${path}/send`, { '/when': 'now' });
    expect(status).toBe(200);
    const text = textOf(body);
    expect(text).toContain('lassen sich nicht zurückholen');
    expect(text).toContain('Jetzt an 3 Personen senden');
    for (const locale of ['de', 'en']) expect(body).toContain(`name="preview-${locale}"`);
    expect((await announcements()).at(-1)).toMatchObject({ state: 'draft' });
    const back = await visitor.post(`${path}/send`, { '/when': 'now', back: '1' });
    expect(back.body).toMatch(/value="now" checked/);
  });

  it('takes a typed time for what is meant, and a time beside "now" for a mistake', async () => {
    const path = await draft();
    const both = await send(path, { '/when': 'now', '/at': '2027-03-05T10:00' });
    expect([both.status, both.body]).toEqual([422, expect.stringContaining('href="#f-at"')]);
    expect(both.body).toContain('value="2027-03-05T10:00"');
    expect((await announcements()).at(-1)).toMatchObject({ state: 'draft' });
    const neither = await visitor.post(`${path}/send`, {});
    expect([neither.status, neither.body]).toEqual([422, expect.stringContaining('href="#f-when"')]);
  });

  it('is taken back by one press within the minute after it, and nobody got anything', async () => {
    const path = await draft({ '/texts/de/subject': 'Zu früh' });
    expect((await send(path)).status).toBe(303);
    await world.runner.settle();
    const { body } = await visitor.get(path);
    expect(textOf(body)).toContain('Bis dahin können Sie alles zurücknehmen');
    expect(body).toContain(`action="${path}/cancel"`);
    expect(textOf((await visitor.done(`${path}/cancel`, {})).body)).toContain('abgebrochen');
    await world.client.advance('PT5M');
    expect(await world.mails('dora@stiftung.example', 'Zu früh')).toEqual([]);
  });

  it('is reached by what saves alone: what was typed is what is sent', async () => {
    const path = await draft();
    expect((await visitor.get(path)).body).not.toContain('/send"');
    const typed = { ...written, '/texts/de/subject': 'Zuletzt getippt', next: 'send' };
    const answer = await visitor.post(path, { ...typed, version: versionOn((await visitor.get(path)).body) });
    expect(answer.headers.get('location')).toMatch(/\/send\?done=saved$/);
    expect((await announcements()).at(-1).texts.de.subject).toBe('Zuletzt getippt');
  });

  it('refuses a past time, no time and a missing language, at their fields', async () => {
    const path = await draft({ '/texts/en/subject': '', '/texts/en/body': '' });
    const past = await send(path, { '/when': 'later', '/at': '2020-01-01T10:00' });
    expect(past.status).toBe(422);
    expect(past.body).toContain('href="#f-at"');
    expect(past.body).toContain('value="2020-01-01T10:00"');
    const none = await send(path, { '/when': 'later' });
    expect(none.body).toContain('href="#f-at"');
    const lacking = await send(path);
    expect(lacking.status).toBe(422);
    expect(textOf(lacking.body)).toContain('ihr Text fehlt');
    expect(await world.mails('dora@stiftung.example', 'Neues zu')).toEqual([]);
    const later = {
      '/inOtherLanguage:boolean': 'true',
      '/when': 'later',
      '/at': '2027-03-02T10:00',
    };
    const review = await visitor.post(`${path}/send`, later);
    expect(review.body).toContain('name="/inOtherLanguage:boolean" value="true"');
    expect((await send(path, later)).status).toBe(303);
    await visitor.done(`${path}/cancel`, {});
  });

  it('may be planned in the series’ zone, changed, and taken back', async () => {
    const path = await draft();
    const typed = { '/at': '2027-03-05T10:00' };
    const review = textOf((await visitor.post(`${path}/send`, typed)).body);
    expect(review).toContain('Am 5.3.2027, 10:00 Uhr, an 3 Personen senden');
    const { body } = await visitor.done(`${path}/send`, { ...typed, '/isReviewed:boolean': 'true' });
    expect(textOf(body)).toContain('5. März 2027, 10 Uhr (MEZ, Ortszeit Berlin)');
    const changed = { ...written, '/texts/de/subject': 'Anders', version: versionOn(body) };
    expect((await visitor.post(path, changed)).status).toBe(303);
    const screen = textOf((await visitor.get(`${path}/cancel`)).body);
    expect(screen).toContain('Die Rundmail an 3 Personen wird nicht verschickt');
    const after = await visitor.done(`${path}/cancel`, {});
    expect(textOf(after.body)).toContain('abgebrochen');
    await world.client.clock('2027-03-05T10:00:00Z');
    visitor = await Visitor.logIn(world);
    expect(await world.mails('dora@stiftung.example', 'Anders')).toEqual([]);
  });

  it('shows how far it is, then what came of it, and can’t be stopped any more', async () => {
    const path = await draft();
    await sendNow(path);
    expect((await visitor.get(path)).body).toMatch(/id="result" data-live="3"/);
    await world.client.advance('PT2M');
    const { body } = await visitor.get(path);
    expect(body).not.toContain('data-live');
    expect(textOf(body)).toMatch(/zugestellt 3 \(100 %\)/);
    expect(body).not.toContain('/cancel"');
    const late = await visitor.post(`${path}/cancel`, {});
    expect(late.status).toBe(409);
    expect(textOf(late.body)).toContain('Sie ist schon verschickt');
    expect(await world.mails('aylin@rathaus.example', 'Neues zu')).toHaveLength(1);
    expect(textOf((await visitor.get(`${base}/announcements`)).body)).toContain('3 zugestellt');
  });

  it('sends the failed once more, and those alone', async () => {
    const path = await draft();
    // SES takes no such address, and core lets none in.
    await readdress('ben@verein.example', 'bén@verein.example');
    await sendNow(path);
    await world.client.advance('PT2M');
    const before = textOf((await visitor.get(path)).body);
    expect(before).toContain('Die Adresse ist so nicht möglich. gescheitert 1');
    expect(before).toContain('Die gescheiterte noch einmal senden');
    expect(textOf((await visitor.get(`${path}/resend`)).body)).toContain('Eine Mail, die gescheitert ist');
    await readdress('bén@verein.example', 'ben@verein.example');
    await visitor.done(`${path}/resend`, {});
    await world.client.advance('PT5M');
    expect(textOf((await visitor.get(path)).body)).toMatch(/zugestellt 3 \(100 %\)/);
    expect(await world.mails('dora@stiftung.example', 'Neues zu')).toHaveLength(2);
    expect(textOf((await visitor.get(`${path}/resend`)).body)).toContain('Keine Mail ist gescheitert');
  });
});

describe('mails whose outcome is open', () => {
  it('are listed by name for a decision each, and sent again one by one', async () => {
    const path = await draft();
    expect(textOf((await visitor.get(`${path}/unknown`)).body)).toContain('Bei keiner Mail');
    world.runner.faults({ ses: { failBefore: 1 } });
    await sendNow(path);
    await world.client.advance('PT2M');
    world.runner.faults({});
    expect(textOf((await visitor.get(path)).body)).toContain('Bei 3 Mails ist offen, ob sie ankamen');
    const { body } = await visitor.get(`${path}/unknown`);
    for (const name of ['aylin', 'ben', 'dora']) expect(textOf(body)).toContain(`${name} ${name}@`);
    const decide = [...body.matchAll(/href="(\/console\/deliveries\/[^"]+\/resend)"/g)].map(
      ([, href = '']) => href,
    );
    expect(decide).toHaveLength(3);
    await visitor.get(decide[0] ?? '');
    await visitor.done(decide[0] ?? '', {});
    await world.client.advance('PT2M');
    expect(textOf((await visitor.get(path)).body)).toContain('Bei 2 Mails ist offen');
  });
});

describe('whose it is', () => {
  it('a viewer reads, and is shown no button that would be refused', async () => {
    const path = await draft();
    await world.must('POST', '/organisers', { email: 'viewer@stiftung.example', role: 'viewer' });
    const viewer = await Visitor.logIn(world, 'viewer@stiftung.example');
    for (const screen of [`${base}/announcements`, path]) {
      const { status, body } = await viewer.get(screen);
      expect(status).toBe(200);
      expect(body).not.toMatch(/new-announcement|\/send"|\/cancel"|\/resend"|\/test"|textarea/);
    }
    expect((await viewer.get(`${base}/new-announcement`)).status).toBe(403);
    expect((await viewer.get(`${path}/send`)).status).toBe(403);
    for (const deed of ['', '/send', '/cancel', '/resend', '/test']) {
      expect((await viewer.post(`${path}${deed}`, { ...written, '/when': 'now' })).status).toBe(403);
    }
  });

  it('a co-organiser of another series finds none of it', async () => {
    const path = await draft();
    await world.must('POST', '/series', { ...series, seriesId: 'fremd' });
    const colleague = { email: 'co@institut.example', role: 'editor', seriesIds: ['fremd'] };
    await world.must('POST', '/organisers', colleague);
    const other = await Visitor.logIn(world, colleague.email);
    for (const screen of [`${base}/announcements`, path, `${path}/send`, `${path}/preview`]) {
      expect((await other.get(screen)).status).toBe(404);
    }
    expect((await other.post(path, written)).status).toBe(404);
    const news = await other.get('/console/series/fremd/new-announcement');
    expect(news.body).not.toContain('allSubscribers');
  });
});

describe('why everybody needs it', () => {
  it('is asked for where it goes to all of several events, and is shown with who said so', async () => {
    const refused = await visitor.post(`${base}/new-announcement`, { ...written, '/whyNeeded': '' });
    expect([refused.status, refused.body]).toEqual([422, expect.stringContaining('href="#f-whyNeeded"')]);
    const path = await draft();
    const shown = textOf((await visitor.get(path)).body);
    expect(shown).toContain('Alle brauchen die Unterlagen vor dem Termin – ');
    expect(shown).toMatch(/Unterlagen vor dem Termin – \S+@\S+/);
  });
});
