import { readdirSync, readFileSync } from 'node:fs';
import path from 'node:path';
import { DynamoDBClient } from '@aws-sdk/client-dynamodb';
import { DynamoDBDocumentClient, PutCommand, paginateScan } from '@aws-sdk/lib-dynamodb';
import type { Runner, RunnerOptions } from '../../local/index.ts';
import { sentAsShown } from '../../scripts/client.ts';
import { type App, issueToken, startApp } from './app.ts';

/** An answer as a browser or a script gets it. */
export interface Answer {
  status: number;
  headers: Headers;
  text: string;
  /** The body as JSON. */
  json: ReturnType<typeof JSON.parse>;
}

export interface Sent {
  json?: unknown;
  form?: Record<string, string | string[]>;
  body?: string | Uint8Array<ArrayBuffer>;
  headers?: Record<string, string>;
}

export type Row = Record<string, unknown>;
export type Mail = Awaited<ReturnType<Runner['mailbox']['messages']>>[number];

/** Where the clock of every test of a handler begins: a Thursday. */
const begin = '2040-03-01T09:00:00.000Z';
export const website = 'https://www.stiftung-marktplatz.example';
export const formUrl = `${website}/gemeinsam-stark`;
export const notices = { privacy: '2040-01' };

const text = { de: 'Ein Hinweis.', en: 'A notice.' };
export const series = {
  seriesId: 'reihe',
  title: { de: 'Gemeinsam stark vor Ort', en: 'Stronger together' },
  organisers: ['Stiftung Marktplatz'],
  timeZone: 'Europe/Berlin',
  notices: {
    privacy: { version: '2040-01', url: { de: `${website}/datenschutz` }, text },
    news: { version: '2040-01', sender: 'Stiftung Marktplatz', text },
    sensitive: { version: '2040-01', text },
  },
};

/** An event in May, with what a test wants otherwise. */
export function event(eventId: string, changes: Record<string, unknown> = {}): Record<string, unknown> {
  return {
    eventId,
    seriesId: series.seriesId,
    title: { de: `Teil ${eventId}`, en: `Part ${eventId}` },
    startsAtLocal: '2040-05-10T17:00',
    endsAtLocal: '2040-05-10T19:00',
    joinUrl: `https://meet.example/${eventId}`,
    ...changes,
  };
}

/** A sign-up as the form posts it. */
export function signUpOf(
  email: string,
  eventIds: string[],
  changes: Record<string, unknown> = {},
): Record<string, unknown> {
  return { eventIds, name: 'Aylin Şahin', email, locale: 'de', notices, formUrl, ...changes };
}

const ofPeopleAndEvents: ReadonlySet<string> = new Set([
  'series',
  'event',
  'counters',
  'documentation',
  'registration',
  'waiting',
  'signUp',
  'attendee',
  'subscription',
  'suppression',
  'notification',
  'delivery',
]);

/** The synthesized app on this machine with a folder and a port of its own, and who talks to it. */
export class Backend {
  readonly runner: Runner;
  readonly #app: App;
  readonly #client: DynamoDBClient;
  #calls = 0;

  private constructor(app: App) {
    const { runner } = app;
    this.runner = runner;
    this.#app = app;
    this.#client = new DynamoDBClient({
      endpoint: runner.databaseUrl,
      region: runner.stack.deployment.region,
      credentials: { accessKeyId: 'test', secretAccessKey: 'test' },
    });
  }

  static async start(options: Partial<RunnerOptions> = {}): Promise<Backend> {
    const app = await startApp(options);
    // A folder that was kept goes on from its own time.
    if (app.runner.clock.now() < new Date(begin)) await app.runner.clock.set(begin);
    return new Backend(app);
  }

  /** What a function has logged. */
  logOf(functionPart: string): string {
    const logs = path.join(this.#app.directory, 'logs');
    const file = readdirSync(logs).find((name) => name.includes(functionPart));
    return file === undefined ? '' : readFileSync(path.join(logs, file), 'utf8');
  }

  async stop(): Promise<void> {
    this.#client.destroy();
    await this.#app.stop();
  }

  async send(method: string, where: string, { json, form, body, headers = {} }: Sent = {}): Promise<Answer> {
    const fields = Object.entries(form ?? {}).flatMap(([name, value]) =>
      [value].flat().map((one): [string, string] => [name, one]),
    );
    const response = await fetch(where.startsWith('http') ? where : this.runner.url + where, {
      method,
      redirect: 'manual',
      headers: {
        // Each call is another client's, because there is a limit for each.
        'x-forwarded-for': `10.0.${++this.#calls >> 8}.${this.#calls & 255}`,
        ...(json === undefined ? {} : { 'content-type': 'application/json' }),
        ...headers,
      },
      ...(json === undefined ? {} : { body: JSON.stringify(json) }),
      ...(form === undefined ? {} : { body: new URLSearchParams(fields) }),
      ...(body === undefined ? {} : { body }),
    });
    const content = await response.text();
    return {
      status: response.status,
      headers: response.headers,
      text: content,
      get json() {
        return JSON.parse(content);
      },
    };
  }

  get = (where: string, headers?: Record<string, string>) =>
    this.send('GET', where, headers ? { headers } : {});
  post = (where: string, form: Record<string, string | string[]> = {}) =>
    this.send('POST', where, { form, headers: { accept: 'text/html' } });
  register = (json: unknown, headers: Record<string, string> = {}) =>
    this.send('POST', '/v1/registrations', { json, headers });

  /** A call by an organiser, the owner's unless another token is given, whatever version is there unless one is named. */
  organise(
    method: string,
    where: string,
    json?: unknown,
    headers: Record<string, string> = {},
  ): Promise<Answer> {
    return this.send(method, `/v1/organiser${where}`, {
      headers: { authorization: `Bearer ${this.#app.token}`, 'if-match': '*', ...headers },
      json,
    });
  }

  issueToken(role: 'owner' | 'editor' | 'viewer'): Promise<string> {
    return issueToken(this.runner, role);
  }

  /** Puts a series and events into the table, each published unless it says `draft`. */
  async publish(
    events: readonly (Record<string, unknown> & { draft?: boolean })[],
    of: object = series,
  ): Promise<void> {
    await this.#made(await this.organise('POST', '/series', of));
    for (const { draft, ...one } of events) {
      await this.#made(await this.organise('POST', '/events', one));
      if (!draft) await this.#made(await this.organise('POST', `/events/${one.eventId}/publish`));
    }
  }

  async #made(answer: Answer): Promise<void> {
    if (answer.status >= 300) throw new Error(`${answer.status} ${answer.text}`);
  }

  /** Writes a row past everything, as it stands. */
  async put(row: Row): Promise<void> {
    const documents = DynamoDBDocumentClient.from(this.#client);
    const [table] = this.runner.stack.all('AWS::DynamoDB::GlobalTable');
    await documents.send(new PutCommand({ TableName: table?.ref, Item: row }));
  }

  /** Everything that the table holds, what the machinery notes about itself too. */
  async everything(): Promise<Row[]> {
    const documents = DynamoDBDocumentClient.from(this.#client);
    const found: Row[] = [];
    const [table] = this.runner.stack.all('AWS::DynamoDB::GlobalTable');
    for await (const page of paginateScan({ client: documents }, { TableName: table?.ref })) {
      found.push(...(page.Items ?? []));
    }
    return found;
  }

  /** What the table holds of people, events and mails: what a refused request must leave as it is. */
  async rows(): Promise<Row[]> {
    const all = (await this.everything()).filter(({ type }) => ofPeopleAndEvents.has(String(type)));
    return all.toSorted((a, b) => `${a.pk} ${a.sk}`.localeCompare(`${b.pk} ${b.sk}`));
  }

  async rowsOf(type: string, wanted: Row = {}): Promise<Row[]> {
    const all = (await this.rows()).filter((row) => row.type === type);
    return all.filter((row) => Object.entries(wanted).every(([name, value]) => row[name] === value));
  }

  /** Mails to an address once all is quiet, oldest first. */
  async mails(to?: string): Promise<Mail[]> {
    await this.runner.settle();
    return this.runner.mailbox.messages(to === undefined ? {} : { to });
  }

  /** The path of the link in the newest mail to an address that leads below a path. */
  async link(to: string, below: string): Promise<string> {
    for (const mail of (await this.mails(to)).toReversed()) {
      const urls = mail.text.match(/https?:\/\/\S+/g) ?? [];
      const found = urls.map((url) => new URL(url).pathname).find((pathname) => pathname.startsWith(below));
      if (found !== undefined) return found;
    }
    throw new Error(`no link to ${below} in a mail to ${to}`);
  }

  /** Opens a confirm page and presses its button with its boxes as they are. */
  async confirm(link: string): Promise<Answer> {
    const { text } = await this.get(link, { accept: 'text/html' });
    return this.post(link, sentAsShown(text));
  }

  /** Signs up, opens the mail, presses its button; answers the path of the own page. */
  async join(email: string, eventIds: string[], changes: Record<string, unknown> = {}): Promise<string> {
    const answer = await this.register(signUpOf(email, eventIds, changes));
    if (answer.status !== 202) throw new Error(`${answer.status} ${answer.text}`);
    const confirmed = await this.confirm(await this.link(email, '/confirm/'));
    if (confirmed.status !== 200) throw new Error(`${confirmed.status} ${confirmed.text}`);
    return this.link(email, '/registration/');
  }
}
