import type { HttpAnswer, HttpRequest } from './http.ts';

/** Calls that are handed a context, made when they come: each has its own time. */
export function withContext<C>(context: () => C | Promise<C>) {
  return (answer: (request: HttpRequest, at: C) => Promise<HttpAnswer>) =>
    async (request: HttpRequest): Promise<HttpAnswer> =>
      answer(request, await context());
}
