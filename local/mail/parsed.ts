import PostalMime from 'postal-mime';
import type { StoredMail } from './mailbox.ts';
import { addressesIn } from './ses.ts';

/** A mail as `/_local/mailbox/messages` shows it. */
export interface ParsedMail {
  readonly id: string;
  /** ISO 8601, on the runner's clock. */
  readonly at: string;
  readonly from: string;
  readonly to: readonly string[];
  readonly subject: string;
  /** By lower-case name, encoded words decoded where the library does; a repeated header's values one a line. */
  readonly headers: Readonly<Record<string, string>>;
  readonly text: string;
  readonly html: string;
  readonly attachments: readonly {
    readonly name: string;
    readonly type: string;
    /** Text as it reads, anything else in base64; `encoding` says which. */
    readonly content: string;
    readonly encoding: 'utf8' | 'base64';
  }[];
}

export async function parseMail({ id, at, source, recipients, raw }: StoredMail): Promise<ParsedMail> {
  const mail = await PostalMime.parse(raw, { attachmentEncoding: 'arraybuffer' });
  const headers: Record<string, string> = {};
  for (const { key, value } of mail.headers)
    headers[key] = key in headers ? `${headers[key]}\n${value}` : value;
  return {
    id,
    at: new Date(at).toISOString(),
    from: mail.from?.address ?? addressesIn(source)[0] ?? source,
    to: recipients,
    subject: mail.subject ?? '',
    headers,
    text: mail.text ?? '',
    html: mail.html ?? '',
    attachments: mail.attachments.map(({ filename, mimeType, content }) => {
      const bytes = typeof content === 'string' ? Buffer.from(content) : Buffer.from(new Uint8Array(content));
      const encoding = mimeType.startsWith('text/') ? 'utf8' : 'base64';
      return { name: filename ?? '', type: mimeType, content: bytes.toString(encoding), encoding };
    }),
  };
}
