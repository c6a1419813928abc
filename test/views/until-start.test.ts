import { describe, expect, test } from 'vitest';
import type { MailFacts } from '../../functions/core/mail/mail-content.ts';
import { untilStart } from '../../functions/views/mail/until-start.ts';
import { renderMail } from '../../functions/views/mail.ts';
import { sampleMails } from './samples.ts';

/** 17:00 in Berlin, after a change of the clocks on 28 March. */
const inBerlin = { locale: 'de', timeZone: 'Europe/Berlin' } as const;
const english = { ...inBerlin, locale: 'en' } as const;
const event = { startsAt: '2027-03-31T15:00:00.000Z', timeZone: 'Europe/Berlin' };

test.each([
  ['2027-03-24T16:00:00.000Z', 'In einer Woche', 'In a week'],
  ['2027-03-28T15:00:00.000Z', 'Mittwoch, 31. März 2027, 17 Uhr', 'Wednesday, 31 March 2027, 17:00'],
  ['2027-03-30T15:00:00.000Z', 'Morgen, 17 Uhr', 'Tomorrow at 17:00'],
  // Late, and after midnight in the event's zone.
  ['2027-03-30T22:10:00.000Z', 'Heute um 17 Uhr', 'Today at 17:00'],
  ['2027-03-31T07:00:00.000Z', 'Heute um 17 Uhr', 'Today at 17:00'],
  ['2027-03-31T14:00:00.000Z', 'In einer Stunde', 'In an hour'],
  ['2027-03-31T14:03:00.000Z', 'In einer Stunde', 'In an hour'],
  ['2027-03-31T14:31:00.000Z', 'In 30 Minuten', 'In 30 minutes'],
  ['2027-03-31T14:59:00.000Z', 'In einer Minute', 'In a minute'],
  ['2027-03-31T15:05:00.000Z', 'Jetzt', 'Now'],
])('a reminder made at %s begins with %s', (madeAt, german, inEnglish) => {
  expect([untilStart(event, madeAt, inBerlin).subject, untilStart(event, madeAt, english).subject]).toEqual([
    german,
    inEnglish,
  ]);
});

test('a time that is no full hour is told to the minute', () => {
  const half = { ...event, startsAt: '2027-03-31T07:30:00.000Z' };
  expect(untilStart(half, '2027-03-30T15:00:00.000Z', inBerlin).subject).toBe('Morgen, 9:30 Uhr');
});

test('an hour in another zone than the series’ is told with its place, unless the clocks say the same', () => {
  const there = { startsAt: '2027-02-10T16:00:00.000Z', timeZone: 'America/New_York' };
  const seenFrom = (timeZone: string, zone = there.timeZone) =>
    untilStart({ ...there, timeZone: zone }, '2027-02-09T16:00:00.000Z', { ...inBerlin, timeZone });
  expect(seenFrom('Europe/Berlin')).toEqual({
    subject: 'Morgen, 11 Uhr (Ortszeit New York)',
    intro: 'morgen um 11 Uhr (Ortszeit New York) ist es so weit. Wir freuen uns auf Sie.',
  });
  expect(untilStart(there, '2027-02-09T16:00:00.000Z', english).subject).toBe(
    'Tomorrow at 11:00 (New York time)',
  );
  expect(seenFrom('America/New_York').subject).toBe('Morgen, 11 Uhr');
  expect(seenFrom('Europe/Berlin', 'Europe/Vienna').subject).toBe('Morgen, 17 Uhr');
  expect(seenFrom('Europe/Berlin', 'UTC').subject).toBe('Morgen, 16 Uhr (UTC)');
});

test('who registered another person is not told that they are looked forward to', () => {
  const { intro } = untilStart(event, '2027-03-30T15:00:00.000Z', { ...inBerlin, other: 'Bea' });
  expect(intro).toBe('morgen um 17 Uhr ist es so weit. Wir freuen uns auf Bea.');
});

describe('what mail programs show beside the subject', () => {
  const shownOf = (facts: MailFacts) =>
    /<div style="display:none;[^>]*>([^<]*)<\/div>/.exec(renderMail(facts).html)?.[1] ?? '';
  const preheader = (name: string) => {
    const facts = sampleMails('de')[name];
    if (facts === undefined) throw new Error(`no sample ${name}`);
    return shownOf(facts);
  };

  test('is the event and its time first, in every mail that is about one', () => {
    for (const [name, { content }] of Object.entries(sampleMails('de'))) {
      const isAnnounced = content.template === 'announcement' && content.news !== undefined;
      const isNews = isAnnounced || name === 'verificationOfNewsAlone';
      const isOfNone =
        isNews ||
        ['link', 'login', 'erasureNotice', 'requestDue', 'webhookDisabled', 'objectionAnswered'].includes(
          content.template,
        );
      if (!isOfNone)
        expect(preheader(name), name).toMatch(
          /^[^,]+, \w+, \d+\. \w+ 2027, [\d:]+ Uhr (und (eine|\d) weitere )?– \S/,
        );
      else expect(preheader(name), name).toMatch(/^\p{Lu}/u);
      expect(preheader(name).length, name).toBeGreaterThan(30);
    }
  });

  test('of events that stand differently, names the first with a place, and none if there is no place', () => {
    const facts = sampleMails('de').confirmationOfSteps;
    if (facts?.content.template !== 'confirmation') throw new Error('no sample');
    const { content } = facts;
    const shown = (events: typeof content.events) => shownOf({ ...facts, content: { ...content, events } });
    const [confirmed, waiting, cancelled] = content.events;
    if (!confirmed || !waiting || !cancelled) throw new Error('no sample');
    expect(shown([cancelled, waiting, confirmed])).toMatch(/^Zivilgesellschaft sichtbar machen, Mittwoch/);
    expect(shown([cancelled, waiting])).toMatch(/^Sie haben auf Ihrer Seite mehreres geändert/);
    expect(shown([cancelled])).toMatch(/^Wie gelingt das Netzwerken\?, Mittwoch/);
  });

  test('goes on with how an announcement begins', () => {
    expect(preheader('announcement')).toContain('Bitte seien Sie pünktlich da.');
  });
});
