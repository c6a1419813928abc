import { countHourly } from '../access/hourly.ts';
import type { Organiser } from '../access/organiser.ts';
import { requireFewBouncesByHand } from '../delivery/guard.ts';
import type { Context } from '../table/context.ts';

/** How many addresses that nobody verified are typed within an hour: by one maker, and in a series. */
const mostTyped = { maker: 60, series: 120 } as const;

/** Counts an address that an organiser types in. @throws Problem 429 */
export async function countTypedAddress(
  organiser: Organiser,
  seriesId: string,
  context: Context,
): Promise<void> {
  await requireFewBouncesByHand(seriesId, context);
  await countHourly('typedAddress', mostTyped, { organiser, seriesId }, context);
}
