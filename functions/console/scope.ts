import { rightsOf } from '../core/access/rights.ts';
import { listSeries } from '../core/organising/series.ts';
import { type OrganiserItem, Role } from '../core/table/organiser-items.ts';
import type { Visit } from './visit.ts';

const mostSeries = 100;

/** The series that one may be given; more than there are on a page one gives by the API. */
export const givableSeries = async ({ who, at }: Visit) =>
  (await listSeries(who, { limit: mostSeries }, at)).items;

/** A form that says what somebody may do and where, in core's shape: what is all, or the role's own, has to be said. */
export function withReach({
  reach,
  seriesIds = [],
  rightsBy,
  rights = [],
  ...rest
}: Record<string, unknown>) {
  const role = Role.safeParse(rest.role).data;
  return {
    ...rest,
    ...(reach === 'all' ? {} : { seriesIds }),
    rights: rightsBy === 'chosen' ? rights : role && rightsOf({ role }),
  };
}

/** The other way round. */
export const reachOf = ({ seriesIds, rights }: Pick<OrganiserItem, 'seriesIds' | 'rights'>) => ({
  ...(seriesIds === undefined ? { reach: 'all' } : { reach: 'some', seriesIds }),
  ...(rights === undefined ? { rightsBy: 'role' } : { rightsBy: 'chosen', rights }),
});
