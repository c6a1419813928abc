import { refs } from '../core/table/refs.ts';
import { Problem } from '../core/values/problem.ts';
import { type HttpAnswer, type HttpRequest, pathParameter } from '../http/http.ts';
import { publicRuntime } from '../runtime/runtime.ts';

const { context } = publicRuntime();
export type At = ReturnType<typeof context>;

/** A call that anybody may make, without a secret at hand. */
export function open(answer: (request: HttpRequest, at: At) => Promise<HttpAnswer>) {
  return async (request: HttpRequest): Promise<HttpAnswer> => answer(request, context());
}

/** An event that anybody may see, with its counters and series. @throws Problem 404 */
export async function publicEvent(request: HttpRequest, { store }: At) {
  const eventId = pathParameter(request, 'eventId');
  const found = await store.load({
    event: refs.event(eventId),
    counters: refs.counters(eventId),
    documentation: refs.documentation(eventId),
  });
  const { event, counters, documentation } = found;
  if (event === undefined || counters === undefined || event.status === 'draft')
    throw new Problem('not-found');
  const series = await store.get(refs.series(event.seriesId));
  if (series === undefined) throw new Problem('not-found');
  return { event, counters, documentation, series };
}
