import { describe, expect, test } from 'vitest';
import { locales } from '../../functions/core/values/locale.ts';
import { compose } from '../../functions/views/compose.ts';
import { publicUrl, sampleEvent, stage } from '../core/samples.ts';
import { sampleMails } from './samples.ts';

/** What is handed to SES of each mail, as RFC 5322 and RFC 2045 want it, however its text breaks lines. */
const mails = locales.flatMap((locale) =>
  Object.entries(sampleMails(locale)).map(([name, facts]) => ({ locale, name, facts })),
);

/** RFC 5322 section 2.1.1: lines of at most 998 characters, which should not be more than 78. */
const longest = { line: 998, header: 78 } as const;

describe.each(mails)('the mail $name in $locale', ({ facts }) => {
  test('has CRLF at the end of each line, and none too long', async () => {
    const method = facts.attached?.[0]?.method;
    const event = sampleEvent({ eventId: 'sichtbar-machen' });
    const { raw, failed } = await compose(
      {
        to: 'aylin.sahin@stadtverwaltung.musterstadt.example',
        facts,
        calendars: method === undefined ? [] : [{ event, method }],
        replyTo: stage.replyTo,
        isUnverified: false,
        unsubscribeUrl: `${publicUrl}/unsubscribe/u1.abcdefghijklmnopqrstuv`,
        senderId: '0123456789abcdef',
      },
      { stage, publicUrl, now: '2027-03-01T09:00:00.000Z' },
    );
    expect(failed).toEqual([]);
    const bytes = raw.toString('latin1');
    expect(bytes).not.toMatch(/(?<!\r)\n|\r(?!\n)/);
    const lines = bytes.split('\r\n');
    expect(lines.filter((line) => line.length > longest.line)).toEqual([]);
    const headers = lines.slice(0, lines.indexOf(''));
    // SES writes its own.
    const ofSes = /^(Message-ID|Date):/i;
    expect(headers.filter((line) => line.length > longest.header && !ofSes.test(line))).toEqual([]);
  });
});
