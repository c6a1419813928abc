import * as z from 'zod';

const Mail = z.object({
  id: z.string(),
  at: z.string(),
  from: z.string(),
  to: z.array(z.string()),
  subject: z.string(),
  headers: z.record(z.string(), z.unknown()),
  text: z.string(),
  html: z.string(),
  attachments: z.array(z.object({ name: z.string(), type: z.string(), content: z.string() })),
});
export type Mail = z.infer<typeof Mail>;

export interface Answer {
  status: number;
  body: string;
  headers: Headers;
}

/** What a browser sends when the first button of a page is pressed, with its boxes as they are. */
export function sentAsShown(html: string): Record<string, string> {
  const [form = ''] = /<form method="post"[\s\S]*?<\/form>/.exec(html) ?? [];
  const sent = [...form.matchAll(/<input [^>]*>/g)].filter(([tag]) => / type="hidden"| checked/.test(tag));
  return Object.fromEntries(
    sent.map(([tag]) => [/ name="([^"]*)"/.exec(tag)?.[1] ?? '', / value="([^"]*)"/.exec(tag)?.[1] ?? '']),
  );
}

/** A website, a person with a browser and an organiser with a script, as one runner sees them. */
export class Client {
  readonly url: string;
  readonly #token: string;

  constructor(url: string, organiserToken: string) {
    this.url = url;
    this.#token = organiserToken;
  }

  async send(
    method: string,
    path: string,
    options: { json?: unknown; form?: Record<string, string>; headers?: Record<string, string> } = {},
  ): Promise<Answer> {
    const { json, form, headers = {} } = options;
    const response = await fetch(path.startsWith('http') ? path : `${this.url}${path}`, {
      method,
      redirect: 'manual',
      headers: { ...(json === undefined ? {} : { 'content-type': 'application/json' }), ...headers },
      ...(json === undefined ? {} : { body: JSON.stringify(json) }),
      ...(form === undefined ? {} : { body: new URLSearchParams(form) }),
    });
    return { status: response.status, body: await response.text(), headers: response.headers };
  }

  /** A call that has to succeed. @throws with the answer's body */
  async must(method: string, path: string, options: Parameters<Client['send']>[2] = {}): Promise<Answer> {
    const answer = await this.send(method, path, options);
    if (answer.status >= 400) throw new Error(`${method} ${path}: ${answer.status} ${answer.body}`);
    return answer;
  }

  /** A call by the owner; what it puts, it puts over whatever is there. */
  async organise(method: string, path: string, json?: unknown): Promise<Record<string, unknown>> {
    const headers = { authorization: `Bearer ${this.#token}`, 'if-match': '*' };
    const answer = await this.must(method, `/v1/organiser${path}`, {
      headers,
      json,
    });
    return z.record(z.string(), z.unknown()).parse(JSON.parse(answer.body));
  }

  async signUp(form: unknown): Promise<void> {
    await this.must('POST', '/v1/registrations', { json: form });
  }

  async mails(to?: string): Promise<Mail[]> {
    const path = to === undefined ? '' : `?to=${encodeURIComponent(to)}`;
    return z.array(Mail).parse(JSON.parse((await this.must('GET', `/_local/mailbox/messages${path}`)).body));
  }

  /** Sets the clock forward, and answers when all is quiet. */
  async clock(set: string): Promise<void> {
    await this.must('POST', '/_local/clock', { json: { set } });
  }

  async advance(duration: string): Promise<void> {
    await this.must('POST', '/_local/clock', { json: { advance: duration } });
  }

  /** The first link of a mail that leads to a path, from its text. */
  link(mail: Mail, path: string): string {
    const found = mail.text.match(/https?:\/\/\S+/g)?.find((url) => new URL(url).pathname.startsWith(path));
    if (found === undefined) throw new Error(`no link to ${path} in the mail "${mail.subject}"`);
    return found;
  }

  /** Opens the page of a person's newest verification mail and presses its button. */
  async confirm(email: string): Promise<void> {
    const verifications = (await this.mails(email)).filter((mail) => mail.text.includes('/confirm/'));
    const newest = verifications.at(-1);
    if (newest === undefined) throw new Error(`no verification mail to ${email}`);
    const url = this.link(newest, '/confirm/');
    const page = await this.must('GET', url, { headers: { accept: 'text/html' } });
    await this.must('POST', url, { form: sentAsShown(page.body) });
  }
}
