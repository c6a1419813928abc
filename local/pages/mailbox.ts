import type { GatewayAnswer } from '../gateway/payload.ts';
import type { Mailbox } from '../mail/mailbox.ts';
import { type ParsedMail, parseMail } from '../mail/parsed.ts';
import { htmlPage, json, Refused } from './answers.ts';
import { Html, html, page } from './html.ts';

/** The mailbox as pages and as JSON: everything below `/_local/mailbox`. */
export class MailboxPages {
  readonly #mailbox: Mailbox;

  constructor(mailbox: Mailbox) {
    this.#mailbox = mailbox;
  }

  /** @param rest the path behind `/_local/mailbox` */
  async answer(method: string, rest: string, query: URLSearchParams): Promise<GatewayAnswer> {
    const to = query.get('to') ?? undefined;
    if (rest === '/messages' && method === 'DELETE') {
      this.#mailbox.clear();
      return { status: 204, headers: {}, body: Buffer.alloc(0) };
    }
    if (method !== 'GET') throw new Refused(405, `${method} is not for this page`);
    if (rest === '') return htmlPage(await this.#list(to));
    if (rest === '/messages') return json(await Promise.all(this.#mailbox.list({ to }).map(parseMail)));
    const [, id = '', isRaw] = /^\/messages\/([^/]+)(\/raw)?$/.exec(rest) ?? [];
    const mail = this.#mailbox.find(decodeURIComponent(id));
    if (!mail) throw new Refused(404, 'there is no such mail');
    if (isRaw)
      return { status: 200, headers: { 'content-type': 'text/plain; charset=utf-8' }, body: mail.raw };
    return htmlPage(mailPage(await parseMail(mail)));
  }

  async #list(to: string | undefined): Promise<string> {
    const mails = await Promise.all(this.#mailbox.list({ to }).slice(-500).reverse().map(parseMail));
    const rows = mails.map(
      (
        mail,
      ) => html`<tr><td>${mail.at.slice(0, 16).replace('T', ' ')}</td><td><a href="/_local/mailbox?to=${encodeURIComponent(mail.to[0] ?? '')}">${mail.to.join(', ')}</a></td>
        <td><a href="/_local/mailbox/messages/${mail.id}">${mail.subject}</a></td></tr>`,
    );
    return page(
      to ? `Mailbox of ${to}` : 'Mailbox',
      html`<p class="quiet">The newest 500, newest first; times in UTC. <a href="/_local">Start</a> · <a href="/_local/mailbox">all</a> · <a href="/_local/mailbox/messages">JSON</a></p>
        <table><tr><th>At</th><th>To</th><th>Subject</th></tr>${rows}</table>${rows.length === 0 && html`<p>No mail yet.</p>`}`,
    );
  }
}

function mailPage(mail: ParsedMail): string {
  // Without scripts and without this page's origin; links open in a tab of their own.
  const source = `<base target="_blank">${mail.html}`;
  const attachments = mail.attachments.map(
    ({ name, type, content, encoding }) =>
      html`<li><a download="${name}" href="data:${type};base64,${encoding === 'base64' ? content : Buffer.from(content).toString('base64')}">${name}</a> <span class="quiet">${type}</span>
        ${encoding === 'utf8' && html`<details><summary>content</summary><pre>${content}</pre></details>`}</li>`,
  );
  const headers = Object.entries(mail.headers).map(
    ([name, value]) => html`<tr><th>${name}</th><td><code>${value}</code></td></tr>`,
  );
  return page(
    mail.subject,
    html`<p class="quiet"><a href="/_local/mailbox">Mailbox</a> · ${mail.at} · from ${mail.from} · to ${mail.to.join(', ')} · <a href="/_local/mailbox/messages/${mail.id}/raw">raw</a></p>
      <h2>HTML</h2><iframe sandbox="allow-popups allow-popups-to-escape-sandbox" title="The mail" srcdoc="${source}"></iframe>
      <h2>Text</h2><pre>${mail.text}</pre>
      <h2>Attachments</h2>${attachments.length > 0 ? html`<ul>${attachments}</ul>` : new Html('<p>None.</p>')}
      <h2>Headers</h2><table>${headers}</table>`,
  );
}
