import type * as z from 'zod';
import { publicEvent } from '../core/attendee/sign-up-form.ts';
import type { Page } from '../core/table/ports.ts';
import { parsed } from '../core/values/parsed.ts';
import { type HttpRequest, json, pathParameter, query as queryIn } from '../http/http.ts';
import { cursorText, queryOf } from '../http/paging.ts';
import { withContext } from '../http/with-context.ts';
import { publicRuntime } from '../runtime/runtime.ts';
import { shared, unlessKnown } from './unless-known.ts';

const { context } = publicRuntime();
export type At = ReturnType<typeof context>;

/** A call that anybody may make, without a secret at hand. */
export const publicRoute = withContext(context);

/** JSON for anybody, websites and their caches included. @throws Problem 422 for a query: none is heeded */
export const publicJson = (read: (request: HttpRequest, at: At) => Promise<unknown>) =>
  publicRoute(async (request, at) => {
    queryOf(request, {});
    return unlessKnown(request, json(200, await read(request, at), shared));
  });

/** A list for anybody. @throws Problem 422 for what the query hasn't, or can't have */
export const publicList = <Query extends z.ZodObject>(
  query: Query,
  read: (asked: z.output<Query>, at: At) => Promise<Page<unknown>>,
) =>
  publicRoute(async (request, at) => {
    queryOf(request, { query });
    const { items, next } = await read(parsed(query, Object.fromEntries(queryIn(request))), at);
    return unlessKnown(request, json(200, { items, nextCursor: cursorText(next) }, shared));
  });

/** The event that a call is about. @throws Problem 404 */
export const eventOf = (request: HttpRequest, at: At) => publicEvent(pathParameter(request, 'eventId'), at);
