import type * as z from 'zod';
import { paged } from '../api/query.ts';
import { parsed } from '../core/values/parsed.ts';
import { type HttpRequest, query } from './http.ts';

/** A query as its schema has it; of a parameter that comes twice the first counts. @throws Problem 422 */
export function queryOf<Schema extends z.ZodType>(request: HttpRequest, schema: Schema): z.output<Schema> {
  return parsed(schema, Object.fromEntries([...query(request)].reverse()));
}

/** Where a page begins, and how much it holds at most. @throws Problem 422 */
export const pageOf = (request: HttpRequest) => queryOf(request, paged.page);

/** Where a list goes on, for its address; undefined at its end. */
export const cursorText = (next: string | undefined) => next && Buffer.from(next).toString('base64url');
