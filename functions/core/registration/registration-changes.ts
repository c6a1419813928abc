import type { RegistrationItem, SignUpItem } from '../table/items.ts';
import type { Step } from '../table/ports.ts';
import type { Instant } from '../values/time.ts';
import { decoyOf } from './decoy.ts';
import { sharesLeft } from './hold-shares.ts';
import { countedWay, isLimited, leaveWaitingList, placesFor, replaced } from './places.ts';
import { holdEndsAt } from './sign-up-item.ts';
import { sweepPlanned } from './sweep.ts';
import { type Counted, Tally } from './tally.ts';

/** What becomes of one registration by a sign-up: its steps, what is taken, and whether it counts as one. */
interface Changes {
  steps: Step[];
  takes: 'place' | 'decoy' | 'nothing';
  /** The place that is held beside, where it isn't the one that the sign-up asked for, and until when, if not as long. */
  beside?: Pick<SignUpItem['events'][number], 'decoy' | 'heldUntil'>;
  counts: 0 | 1;
}

interface Circumstances {
  of: Counted;
  /** An organiser, who answers for it, enters it, and sees who is registered. */
  isByHand: boolean;
  /** The sign-up is kept beside what is verified, until its button is pressed. */
  isBeside: boolean;
  now: Instant;
}

/** Whether somebody could see that this place is taken, or given back. */
function isSeen(place: Pick<RegistrationItem, 'way' | 'workingGroupId'>, { event, counters }: Counted) {
  return isLimited(placesFor(event, counters, place), counters, place.workingGroupId);
}

/**
 * The steps that bring one registration to where the sign-up wants it. Where the address has its place already, a decoy is
 * taken in its stead: places go by sign-ups, not by who is registered (promise 6). What somebody at the address has
 * verified nothing overwrites; of what was only typed the last holds, until one of it is verified.
 */
export function registrationChanges(
  existing: RegistrationItem | undefined,
  fresh: RegistrationItem,
  { of, isByHand, isBeside, now }: Circumstances,
): Changes {
  const takesDecoy = fresh.holdsPlace && !isByHand && isSeen(fresh, of);
  // Of somebody known nothing is given back, either.
  const keepsHeld = takesDecoy || (!isByHand && existing !== undefined && isSeen(existing, of));
  if (isBeside) return beside(fresh, of, takesDecoy, now);
  const wish = fresh.workingGroupId;
  const tally = new Tally(of);
  const put: Step =
    existing === undefined
      ? { step: 'put', item: fresh, when: 'absent' }
      : { step: 'put', item: fresh, when: { version: existing.version } };
  const isEntered = fresh.state === 'confirmed';
  switch (existing?.state) {
    case undefined:
    case 'expired':
    case 'cancelled':
      if (existing?.state === 'cancelled') tally.add('cancelled', -1, existing);
      tally.add(isEntered ? 'confirmed' : 'pending', 1, fresh);
      if (fresh.holdsPlace) tally.takePlace(fresh, wish);
      return { steps: [put, tally.step], takes: fresh.holdsPlace ? 'place' : 'nothing', counts: 1 };
    case 'pending':
      if (existing.holdsPlace && isEntered) {
        tally.add('pending', -1, existing).add('confirmed', 1, fresh);
        return enteredAgain(existing, fresh, of, keepsHeld, tally, now);
      }
      if (existing.holdsPlace || !fresh.holdsPlace) break;
      // Its hold had ended: it is taken up again, by this sign-up.
      if (isEntered) tally.add('pending', -1, existing).add('confirmed', 1, fresh);
      tally.takePlace(fresh, wish);
      return { steps: [{ ...put }, tally.step], takes: 'place', counts: 0 };
    case 'waitlisted': {
      if (!isEntered) break;
      tally.add('waitlisted', -1, existing).add('confirmed', 1, fresh).takePlace(fresh, wish);
      const entered = replaced(entering(existing, fresh), {});
      return { steps: [entered, tally.step, ...leaveWaitingList(existing)], takes: 'place', counts: 0 };
    }
    case 'confirmed':
      if (isEntered && existing.isUnverified) {
        tally.add('confirmed', -1, existing).add('confirmed', 1, fresh);
        return enteredAgain(existing, fresh, of, keepsHeld, tally.touch(), now);
      }
      break;
  }
  return beside(fresh, of, takesDecoy, now);
}

/** Nothing changes for who is registered already; it costs what it costs for everybody else. */
function beside(fresh: RegistrationItem, of: Counted, takesDecoy: boolean, now: Instant): Changes {
  const tally = new Tally(of);
  if (takesDecoy) tally.takePlace(fresh, fresh.workingGroupId);
  return {
    steps: [decoyOf(fresh, now), tally.touch().step],
    takes: takesDecoy ? 'decoy' : 'nothing',
    counts: 0,
  };
}

/**
 * A direct entry in the stead of what was typed before: it has the place that it asks for, and the one of before is held
 * beside as a decoy is, no longer than it was to be held; where none is, it takes that one over.
 */
function enteredAgain(
  existing: RegistrationItem,
  fresh: RegistrationItem,
  { event, counters }: Counted,
  keepsHeld: boolean,
  tally: Tally,
  now: Instant,
): Changes {
  const { way, workingGroupId: held, heldBy = [], heldWay, heldGroupId } = existing;
  const { signUpId, formerSignUpIds = [] } = existing;
  const wish = fresh.workingGroupId;
  const isOtherWay = countedWay(event, existing) !== countedWay(event, fresh);
  const item: RegistrationItem = {
    ...fresh,
    formerSignUpIds: [signUpId, ...formerSignUpIds].slice(0, mostFormer),
    isToldBothWays: isOtherWay || existing.isToldBothWays ? true : undefined,
    attended: existing.attended,
    createdAt: existing.createdAt,
    // Links of before lead to the same entry.
    round: existing.round,
    version: existing.version,
  };
  if (keepsHeld) {
    const steps = [replaced(item, {}), tally.takePlace(fresh, wish).step];
    const decoy = { way, workingGroupId: held, heldBy, heldWay, heldGroupId };
    const isPending = existing.state === 'pending';
    const heldUntil = isPending && holdEndsAt(event, existing.createdAt);
    return { steps, takes: 'decoy', beside: { decoy, ...(heldUntil ? { heldUntil } : {}) }, counts: 0 };
  }
  if (wish !== held) tally.leaveGroup(held);
  if (wish !== held && wish !== undefined) tally.takeGroup(wish);
  const [before, places] = [placesFor(event, counters, existing), placesFor(event, counters, fresh)];
  tally.add('taken', -1, existing).add('taken', 1, fresh);
  const shares = sharesLeft(existing, { isGroup: wish !== held, isWay: isOtherWay }, now);
  const steps = [replaced(item, shares.left), tally.step, ...shares.steps];
  if (before.way === places.way) return { steps, takes: 'nothing', counts: 0 };
  // It is free, or nobody were entered; whoever waits for the one of before is moved up by who sweeps the list.
  tally.needPlace(places);
  return { steps: [...steps, sweepPlanned(event.eventId, now)], takes: 'nothing', counts: 0 };
}

/** More sign-ups than a mailbox gets mails for within a day. */
const mostFormer = 20;

/** Who waits enters with what they said when they were verified, by the way and in the group whose place is taken now. */
function entering(existing: RegistrationItem, fresh: RegistrationItem): RegistrationItem {
  const { waitingPosition, workingGroupId, ...said } = existing;
  const { way, heldBy, heldGroupId, confirmedAt, toldSequence, linkGeneration } = fresh;
  return {
    ...said,
    ...{ state: 'confirmed', holdsPlace: true, way, workingGroupId: fresh.workingGroupId },
    ...{ heldBy, heldGroupId, confirmedAt, toldSequence, linkGeneration },
  };
}
