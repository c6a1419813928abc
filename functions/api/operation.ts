import type * as z from 'zod';
import type { Role } from '../core/table/organiser-items.ts';

/** What a route's success looks like. */
export type Shape =
  | 'json'
  | 'jsonOrPage'
  | 'list'
  | 'page'
  | 'csv'
  | 'calendar'
  | 'script'
  | 'redirect'
  | 'empty';

/** A route as its document tells it. */
export interface Operation {
  summary: string;
  /** The lowest role that may call it; absent where no token is asked for. */
  role?: Role;
  /** Whether it is for those alone whose role holds for all series. */
  isEverywhere?: boolean;
  /** The body's schema, the one that validates. */
  body?: z.ZodType;
  /** Whether the body may be left out. */
  isBodyOptional?: boolean;
  /** A body that is no JSON, by the types that it may have. */
  file?: readonly string[];
  example?: unknown;
  /** Query parameters: what each is for; a name that ends in `!` is required. */
  query?: Record<string, string>;
  /** Whether If-Match is heeded. */
  hasVersion?: boolean;
  /** The status of its success, and what it then holds. */
  answers: Partial<Record<200 | 201 | 202 | 204 | 302 | 303 | 304, Shape>>;
  /** The JSON of its success, or of one entry of its list; absent: an object. */
  answered?: z.ZodType;
  /** Further statuses, each a problem document or, for a browser, a page. */
  problems?: readonly number[];
}
