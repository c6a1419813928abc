import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { Email, isEmail, smtpAddress } from '../../../functions/core/values/email.ts';
import { asciiDomain, normaliseEmail } from '../../../functions/core/values/keys.ts';
import { randomly } from '../../setup/random.ts';

const long = (length: number) => 'a'.repeat(length);
/** A domain of that many characters, from labels of at most 63. */
const longDomain = (length: number) => {
  const labels = [];
  for (let left = length - '.example'.length; left > 0; left -= 61) labels.push(long(Math.min(60, left)));
  return `${labels.join('.')}.example`.slice(-length);
};

describe('an address that mail can go to', () => {
  test.each([
    'aylin@rathaus.example',
    'a@b.example',
    'first.last@sub.domain.example',
    "o'neill+seminar@verein.example",
    '!#$%&*+/=?^_`{|}~-@b.example',
    '1234@5678.example',
    'dora@müller-stiftung.example',
    'dora@xn--mller-stiftung-gsb.example',
    'DORA@MÜLLER-STIFTUNG.EXAMPLE',
    'post@straße.example',
    'post@δοκιμή.example',
    'post@例え.テスト',
    'post@भारत.भारत',
    'post@mu\u0308ller.example',
    '  padded@rathaus.example  ',
    'newline-at-its-end@rathaus.example\r\n',
    `${long(64)}@b.example`,
    `a@${long(63)}.example`,
    `${long(64)}@${longDomain(189)}`,
  ])('%j', (text) => {
    expect(isEmail(text)).toBe(true);
    expect(Email.parse(text)).toBe(text.trim());
    // What goes to SES is ASCII and within the limits of RFC 5321.
    const sent = smtpAddress(text.trim());
    expect(sent).toMatch(/^[\x21-\x7e]+@[a-z0-9.-]+$/);
    expect(sent.length).toBeLessThanOrEqual(254);
  });
});

describe('what is none is refused', () => {
  test.each([
    '',
    ' ',
    '@',
    'aylin',
    'aylin@',
    '@rathaus.example',
    'aylin@rathaus',
    'aylin@@rathaus.example',
    'aylin@rathaus@example.org',
    'ay lin@rathaus.example',
    'aylin@rat haus.example',
    'aylin@rathaus..example',
    'aylin@.example',
    'aylin@rathaus.example.',
    'aylin@-rathaus.example',
    'aylin@rathaus-.example',
    'aylin@rathaus.123',
    'aylin@rathaus_amt.example',
    'aylin@[192.0.2.1]',
    'aylin@192.0.2.1',
    'aylin@3221225985',
    'aylin@0x7f.1',
    'aylin@[IPv6:2001:db8::1]',
    '.aylin@rathaus.example',
    'aylin.@rathaus.example',
    'ay..lin@rathaus.example',
    '"aylin"@rathaus.example',
    '"ay lin"@rathaus.example',
    '"a@b"@rathaus.example',
    'Aylin <aylin@rathaus.example>',
    '<aylin@rathaus.example>',
    'aylin@rathaus.example, ben@verein.example',
    'aylin@rathaus.example;ben@verein.example',
    'aylin@rathaus.example(comment)',
    'mailto:aylin@rathaus.example',
    'aylin@rathaus.example?bcc=all@x.example',
    'aylin@rathaus.example/path',
    'aylin@rathaus.example:25',
    'aylin@user:pass@rathaus.example',
    'aylin%rathaus.example',
    'ayl\u0000in@rathaus.example',
    'aylin@rathaus\u0000.example',
    'aylin@rathaus.example\u0000',
    'ayl\tin@rathaus.example',
    'aylin@rathaus.example\r\nBcc: all@x.example',
    'aylin\r\n@rathaus.example',
    'aylin@rathaus\r\n.example',
    'aylin@rathaus\u2028.example',
    'ayl\u007fin@rathaus.example',
    'ayl\u200bin@rathaus.example',
    'aylin@rat\u200bhaus.example',
    'aylin@rathaus\u00ad.example',
    // SES takes no SMTPUTF8: the part before the @ is ASCII.
    'aylın@rathaus.example',
    'müller@rathaus.example',
    'aylin@xn--\u00fc.example',
    `${long(65)}@b.example`,
    `a@${long(64)}.example`,
    `${long(64)}@${longDomain(190)}`,
    `a@${longDomain(254)}`,
    // Within 254 characters as it is written, beyond them as it is sent.
    `${long(64)}@${`${'ü'.repeat(30)}.`.repeat(5)}example`,
  ])('%j', (text) => {
    expect(isEmail(text)).toBe(false);
    expect(Email.safeParse(text).success).toBe(false);
  });
});

test('whatever is accepted can be sent as it is: ASCII, one address, no line break', () => {
  const piece = fc.oneof(
    fc.string({ unit: 'binary', maxLength: 8 }),
    fc.constantFrom('@', '.', 'ü', 'example', '\r\n', '"', '<', 'xn--', '。', 'ß', 'İ', '[', ']', '\u0000'),
  );
  fc.assert(
    fc.property(fc.array(piece, { maxLength: 8 }), (pieces) => {
      const text = pieces.join('');
      if (!isEmail(text)) return;
      const sent = smtpAddress(text.trim());
      expect(sent).toMatch(/^[\x21-\x7e]+@([a-z0-9-]+\.)+[a-z0-9-]+$/);
      expect(sent.split('@')).toHaveLength(2);
      expect(sent.length).toBeLessThanOrEqual(254);
    }),
    randomly(1000),
  );
});

describe('two spellings of one mailbox are the same person', () => {
  test.each([
    ['aylin@rathaus.example', ' Aylin@RATHAUS.example '],
    ['dora@müller-stiftung.example', 'dora@xn--mller-stiftung-gsb.example'],
    ['dora@müller-stiftung.example', 'dora@mu\u0308ller-stiftung.example'],
    ['post@例え.テスト', 'POST@例え。テスト'],
  ])('%j and %j', (one, other) => {
    expect(normaliseEmail(one)).toBe(normaliseEmail(other));
  });

  test('and two mailboxes are not', () => {
    expect(normaliseEmail('aylin+a@rathaus.example')).not.toBe(normaliseEmail('aylin@rathaus.example'));
    expect(normaliseEmail('ay.lin@rathaus.example')).not.toBe(normaliseEmail('aylin@rathaus.example'));
    expect(normaliseEmail('a@strasse.example')).not.toBe(normaliseEmail('a@straße.example'));
  });
});

test('what can be no domain is empty in ASCII', () => {
  for (const text of ['', ' ', 'a b', 'xn--ü', '[', 'a%zz', '\u0000']) expect(asciiDomain(text)).toBe('');
});
