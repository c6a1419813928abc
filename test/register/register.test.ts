import { afterAll, afterEach, beforeAll, describe, expect, test } from 'vitest';
import { PersonName } from '../../functions/core/values/person-name.ts';
import { Backend, event, formUrl, notices, type Row, series, signUpOf, website } from '../setup/backend.ts';
import { elementsIn, wordsInHtml } from '../views/reading.ts';

let backend: Backend;
beforeAll(async () => {
  backend = await Backend.start();
  const label = { de: 'Frage', en: 'Question' };
  const options = ['a', 'b'].map((value) => ({ value, label }));
  await backend.publish([
    event('offen', {
      workingGroups: [
        { workingGroupId: 'dorf', title: label, capacity: 1 },
        { workingGroupId: 'stadt', title: label },
      ],
    }),
    event('fragen', {
      questions: [
        { questionId: 'rolle', kind: 'choice', required: true, label, options },
        { questionId: 'notiz', kind: 'text', label, maxLength: 10 },
        { questionId: 'bedarf', kind: 'text', label, sensitive: true },
      ],
    }),
    event('voll', { capacity: 1 }),
    event('warteliste', { capacity: 1, waitingList: true }),
    event('geschlossen', { registrationClosesAtLocal: '2040-02-28T12:00' }),
    event('spaeter', { registrationOpensAtLocal: '2040-04-01T10:00' }),
    event('abgesagt'),
    event('entwurf', { draft: true }),
  ]);
  await backend.publish([event('andere', { seriesId: 'zweite' })], { ...series, seriesId: 'zweite' });
  await backend.organise('POST', '/events/abgesagt/cancel');
  for (const full of ['voll', 'warteliste']) await backend.join('first@rathaus.example', [full]);
  const inGroup = { workingGroups: { offen: 'dorf' } };
  await backend.register(signUpOf('first@rathaus.example', ['offen'], inGroup));
  await backend.runner.settle();
});
afterAll(() => backend.stop());

const good = signUpOf('aylin@rathaus.example', ['offen']);
const long = (length: number) => 'x'.repeat(length);

/** In a block of tests nothing is written and nothing is sent. */
function leavesAllAsItIs(): void {
  let rows: Row[];
  let mails: number;
  beforeAll(async () => {
    mails = (await backend.mails()).length;
    rows = await backend.rows();
  });
  afterEach(async () => expect(await backend.rows()).toEqual(rows));
  afterAll(async () => expect(await backend.mails()).toHaveLength(mails));
}

interface Refusal {
  status: number;
  type: string;
  /** `pointer code`, all of them. */
  errors: string[];
}

const unprocessable = (...errors: string[]): Refusal => ({ status: 422, type: 'invalid-request', errors });
const conflict = (...errors: string[]): Refusal => ({ status: 409, type: 'not-possible-now', errors });

const badRequests: [string, Record<string, unknown>, Refusal][] = [
  ['an unknown field', { role: 'owner' }, unprocessable('/role unknownField')],
  [
    'an unknown field of a notice',
    { notices: { ...notices, other: '1' } },
    unprocessable('/notices/other unknownField'),
  ],
  ['a number for a name', { name: 5 }, unprocessable('/name wrongType')],
  ['a text for a list', { eventIds: 'offen' }, unprocessable('/eventIds wrongType')],
  ['a list for an object', { notices: [] }, unprocessable('/notices wrongType')],
  ['null', { email: null }, unprocessable('/email wrongType')],
  ['an object for an address', { email: { toString: 'x' } }, unprocessable('/email wrongType')],
  ['a number for a language', { locale: 5 }, unprocessable('/locale wrongType')],
  ['no events', { eventIds: [] }, unprocessable('/eventIds required')],
  [
    '21 events',
    { eventIds: Array.from({ length: 21 }, (_, index) => `e${index}`) },
    unprocessable('/eventIds tooMany'),
  ],
  ['an event twice', { eventIds: ['offen', 'offen'] }, unprocessable('/eventIds duplicate')],
  ['an id that can be none', { eventIds: ['offen#x'] }, unprocessable('/eventIds/0 invalidValue')],
  ['an id longer than any', { eventIds: [long(3000)] }, unprocessable('/eventIds/0 tooLong')],
  ['an unknown event', { eventIds: ['nirgends'] }, unprocessable('/eventIds/0 unknownEvent')],
  [
    'an unknown event beside a known one',
    { eventIds: ['offen', 'nirgends'] },
    unprocessable('/eventIds/1 unknownEvent'),
  ],
  ['a draft, which nobody knows', { eventIds: ['entwurf'] }, unprocessable('/eventIds/0 unknownEvent')],
  ['a closed event', { eventIds: ['geschlossen'] }, conflict('/eventIds/0 eventClosed')],
  ['an event that is not open yet', { eventIds: ['spaeter'] }, conflict('/eventIds/0 eventNotYetOpen')],
  ['a cancelled event', { eventIds: ['abgesagt'] }, conflict('/eventIds/0 eventCancelled')],
  ['a full event', { eventIds: ['voll'] }, conflict('/eventIds/0 eventFull')],
  [
    'a full event beside a free one: all or nothing',
    { eventIds: ['offen', 'voll'] },
    conflict('/eventIds/1 eventFull'),
  ],
  ['events of two series', { eventIds: ['offen', 'andere'] }, unprocessable('/eventIds severalSeries')],
  [
    'a full working group',
    { workingGroups: { offen: 'dorf' } },
    conflict('/workingGroups/offen workingGroupFull'),
  ],
  [
    'an unknown working group',
    { workingGroups: { offen: 'land' } },
    unprocessable('/workingGroups/offen unknownWorkingGroup'),
  ],
  [
    'a working group of an event that is not chosen',
    { workingGroups: { voll: 'dorf' } },
    unprocessable('/workingGroups/voll unknownField'),
  ],
  ['a missing answer', { eventIds: ['fragen'] }, unprocessable('/answers/fragen/rolle required')],
  [
    'an unknown option',
    { eventIds: ['fragen'], answers: { fragen: { rolle: 'c' } } },
    unprocessable('/answers/fragen/rolle unknownOption'),
  ],
  [
    'an unknown question',
    { eventIds: ['fragen'], answers: { fragen: { rolle: 'a', mehr: 'x' } } },
    unprocessable('/answers/fragen/mehr unknownQuestion'),
  ],
  [
    'a long answer',
    { eventIds: ['fragen'], answers: { fragen: { rolle: 'a', notiz: long(11) } } },
    unprocessable('/answers/fragen/notiz tooLong'),
  ],
  [
    'a sensitive answer without consent',
    { eventIds: ['fragen'], answers: { fragen: { rolle: 'a', bedarf: 'x' } } },
    unprocessable('/answers/fragen/bedarf consentRequired'),
  ],
  ['no privacy notice', { notices: {} }, unprocessable('/notices/privacy required')],
  [
    'an unknown version of the privacy notice',
    { notices: { privacy: '2039-12' } },
    unprocessable('/notices/privacy noticeVersionUnknown'),
  ],
  [
    'an unknown version of the consent to news',
    { notices: { ...notices, news: '1' } },
    unprocessable('/notices/news noticeVersionUnknown'),
  ],
  [
    'an unknown version of the consent to sensitive answers',
    { notices: { ...notices, sensitive: '1' } },
    unprocessable('/notices/sensitive noticeVersionUnknown'),
  ],
  ['an empty name', { name: '' }, unprocessable('/name required')],
  ['a name of blanks', { name: ' \u00a0\t' }, unprocessable('/name required')],
  ['10,000 characters in a name', { name: long(10_000) }, unprocessable('/name tooLong')],
  ['no address at all', { formUrl: '' }, unprocessable('/formUrl invalidUrl')],
  [
    'a form of another website',
    { formUrl: 'https://evil.example/form' },
    unprocessable('/formUrl originNotAllowed'),
  ],
  [
    'a form without TLS',
    { formUrl: 'http://www.stiftung-marktplatz.example/' },
    unprocessable('/formUrl originNotAllowed'),
  ],
  ['a form at another port', { formUrl: `${website}:8443/` }, unprocessable('/formUrl originNotAllowed')],
  [
    'a way back to another website',
    { returnUrl: 'https://evil.example/' },
    unprocessable('/returnUrl originNotAllowed'),
  ],
  [
    'a way back to a website that begins alike',
    { returnUrl: `${website}.evil.example/` },
    unprocessable('/returnUrl originNotAllowed'),
  ],
  [
    'a way back with the website as its user',
    { returnUrl: `${website}@evil.example/` },
    unprocessable('/returnUrl invalidUrl'),
  ],
  ['a way back that runs', { returnUrl: 'javascript:alert(1)' }, unprocessable('/returnUrl invalidUrl')],
  ['a way back without a website', { returnUrl: '//evil.example' }, unprocessable('/returnUrl invalidUrl')],
  [
    'several faults at once, each named',
    { name: '', email: 'x', eventIds: ['nirgends'], notices: { privacy: '1', news: 2 }, more: 1 },
    unprocessable('/name required', '/email invalidEmail', '/notices/news wrongType', '/more unknownField'),
  ],
  [
    'all that stands against several events',
    { eventIds: ['voll', 'geschlossen', 'abgesagt', 'spaeter'] },
    conflict(
      '/eventIds/0 eventFull',
      '/eventIds/1 eventClosed',
      '/eventIds/2 eventCancelled',
      '/eventIds/3 eventNotYetOpen',
    ),
  ],
  [
    'how things stand and what is wrong',
    { eventIds: ['voll'], returnUrl: 'https://evil.example/', notices: { privacy: '1' } },
    unprocessable(
      '/returnUrl originNotAllowed',
      '/notices/privacy noticeVersionUnknown',
      '/eventIds/0 eventFull',
    ),
  ],
];

const impossibleAddresses = [
  '',
  'aylin',
  'aylin@rathaus',
  'aylin@@rathaus.example',
  'Aylin <aylin@rathaus.example>',
  'aylin@rathaus.example, ben@verein.example',
  '"aylin"@rathaus.example',
  'aylin@[192.0.2.1]',
  `${long(65)}@rathaus.example`,
  `aylin@${long(64)}.example`,
  `aylin@${Array.from({ length: 5 }, () => long(60)).join('.')}.example`,
  'aylin@rathaus.example\r\nBcc: all@x.example',
  'ayl\u0000in@rathaus.example',
  'ayl\nin@rathaus.example',
  'aylin@rathaus\u2028.example',
];

describe('JSON that is wrong is refused with every fault at its pointer, and nothing is written or sent', () => {
  leavesAllAsItIs();

  test.each(badRequests)('%s', async (_, changes, { status, type, errors }) => {
    const answer = await backend.register({ ...good, ...changes });
    expect(answer.json).toMatchObject({ type: `urn:eventbote:problem:${type}`, status });
    expect(answer.status).toBe(status);
    expect(answer.headers.get('content-type')).toBe('application/problem+json');
    const named = answer.json.errors.map((one: Row) => `${one.pointer} ${one.code}`);
    expect(named.toSorted()).toEqual(expect.arrayContaining(errors.toSorted()));
    if (errors.length < 3) expect(named.toSorted()).toEqual(errors.toSorted());
    for (const { message } of answer.json.errors) expect(message).toMatch(/^\p{Lu}.+\.$/u);
  });

  test.each(impossibleAddresses)('the address %j', async (email) => {
    const answer = await backend.register({ ...good, email });
    expect(answer.status).toBe(422);
    expect(answer.json.errors).toContainEqual(
      expect.objectContaining({ pointer: '/email', code: 'invalidEmail' }),
    );
  });

  test.each<[string, string, number, string]>([
    ['half an object', '{"name": "Ayl', 400, 'malformedJson'],
    ['nothing', '', 400, 'malformedJson'],
    ['a word', 'name', 400, 'malformedJson'],
    ['a comma too many', '{"name": "x",}', 400, 'malformedJson'],
    ['null', 'null', 422, 'wrongType'],
    ['a list', '[]', 422, 'wrongType'],
    ['a text', '"x"', 422, 'wrongType'],
  ])('%s in place of an object', async (_, body, status, code) => {
    const answer = await backend.send('POST', '/v1/registrations', {
      body,
      headers: { 'content-type': 'application/json' },
    });
    expect(answer.status).toBe(status);
    expect(answer.json.errors).toEqual([expect.objectContaining({ pointer: '', code })]);
  });

  test('an object with nothing in it: every field that is missing', async () => {
    const answer = await backend.register({});
    const named = answer.json.errors.map((one: Row) => `${one.pointer} ${one.code}`);
    expect(named.toSorted()).toEqual([
      '/email required',
      '/eventIds required',
      '/formUrl required',
      '/name required',
      '/notices required',
    ]);
  });

  test('more than 64 KiB', async () => {
    const answer = await backend.register({ ...good, answers: { offen: { x: long(64 * 1024) } } });
    expect(answer.status).toBe(413);
    expect(answer.json.errors).toEqual([expect.objectContaining({ pointer: '', code: 'bodyTooLarge' })]);
  });

  test.each([
    ['text/plain'],
    ['text/html'],
    ['application/xml'],
    ['application/octet-stream'],
    ['application/jsonp'],
    [''],
  ])('JSON under the name of %j', async (type) => {
    const body = new TextEncoder().encode(JSON.stringify(good));
    const answer = await backend.send('POST', '/v1/registrations', {
      body,
      headers: type ? { 'content-type': type } : {},
    });
    expect(answer.status).toBe(415);
    expect(answer.json).toMatchObject({ type: 'urn:eventbote:problem:unsupported-media-type' });
  });

  test('in the language of the caller', async () => {
    const unsaid = { ...good, name: '', locale: undefined };
    const { json: english, headers } = await backend.register(unsaid, {
      'accept-language': 'en-GB,de;q=0.5',
    });
    expect([english.errors[0].message, headers.get('content-language')]).toEqual([
      'Please fill this in.',
      'en',
    ]);
    const { json: german } = await backend.register(unsaid, { 'accept-language': 'fr,de;q=0.5,en;q=0.1' });
    expect(german.errors[0].message).toBe('Bitte machen Sie hier eine Angabe.');
  });
});

describe('a form that is wrong comes back as a page, with what was filled in', () => {
  leavesAllAsItIs();

  const goodForm: Record<string, string | string[]> = {
    eventIds: 'offen',
    name: 'Aylin Şahin',
    email: 'aylin@rathaus.example',
    locale: 'de',
    'notices.privacy': '2040-01',
    formUrl,
  };
  const post = (changes: Record<string, string | string[]>, headers: Record<string, string> = {}) =>
    backend.send('POST', '/v1/registrations', {
      form: { ...goodForm, ...changes },
      headers: { accept: 'text/html', ...headers },
    });

  test.each<[string, Record<string, string | string[]>, number, string]>([
    ['no name', { name: '' }, 422, 'Bitte machen Sie hier eine Angabe.'],
    [
      'two addresses',
      { email: ['a@rathaus.example', 'b@rathaus.example'] },
      422,
      'Das ist keine gültige E-Mail-Adresse',
    ],
    ['an address that is none', { email: 'aylin' }, 422, 'Das ist keine gültige E-Mail-Adresse'],
    ['10,000 characters in a name', { name: long(10_000) }, 422, 'höchstens 200 Zeichen'],
    ['a full event', { eventIds: 'voll' }, 409, 'Diese Veranstaltung ist ausgebucht.'],
    ['a closed event', { eventIds: 'geschlossen' }, 409, 'Die Anmeldung für diese Veranstaltung'],
    ['a cancelled event', { eventIds: 'abgesagt' }, 409, 'Diese Veranstaltung fällt aus.'],
    ['a full working group', { 'workingGroups.offen': 'dorf' }, 409, 'Diese Arbeitsgruppe ist voll.'],
    ['a missing answer', { eventIds: 'fragen' }, 422, 'Bitte machen Sie hier eine Angabe.'],
    [
      'an old notice',
      { 'notices.privacy': '2039-01' },
      422,
      'Dieser Hinweis wurde inzwischen geändert; es gilt die Fassung 2040-01.',
    ],
    [
      'another website',
      { returnUrl: 'https://evil.example/' },
      422,
      'Von dieser Website aus ist keine Anmeldung möglich.',
    ],
    ['the trap filled in', { website: 'https://spam.example' }, 422, 'Aylin Şahin'],
    ['no event at all', { eventIds: '' }, 422, 'Bitte wählen Sie eine Veranstaltung'],
    ['an unknown event', { eventIds: 'nirgends' }, 422, 'Diese Veranstaltung gibt es nicht.'],
    ['a draft', { eventIds: 'entwurf' }, 422, 'Diese Veranstaltung gibt es nicht.'],
    ['an id longer than any', { eventIds: long(3000) }, 422, 'Diese Angabe'],
    [
      'two hundred events',
      { eventIds: Array.from({ length: 200 }, (_, index) => `e${index}`) },
      422,
      'zu viele',
    ],
  ])('%s', async (_, changes, status, said) => {
    const answer = await post(changes);
    expect(answer.status).toBe(status);
    expect(answer.headers.get('content-type')).toBe('text/html; charset=utf-8');
    expect(wordsInHtml(answer.text).join(' ')).toContain(said);
  });

  test('as text, whatever was filled in', async () => {
    const { text } = await post({ name: '"><script>alert(1)</script>', email: "x' onfocus='alert(1)" });
    const elements = elementsIn(text);
    expect(elements.filter(({ tag }) => tag === 'script')).toEqual([]);
    const value = (name: string) => elements.find(({ attributes }) => attributes.name === name)?.attributes;
    expect(value('name')).toMatchObject({ value: '"><script>alert(1)</script>' });
    expect(value('email')).toMatchObject({ value: "x' onfocus='alert(1)" });
    expect(value('email')).not.toHaveProperty('onfocus');
  });

  test('of the series whose form it was, when no event was chosen', async () => {
    const hosted = `${backend.runner.url}/series/reihe/signup`;
    const { status, text } = await post({ eventIds: [], formUrl: hosted });
    expect(status).toBe(422);
    expect(wordsInHtml(text).join(' ')).toContain('Bitte machen Sie hier eine Angabe.');
    const names = elementsIn(text).filter(({ attributes }) => attributes.name === 'name');
    expect(names.map(({ attributes }) => attributes.value)).toEqual(['Aylin Şahin']);
  });

  test('in the language that the form had, or that the browser asks for', async () => {
    expect((await post({ name: '', locale: 'en' })).text).toContain('Please fill this in.');
    expect((await post({ name: '', locale: '' }, { 'accept-language': 'en' })).text).toContain(
      'Please fill this in.',
    );
  });

  test('of more than 64 KiB is a page too', async () => {
    const answer = await post({ name: long(70_000) });
    expect([answer.status, answer.headers.get('content-type')]).toEqual([413, 'text/html; charset=utf-8']);
  });
});

describe('a sign-up that is right', () => {
  test('answers 202 with an empty object, and its mail goes out once', async () => {
    const answer = await backend.register(signUpOf('right@rathaus.example', ['offen', 'warteliste']));
    expect([answer.status, answer.text]).toEqual([202, '{}']);
    const [mail, ...more] = await backend.mails('right@rathaus.example');
    expect(more).toEqual([]);
    expect(mail?.text).toContain('/confirm/');
  });

  test('answers the same for an address that is known already', async () => {
    const first = await backend.register(signUpOf('twice@rathaus.example', ['offen']));
    const second = await backend.register(signUpOf('Twice@RATHAUS.example', ['offen']));
    expect([second.status, second.text]).toEqual([first.status, first.text]);
    const names = (answer: typeof first) => [...answer.headers.keys()].filter((name) => name !== 'date');
    expect(names(second)).toEqual(names(first));
    expect(await backend.rowsOf('registration', { email: 'twice@rathaus.example' })).toHaveLength(1);
  });

  test('by a form answers with a page, or leads back to where the form says', async () => {
    const form = {
      eventIds: ['offen'],
      name: 'Ben',
      email: 'ben@verein.example',
      'notices.privacy': '2040-01',
      formUrl,
    };
    const page = await backend.send('POST', '/v1/registrations', { form });
    expect(page.status).toBe(202);
    expect(page.text).toContain('ben@verein.example');
    const returnUrl = `${website}/danke?x=1`;
    const away = await backend.send('POST', '/v1/registrations', {
      form: { ...form, email: 'ben2@verein.example', returnUrl },
    });
    expect([away.status, away.headers.get('location')]).toEqual([303, returnUrl]);
  });

  test('from an internationalised domain is mailed to, and known in either spelling', async () => {
    await backend.register(signUpOf('dora@müller-stiftung.example', ['offen']));
    await backend.register(signUpOf('Dora@xn--mller-stiftung-gsb.example', ['offen']));
    expect(await backend.mails('dora@xn--mller-stiftung-gsb.example')).toHaveLength(2);
    const rows = await backend.rowsOf('registration');
    expect(rows.filter((row) => String(row.email).startsWith('dora@'))).toHaveLength(1);
  });

  test.each([
    'Eve\r\nBcc: all@x.example',
    '<b>Eve</b>',
    '<script>alert(1)</script>',
    '"Eve" <all@x.example>,',
    '=HYPERLINK("https://evil.example")',
    '=?utf-8?Q?Eve=0D=0ABcc=3A_all=40x.example?=',
    '{name} %s \\u0000',
    '\u202eevE',
    'E\u0000ve',
    "Robert'); DROP TABLE items;--",
  ])('of somebody called %j is kept as text, and harms nobody', async (name) => {
    backend.runner.mailbox.clear();
    const email = `eve${name.length}@x.example`;
    const answer = await backend.register(signUpOf(email, ['offen'], { name }));
    expect(answer.status).toBe(202);
    const [mail, ...more] = await backend.mails();
    expect(more).toEqual([]);
    expect(mail?.to).toEqual([email]);
    expect(Object.keys(mail?.headers ?? {})).not.toContain('bcc');
    expect(mail?.html).not.toMatch(/<b>Eve|<script/);
    const signUps = await backend.rowsOf('signUp', { email });
    expect(signUps.map((row) => row.name)).toContain(PersonName.parse(name));
    expect(signUps.map((row) => row.name).join()).not.toMatch(/[\p{Cc}\p{Bidi_Control}]/u);
    const page = await backend.get(await backend.link(email, '/confirm/'));
    expect(page.status).toBe(200);
    expect(page.text).not.toMatch(/<b>Eve|<script/);
  });
});

test('a preflight of an allowed website may post, another may not', async () => {
  const preflight = (origin: string) =>
    backend.send('OPTIONS', '/v1/registrations', {
      headers: {
        origin,
        'access-control-request-method': 'POST',
        'access-control-request-headers': 'content-type',
      },
    });
  expect((await preflight(website)).headers.get('access-control-allow-origin')).toBe(website);
  expect((await preflight('https://evil.example')).headers.get('access-control-allow-origin')).toBeNull();
});
