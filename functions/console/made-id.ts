import { type Filled, valueAt } from '../views/console/form.tsx';

const mostCharacters = 60;
/** How German is spelt without its own letters. */
const spelt: Record<string, string> = { ä: 'ae', ö: 'oe', ü: 'ue', ß: 'ss' };

/** A text as an id that may stand in addresses, such as `buergerrat-vor-ort`; empty when nothing of it can. */
export function slugOf(text: string, most = mostCharacters): string {
  const slug = text
    .toLowerCase()
    .replaceAll(/[äöüß]/g, (letter) => spelt[letter] ?? letter)
    .normalize('NFKD')
    .replaceAll(/\p{M}/gu, '')
    .replaceAll(/[^a-z0-9]+/g, '-');
  const whole = slug.slice(0, most + 1);
  // What is cut is cut between words, where there are several.
  const cut = whole.length > most ? whole.replace(/(?<=.)-[^-]*$/, '') : whole;
  return cut.slice(0, most).replaceAll(/^-+|-+$/g, '');
}

/** The id that was typed, else one made of a title: nobody has to think of one. */
export function madeId(typed: unknown, title: unknown, most?: number): string | undefined {
  if (typeof typed === 'string') return typed;
  const text = valueAt(title, '/de') ?? valueAt(title, '/en');
  const slug = typeof text === 'string' ? slugOf(text, most) : '';
  return slug === '' ? undefined : slug;
}

/** What a form says below a name, as fields. */
export function fieldsOf(value: unknown): Record<string, unknown> {
  return typeof value === 'object' && value !== null && !Array.isArray(value) ? { ...value } : {};
}

/** Where a title is missing, the missing id that would have been made of it is not a fault of its own. */
export function withoutIdsOfTitles({ faults, ...filled }: Filled): Filled {
  const isFaulty = (pointer: string) => faults.some((one) => one.pointer === pointer);
  const isOfTitle = (pointer: string) =>
    /Id$/.test(pointer) && ['title', 'label'].some((name) => isFaulty(pointer.replace(/[^/]+$/, name)));
  return { ...filled, faults: faults.filter(({ pointer }) => !isOfTitle(pointer)) };
}
