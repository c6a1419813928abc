import type * as z from 'zod';
import type { Right, Role } from '../core/table/organiser-items.ts';
import type { AnswerName } from './answers.ts';

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

/** A list's two parameters. */
export type PageQuery = z.ZodObject<{ limit: z.ZodType<number>; cursor: z.ZodType<string | undefined> }>;

/**
 * A route of the HTTP API, declared once: the stack's routes, the handlers' input and `/openapi.json` are made from it.
 * Its key is API Gateway's, and the names in its path are texts: an id that nobody has is not found.
 * https://docs.aws.amazon.com/apigateway/latest/developerguide/http-api-develop-routes.html
 */
export interface Route {
  /** What clients that are made from the document call it: a verb and what it is about, each once. */
  operationId: string;
  summary: string;
  /** The lowest role that may call it; absent where no token is asked for. */
  role?: Role;
  /** The rights beside the role that it asks for. */
  rights?: readonly Right[];
  /** Whether lower roles may call it for what is theirs. */
  isForOwnToo?: boolean;
  /** Whether it is for those alone whose role holds for all series. */
  isEverywhere?: boolean;
  /** The query's parameters, each handed in as a text. */
  query?: z.ZodObject;
  /** Of a list: where the page begins, and how much it holds. */
  page?: PageQuery;
  /** The body's schema, the one that validates. */
  body?: z.ZodType;
  /** The same body as fields of a form. */
  form?: z.ZodType;
  /** How large a body may be, where that is more than a form's. */
  mostBytes?: number;
  /** Whether the body changes what GET of the same path answers (RFC 7396), and is then what PUT takes. */
  isMergePatch?: boolean;
  /** Whether the body may be left out. */
  isBodyOptional?: boolean;
  /** A body that is not JSON, by the types that it may have. */
  file?: readonly string[];
  example?: unknown;
  /** Whether pages of other websites may post to it. */
  isPostedFromElsewhere?: boolean;
  /** Whether an Idempotency-Key is heeded although nobody's token is asked for. */
  isKeyed?: boolean;
  /** Whether If-Match is heeded. */
  hasVersion?: boolean;
  /** Where what it makes is found from then on: a path with names of the answer's fields (RFC 9110 section 10.2.2). */
  location?: string;
  /** The status of its success, and what it then holds. */
  answers: Partial<Record<200 | 201 | 202 | 204 | 302 | 303 | 304, Shape>>;
  /** The JSON of its success, or of one entry of its list; by name, because functions carry no schema of answers. */
  answer?: AnswerName;
  /** Whether the answer holds what is shown once, so that no key of idempotency keeps it. */
  isShownOnce?: boolean;
  /** Further statuses, each a problem document or, for a browser, a page. */
  problems?: readonly number[];
}

/** Routes by their keys. */
export type Routes = Record<string, Route>;

/** What many routes have in common. */
export const changing = [404, 409, 412, 422] as const;
export const json = { 200: 'json' } as const;
/** The rest of a route that makes something, by where that then is. */
export const created = (location: string) => ({ location, answers: { 201: 'json' } }) as const;
export const list = { 200: 'list' } as const;
export const accepted = { 202: 'json' } as const;
export const gone = { 204: 'empty' } as const;
export const page = { 200: 'page' } as const;
/** What everybody may read is the same for a while: who has it already is told so by its ETag. */
export const kept = <S extends Shape>(shape: S) => ({ 200: shape, 304: 'empty' }) as const;

/** The rest of a route, by what it does to one thing: reads it, acts on it, changes or removes the version that was seen. */
export const read = { answers: json, problems: [404] } as const;
export const act = { answers: json, problems: [404, 409] } as const;
export const change = { hasVersion: true, answers: json, problems: changing } as const;
export const removal = { hasVersion: true, answers: gone, problems: changing } as const;

/**
 * Bodies of organisers are larger than those of forms. What is kept of one is one item, of which DynamoDB takes
 * 400 KB; 10,000 ids are more than that, and a meeting service's report has up to 4 MB.
 */
export const mostItemBytes = 300 * 1024;
export const mostIdsBytes = 512 * 1024;
export const mostReportBytes = 4 * 1024 * 1024;
