import { listSeries } from '../core/organising/series.ts';
import type { Visit } from './visit.ts';

const mostSeries = 100;

/** The series that one may be given; more than there are on a page one gives by the API. */
export const givableSeries = async ({ who, at }: Visit) =>
  (await listSeries(who, { limit: mostSeries }, at)).items;

/** A form that says which series, in core's shape: without a list it is all of them, and that has to be said. */
export function withScope({ reach, seriesIds = [], ...rest }: Record<string, unknown>) {
  return reach === 'all' ? rest : { ...rest, seriesIds };
}

/** The other way round. */
export const scopeOf = (seriesIds: readonly string[] | undefined) =>
  seriesIds === undefined ? { reach: 'all' } : { reach: 'some', seriesIds };
