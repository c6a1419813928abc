import type { RegistrationItem } from '../table/items.ts';
import type { Step } from '../table/ports.ts';
import type { Instant } from '../values/time.ts';
import { decoyOf } from './decoy.ts';
import { leaveWaitingList, replaced, Tally } from './places.ts';

/**
 * The steps that bring one registration to where the sign-up wants it, what this sign-up takes, and whether it counts
 * as one. Where the address has its place already, a decoy is taken in its stead: places go by sign-ups, not by who is
 * registered (promise 6).
 */
export function registrationChanges(
  existing: RegistrationItem | undefined,
  fresh: RegistrationItem,
  takesDecoy: boolean,
  now: Instant,
): { steps: Step[]; takes: 'place' | 'decoy' | 'nothing'; counts: 0 | 1 } {
  const wish = fresh.workingGroupId;
  const tally = new Tally(fresh.eventId);
  const put: Step =
    existing === undefined
      ? { step: 'put', item: fresh, when: 'absent' }
      : { step: 'put', item: fresh, when: { version: existing.version } };
  const isEntered = fresh.state === 'confirmed';
  switch (existing?.state) {
    case undefined:
    case 'expired':
    case 'cancelled':
      if (existing?.state === 'cancelled') tally.add('cancelled', -1);
      tally.add(isEntered ? 'confirmed' : 'pending', 1);
      if (fresh.holdsPlace) tally.takePlace(wish);
      return { steps: [put, tally.step], takes: fresh.holdsPlace ? 'place' : 'nothing', counts: 1 };
    case 'pending':
      if (existing.holdsPlace && isEntered) {
        const confirmed = {
          state: 'confirmed',
          isUnverified: true,
          confirmedAt: fresh.createdAt,
          toldSequence: fresh.toldSequence,
          linkGeneration: fresh.linkGeneration,
        } as const;
        const kept = { signUpId: fresh.signUpId, ...(fresh.expiresAt && { expiresAt: fresh.expiresAt }) };
        tally.add('pending', -1).add('confirmed', 1);
        if (takesDecoy) tally.takePlace(wish);
        return {
          steps: [replaced(existing, { ...confirmed, ...kept }), tally.step],
          takes: takesDecoy ? 'decoy' : 'nothing',
          counts: 0,
        };
      }
      if (existing.holdsPlace || !fresh.holdsPlace) break;
      // Its hold had ended: it is taken up again, by this sign-up.
      if (isEntered) tally.add('pending', -1).add('confirmed', 1);
      tally.takePlace(wish);
      return { steps: [{ ...put }, tally.step], takes: 'place', counts: 0 };
    case 'waitlisted':
      if (!isEntered) break;
      tally.add('waitlisted', -1).add('confirmed', 1).takePlace(wish);
      return { steps: [put, tally.step, ...leaveWaitingList(existing)], takes: 'place', counts: 0 };
    case 'confirmed':
      break;
  }
  // Nothing changes for who is registered already; it costs what it costs for everybody else.
  if (takesDecoy) tally.takePlace(wish);
  return {
    steps: [decoyOf(fresh, now), tally.touch().step],
    takes: takesDecoy ? 'decoy' : 'nothing',
    counts: 0,
  };
}
