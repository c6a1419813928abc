import type * as z from 'zod';
import { type Fault, faultsOf, pointer } from '../core/values/faults.ts';
import { Problem, problemOf } from '../core/values/problem.ts';

type Fields = Record<string, unknown>;
const isObject = (value: unknown): value is Fields =>
  typeof value === 'object' && value !== null && !Array.isArray(value);

/** JSON Merge Patch (RFC 7396 section 2): objects are merged, null takes a field away, anything else replaces. */
export function merged(target: unknown, patch: unknown): unknown {
  if (!isObject(patch)) return patch;
  const fields = new Map(isObject(target) ? Object.entries(target) : []);
  for (const [name, value] of Object.entries(patch)) {
    if (value === null) fields.delete(name);
    else fields.set(name, merged(fields.get(name), value));
  }
  return Object.fromEntries(fields);
}

/** Whether a patch replaces or takes away what a list holds: of a list nothing is merged, and another's entry would be lost. */
function losesList(target: unknown, patch: unknown): boolean {
  if (Array.isArray(target)) return target.length > 0 && JSON.stringify(target) !== JSON.stringify(patch);
  if (!isObject(target) || !isObject(patch)) return false;
  return Object.entries(patch).some(([name, value]) => losesList(target[name], value));
}

/**
 * What a patch makes of what was read. Whatever it replaces by a list has to be named by its version, as for a PUT.
 * @throws Problem as {@link revised} does
 */
export async function patched<Schema extends z.ZodType>(
  schema: Schema,
  patch: unknown,
  { show, isConditional }: Revision,
): Promise<z.output<Schema>> {
  const shown = await show();
  const data = await revised(schema, merged(shown, patch), { show: async () => shown, isConditional });
  const isNamed = isConditional || (isObject(patch) && 'version' in patch);
  if (!isNamed && losesList(shown, patch)) throw notNamed();
  return data;
}

const notNamed = () => new Problem('version-required', { detail: { code: 'versionNotNamed' } });

/** What an answer shows beside what can be written, and which is another at any moment. */
const figures: ReadonlySet<string> = new Set(['counts', 'deliveries', 'warnings']);

/** What comes with what is written. */
interface Revision {
  /** What the item's GET answers now. */
  show(): Promise<unknown>;
  /** Whether If-Match says which version is meant. */
  isConditional: boolean;
}

/**
 * What was read, changed and is sent back: what can't be written may come along as it was shown. A stored version that is
 * another than the one sent is another's change, and one that nobody named may hold another's (RFC 6585 section 3).
 * @throws Problem 412; 422 for every fault, and for whatever can't be written and is sent otherwise; 428
 */
export async function revised<Schema extends z.ZodType>(
  schema: Schema,
  given: unknown,
  { show, isConditional }: Revision,
): Promise<z.output<Schema>> {
  const data = await writable(schema, given, show);
  const isNamed = isConditional || (isObject(given) && 'version' in given);
  if (!isNamed && hasVersion(await show())) throw notNamed();
  return data;
}

export function hasVersion(item: unknown): item is { version: number } {
  return isObject(item) && typeof item.version === 'number';
}

async function writable<Schema extends z.ZodType>(
  schema: Schema,
  given: unknown,
  show: Revision['show'],
): Promise<z.output<Schema>> {
  const first = schema.safeParse(given, { reportInput: true });
  if (first.success) return first.data;
  const faults = faultsOf(first.error);
  const unknown = new Set(faults.flatMap((fault) => (fault.code === 'unknownField' ? fault.pointer : [])));
  if (!isObject(given) || unknown.size === 0) throw problemOf(faults);
  const shown = await show();
  if (!isObject(shown)) throw problemOf(faults);
  const readOnly = Object.keys(given).filter((name) => name in shown && unknown.has(pointer([name])));
  if (readOnly.includes('version') && given.version !== shown.version) throw new Problem('version-mismatch');
  const changed = readOnly.filter(
    (name) => !figures.has(name) && JSON.stringify(given[name]) !== JSON.stringify(shown[name]),
  );
  const rest = Object.entries(given).filter(([name]) => !readOnly.includes(name));
  const second = schema.safeParse(Object.fromEntries(rest), { reportInput: true });
  const all: Fault[] = [
    ...(second.success ? [] : faultsOf(second.error)),
    ...changed.map((name): Fault => ({ pointer: pointer([name]), code: 'readOnly' })),
  ];
  if (all.length > 0 || !second.success) throw problemOf(all);
  return second.data;
}
