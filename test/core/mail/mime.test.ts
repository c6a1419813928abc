import fc from 'fast-check';
import { simpleParser } from 'mailparser';
import PostalMime from 'postal-mime';
import { describe, expect, test } from 'vitest';
import { cleanName, composeMail, type Letter } from '../../../functions/core/mail/mime.ts';
import { locales } from '../../../functions/core/values/locale.ts';
import { renderMail } from '../../../functions/views/mail.ts';
import { randomly } from '../../setup/random.ts';
import { sampleMails } from '../../views/samples.ts';

const letter = (changes: Partial<Letter> = {}): Letter => ({
  from: { name: 'Stiftung Marktplatz', email: 'seminare@mail.stiftung-marktplatz.example' },
  to: { name: 'Aylin Şahin', email: 'aylin@rathaus.example' },
  replyTo: 'seminare@stiftung-marktplatz.example',
  subject: 'Bitte bestätigen Sie Ihre Anmeldung',
  text: 'Guten Tag, Aylin Şahin\nGrüße',
  html: '<p>Guten Tag, Aylin Şahin</p><p>Grüße</p>',
  calendars: [],
  ...changes,
});

const templateHeaders = [
  'auto-submitted',
  'content-type',
  'from',
  'mime-version',
  'reply-to',
  'subject',
  'to',
  'x-auto-response-suppress',
];
/** What the library may add; SES replaces the last two. */
const libraryHeaders = ['content-transfer-encoding', 'date', 'message-id'];

interface Parsed {
  headers: string[];
  /** `field address`, in the order of the fields. */
  addresses: string[];
  names: string[];
  subject: string;
  text: string;
  html: string;
}

/** What two parsers, written by different people, find in a mail. */
const parsers: Record<string, (raw: Buffer) => Promise<Parsed>> = {
  async mailparser(raw) {
    const mail = await simpleParser(raw);
    const fields = ['from', 'to', 'cc', 'bcc', 'replyTo'] as const;
    const boxes = fields.flatMap((field) =>
      [mail[field] ?? []].flat().flatMap(({ value }) => value.map((box) => ({ field, box }))),
    );
    return {
      headers: mail.headerLines.map(({ key }) => key),
      addresses: boxes.map(({ field, box }) => `${field} ${box.address}`),
      names: boxes.map(({ box }) => box.name),
      subject: mail.subject ?? '',
      text: mail.text ?? '',
      html: mail.html || '',
    };
  },
  async 'postal-mime'(raw) {
    const mail = await PostalMime.parse(raw);
    const boxes = [
      ...[mail.from ?? []].flat().map((box) => ({ field: 'from', box })),
      ...(mail.to ?? []).map((box) => ({ field: 'to', box })),
      ...(mail.cc ?? []).map((box) => ({ field: 'cc', box })),
      ...(mail.bcc ?? []).map((box) => ({ field: 'bcc', box })),
      ...(mail.replyTo ?? []).map((box) => ({ field: 'replyTo', box })),
    ];
    return {
      headers: mail.headers.map(({ key }) => key),
      addresses: boxes.map(({ field, box }) => `${field} ${box.address}`),
      names: boxes.map(({ box }) => box.name),
      subject: mail.subject ?? '',
      text: mail.text ?? '',
      html: mail.html ?? '',
    };
  },
};

/** Only the template's headers, each once, and only the template's recipients, whatever a letter says. */
function expectUnharmed(found: Parsed, mail: Letter): void {
  const own = found.headers.filter((name) => !libraryHeaders.includes(name));
  expect(own.toSorted()).toEqual(templateHeaders);
  expect(found.addresses).toEqual([
    `from ${mail.from.email}`,
    `to ${mail.to.email}`,
    `replyTo ${mail.replyTo}`,
  ]);
  for (const name of found.names) expect(name).not.toMatch(/[\r\n\0]/);
  expect(found.subject).not.toMatch(/[\r\n\0]/);
}

const hostile = [
  'Eve\r\nBcc: all@x.example',
  'Eve\nBcc: all@x.example\n\n<h1>Another body</h1>',
  'Eve\rBcc: all@x.example',
  'Eve\u2028Bcc: all@x.example\u2029',
  'Eve\u0085Bcc: all@x.example',
  'Eve\0\u0001\u001f\u007f',
  'Eve" <all@x.example>, "',
  'Eve\\" <all@x.example>, \\"',
  'Eve, all@x.example',
  'Eve; all@x.example;',
  'Everybody: a@x.example, b@x.example;',
  'undisclosed-recipients:;',
  '<all@x.example>',
  'all@x.example',
  '(all@x.example)',
  '=?utf-8?Q?Eve=0D=0ABcc=3A_all=40x.example?=',
  '=?utf-8?B?RXZlDQpCY2M6IGFsbEB4LmV4YW1wbGU=?=',
  '=?utf-8?Q?=22_=3Call=40x.example=3E=2C_=22?=',
  '=?utf-8?Q?a?= =?utf-8?Q?=3Call=40x.example=3E?=',
  '=HYPERLINK("https://evil.example")',
  '<b>Eve</b><script>alert(1)</script>',
  '\u202eelpmaxe.x@lla',
  '\ufeffEve\u200b\u00ad',
  '\ud800Eve\udc00',
  'ＥＶＥ＜ａｌｌ＠ｘ．ｅｘａｍｐｌｅ＞',
  '👩‍👩‍👧‍👦'.repeat(60),
  'ü'.repeat(10_000),
  `${' '.repeat(998)}Bcc: all@x.example`,
  'x'.repeat(2000),
  '--------',
  '.',
  '\\',
  '"',
  ' ',
  '',
];

describe.each(Object.keys(parsers))('%s finds only the template in a mail', (parser) => {
  const parsed = async (mail: Letter) => parsers[parser]?.(await composeMail(mail));

  test.each(hostile)('to somebody called %j', async (name) => {
    const mail = letter({ to: { name, email: 'eve@x.example' }, subject: `Anmeldung von ${name}` });
    const found = await parsed(mail);
    if (found === undefined) expect.unreachable();
    expectUnharmed(found, mail);
    expect(found.text).toContain('Grüße');
    expect(found.html).toContain('Grüße');
  });

  test.each(hostile)('from an organisation called %j', async (name) => {
    const mail = letter({ from: { name, email: 'seminare@mail.stiftung-marktplatz.example' } });
    const found = await parsed(mail);
    if (found === undefined) expect.unreachable();
    expectUnharmed(found, mail);
  });

  test('to somebody called anything', async () => {
    const piece = fc.oneof(
      fc.string({ unit: 'binary', maxLength: 20 }),
      fc.constantFrom(
        '\r\n',
        '\n ',
        '"',
        '<',
        '>',
        ',',
        ';',
        ':',
        '@',
        '=?utf-8?Q?',
        '?=',
        '\\',
        '(',
        ')',
        'x@y.example',
      ),
    );
    const text = fc.array(piece, { maxLength: 12 }).map((pieces) => pieces.join(''));
    await fc.assert(
      fc.asyncProperty(text, text, async (name, subject) => {
        const mail = letter({ to: { name, email: 'eve@x.example' }, subject: `Betreff ${subject}` });
        const found = await parsed(mail);
        if (found === undefined) expect.unreachable();
        expectUnharmed(found, mail);
      }),
      randomly(300),
    );
  });

  test('with a text that looks like the end of its part', async () => {
    const [boundary = ''] = /--[^\r\n]+(?=\r\n)/.exec((await composeMail(letter())).toString()) ?? [];
    const text = `${boundary}\r\nContent-Type: text/html\r\n\r\n<b>x</b>\r\n${boundary}--\r\n.\r\nFrom x`;
    const found = await parsed(letter({ text }));
    expect(found?.text).toContain('From x');
    expect(found?.html).toBe((await parsed(letter()))?.html);
  });
});

describe.each(
  locales.flatMap((locale) =>
    Object.entries(sampleMails(locale)).map(([name, facts]) => ({ locale, name, facts })),
  ),
)('the bytes of the mail $name in $locale', async ({ facts }) => {
  const unsubscribeUrl = `https://events.stiftung-marktplatz.example/unsubscribe/${'a'.repeat(72)}`;
  const raw = (
    await composeMail(
      letter({
        ...renderMail(facts),
        from: {
          name: 'Stiftung für bürgerschaftliches Engagement „Am Markt“ e. V.',
          email: letter().from.email,
        },
        to: { name: 'Dr. Aylin Şahin-Großkreutz von der Wohlfahrtspflege', email: 'aylin@rathaus.example' },
        calendars: [{ filename: 'teil-1.ics', content: 'BEGIN:VCALENDAR\r\nEND:VCALENDAR\r\n' }],
        unsubscribeUrl,
      }),
    )
  ).toString('latin1');

  test('are ASCII in lines that end with CRLF and have 998 characters at most', () => {
    expect(raw).toMatch(/^[\t\r\n\x20-\x7e]*$/);
    expect(raw.replaceAll('\r\n', '')).not.toMatch(/[\r\n]/);
    for (const line of raw.split('\r\n')) expect(line.length).toBeLessThanOrEqual(998);
  });

  test('have headers in lines of at most 78, but for the one address that can’t be folded', () => {
    const head = raw.slice(0, raw.indexOf('\r\n\r\n')).split('\r\n');
    expect(head.filter((line) => line.length > 78)).toEqual([` <${unsubscribeUrl}>`]);
  });
});

describe('a mail', () => {
  test('names an internationalised domain as SMTP takes it', async () => {
    const raw = (
      await composeMail(letter({ to: { name: 'Dora', email: 'dora@müller-stiftung.example' } }))
    ).toString();
    expect(raw).toMatch(/^To: .*<dora@xn--mller-stiftung-gsb\.example>\r$/m);
  });

  test('is ASCII in lines of at most 998, each ended by CRLF', async () => {
    const raw = await composeMail(
      letter({ text: `${'ü'.repeat(5000)}\nx\ry`, html: `<p>${'ü'.repeat(5000)}</p>\n` }),
    );
    expect(raw.toString('latin1')).toMatch(/^[\t\r\n\x20-\x7e]*$/);
    expect(raw.toString().replaceAll('\r\n', '')).not.toMatch(/[\r\n]/);
    for (const line of raw.toString().split('\r\n')) expect(line.length).toBeLessThanOrEqual(998);
  });

  test('says that a machine wrote it, and can be unsubscribed from where it carries news', async () => {
    const plain = (await composeMail(letter())).toString();
    expect(plain).toMatch(/^Auto-Submitted: auto-generated\r$/m);
    expect(plain).toMatch(/^X-Auto-Response-Suppress: OOF, AutoReply\r$/m);
    expect(plain).not.toMatch(/^List-/m);
    const unsubscribeUrl = `https://events.example/unsubscribe/${'1x'.padEnd(34, 'a')}~${'b'.repeat(16)}.${'c'.repeat(22)}`;
    const { headers } = await PostalMime.parse(
      await composeMail(letter({ unsubscribeUrl, listId: 'a1b2.mail.stiftung.example' })),
    );
    const value = (name: string) => headers.find(({ key }) => key === name)?.value;
    expect(value('list-unsubscribe')).toBe(`<${unsubscribeUrl}>`);
    expect(value('list-id')).toBe('<a1b2.mail.stiftung.example>');
    expect(value('list-unsubscribe-post')).toBe('List-Unsubscribe=One-Click');
  });

  test('carries its calendar files as attachments without a method, byte for byte', async () => {
    const content = 'BEGIN:VCALENDAR\r\nMETHOD:PUBLISH\r\nSUMMARY:Grüße aus dem Café\r\nEND:VCALENDAR\r\n';
    const calendars = ['teil-1.ics', 'teil-2.ics'].map((filename) => ({ filename, content }));
    const raw = await composeMail(letter({ calendars }));
    const types = raw.toString().match(/^Content-Type: text\/calendar;[^\r]*(\r\n\s[^\r]*)*/gm) ?? [];
    expect(types).toHaveLength(2);
    expect(types.join()).not.toMatch(/method/i);
    const { attachments } = await simpleParser(raw);
    expect(
      attachments.map(({ filename, contentType, contentDisposition }) => [
        filename,
        contentType,
        contentDisposition,
      ]),
    ).toEqual([
      ['teil-1.ics', 'text/calendar', 'attachment'],
      ['teil-2.ics', 'text/calendar', 'attachment'],
    ]);
    for (const attachment of attachments) expect(attachment.content.toString()).toBe(content);
    const other = await PostalMime.parse(raw);
    expect(other.attachments.map(({ filename, mimeType }) => [filename, mimeType])).toEqual([
      ['teil-1.ics', 'text/calendar'],
      ['teil-2.ics', 'text/calendar'],
    ]);
  });
});

test('a name in a header is one line of at most 75 characters, and stays as it is where it harms nobody', () => {
  for (const name of [
    "Ben O'Neill",
    'Dora Grünwald-Čapková',
    'Aylin Şahin',
    '山田 太郎',
    'Dr. A. & B. Müller',
  ]) {
    expect(cleanName(name)).toBe(name);
  }
  for (const name of hostile) {
    expect(cleanName(name)).not.toMatch(/[@:,"<>;\r\n\0]/);
    expect([...cleanName(name)].length).toBeLessThanOrEqual(75);
  }
});
