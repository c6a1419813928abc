import { endsAt } from '../table/event.ts';
import type { EventItem, RegistrationItem } from '../table/items.ts';
import type { Instant } from '../values/time.ts';

/** Whether somebody has a certificate: they took part, as far as it is recorded, in an event that took place and is over. */
export function isCertified(
  { state, attended }: Pick<RegistrationItem, 'state' | 'attended'>,
  event: EventItem,
  now: Instant,
): boolean {
  return state === 'confirmed' && attended === true && event.status === 'published' && now >= endsAt(event);
}
