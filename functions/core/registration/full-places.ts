import { type Fault, pointer } from '../values/faults.ts';
import type { Instant } from '../values/time.ts';
import { availabilityByWay, type Places } from './places.ts';
import type { Counted } from './tally.ts';

/** That nothing is to be had of these places; the full way offers the other. @param at where the event is named */
export function fullFault(
  { event, counters, places: { way } }: Counted & { places: Places },
  at: string,
  now: Instant,
): Fault {
  if (way === undefined) return { pointer: at, code: 'eventFull' };
  const other = availabilityByWay(event, counters, now)[way === 'onsite' ? 'online' : 'onsite'];
  const isOtherFree = other === 'free' || other === 'few';
  return { pointer: pointer(['ways', event.eventId]), code: 'wayFull', params: { way, isOtherFree } };
}
