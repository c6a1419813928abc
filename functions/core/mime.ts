import MailComposer from 'nodemailer/lib/mail-composer/index.js';
import { asciiDomain } from './keys.ts';

/** What goes into one mail; texts are any text, the library encodes them. */
export interface Letter {
  from: { name: string; email: string };
  to: { name: string; email: string };
  replyTo: string;
  subject: string;
  text: string;
  html: string;
  calendars: { filename: string; method: 'PUBLISH' | 'CANCEL'; content: string }[];
  /** The page to withdraw on; it takes RFC 8058's one-click POST too. */
  unsubscribeUrl?: string;
}

/** A display name as headers bear it: one line, without the characters that split addresses, 75 characters at most. */
export function cleanName(name: string): string {
  const line = name
    .replaceAll(/[\p{Cc}\p{Cf}\p{Zl}\p{Zp}@:,"<>;()\\]+/gu, ' ')
    .replaceAll(/\s+/g, ' ')
    .trim();
  return [...line].slice(0, 75).join('').trim();
}

/** A subject as a header bears it: one line. */
function cleanLine(text: string): string {
  return text.replaceAll(/[\p{Cc}\p{Zl}\p{Zp}]+/gu, ' ').trim();
}

/** The address as SMTP takes it: the domain in ASCII (RFC 5891). */
export function smtpAddress(email: string): string {
  const at = email.lastIndexOf('@');
  return `${email.slice(0, at)}@${asciiDomain(email.slice(at + 1))}`;
}

/**
 * One mail as RFC 5322 bytes: text and HTML alternatives, calendar files attached; `Auto-Submitted` (RFC 3834)
 * always, `List-Unsubscribe` (RFC 2369, RFC 8058) where it carries news. SES sets Date and Message-ID.
 */
export function composeMail(letter: Letter): Promise<Buffer> {
  const headers: Record<string, string> = { 'Auto-Submitted': 'auto-generated' };
  if (letter.unsubscribeUrl !== undefined) {
    headers['List-Unsubscribe'] = `<${letter.unsubscribeUrl}>`;
    headers['List-Unsubscribe-Post'] = 'List-Unsubscribe=One-Click';
  }
  const composer = new MailComposer({
    from: { name: cleanName(letter.from.name), address: smtpAddress(letter.from.email) },
    to: { name: cleanName(letter.to.name), address: smtpAddress(letter.to.email) },
    replyTo: smtpAddress(letter.replyTo),
    subject: cleanLine(letter.subject),
    text: letter.text,
    html: letter.html,
    headers,
    attachments: letter.calendars.map((calendar) => ({
      filename: calendar.filename,
      content: calendar.content,
      contentType: `text/calendar; charset=utf-8; method=${calendar.method}`,
      contentDisposition: 'attachment' as const,
    })),
    disableFileAccess: true,
    disableUrlAccess: true,
  });
  return new Promise((resolve, reject) => {
    composer.compile().build((error, message) => (error ? reject(error) : resolve(message)));
  });
}
