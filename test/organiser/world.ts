import { readFileSync } from 'node:fs';
import { expect } from 'vitest';
import { openApi } from '../../functions/api/openapi.ts';
import type { Runner } from '../../local/index.ts';
import type { Client, Mail } from '../../scripts/client.ts';
import { Contract } from '../abuse/fuzz/contract.ts';
import { type App, startApp } from '../setup/app.ts';

/** An answer of the API, read. */
export interface Told {
  status: number;
  // biome-ignore lint/suspicious/noExplicitAny: what tests read, they check.
  body: any;
  headers: Headers;
}

const demo = JSON.parse(readFileSync(new URL('../../local/demo/series.json', import.meta.url), 'utf8'));

export const series = demo.series;
export const [part1, part2, part3] = demo.events;

export const privacy = { privacy: '2027-01' };
export const formUrl = 'https://www.stiftung-marktplatz.example/gemeinsam-stark';

const contract = new Contract(JSON.parse(JSON.stringify(openApi('https://events.example'))));

/** A runner of its own, with an owner's token; 1 March 2027, and nothing in the table. */
export class World {
  readonly runner: Runner;
  readonly owner: string;
  readonly client: Client;
  /** Ends the runner. */
  readonly stop: () => Promise<void>;

  private constructor({ runner, client, token, stop }: App) {
    this.runner = runner;
    this.owner = token;
    this.client = client;
    this.stop = stop;
  }

  static async start(): Promise<World> {
    const app = await startApp();
    await app.runner.clock.set('2027-03-01T09:00:00Z');
    return new World(app);
  }

  /**
   * One call to `/v1/organiser…`, as the owner unless another token is given, and over whatever version is there unless one
   * is named. What it answers has to be as the document has it.
   */
  async call(
    method: string,
    route: string,
    json?: unknown,
    {
      token = this.owner,
      headers = {},
      namesVersion = true,
    }: { token?: string; headers?: Record<string, string>; namesVersion?: boolean } = {},
  ): Promise<Told> {
    const path = `/v1/organiser${route}`;
    const answer = await this.client.send(method, path, {
      json,
      headers: {
        ...(namesVersion ? { 'if-match': '*' } : {}),
        ...(token === '' ? {} : { authorization: `Bearer ${token}` }),
        ...headers,
      },
    });
    const contentType = answer.headers.get('content-type') ?? '';
    expect(contract.faultOf({ method, path }, { ...answer, contentType })).toBeUndefined();
    const isJson = contentType.includes('json');
    return { ...answer, body: isJson ? JSON.parse(answer.body) : answer.body };
  }

  /** A call that has to succeed: what it answered. */
  async must(...call: Parameters<World['call']>): Promise<Told['body']> {
    const told = await this.call(...call);
    if (told.status >= 400) {
      throw new Error(`${call[0]} ${call[1]}: ${told.status} ${JSON.stringify(told.body)}`);
    }
    return told.body;
  }

  async publish(event: { eventId: string }, changes: object = {}): Promise<void> {
    await this.must('POST', '/events', { ...event, seriesId: series.seriesId, ...changes });
    await this.must('POST', `/events/${event.eventId}/publish`);
  }

  /** Signs somebody up and presses the button in their mail. */
  async register(email: string, eventIds: string[], fields: object = {}): Promise<void> {
    await this.client.signUp({
      name: email.split('@')[0],
      email,
      locale: 'de',
      eventIds,
      notices: privacy,
      formUrl,
      ...fields,
    });
    await this.runner.settle();
    await this.client.confirm(email);
    await this.runner.settle();
  }

  /** A token of a role, for all series or some, with the role's rights or these. */
  async token(role: string, seriesIds?: string[], rights?: string[]): Promise<string> {
    const order = { name: role, role, ...(seriesIds && { seriesIds }), ...(rights && { rights }) };
    return (await this.must('POST', '/tokens', order)).token;
  }

  /** An organiser logs in by the link of their mail. */
  async logIn(email: string): Promise<void> {
    await this.call('POST', '/login', { email }, { token: '' });
    await this.runner.settle();
    const mail = (await this.mails(email)).at(-1);
    if (mail === undefined) throw new Error(`no login mail to ${email}`);
    const token = this.client.link(mail, '/login/').split('/login/')[1];
    await this.must('POST', '/sessions', { token }, { token: '' });
  }

  async mails(to: string, subject = ''): Promise<Mail[]> {
    return (await this.client.mails(to)).filter((mail) => mail.subject.includes(subject));
  }
}
