import { describe, expect, test } from 'vitest';
import { composed, everyMail } from './composed-mails.ts';

/** What is handed to SES of each mail, as RFC 5322 and RFC 2045 want it, however its text breaks lines. */

/** RFC 5322 section 2.1.1: lines of at most 998 characters, which should not be more than 78. */
const longest = { line: 998, header: 78 } as const;

describe.each(everyMail)('the mail $name in $locale', ({ facts }) => {
  test('has CRLF at the end of each line, and none too long', async () => {
    const bytes = (await composed(facts)).toString('latin1');
    expect(bytes).not.toMatch(/(?<!\r)\n|\r(?!\n)/);
    const lines = bytes.split('\r\n');
    expect(lines.filter((line) => line.length > longest.line)).toEqual([]);
    const headers = lines.slice(0, lines.indexOf(''));
    // SES writes its own.
    const ofSes = /^(Message-ID|Date):/i;
    expect(headers.filter((line) => line.length > longest.header && !ofSes.test(line))).toEqual([]);
  });
});
