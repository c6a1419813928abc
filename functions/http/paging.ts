import * as z from 'zod';
import { paged } from '../api/query.ts';
import type { PageQuery, Route } from '../api/route.ts';
import { pointer } from '../core/values/faults.ts';
import { parsed } from '../core/values/parsed.ts';
import { problemOf } from '../core/values/problem.ts';
import { type HttpRequest, query } from './http.ts';

/** Where a page begins, and how much it holds at most. */
export interface PageAsked {
  limit: number;
  after?: string | undefined;
}

/**
 * A query as its route declares it, and nothing else: a name that the route hasn't, a value that it can't have and a
 * parameter that comes twice are told, instead of going unheeded.
 * @throws Problem 422
 */
export function queryOf(
  request: HttpRequest,
  { query: own, page }: Pick<Route, 'query' | 'page'>,
): { query: unknown; page: PageAsked | undefined } {
  const given = query(request);
  const twice = [...new Set(given.keys())].filter((name) => given.getAll(name).length > 1);
  if (twice.length > 0)
    throw problemOf(twice.map((name) => ({ pointer: pointer([name]), code: 'duplicate' })));
  const shape = { ...own?.shape, ...page?.shape };
  return {
    query: parsed(z.strictObject(shape), Object.fromEntries(given)),
    page: page && pageOf(request, page),
  };
}

/** The page that is asked for, whatever else the query says. @throws Problem 422 */
export function pageOf(request: HttpRequest, schema: PageQuery = paged.page): PageAsked {
  const { limit, cursor } = parsed(schema, Object.fromEntries(query(request)));
  return { limit, after: cursor };
}

/** Where a list goes on, for its address; undefined at its end. */
export const cursorText = (next: string | undefined) => next && Buffer.from(next).toString('base64url');
