import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { locales } from '../../functions/core/values/locale.ts';
import { mailBlocks, renderMail } from '../../functions/views/mail.ts';
import { elementsIn, wordsIn, wordsInHtml } from './reading.ts';
import { sampleFrame, sampleMailContents, sampleMails } from './samples.ts';

const samples = locales.flatMap((locale) =>
  Object.entries(sampleMails(locale)).map(([name, facts]) => ({ locale, name, facts })),
);
const sample = (name: string, locale: 'de' | 'en' = 'de') => {
  const facts = sampleMails(locale)[name];
  if (!facts) throw new Error(`no sample ${name}`);
  return facts;
};

test('whoever has a longer name than a greeting is nobody else for that', () => {
  const facts = sample('confirmationOfOther');
  const { content } = facts;
  if (content.template !== 'confirmation') throw new Error('it confirms');
  const textTo = (name: string, person: string) =>
    renderMail({
      ...facts,
      name,
      content: { ...content, events: content.events.map((event) => ({ ...event, person })) },
    }).text;
  const [long, other] = ['x'.repeat(150), 'y'.repeat(150)];
  expect(textTo(long, other)).toContain('weitergeben');
  expect(textTo(long, other).length).toBeGreaterThan(textTo(long, long).length);
  expect(textTo(long, long)).not.toMatch(/An x+ können/);
});

describe.each(samples)('the mail $name in $locale', ({ locale, facts }) => {
  const { subject, text, html } = renderMail(facts);

  test('reads the same as text and as HTML, links included', () => {
    expect(wordsInHtml(html)).toEqual(wordsIn(text));
  });

  test('has one button at most', () => {
    expect(mailBlocks(facts).filter((block) => block.kind === 'button').length).toBeLessThanOrEqual(1);
  });

  test('keeps its shape where only the cells of tables have padding and borders, and no style breaks lines', () => {
    for (const { tag, attributes } of elementsIn(html)) {
      const style = attributes.style ?? '';
      expect(style).not.toMatch(/white-space/);
      if (/max-width:(?!100%)/.test(style)) expect(attributes.width).toMatch(/^\d+$/);
      if (tag === 'table') expect(style).not.toMatch(/margin:(?!0 auto)|padding|border-left/);
      if (/border-left|padding:(?!0(;|$))/.test(style) && tag !== 'td') {
        // A list's indent, and a link whose cell has the padding for who does not know it here.
        expect(['ul', 'ol', 'a']).toContain(tag);
      }
    }
    if (html.includes('class="button"'))
      expect(html).toMatch(/<td class="button"[^>]*mso-padding-alt:13px 24px/);
  });

  test('has no list of one', () => {
    expect(html).not.toMatch(/<ul[^>]*><li[^>]*>(?:(?!<li)[\s\S])*<\/ul>/);
  });

  test('has a subject of one line that names what it is about', () => {
    expect(subject).toMatch(/^[^\r\n]{5,150}$/);
    expect(html).toContain(`<title>${subject}</title>`);
  });

  test('names its language, and is written for the dark too', () => {
    expect(html).toContain(`<html lang="${locale}" dir="ltr">`);
    expect(html).toContain('<meta name="color-scheme" content="light dark"/>');
    expect(html).toContain('@media (prefers-color-scheme:dark)');
  });

  test('carries the full imprint, its links and who organises', () => {
    const { organisation, series } = sampleFrame(locale);
    for (const line of [
      ...organisation.imprint,
      organisation.imprintUrl,
      organisation.privacyUrl,
      series?.title.text ?? '',
    ]) {
      expect(text).toContain(line);
    }
    expect(wordsIn(text).join(' ')).toContain('Institut für Landfragen');
  });

  test('loads nothing, runs nothing, and keeps no unfilled word', () => {
    expect(html).not.toMatch(/<(img|script|link|iframe)\b|\bon[a-z]+=|url\(/);
    expect(text).not.toMatch(/undefined|null|NaN|\[object|\{\w+\}/);
  });

  test('is calm: it has no exclamation mark', () => {
    expect(subject + text).not.toContain('!');
  });

  test('has no line over 76 characters but links, each on its own or, within a sentence, between < and >', () => {
    for (const line of text.split('\n')) {
      if (line.includes('://')) expect(line).toMatch(/^https?:\/\/\S+$|<https?:\/\/[^\s<>]+>/);
      else expect(line.length).toBeLessThanOrEqual(76);
    }
  });
});

test('what has several lines has them by elements, in facts and paragraphs alike', () => {
  const { content, ...facts } = sample('reminder');
  if (content.template !== 'reminder') throw new Error('no reminder');
  const joinInfo = 'Telefon 030 123456\nPIN 4711\nTaste 1';
  const { html } = renderMail({
    ...facts,
    content: { ...content, event: { ...content.event, joinInfo: { text: joinInfo } } },
  });
  expect(html).toContain('Telefon 030 123456<br/>PIN 4711<br/>Taste 1');
});

describe('what people wrote', () => {
  const hostile = [
    '<b>Eve</b>',
    '=HYPERLINK("x")',
    'Eve\r\nBcc: victim@example.org',
    'Eve\u202e\u2066txt.exe',
    '{series} {name}',
    '&amp;<script>alert(1)</script>',
    '\u0000Eve\u2028line',
  ];

  test.each(hostile)('%j stays one line of text in greeting and subject', (name) => {
    const facts = {
      ...sample('reminder'),
      name,
      words: { subject: 'Für {name}', paragraphs: ['Liebe/r {name}.'] },
    };
    const { subject, text, html } = renderMail(facts);
    const greeting = text.split('\n').find((line) => line.startsWith('Guten Tag')) ?? '';
    expect(subject).not.toMatch(/[\p{Cc}\p{Bidi_Control}\p{Zl}]/u);
    expect(text).not.toMatch(/\p{Bidi_Control}/u);
    expect(greeting).toMatch(/^Guten Tag .+,$/);
    expect(html).not.toMatch(/<b>|<script/);
    expect(wordsInHtml(html)).toEqual(wordsIn(text));
  });

  test('never reads otherwise in text than in HTML, whatever it is', () => {
    const anyText = fc.string({ unit: 'binary', minLength: 1, maxLength: 150 });
    const names = Object.keys(sampleMailContents('de'));
    fc.assert(
      fc.property(
        anyText,
        anyText,
        fc.constantFrom(...names),
        fc.constantFrom(...locales),
        (name, words, of, locale) => {
          const { subject, text, html } = renderMail({
            ...sample(of, locale),
            name,
            words: { subject: words, paragraphs: [words] },
          });
          expect(subject).not.toMatch(/[\r\n]/);
          expect([...subject].length).toBeLessThanOrEqual(150);
          expect(wordsInHtml(html)).toEqual(wordsIn(text));
        },
      ),
      { numRuns: 200 },
    );
  });
});

describe('what a series says instead', () => {
  const words = {
    subject: '{event} am {date}, {time}',
    paragraphs: ['Hallo {name}, hier ist {organisation} mit {series}.', 'Bis bald.'],
  };

  test('replaces the subject and the first paragraphs, its placeholders filled', () => {
    const { subject, text } = renderMail({ ...sample('reminder'), words });
    expect(subject).toBe('Zivilgesellschaft sichtbar machen am Mittwoch, 28. April 2027, 17 Uhr');
    expect(text).toContain('Hallo Aylin Şahin, hier ist Stiftung Marktplatz mit Gemeinsam stark vor');
    expect(text).not.toContain('wir erinnern Sie');
  });

  test('leaves what must be said: facts, button, what happens if one does nothing', () => {
    const { text } = renderMail({ ...sample('verification'), words });
    expect(text).toContain('/confirm/');
    expect(text).toContain('von selbst');
  });

  test('names several events by all their titles and dates', () => {
    const { subject } = renderMail({
      ...sample('verification'),
      words: { subject: '{event}: {date}, {time}' },
    });
    expect(subject).toMatch(
      /^Zivilgesellschaft sichtbar machen, Demokratische Kultur stärken und Wie gelingt/,
    );
    expect([...subject].length).toBeLessThanOrEqual(150);
  });
});

describe('the verification', () => {
  test('says until when places are held, when it is deleted, and how it is when one did not ask for it', () => {
    const { text } = renderMail(sample('verification'));
    const read = wordsIn(text).join(' ');
    expect(read).toContain('Bis Dienstag, 2. März 2027, 10 Uhr (MEZ) halten wir Ihnen');
    expect(read).toContain('am Montag, 8. März 2027, 10 Uhr (MEZ) von selbst gelöscht');
    expect(read).toContain('nicht angemeldet? Dann brauchen Sie nichts zu tun');
  });

  test('leads to the own page when there is nothing to confirm', () => {
    const facts = sample('nothingToVerify');
    const buttons = mailBlocks(facts).flatMap((block) => (block.kind === 'button' ? [block.link.url] : []));
    expect(buttons).toEqual([expect.stringContaining('/registration/')]);
    expect(renderMail(facts).text).not.toContain('von selbst');
  });

  test('carries no join link', () => {
    expect(renderMail(sample('verification')).text).not.toContain('/go/');
  });
});

test('the join link stands only where a place is confirmed', () => {
  const text = (name: string) => renderMail(sample(name)).text;
  for (const name of ['confirmation', 'promoted', 'reminder']) expect(text(name)).toContain('/join');
  for (const name of [
    'confirmationOfWaiting',
    'movedWhileWaiting',
    'noPlace',
    'cancellation',
    'eventCancelled',
  ]) {
    expect(text(name)).not.toContain('/join');
  }
});

test('a reminder leads to the event, and tells how to give the place back', () => {
  const { text, html } = renderMail(sample('reminder', 'en'));
  const inButton = elementsIn(html).find(({ attributes }) => attributes.style?.includes('inline-block'));
  expect(inButton?.attributes.href).toContain('/join');
  expect(text).toContain('/registration/');
});

test('a confirmation of several parts tells the outcome of each', () => {
  const read = wordsIn(renderMail(sample('confirmationOfMany', 'en')).text).join(' ');
  expect(read).toContain('Status place confirmed');
  expect(read).toContain('on the waiting list, position 3');
  expect(read).toContain('no longer available');
});

test('a mail names the place that its times are of once', () => {
  for (const [name, facts] of Object.entries(sampleMails('de'))) {
    const { text, html } = renderMail(facts);
    for (const part of [text, wordsInHtml(html).join(' ')])
      expect([name, part.match(/Ortszeit\s+Berlin/g)?.length ?? 0]).toEqual([
        name,
        expect.toSatisfy((count: number) => count <= 1),
      ]);
  }
});

test('a moved event is told from its old to its new date', () => {
  const read = wordsIn(renderMail(sample('moved')).text).join(' ');
  expect(read).toMatch(
    /Termin bisher Mittwoch, 16\. Juni 2027, 17–18:30 Uhr .* Termin neu Mittwoch, 23\. Juni 2027, 17–18:30 Uhr/,
  );
  expect(read).toContain('von Hand');
});

test('the hint at open parts comes with the way to stop such hints', () => {
  expect(renderMail(sample('documentationWithHint')).text).toContain('/unsubscribe/');
  expect(renderMail(sample('documentation')).text).not.toContain('/unsubscribe/');
});

test('what is to go from the calendar is named where a mail is about several events', () => {
  const facts = sample('confirmationOfSteps');
  if (facts.content.template !== 'confirmation') throw new Error('no sample');
  const off = facts.content.events.find(({ standing }) => standing === 'cancelled');
  if (off === undefined) throw new Error('nothing is cancelled');
  const attached = [
    { eventId: 'sichtbar-machen', method: 'PUBLISH' as const },
    { eventId: off.eventId, method: 'CANCEL' as const },
  ];
  const text = renderMail({ ...facts, attached }).text.replaceAll('\n', ' ');
  expect(text).toContain(
    'Bitte löschen Sie aus Ihrem Kalender, falls noch eingetragen: Wie gelingt das Netzwerken?',
  );
});

const [one, two] = ['sichtbar-machen', 'netzwerken'];
test.each([
  ['Veranstaltung', [{ eventId: one }, { eventId: two }]],
  ['Person', [{ eventId: one }, { eventId: one, seat: 2 }]],
  ['Person und Veranstaltung', [{ eventId: one }, { eventId: one, seat: 2 }, { eventId: two }]],
])('calendar files are told as what they are: one for each %s', (each, files) => {
  const attached = files.map((file) => ({ ...file, method: 'PUBLISH' as const }));
  const text = renderMail({ ...sample('confirmationOfMany'), attached }).text.replaceAll('\n', ' ');
  expect(text).toContain(`finden Sie im Anhang, eine Datei je ${each}.`);
});

test('a zone’s place is named where the zone stands first', () => {
  const { text } = renderMail(sample('unconfirmedCancelledInPart'));
  const [first = '', ...others] = text.match(/Uhr \(MESZ[^)]*\)/g) ?? [];
  expect(first).toContain('Ortszeit');
  expect(others.join()).not.toContain('Ortszeit');
});

test('one open event is signed up for as one', () => {
  const facts = sample('documentationWithHint');
  if (facts.content.template !== 'documentation' || !facts.content.hint) throw new Error('no sample');
  const [open] = facts.content.hint.events;
  if (open === undefined) throw new Error('nothing is open');
  const { text } = renderMail({
    ...facts,
    content: { ...facts.content, hint: { ...facts.content.hint, events: [open] } },
  });
  expect(text).toContain('Dafür anmelden:');
});

test.each(['first', 'last'])(
  'deadlines are by the clocks of the series, where an event elsewhere is named %s',
  (at) => {
    const facts = sample('verification');
    if (facts.content.template !== 'verification') throw new Error('no sample');
    const [event, ...more] = facts.content.events;
    if (event === undefined) throw new Error('no event');
    const there = { ...event, eventId: 'tokyo', timeZone: 'Asia/Tokyo' };
    const events = at === 'first' ? [there, event, ...more] : [event, ...more, there];
    const content = { ...facts.content, heldUntil: '2026-12-24T20:00:00.000Z', events };
    const frame = { ...facts.frame, timeZone: 'Europe/Berlin' };
    const text = wordsIn(renderMail({ ...facts, frame, content }).text).join(' ');
    expect(text).toMatch(/Bis Donnerstag, 24\. Dezember 2026, 21 Uhr \(MEZ/);
    expect(text.match(/wird die Anmeldung am [^)]*\(([^,)]*)/)?.[1]).toMatch(/^MES?Z$/);
  },
);
