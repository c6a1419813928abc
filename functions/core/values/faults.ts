import * as z from 'zod';
import type { Breach, Fault, FaultCode } from './fault-codes.ts';

export type { Breach, Fault, FaultCode };

/** Faults that say how things stand, not that the request was ill-formed: they answer 409. */
export const conflictCodes: ReadonlySet<FaultCode> = new Set([
  'eventClosed',
  'eventNotYetOpen',
  'eventCancelled',
  'eventFull',
  'wayFull',
  'workingGroupFull',
]);

/** A path as a JSON pointer (RFC 6901). */
export function pointer(path: readonly PropertyKey[]): string {
  return path.map((part) => `/${String(part).replaceAll('~', '~0').replaceAll('/', '~1')}`).join('');
}

/** How a rule of ours travels through zod: as a parameter of its issue, by its class. */
class BrokenRule {
  readonly breach: Breach;
  constructor(breach: Breach) {
    this.breach = breach;
  }
}

/** The options of a refinement whose rule has a code: `.refine(isEmail, breaks({ code: 'invalidEmail' }))`. */
export function breaks<O extends { abort?: boolean; path?: PropertyKey[] }>(breach: Breach, options?: O) {
  return { ...options, params: { rule: new BrokenRule(breach) } };
}

/**
 * A text of a form that has a code. Zod's own check of a pattern takes no parameters, so the refinement before it
 * refuses; the pattern itself is there for the API's description.
 */
export function formed(pattern: RegExp, breach: Breach) {
  return z
    .string()
    .refine((text) => pattern.test(text), breaks(breach, { abort: true }))
    .regex(pattern);
}

/** Every fault that a schema found; parse with `reportInput`, so that what is missing is told as such. */
export function faultsOf(error: z.core.$ZodError): Fault[] {
  return error.issues.flatMap((issue): Fault[] => {
    if (issue.code === 'unrecognized_keys') {
      return issue.keys.map((key) => ({ pointer: pointer([...issue.path, key]), code: 'unknownField' }));
    }
    return [{ pointer: pointer(issue.path), ...breachOf(issue) }];
  });
}

/** By what zod's issue is, never by its message, which is zod's to change. */
function breachOf(issue: z.core.$ZodIssue): Breach {
  switch (issue.code) {
    case 'invalid_type':
      return issue.input === undefined ? { code: 'required' } : wrongType(issue.expected);
    case 'too_big':
      return tooBig(issue.origin, Number(issue.maximum));
    case 'too_small':
      return tooSmall(issue.origin, Number(issue.minimum));
    case 'invalid_format':
      return formats[issue.format] ?? { code: 'invalidValue' };
    case 'invalid_value':
      return { code: 'invalidValue', params: { possible: issue.values.map(String) } };
    case 'custom':
      return issue.params?.rule instanceof BrokenRule ? issue.params.rule.breach : { code: 'invalidValue' };
    default:
      return { code: 'invalidValue' };
  }
}

const formats: Partial<Record<string, Breach>> = {
  email: { code: 'invalidEmail' },
  url: { code: 'invalidUrl' },
};

function wrongType(expected: string): Breach {
  switch (expected) {
    case 'record':
      return { code: 'wrongType', params: { expected: 'object' } };
    case 'string':
    case 'number':
    case 'int':
    case 'boolean':
    case 'array':
    case 'object':
      return { code: 'wrongType', params: { expected } };
    default:
      return { code: 'wrongType' };
  }
}

function tooBig(origin: string, max: number): Breach {
  if (origin === 'string') return { code: 'tooLong', params: { max } };
  return { code: origin === 'array' ? 'tooMany' : 'tooGreat', params: { max } };
}

function tooSmall(origin: string, min: number): Breach {
  const isCounted = origin === 'string' || origin === 'array';
  if (isCounted && min === 1) return { code: 'required' };
  if (origin === 'string') return { code: 'tooShort', params: { min } };
  return { code: origin === 'array' ? 'tooFew' : 'tooSmall', params: { min } };
}
