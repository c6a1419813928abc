import type { Chance } from '../../setup/random.ts';
import { type Asked, type Heard, hiddenFields, Line } from '../ask.ts';
import { formOf, type Person, seriesId, signUpOf, website } from './ground.ts';

/** What they would like to have read: it stands in everything that they type. */
export const typed = 'GEWINN0900';
const typedName = `Sie haben gewonnen! ${typed} (evil.example/x), jetzt`;
const hoardingClient = '203.0.113.77';
const typedForm = { name: typedName, formUrl: `${website}/${typed}`, returnUrl: `${website}/${typed}` };

/** What they aim at. */
export interface Aims {
  /** Addresses that are other people's: of nobody here, of verified people, of an organiser. */
  victims: readonly string[];
  /** Own pages that they hold the link of: forwarded mails, a shared mailbox. */
  leaked: readonly Person[];
  /** Their own, verified. */
  own: readonly Person[];
  /** Events that anything may be done with. */
  eventIds: readonly string[];
  /** Events that are entered directly, once they are about to begin. */
  direct: readonly string[];
  /** The event whose places they want. */
  scarce: string;
}

/** What each kind of deed was answered with, how often. */
export type Tally = Map<string, Map<number, number>>;

/** What somebody who wants all places has much of. */
export const hoarders = ['one client', 'one domain', 'many'] as const;
export type Hoarder = (typeof hoarders)[number];

/** One who knows every public path, with one client and with many. */
export class Strangers {
  readonly #line: Line;
  readonly #chance: Chance;
  readonly #aims: Aims;
  readonly tally: Tally = new Map();
  /** Invented addresses, by what hoards with them. */
  readonly invented = new Map<string, Hoarder>();
  #inventedSoFar = 0;
  #clients = 0;

  constructor(url: string, aims: Aims, chance: Chance) {
    this.#line = new Line(url, { connections: 8 });
    this.#aims = aims;
    this.#chance = chance;
  }

  /** Does one thing to one victim, by any path. */
  async annoy(): Promise<void> {
    const [name, deed] = this.#chance.pick(Object.entries(this.#deeds));
    const { status } = await deed(this.#spelled(this.#chance.pick(this.#aims.victims)), this.#client());
    this.#note(name, status);
  }

  /** Signs an invented address up for the scarce event. */
  async hoard(from: Hoarder): Promise<void> {
    const number = ++this.#inventedSoFar;
    const domain = from === 'one domain' ? 'gross.invalid' : `d${number}.invalid`;
    const client = from === 'one client' ? hoardingClient : this.#manyClients();
    const email = `niemand-${number}@${domain}`;
    this.invented.set(email, from);
    const { status } = await this.#pressed(formOf(email, [this.#aims.scarce], { name: typedName }), client);
    this.#note(`hoarding, ${from}`, status);
  }

  close(): void {
    this.#line.close();
  }

  #note(name: string, status: number): void {
    const counts = this.tally.get(name) ?? new Map<number, number>();
    this.tally.set(name, counts.set(status, (counts.get(status) ?? 0) + 1));
  }

  /** Half of what they send comes from one address, the rest from one that nobody used before. */
  #client(): string {
    return this.#chance.next() < 0.5 ? '203.0.113.9' : this.#manyClients();
  }

  #manyClients(): string {
    const number = ++this.#clients;
    return number % 5 === 0 ? `2001:db8:${number.toString(16)}::1` : `198.18.${number >> 8}.${number & 255}`;
  }

  /** Other addresses lead to the same mailbox. */
  #spelled(email: string): string {
    const chance = this.#chance.next();
    if (chance < 0.7) return email;
    return chance < 0.9 ? email.replace('@', `+${this.#chance.below(1000)}@`) : email.toUpperCase();
  }

  readonly #deeds: Record<string, (email: string, from: string) => Promise<Heard>> = {
    'sign-up by JSON': (email, from) => {
      const eventIds = this.#some();
      const answers = Object.fromEntries(eventIds.map((id) => [id, { wunsch: typedName }]));
      const news = this.#chance.next() < 0.5 ? { notices: { privacy: '2027-01', news: '2027-01' } } : {};
      const json = signUpOf(email, eventIds, { ...typedForm, answers, ...news });
      return this.#line.ask({ path: '/v1/registrations', json, from });
    },
    'sign-up by form': (email, from) => {
      const eventIds = this.#some();
      const answers = Object.fromEntries(eventIds.map((id) => [`answers.${id}.wunsch`, typedName]));
      return this.#pressed(formOf(email, eventIds, { ...typedForm, ...answers }), from);
    },
    'sign-up with the honeypot filled': (email, from) =>
      this.#pressed(formOf(email, this.#some(), { ...typedForm, website: typed }), from),
    'direct entry': (email, from) => {
      const eventIds = [this.#chance.pick(this.#aims.direct)];
      return this.#line.ask({ path: '/v1/registrations', json: signUpOf(email, eventIds, typedForm), from });
    },
    'link request': (email, from) =>
      this.#line.ask({
        path: '/link',
        form: { email, eventId: this.#chance.pick(this.#aims.eventIds) },
        from,
      }),
    'login by the API': (email, from) =>
      this.#line.ask({ path: '/v1/organiser/login', json: { email }, from }),
    'login by the console': (email, from) =>
      this.#line.ask({ path: '/console/login', form: { '/email': email }, from }),
    'new address': (email, from) => this.#onPage(this.#aims.own, '/address', { email }, from),
    'new address of a leaked page': (email, from) =>
      this.#onPage(this.#aims.leaked, '/address', { email }, from),
    'own name': (_email, from) => this.#onPage(this.#aims.own, '/edit', { name: typedName }, from),
    'adding on a leaked page': (_email, from) =>
      this.#onPage(this.#aims.leaked, '/add', { eventId: this.#chance.pick(this.#aims.eventIds) }, from),
    'cancelling on a leaked page': (_email, from) =>
      this.#onPage(this.#aims.leaked, '/cancel', { eventId: this.#chance.pick(this.#aims.eventIds) }, from),
    'data of a leaked page': (_email, from) => this.#onPage(this.#aims.leaked, '/data', {}, from),
    'deletion of a leaked page': (_email, from) => this.#onPage(this.#aims.leaked, '/delete', {}, from),
    'guessed links': (_email, from) => {
      const path = this.#chance.pick(['/unsubscribe/', '/confirm/', '/registration/', '/data/', '/go/']);
      const token = `${this.#chance.hex(32)}.${this.#chance.hex(22)}`;
      return this.#line.ask({ path: `${path}${token}${path === '/go/' ? '/join' : ''}`, from });
    },
    'public pages and feeds': (_email, from) => {
      const eventId = this.#chance.pick(this.#aims.eventIds);
      const path = this.#chance.pick([
        `/v1/series/${seriesId}`,
        `/v1/series/${seriesId}/calendar.ics`,
        `/v1/events/${eventId}`,
        `/v1/events/${eventId}/calendar.ics`,
        `/events/${eventId}`,
        `/events/${eventId}/documentation`,
        `/series/${seriesId}/signup`,
      ]);
      return this.#line.ask({ method: 'GET', path, from });
    },
  };

  #some(): string[] {
    const { eventIds } = this.#aims;
    return this.#chance.next() < 0.5 ? [this.#chance.pick(eventIds)] : [...eventIds];
  }

  #onPage(pages: readonly Person[], path: string, form: Record<string, string>, from: string) {
    return this.#line.ask({ path: this.#chance.pick(pages).page + path, form, from });
  }

  /** Sends a form, and presses the button of the extra step where it is asked for. */
  async #pressed(form: Asked['form'], from: string): Promise<Heard> {
    const path = '/v1/registrations';
    const heard = await this.#line.ask({ path, form: form ?? {}, from });
    const step = hiddenFields(heard.body);
    const isAsked = heard.status === 422 || heard.status === 429;
    return isAsked && step.length > 0 ? this.#line.ask({ path, form: step, from }) : heard;
  }
}
