import { Chance } from '../../setup/random.ts';
import { type Dictionary, hostileTexts, mutated, type Shape, Values, weird } from './values.ts';

/** One request as it goes over the wire. */
export interface Shot {
  method: string;
  path: string;
  headers: Record<string, string>;
  body: Buffer;
}

/** What there is to be asked for. */
export interface World {
  routes: readonly string[];
  /** Of each route, if its body has one. */
  shapeOf(route: string): Shape | undefined;
  resolve(ref: string): Shape;
  organiserToken: string;
  /** Parameters of paths and fields of bodies, by name, that lead somewhere. */
  known: Record<string, readonly unknown[]>;
  /** Bodies that are good as they stand, by route. */
  samples: Record<string, readonly unknown[]>;
  /** Names of fields that plain forms have. */
  formFields: readonly string[];
}

const methods = ['GET', 'POST', 'PUT', 'DELETE', 'PATCH', 'HEAD', 'OPTIONS', 'TRACE', 'PROPFIND'];
const types = [
  'application/json',
  'application/x-www-form-urlencoded',
  'multipart/form-data; boundary=x',
  'text/plain',
  'application/json; charset=utf-16',
  'APPLICATION/JSON;x=y',
  'application/merge-patch+json',
  'application/octet-stream',
  'application/xml',
  ',,;',
];
const oddHeaders: readonly (readonly [string, string])[] = [
  ['accept', 'text/html'],
  ['accept', `text/html;q=${'9'.repeat(200)}`],
  ['accept-language', `${'de;q=0.'.repeat(300)}1`],
  ['accept-language', 'en;q=abc,*;q=-1,\t,;;'],
  ['if-match', '"0"'],
  ['if-match', '*, W/"x"'],
  ['idempotency-key', 'k'.repeat(300)],
  ['idempotency-key', 'key-1'],
  ['x-forwarded-for', 'not an address, 1.2.3.4'],
  ['x-forwarded-for', '2001:db8::%eth0'],
  ['x-forwarded-host', 'evil.example'],
  ['host', 'evil.example:99'],
  ['origin', 'null'],
  ['cookie', 'a=b; __proto__=c; ;;='],
  ['authorization', 'Basic Og=='],
  ['authorization', `Bearer eb_${'A'.repeat(43)}`],
  ['content-encoding', 'gzip'],
  ['expect', 'nothing'],
  ['range', 'bytes=0-1'],
  ['x-big', 'h'.repeat(6000)],
  ['x-amzn-trace-id', '\u00ff\u00fe'],
];

/** Requests to every route, from good ones to noise; the same ones for the same seed. */
export class Requests {
  readonly #chance: Chance;
  readonly #world: World;
  readonly #values: Values;
  readonly #known: ReadonlyMap<string, readonly unknown[]>;

  constructor(world: World, seed: number) {
    this.#chance = new Chance(seed);
    this.#world = world;
    this.#known = new Map(Object.entries(world.known));
    const dictionary: Dictionary = (name) => this.#known.get(name);
    this.#values = new Values(this.#chance, dictionary, world.resolve);
  }

  /** The good bodies as they stand, each once. */
  *asTheyStand(): Generator<Shot> {
    for (const [route, bodies] of Object.entries(this.#world.samples)) {
      const [method = 'POST', pattern = '/'] = route.split(' ');
      for (const body of bodies) {
        const headers: Record<string, string> = { 'content-type': 'application/json' };
        if (pattern.includes('/organiser/')) headers.authorization = `Bearer ${this.#world.organiserToken}`;
        const path = pattern.replaceAll(/\{(\w+)\}/g, (_, name: string) =>
          encodeURIComponent(String(this.#known.get(`spoilt ${name}`)?.[0])),
        );
        yield { method, path, headers, body: Buffer.from(JSON.stringify(body)) };
      }
    }
  }

  next(): Shot {
    const chance = this.#chance;
    const route = chance.pick(this.#world.routes);
    const [wanted = 'GET', pattern = '/'] =
      route === '$default' ? ['GET', `/${this.#text()}`] : route.split(' ');
    const method = chance.next() < 0.04 ? chance.pick(methods) : wanted;
    const headers = this.#headers(route);
    const takesBody = method !== 'GET' && method !== 'HEAD';
    const body = takesBody || chance.next() < 0.02 ? this.#body(route, headers) : Buffer.alloc(0);
    return { method, path: this.#path(method, pattern), headers, body };
  }

  #text(): string {
    return this.#chance.pick(hostileTexts);
  }

  #path(method: string, pattern: string): string {
    const chance = this.#chance;
    const path = pattern.replaceAll(/\{(\w+)\}/g, (_, name: string) => {
      // What organisers' requests may spoil is not what the others are about.
      const of = method !== 'GET' && pattern.startsWith('/v1/organiser') ? 'spoilt' : pattern.split('/')[1];
      const own = this.#known.get(`${of} ${name}`);
      const known = (of === 'spoilt' || chance.next() < 0.9 ? own : undefined) ??
        this.#known.get(name) ?? ['eins'];
      const value = String(chance.pick(known));
      const draw = chance.next();
      if (draw < 0.85) return encodeURIComponent(value);
      if (draw < 0.92) return raw(value.slice(0, chance.below(value.length)) + this.#text());
      return chance.next() < 0.5 ? encoded(this.#text()) : raw(this.#text());
    });
    if (chance.next() < 0.03)
      return chance.pick([`/${path}`, `${path}/`, path.toUpperCase(), `${path}/%2e%2e/x`, '//', '/*']);
    if (chance.next() > 0.3) return path;
    const names = [
      'lang',
      'limit',
      'cursor',
      'status',
      'q',
      'eventId',
      'seriesId',
      'notificationId',
      'state',
      'notice',
      '__proto__',
    ];
    const query = Array.from({ length: 1 + chance.below(3) }, () => {
      const name = chance.pick(names);
      const known = this.#known.get(name);
      const value = known !== undefined && chance.next() < 0.6 ? String(chance.pick(known)) : this.#text();
      return `${name}=${chance.next() < 0.7 ? encoded(value) : raw(value)}`;
    });
    return `${path}?${query.join('&')}`;
  }

  #headers(route: string): Record<string, string> {
    const chance = this.#chance;
    const headers: Record<string, string> = {
      'x-forwarded-for': `198.${18 + chance.below(2)}.${chance.below(256)}.${chance.below(256)}`,
    };
    if (route.includes('/v1/organiser') && chance.next() < 0.95) {
      headers.authorization = `Bearer ${this.#world.organiserToken}`;
    }
    if (chance.next() < 0.25) {
      const [name, value] = chance.pick(oddHeaders);
      headers[name] = value;
    }
    return headers;
  }

  #body(route: string, headers: Record<string, string>): Buffer {
    const chance = this.#chance;
    const shape = this.#world.shapeOf(route);
    const samples = this.#world.samples[route];
    const isForm =
      shape === undefined ? chance.next() < 0.8 : chance.next() < (route.includes('organiser') ? 0.05 : 0.5);
    const value =
      samples !== undefined && chance.next() < 0.7 ? chance.pick(samples) : shape && this.#values.of(shape);
    let changed: unknown = value ?? {};
    for (let times = chance.pick([0, 0, 1, 1, 2, 4]); times > 0; times--) changed = mutated(changed, chance);
    const text = isForm ? this.#form(changed) : this.#json(changed);
    headers['content-type'] =
      chance.next() < 0.05
        ? chance.pick(types)
        : isForm
          ? 'application/x-www-form-urlencoded'
          : 'application/json';
    return this.#damaged(Buffer.from(text));
  }

  #json(value: unknown): string {
    const chance = this.#chance;
    const text = JSON.stringify(value) ?? 'undefined';
    const draw = chance.next();
    if (draw < 0.02) return '['.repeat(chance.pick([100, 5000, 60_000]));
    if (draw < 0.03) return `${'{"a":'.repeat(9000)}1${'}'.repeat(9000)}`;
    if (draw < 0.05) return text.replace(/^\{/, '{"eventIds":["eins"],"eventIds":0,"__proto__":{"x":1},');
    if (draw < 0.06) return JSON.stringify(text);
    if (draw < 0.07) return text.replaceAll(':', ':1e999,"x":');
    return text;
  }

  /** Fields of the value under the names that forms have, and others. */
  #form(value: unknown): string {
    const chance = this.#chance;
    const fields: [string, string][] = [];
    const flatten = (one: unknown, name: string, depth: number) => {
      if (depth > 4 || fields.length > 500) return;
      if (Array.isArray(one)) for (const each of one) flatten(each, name, depth + 1);
      else if (typeof one === 'object' && one !== null) {
        for (const [key, each] of Object.entries(one))
          flatten(each, name ? `${name}.${key}` : key, depth + 1);
      } else fields.push([name, String(one)]);
    };
    flatten(value, '', 0);
    for (let more = chance.below(4); more > 0; more--) {
      const name = chance.pick(this.#world.formFields);
      const known = this.#known.get(name);
      flatten(known && chance.next() < 0.8 ? chance.pick(known) : weird(chance), name, 0);
    }
    if (chance.next() < 0.02) for (let number = 0; number < 3000; number++) fields.push([`f${number}`, 'x']);
    if (chance.next() < 0.03) return fields.map(([name, text]) => `${raw(name)}=${raw(text)}`).join('&');
    return fields.map(([name, text]) => `${encoded(name)}=${encoded(text)}`).join('&');
  }

  /** Bytes that are cut, garbled, or far too many. */
  #damaged(body: Buffer): Buffer {
    const chance = this.#chance;
    const draw = chance.next();
    if (draw < 0.03) return body.subarray(0, chance.below(body.length + 1));
    if (draw < 0.06) {
      const garbled = Buffer.from(body);
      for (let times = 1 + chance.below(5); times > 0 && garbled.length > 0; times--) {
        garbled[chance.below(garbled.length)] = chance.below(256);
      }
      return garbled;
    }
    if (draw < 0.07) return Buffer.concat([Buffer.from([0xef, 0xbb, 0xbf]), body]);
    if (draw < 0.08) return Buffer.from(body.toString('base64'));
    if (draw < 0.085) return Buffer.concat([body, Buffer.alloc(chance.pick([70_000, 600_000]), 0x20)]);
    if (draw < 0.09) return Buffer.from(body.toString(), 'utf16le');
    return body;
  }
}

const encoded = (text: string) => encodeURIComponent(text.toWellFormed());
/** As it stands, but for what a request line can't hold. */
const raw = (text: string) =>
  text
    .replaceAll(/[^\x21-\x7e]/g, (letter) => encodeURIComponent(letter.toWellFormed()))
    .replaceAll(/[?#&]/g, '');
