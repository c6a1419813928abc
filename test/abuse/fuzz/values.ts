import * as z from 'zod';
import type { Chance } from '../../setup/random.ts';

/** A part of JSON Schema, as far as our OpenAPI document uses it. */
export const Shape = z.looseObject({
  $ref: z.string().optional(),
  type: z.union([z.string(), z.array(z.string())]).optional(),
  enum: z.array(z.unknown()).optional(),
  const: z.unknown().optional(),
  get anyOf() {
    return z.array(Shape).optional();
  },
  get oneOf() {
    return z.array(Shape).optional();
  },
  get allOf() {
    return z.array(Shape).optional();
  },
  get items() {
    return Shape.optional();
  },
  get properties() {
    return z.record(z.string(), Shape).optional();
  },
  get additionalProperties() {
    return z.union([z.boolean(), Shape]).optional();
  },
  required: z.array(z.string()).optional(),
});
export type Shape = z.infer<typeof Shape>;

/** What fields of a name usually hold, so that many requests get past the first check. */
export type Dictionary = (name: string) => readonly unknown[] | undefined;

/** A value that a schema describes, more or less. */
export class Values {
  readonly #chance: Chance;
  readonly #dictionary: Dictionary;
  readonly #resolve: (ref: string) => Shape;

  constructor(chance: Chance, dictionary: Dictionary, resolve: (ref: string) => Shape) {
    this.#chance = chance;
    this.#dictionary = dictionary;
    this.#resolve = resolve;
  }

  of(shape: Shape, name = '', depth = 0): unknown {
    const chance = this.#chance;
    const usual = this.#dictionary(name);
    if (usual !== undefined && chance.next() < 0.9) return chance.pick(usual);
    if (shape.$ref !== undefined) return this.of(this.#resolve(shape.$ref), name, depth);
    if (shape.const !== undefined) return shape.const;
    if (shape.enum !== undefined && shape.enum.length > 0) return chance.pick(shape.enum);
    const choices = shape.anyOf ?? shape.oneOf ?? shape.allOf;
    if (choices !== undefined && choices.length > 0) return this.of(chance.pick(choices), name, depth);
    switch ([shape.type].flat()[0]) {
      case 'object':
        return this.#object(shape, depth);
      case 'array':
        return Array.from({ length: chance.below(4) }, () => this.of(shape.items ?? {}, name, depth + 1));
      case 'integer':
      case 'number':
        return chance.pick([0, 1, 2, 30, 300, -1, 1.5]);
      case 'boolean':
        return chance.next() < 0.5;
      case 'string':
        return chance.pick(['eins', 'a-b', 'Ein Text', '2027-04-28T17:00', 'P1D', '#1f4e79', '']);
      default:
        return weird(chance);
    }
  }

  #object({ properties = {}, required = [], additionalProperties }: Shape, depth: number) {
    const chance = this.#chance;
    const fields = Object.entries(properties)
      .filter(([name]) => required.includes(name) || chance.next() < 0.5)
      .map(([name, shape]) => [name, this.of(shape, name, depth + 1)] as const);
    const more =
      typeof additionalProperties === 'object' && depth < 5
        ? Array.from(
            { length: chance.below(3) },
            () =>
              [
                chance.pick(['eins', 'zwei', 'de', 'en', 'frage']),
                this.of(additionalProperties, '', depth + 1),
              ] as const,
          )
        : [];
    return Object.fromEntries([...fields, ...more]);
  }
}

/** Texts that have broken programs before. */
export const hostileTexts = [
  '',
  ' ',
  '\0',
  '\u0000\u0001\u001b[31m',
  '__proto__',
  'constructor',
  'toString',
  'hasOwnProperty',
  '#',
  'A#B#C',
  '..',
  '../../etc/passwd',
  '%00%0a%0d',
  'a\r\nX-Injected: 1',
  "'; DROP TABLE items; --",
  '<script>alert(1)</script>',
  '"><img src=x onerror=alert(1)>',
  // biome-ignore lint/suspicious/noTemplateCurlyInString: a template injection as text
  '${7*7}{{7*7}}',
  '=HYPERLINK("https://evil.example")',
  '\ud800',
  'a\udc00b',
  '\ufeff\ufffe\uffff',
  '\u202eevil\u2066',
  'e\u0301'.repeat(50),
  '👩‍👩‍👧‍👦'.repeat(30),
  'ﷺ'.repeat(100),
  'İıſK',
  'x'.repeat(300),
  'x'.repeat(6000),
  '-1',
  '0',
  '1e309',
  'NaN',
  'null',
  'true',
  '2027-02-29T25:61',
  '9999-12-31T23:59',
  '-271821-04-20T00:00',
  'P99999999999D',
  'PT0S',
  'https://www.stiftung-marktplatz.example:443/%zz',
  'https://user:pass@www.stiftung-marktplatz.example/',
  'javascript:alert(1)',
  'http://[::1',
  'a@b',
  'a@b.example, c@d.example',
  '"a b"@b.example',
  'a@xn--a.example',
  `${'a'.repeat(64)}@${'b.'.repeat(90)}example`,
] as const;

const oddKeys = [
  '__proto__',
  'constructor',
  'prototype',
  'toString',
  '',
  '#',
  'a.b',
  '/',
  '~1',
  'pk',
  'x'.repeat(500),
];

/** Something that stands where something else is expected. */
export function weird(chance: Chance, depth = 0): unknown {
  const kind = chance.below(depth > 3 ? 6 : 9);
  switch (kind) {
    case 0:
      return null;
    case 1:
      return chance.next() < 0.5;
    case 2:
      return chance.pick([0, -0, -1, 1e308, 5e-324, 2 ** 53, 1.1, 500, 1e21]);
    case 3:
    case 4:
    case 5:
      return chance.pick(hostileTexts);
    case 6:
      return Array.from({ length: chance.below(5) }, () => weird(chance, depth + 1));
    case 7:
      return odd(
        Array.from({ length: chance.below(4) }, () => [chance.pick(oddKeys), weird(chance, depth + 1)]),
      );
    default:
      return Array.from({ length: chance.pick([1, 60, 600]) }, () => chance.pick(hostileTexts.slice(0, 12)));
  }
}

/** An object whose own fields may be called anything. */
function odd(entries: (readonly [string, unknown])[]): Record<string, unknown> {
  return Object.fromEntries(entries);
}

/** The value with something in it changed. */
export function mutated(value: unknown, chance: Chance, depth = 0): unknown {
  if (depth > 8 || chance.next() < 0.15) return weird(chance);
  if (Array.isArray(value)) {
    if (value.length === 0 || chance.next() < 0.3) {
      return chance.pick([[...value, ...value], [], [...value, weird(chance)], value.toReversed()]);
    }
    const at = chance.below(value.length);
    return value.map((one, index) => (index === at ? mutated(one, chance, depth + 1) : one));
  }
  if (typeof value === 'object' && value !== null) {
    const entries = Object.entries(value);
    if (entries.length === 0 || chance.next() < 0.2)
      return odd([...entries, [chance.pick(oddKeys), weird(chance)]]);
    const at = chance.below(entries.length);
    if (chance.next() < 0.15) return odd(entries.filter((_, index) => index !== at));
    return odd(
      entries.map(([key, one], index) => [key, index === at ? mutated(one, chance, depth + 1) : one]),
    );
  }
  if (typeof value === 'string' && chance.next() < 0.5) {
    const at = chance.below(value.length + 1);
    return value.slice(0, at) + chance.pick(hostileTexts) + value.slice(at + chance.below(3));
  }
  return typeof value === 'number' && chance.next() < 0.5 ? String(value) : weird(chance);
}
