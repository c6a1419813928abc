import { rightsOf } from '../core/access/rights.ts';
import { listSeries } from '../core/organising/series.ts';
import { type OrganiserItem, Role } from '../core/table/organiser-items.ts';
import type { Visit } from './visit.ts';

const mostSeries = 100;

/** The series that one may be given; more than there are on a page one gives by the API. */
export const givableSeries = async ({ who, at }: Visit) =>
  (await listSeries(who, { limit: mostSeries }, at)).items;

/** A form that says for which series something is, in core's shape: what is all has to be said. */
export function withScope({ reach, seriesIds = [], ...rest }: Record<string, unknown>) {
  return { ...rest, ...(reach === 'all' ? {} : { seriesIds }) };
}

/** The same with what somebody may do there; the role's own rights have to be said, too. */
export function withReach({ rightsBy, rights = [], ...rest }: Record<string, unknown>) {
  const role = Role.safeParse(rest.role).data;
  return {
    ...withScope(rest),
    rights: rightsBy === 'chosen' ? rights : role && rightsOf({ role }),
  };
}

/** The other way round. */
export const reachOf = ({ seriesIds, rights }: Partial<Pick<OrganiserItem, 'seriesIds' | 'rights'>>) => ({
  ...(seriesIds === undefined ? { reach: 'all' } : { reach: 'some', seriesIds }),
  ...(rights === undefined ? { rightsBy: 'role' } : { rightsBy: 'chosen', rights }),
});
