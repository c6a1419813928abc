import type * as z from 'zod';

/** What can be wrong with one field; the views know the sentence of each in both languages. */
export const faultCodes = [
  'malformedJson',
  'unknownField',
  'wrongType',
  'required',
  'tooLong',
  'tooShort',
  'tooMany',
  'invalidEmail',
  'controlCharacters',
  'unknownEvent',
  'eventClosed',
  'eventNotYetOpen',
  'eventCancelled',
  'eventFull',
  'unknownWorkingGroup',
  'workingGroupFull',
  'unknownQuestion',
  'unknownOption',
  'noticeVersionUnknown',
  'noticeRequired',
  'consentRequired',
  'originNotAllowed',
  'severalSeries',
  'duplicate',
  'bodyTooLarge',
  'unknownPlaceholder',
  'logoNotAllowed',
  'invalidValue',
] as const;
export type FaultCode = (typeof faultCodes)[number];

/** One fault of a request: where (RFC 6901), what, and its bounds. */
export interface Fault {
  pointer: string;
  code: FaultCode;
  params?: Record<string, string | number>;
}

/** Faults that say how things stand, not that the request was ill-formed: they answer 409. */
export const conflictCodes: ReadonlySet<FaultCode> = new Set([
  'eventClosed',
  'eventNotYetOpen',
  'eventCancelled',
  'eventFull',
  'workingGroupFull',
]);

/** A path as a JSON pointer (RFC 6901). */
export function pointer(path: readonly PropertyKey[]): string {
  return path.map((part) => `/${String(part).replaceAll('~', '~0').replaceAll('/', '~1')}`).join('');
}

/** Every fault that a schema found. A custom issue may name its code: `{params: {code: 'invalidEmail'}}`. */
export function faultsOf(error: z.core.$ZodError): Fault[] {
  return error.issues.flatMap((issue) => issueFaults(issue));
}

/** Codes that count characters and entries; what a number is beyond, its schema's sentence says. */
const tooBig: Partial<Record<string, FaultCode>> = { string: 'tooLong', array: 'tooMany' };
const tooSmall: Partial<Record<string, FaultCode>> = { string: 'tooShort' };

function issueFaults(issue: z.core.$ZodIssue): Fault[] {
  const at = pointer(issue.path);
  switch (issue.code) {
    case 'unrecognized_keys':
      return issue.keys.map((key) => ({ pointer: pointer([...issue.path, key]), code: 'unknownField' }));
    case 'invalid_type':
      return [
        {
          pointer: at,
          code: issue.input === undefined ? 'required' : 'wrongType',
          params: { expected: issue.expected },
        },
      ];
    case 'too_big': {
      const code = tooBig[issue.origin];
      const params = { max: Number(issue.maximum) };
      return [
        code === undefined
          ? { pointer: at, code: 'invalidValue', ...messageParams(issue) }
          : { pointer: at, code, params },
      ];
    }
    case 'too_small': {
      const code = issue.minimum === 1 && issue.origin in tooBig ? 'required' : tooSmall[issue.origin];
      const params = { min: Number(issue.minimum) };
      return [
        code === undefined
          ? { pointer: at, code: 'invalidValue', ...messageParams(issue) }
          : { pointer: at, code, params },
      ];
    }
    case 'custom':
      return [{ pointer: at, ...namedCode(issue.params), ...messageParams(issue) }];
    default:
      return [{ pointer: at, code: 'invalidValue', ...messageParams(issue) }];
  }
}

function namedCode(params: Record<string, unknown> | undefined): { code: FaultCode } {
  const named = faultCodes.find((code) => code === params?.code);
  return { code: named ?? 'invalidValue' };
}

/** An organiser's field rule says in English what it wants; the sentence is carried along. */
function messageParams(issue: z.core.$ZodIssue): { params?: Record<string, string> } {
  return issue.message ? { params: { detail: issue.message } } : {};
}
