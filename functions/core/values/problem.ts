import { type Breach, conflictCodes, type Fault } from './faults.ts';
import type { Instant } from './time.ts';

/**
 * Everything that a caller can be told is wrong: problem type and status (RFC 9457). The type's URI is
 * `urn:eventbote:problem:<type>`.
 */
export const problemStatus = {
  'malformed-request': 400,
  'invalid-request': 422,
  'not-possible-now': 409,
  unauthorised: 401,
  forbidden: 403,
  'other-site': 403,
  'not-found': 404,
  'method-not-allowed': 405,
  'link-invalid': 404,
  'link-expired': 410,
  'address-changed': 410,
  'link-retired': 410,
  'already-exists': 409,
  'body-too-large': 413,
  'unsupported-media-type': 415,
  'version-mismatch': 412,
  'version-required': 428,
  'too-many-requests': 429,
  busy: 503,
  unexpected: 500,
} as const;
export type ProblemType = keyof typeof problemStatus;

/** More than this nobody reads, and an answer has an end. */
const mostFaults = 200;

/** Whose fresh link somebody may ask for who has an old one. */
export interface LinkRequest {
  seriesId?: string | undefined;
  eventId?: string | undefined;
}

/** A fault of the caller's, or a state of ours, that the answer names. */
export class Problem extends Error {
  readonly type: ProblemType;
  readonly faults: readonly Fault[];
  readonly detail: Breach | undefined;
  /** When it is worth trying again. */
  readonly retryAt: Instant | undefined;
  readonly linkRequest: LinkRequest | undefined;

  constructor(
    type: ProblemType,
    options: {
      faults?: readonly Fault[];
      detail?: Breach;
      retryAt?: Instant;
      linkRequest?: LinkRequest | undefined;
    } = {},
  ) {
    super(type);
    this.name = 'Problem';
    this.type = type;
    this.faults = (options.faults ?? []).slice(0, mostFaults);
    this.detail = options.detail;
    this.retryAt = options.retryAt;
    this.linkRequest = options.linkRequest;
  }

  get status(): number {
    return problemStatus[this.type];
  }
}

/** The problem of a request with these faults: 409 when all of them say how things stand, else 422. */
export function problemOf(faults: readonly Fault[]): Problem {
  const type = faults.every((fault) => conflictCodes.has(fault.code))
    ? 'not-possible-now'
    : 'invalid-request';
  return new Problem(type, { faults });
}
