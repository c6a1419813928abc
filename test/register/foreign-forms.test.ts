import { afterAll, beforeAll, beforeEach, describe, expect, test } from 'vitest';
import { Backend, event, formUrl, series, website } from '../setup/backend.ts';
import { elementsIn, wordsInHtml } from '../views/reading.ts';

let backend: Backend;
beforeAll(async () => {
  backend = await Backend.start();
  const label = { de: 'Frage', en: 'Question' };
  const options = ['a', 'b'].map((value) => ({ value, label }));
  await backend.publish([
    event('teil-1', {
      workingGroups: [{ workingGroupId: 'dorf', title: label }],
      questions: [{ questionId: 'rollen', kind: 'multipleChoice', label, options }],
    }),
    event('teil-2'),
  ]);
});
afterAll(() => backend.stop());

let count = 0;
/** Somebody of a website of their own, so that nobody's mail waits for another's. */
let email: string;
beforeEach(() => {
  count += 1;
  email = `eva@verein-${count}.example`;
});

type Fields = [string, string][];

const plain = (): Fields => [
  ['name', 'Jürgen Grün'],
  ['email', email],
  ['eventIds', 'teil-1'],
  ['notices.privacy', '2040-01'],
  ['locale', 'de'],
  ['formUrl', formUrl],
];
const without = (fields: Fields, left: string) => fields.filter(([name]) => name !== left);

/** A form's body, each letter one byte of Windows-1252 (in which our names are the same as in ISO-8859-1). */
function urlencoded(fields: Fields, encoding: 'utf8' | 'latin1' = 'utf8'): Buffer<ArrayBuffer> {
  const escaped = (text: string) =>
    [...Buffer.from(text, encoding)]
      .map((byte) => {
        const letter = String.fromCharCode(byte);
        return /[\w.-]/.test(letter) ? letter : `%${byte.toString(16).padStart(2, '0')}`;
      })
      .join('')
      .replaceAll('%20', '+');
  return Buffer.from(fields.map((pair) => pair.map(escaped).join('=')).join('&'));
}

function inParts(fields: Fields, encoding: 'utf8' | 'latin1' = 'utf8'): Buffer<ArrayBuffer> {
  const parts = fields.map(
    ([name, value]) => `--grenze\r\nContent-Disposition: form-data; name="${name}"\r\n\r\n${value}\r\n`,
  );
  return Buffer.from(`${parts.join('')}--grenze--\r\n`, encoding);
}

const form = 'application/x-www-form-urlencoded';
const parts = 'multipart/form-data; boundary=grenze';

/** Each from a client of its own: one that sends many is asked for one more step. */
function post(body: Buffer<ArrayBuffer>, type = form, headers: Record<string, string> = {}) {
  return backend.send('POST', '/v1/registrations', {
    body: new Uint8Array(body),
    headers: {
      ...{ 'content-type': type, accept: 'text/html', 'x-forwarded-for': `198.51.100.${count}` },
      ...headers,
    },
  });
}

const words = ({ text }: { text: string }) => wordsInHtml(text).join(' ');

/** What was taken in of the one who signed up. */
async function taken() {
  const rows = await backend.rowsOf('registration', { email });
  return rows.map(({ name, eventId, workingGroupId, answers }) => ({
    name,
    eventId,
    workingGroupId,
    answers,
  }));
}

const one = { name: 'Jürgen Grün', eventId: 'teil-1', workingGroupId: undefined, answers: {} };

describe('is taken', () => {
  test.each<[string, () => Promise<{ status: number }>]>([
    ['plain HTML in UTF-8', () => post(urlencoded(plain()))],
    [
      'an ISO-8859-1 page that says so',
      () => post(urlencoded(plain(), 'latin1'), `${form}; charset=iso-8859-1`),
    ],
    ['an ISO-8859-1 page that says nothing', () => post(urlencoded(plain(), 'latin1'))],
    [
      'a page that claims UTF-8 and isn’t',
      () => post(urlencoded(plain(), 'latin1'), `${form}; charset=utf-8`),
    ],
    [
      'a page that claims what is no encoding',
      () => post(urlencoded(plain()), `${form}; charset=x-nirgends`),
    ],
    [
      'a page that claims UTF-16, as no browser sends it',
      () => post(urlencoded([['_charset_', 'utf-16le'], ...plain()])),
    ],
    [
      'fields of others whose bytes make a letter only together',
      () =>
        post(
          Buffer.concat([
            Buffer.from('x=%C3&%A9=1&'),
            urlencoded(without(plain(), 'name')),
            Buffer.from('&name=J%FCrgen+Gr%FCn'),
          ]),
        ),
    ],
    [
      'an old page with _charset_',
      () => post(urlencoded([['_charset_', 'windows-1252'], ...plain()], 'latin1')),
    ],
    ['a form with enctype for files', () => post(inParts(plain()), parts)],
    ['the same on an ISO-8859-1 page', () => post(inParts(plain(), 'latin1'), parts)],
    [
      'the same with an upload of its own',
      () => {
        const file = [
          '--grenze\r\nContent-Disposition: form-data; name="foto"; filename="a.jpg"',
          'Content-Type: image/jpeg',
          '',
          '\xff\xd8\r\n',
        ].join('\r\n');
        return post(Buffer.concat([Buffer.from(file, 'latin1'), inParts(plain())]), parts);
      },
    ],
    [
      'WordPress',
      () => post(urlencoded([['_wpnonce', 'a1b2'], ['_wp_http_referer', '/seminare/'], ...plain()])),
    ],
    [
      'Contact Form 7',
      () => post(inParts([['_wpcf7', '42'], ['_wpcf7_unit_tag', 'wpcf7-f42-p1-o1'], ...plain()]), parts),
    ],
    ['TYPO3', () => post(urlencoded([['tx_form_formframework[anmeldung-1][__state]', 'TzozO'], ...plain()]))],
    [
      'Drupal',
      () =>
        post(
          urlencoded([['form_build_id', 'form-x'], ['form_id', 'webform_1'], ['op', 'Senden'], ...plain()]),
        ),
    ],
    ['.NET', () => post(urlencoded([['__VIEWSTATE', '/wEPDw'], ['__EVENTVALIDATION', '/wEdA'], ...plain()]))],
    ['a named button', () => post(urlencoded([...plain(), ['submit', 'Anmelden']]))],
    ['a picture as button', () => post(urlencoded([...plain(), ['x', '12'], ['y', '7']]))],
    [
      'PHP, which repeats by [] and knows no dots',
      () =>
        post(
          urlencoded([
            ...without(without(plain(), 'eventIds'), 'notices.privacy'),
            ['eventIds[]', 'teil-1'],
            ['notices_privacy', '2040-01'],
          ]),
        ),
    ],
    [
      'a form builder that nests by brackets',
      () =>
        post(
          urlencoded([
            ...without(without(plain(), 'eventIds'), 'notices.privacy'),
            ['eventIds[0]', 'teil-1'],
            ['notices[privacy]', '2040-01'],
          ]),
        ),
    ],
    [
      'no formUrl, from a page of the website',
      () =>
        post(urlencoded(without(plain(), 'formUrl')), form, {
          referer: `${website}/seminare/herbst`,
          origin: website,
        }),
    ],
    [
      'no formUrl, from a website whose browser tells its origin alone',
      () => post(urlencoded(without(plain(), 'formUrl')), form, { origin: website }),
    ],
    [
      'an address with a space of no width',
      () => {
        const fields: Fields = plain().map(([name, value]) => [
          name,
          name === 'email' ? `\u200b${value}` : value,
        ]);
        return post(urlencoded(fields));
      },
    ],
  ])('%s', async (_, sent) => {
    expect((await sent()).status).toBe(202);
    expect(await taken()).toEqual([one]);
  });

  test('what is asked of an event, under the names of PHP and of brackets', async () => {
    const fields: Fields = [
      ...plain(),
      ['workingGroups_teil-1', 'dorf'],
      ['answers[teil-1][rollen][]', 'a'],
      ['answers[teil-1][rollen][]', 'b'],
    ];
    expect((await post(urlencoded(fields))).status).toBe(202);
    expect(await taken()).toEqual([{ ...one, workingGroupId: 'dorf', answers: { rollen: ['a', 'b'] } }]);
  });
});

describe('is told what is wrong, with what was typed and the way on', () => {
  const values = (text: string) =>
    elementsIn(text).flatMap(({ attributes }) => (attributes.name === 'name' ? attributes.value : []));

  test('nothing ticked: the stage’s only series, its events at fault', async () => {
    const answer = await post(urlencoded(without(plain(), 'eventIds')));
    expect([answer.status, values(answer.text)]).toEqual([422, ['Jürgen Grün']]);
    expect(words(answer)).toContain('Bitte machen Sie hier eine Angabe.');
    expect(words(answer)).not.toContain('nicht zu verstehen');
  });

  test('nothing ticked where there are several series: that of the events that the form asks about, else the way back', async () => {
    await backend.publish([event('fremd', { seriesId: 'zweite' })], { ...series, seriesId: 'zweite' });
    const known = await post(urlencoded([...without(plain(), 'eventIds'), ['workingGroups.teil-1', 'none']]));
    expect([known.status, values(known.text)]).toEqual([422, ['Jürgen Grün']]);
    const unknown = await post(urlencoded(without(plain(), 'eventIds')));
    expect(unknown.status).toBe(422);
    expect(words(unknown)).toContain('Bitte wählen Sie eine Veranstaltung');
    expect(unknown.text).toContain(`href="${formUrl}"`);
  });

  describe('what the website has to mend is no fault of its visitor', () => {
    const title = 'Das Formular der Website ist nicht richtig eingerichtet';
    const changed = (name: string, value: string): Fields => [...without(plain(), name), [name, value]];
    test.each<[string, () => Fields, string]>([
      ['no formUrl, from nowhere', () => without(plain(), 'formUrl'), '/formUrl required'],
      [
        'a formUrl of another website',
        () => changed('formUrl', 'https://fremd.example/'),
        '/formUrl originNotAllowed',
      ],
      ['a formUrl that is none', () => changed('formUrl', 'seminare'), '/formUrl invalidUrl'],
      [
        'a way back that is not allowed',
        () => changed('returnUrl', 'https://fremd.example/'),
        '/returnUrl originNotAllowed',
      ],
      ['no privacy notice', () => without(plain(), 'notices.privacy'), '/notices/privacy required'],
      ['an event that there is no more', () => [...plain(), ['eventIds', 'weg']], '/eventIds/1 unknownEvent'],
      [
        'a question that there is no more',
        () => [...plain(), ['answers.teil-1.weg', 'x']],
        '/answers/teil-1/… unknownQuestion',
      ],
      [
        'words of its own where a name belongs',
        () => [...plain(), ['answers.rufen-sie-0900-an.weg', 'x'], ['answers.teil-1.Rufen Sie an', 'x']],
        '/answers/teil-1/… ',
      ],
    ])('%s', async (_, fields, told) => {
      const answer = await post(urlencoded(fields()));
      expect([answer.status, values(answer.text)]).toEqual([422, ['Jürgen Grün']]);
      const said = words(answer);
      expect(said).toContain(title);
      expect(said).toMatch(/schreiben Sie an \S+@\S+/);
      expect(said).toContain(told);
      expect(said).not.toContain('Bitte prüfen Sie Ihre Angaben');
      // Sent from here as it is, it is taken.
      const form = elementsIn(answer.text).flatMap(({ tag, attributes }): Fields => {
        const { name, value, type } = attributes;
        const isSent =
          tag === 'input' && ((type !== 'checkbox' && type !== 'radio') || 'checked' in attributes);
        return isSent && name !== undefined ? [[name, value ?? '']] : [];
      });
      expect((await post(urlencoded(form))).status).toBe(202);
      expect(await taken()).toEqual([one]);
    });

    test('beside what its visitor has to', async () => {
      const said = words(
        await post(urlencoded(changed('formUrl', 'seminare').filter(([name]) => name !== 'name'))),
      );
      expect(said).toContain(title);
      expect(said).toContain('Bitte prüfen Sie Ihre Angaben');
      expect(said).toContain('Name Bitte machen Sie hier eine Angabe. #field-name');
    });

    test('where no series is known, whom to write to, and what', async () => {
      await backend.publish([event('weit-weg', { seriesId: 'dritte' })], { ...series, seriesId: 'dritte' });
      const answer = await post(urlencoded(changed('eventIds', 'weg')));
      expect(answer.status).toBe(422);
      expect(words(answer)).toMatch(/Bitte schreiben Sie an \S+@\S+/);
      expect(words(answer)).toContain('/eventIds/0 unknownEvent');
      expect(words(answer)).not.toContain('nicht zu verstehen');
    });
  });

  test.each<[string, () => ReturnType<typeof post>, number]>([
    ['text/plain', () => post(Buffer.from('name=Eva\r\n'), 'text/plain'), 415],
    [
      'a form without method="post"',
      () => backend.get('/v1/registrations?name=Eva', { accept: 'text/html' }),
      405,
    ],
  ])('%s: whom to write to, and what the website should do', async (_, sent, status) => {
    const answer = await sent();
    expect([answer.status, answer.headers.get('content-type')]).toEqual([status, 'text/html; charset=utf-8']);
    expect(words(answer)).toMatch(/Bitte schreiben Sie an \S+@\S+/);
    expect(words(answer)).toContain('method="post"');
  });

  test('parts that are none, and more than 64 KiB, are pages', async () => {
    const broken = await post(Buffer.from('{}'), parts);
    expect([broken.status, broken.headers.get('content-type')]).toEqual([400, 'text/html; charset=utf-8']);
    expect(words(broken)).toContain('Ihre Angaben sind nicht angekommen');
    const large = await post(inParts([...plain(), ['x', 'x'.repeat(70_000)]]), parts);
    expect([large.status, large.headers.get('content-type')]).toEqual([413, 'text/html; charset=utf-8']);
  });

  test('JSON in another encoding is refused, not stored with broken names', async () => {
    const json = JSON.stringify({
      ...Object.fromEntries(plain()),
      eventIds: ['teil-1'],
      notices: { privacy: '2040-01' },
    });
    const answer = await post(Buffer.from(json, 'latin1'), 'application/json');
    expect([answer.status, answer.json.errors]).toEqual([
      400,
      [expect.objectContaining({ code: 'bodyNotUtf8' })],
    ]);
    expect(await taken()).toEqual([]);
  });
});
