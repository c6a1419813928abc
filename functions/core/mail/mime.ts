import MimeNode from 'nodemailer/lib/mime-node/index.js';
import { smtpAddress } from '../values/email.ts';

/** What goes into one mail; texts are any text, the library encodes them. */
export interface Letter {
  from: { name: string; email: string };
  to: { name: string; email: string };
  replyTo: string;
  subject: string;
  text: string;
  html: string;
  calendars: { filename: string; content: string }[];
  /** The page to withdraw on; it takes RFC 8058's one-click POST too. */
  unsubscribeUrl?: string;
  /** Of news: the list that it belongs to (RFC 2919). */
  listId?: string;
}

/**
 * A display name as headers bear it: one line, without the characters that split addresses, 75 characters at most.
 * `=?` begins an encoded word (RFC 2047), which readers would decode to any of those characters.
 */
export function cleanName(name: string): string {
  const line = name
    .replaceAll(/[\p{Cc}\p{Cf}\p{Zl}\p{Zp}@:,"<>;()\\]+/gu, ' ')
    .replaceAll(/\s+/g, ' ')
    .replaceAll('=?', '= ?')
    .trim();
  return [...line].slice(0, 75).join('').trim();
}

/** A subject as a header bears it: one line. */
function cleanLine(text: string): string {
  return text
    .replaceAll(/[\p{Cc}\p{Zl}\p{Zp}]+/gu, ' ')
    .replaceAll('=?', '= ?')
    .trim();
}

/** A mailbox as a header bears it: a clean name holds nothing that could end the quotes; without one, the address. */
function mailbox({ name, email }: { name: string; email: string }): string {
  const shown = cleanName(name);
  return shown === '' ? smtpAddress(email) : `"${shown}" <${smtpAddress(email)}>`;
}

/** CRLF in the texts too, which the library encodes as they stand: SMTP knows no other line end (RFC 5321 section 2.3.8). */
const lineEnds = { newline: 'windows' };

/**
 * One mail as RFC 5322 bytes in lines that end with CRLF: text and HTML alternatives, calendar files attached; `Auto-Submitted` (RFC 3834)
 * always, `List-Unsubscribe` (RFC 2369, RFC 8058) where it carries news. SES sets Date and Message-ID.
 *
 * The tree is built node by node: the library's composer would bring its two tables of media types into each
 * bundle that sends, a tenth of it.
 */
export function composeMail(letter: Letter): Promise<Buffer> {
  const alternatives = new MimeNode('multipart/alternative', lineEnds);
  alternatives.createChild('text/plain; charset=utf-8').setContent(letter.text);
  alternatives.createChild('text/html; charset=utf-8').setContent(letter.html);
  const message = letter.calendars.length === 0 ? alternatives : new MimeNode('multipart/mixed', lineEnds);
  if (message !== alternatives) message.appendChild(alternatives);
  for (const { filename, content } of letter.calendars) {
    message
      // Without the parameter `method`, which would have Outlook show the part in place of the mail (decision 121).
      .createChild('text/calendar; charset=utf-8', { filename })
      .setHeader({ 'Content-Transfer-Encoding': 'base64', 'Content-Disposition': 'attachment' })
      .setContent(content);
  }
  // The second asks Exchange for what RFC 3834 asks of everybody: no answer by machine ([MS-OXCMAIL] 2.2.3.2.14).
  message.setHeader({ 'Auto-Submitted': 'auto-generated', 'X-Auto-Response-Suppress': 'OOF, AutoReply' });
  if (letter.listId !== undefined) message.setHeader({ 'List-Id': `<${letter.listId}>` });
  if (letter.unsubscribeUrl !== undefined) {
    message.setHeader({
      'List-Unsubscribe': `<${letter.unsubscribeUrl}>`,
      'List-Unsubscribe-Post': 'List-Unsubscribe=One-Click',
    });
  }
  message.setHeader({
    From: mailbox(letter.from),
    To: mailbox(letter.to),
    'Reply-To': smtpAddress(letter.replyTo),
    Subject: cleanLine(letter.subject),
  });
  return message.build();
}
