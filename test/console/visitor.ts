import type { Answer, Client } from '../../scripts/client.ts';

/** A runner, by what speaks to it. */
interface World {
  client: Client;
}

export const owner = 'organisation@stiftung-marktplatz.example';

/** Somebody with a browser that runs no script: keeps its session, and posts forms as they stand on the page. */
export class Visitor {
  readonly #world: World;
  cookie = '';
  /** As the last page's forms had it. */
  formToken = '';

  constructor(world: World) {
    this.#world = world;
  }

  /** Logs in by the mailed link. */
  static async logIn(world: World, email = owner): Promise<Visitor> {
    const visitor = new Visitor(world);
    // A mailbox gets three mails an hour and ten a day.
    await world.client.advance('PT90M');
    await visitor.post('/console/login', { '/email': email });
    await world.client.advance('PT1M');
    const mail = (await world.client.mails(email)).findLast(({ text }) => text.includes('/login/'));
    if (mail === undefined) throw new Error(`no mail with a login link to ${email}`);
    const link = world.client.link(mail, '/login/');
    const answer = await visitor.post(new URL(link).pathname, {});
    if (answer.status !== 303) throw new Error(`logging in: ${answer.status} ${answer.body}`);
    await visitor.get('/console');
    return visitor;
  }

  async get(path: string, headers: Record<string, string> = {}): Promise<Answer> {
    const answer = await this.#world.client.send('GET', path, {
      headers: { accept: 'text/html', ...this.#own(), ...headers },
    });
    this.#keep(answer);
    return answer;
  }

  /** Posts fields with the form token of the last page, unless another is given; follows nothing. */
  async post(
    path: string,
    fields: Record<string, string | string[]>,
    headers: Record<string, string> = {},
  ): Promise<Answer> {
    const form = new URLSearchParams({ formToken: this.formToken });
    for (const [name, value] of Object.entries(fields)) {
      form.delete(name);
      for (const one of [value].flat()) form.append(name, one);
    }
    return this.#send(path, form, headers);
  }

  /** Posts a form with a file, as browsers do. */
  async upload(path: string, fields: Record<string, string | File>): Promise<Answer> {
    const form = new FormData();
    for (const [name, value] of Object.entries({ formToken: this.formToken, ...fields })) {
      form.set(name, value);
    }
    return this.#send(path, form, {});
  }

  async #send(
    path: string,
    form: URLSearchParams | FormData,
    headers: Record<string, string>,
  ): Promise<Answer> {
    const response = await fetch(`${this.#world.client.url}${path}`, {
      method: 'POST',
      redirect: 'manual',
      headers: { accept: 'text/html', ...this.#own(), ...headers },
      body: form,
    });
    const answer = { status: response.status, body: await response.text(), headers: response.headers };
    this.#keep(answer);
    return answer;
  }

  /** Posts, and opens where the answer leads. @throws when it leads nowhere */
  async done(path: string, fields: Record<string, string | string[]>): Promise<Answer> {
    const answer = await this.post(path, fields);
    const to = answer.headers.get('location');
    if (answer.status !== 303 || to === null)
      throw new Error(`${path}: ${answer.status} ${textOf(answer.body)}`);
    return this.get(to);
  }

  #own(): Record<string, string> {
    return this.cookie === '' ? {} : { cookie: this.cookie };
  }

  #keep({ headers, body }: Answer): void {
    for (const cookie of headers.getSetCookie()) {
      const [pair = ''] = cookie.split(';');
      if (pair.startsWith('__Host-session=')) this.cookie = pair.endsWith('=') ? '' : pair;
    }
    this.formToken = /name="formToken" value="([^"]+)"/.exec(body)?.[1] ?? this.formToken;
  }
}

/** What a page says, without its markup. */
export function textOf(html: string): string {
  return html
    .replaceAll(/<(style|script|head)[\s\S]*?<\/\1>/g, '')
    .replaceAll(/<[^>]+>/g, ' ')
    .replaceAll(/\s+/g, ' ')
    .trim();
}
