import type { RegistrationItem, SignUpItem } from '../table/items.ts';
import type { Step } from '../table/ports.ts';
import type { Instant } from '../values/time.ts';
import { decoyOf } from './decoy.ts';
import { leaveWaitingList, replaced, Tally } from './places.ts';

/** What becomes of one registration by a sign-up: its steps, what is taken, and whether it counts as one. */
interface Changes {
  steps: Step[];
  takes: 'place' | 'decoy' | 'nothing';
  /** The place that is held beside, where it isn't the one that the sign-up asked for. */
  beside?: SignUpItem['events'][number]['decoy'];
  counts: 0 | 1;
}

/**
 * The steps that bring one registration to where the sign-up wants it. Where the address has its place already, a decoy is
 * taken in its stead: places go by sign-ups, not by who is registered (promise 6). What somebody at the address has
 * verified nothing overwrites; of what was only typed the last holds, until one of it is verified.
 * @param by `isBeside`: the sign-up is kept beside what is verified, until its button is pressed
 */
export function registrationChanges(
  existing: RegistrationItem | undefined,
  fresh: RegistrationItem,
  { takesDecoy, isBeside, now }: { takesDecoy: boolean; isBeside: boolean; now: Instant },
): Changes {
  if (isBeside) return beside(fresh, takesDecoy, now);
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
        tally.add('pending', -1).add('confirmed', 1);
        return enteredAgain(existing, fresh, takesDecoy, tally);
      }
      if (existing.holdsPlace || !fresh.holdsPlace) break;
      // Its hold had ended: it is taken up again, by this sign-up.
      if (isEntered) tally.add('pending', -1).add('confirmed', 1);
      tally.takePlace(wish);
      return { steps: [{ ...put }, tally.step], takes: 'place', counts: 0 };
    case 'waitlisted': {
      if (!isEntered) break;
      tally.add('waitlisted', -1).add('confirmed', 1).takePlace(wish);
      const entered = replaced(entering(existing, fresh), {});
      return { steps: [entered, tally.step, ...leaveWaitingList(existing)], takes: 'place', counts: 0 };
    }
    case 'confirmed':
      if (isEntered && existing.isUnverified) return enteredAgain(existing, fresh, takesDecoy, tally.touch());
      break;
  }
  return beside(fresh, takesDecoy, now);
}

/** Nothing changes for who is registered already; it costs what it costs for everybody else. */
function beside(fresh: RegistrationItem, takesDecoy: boolean, now: Instant): Changes {
  const tally = new Tally(fresh.eventId);
  if (takesDecoy) tally.takePlace(fresh.workingGroupId);
  return {
    steps: [decoyOf(fresh, now), tally.touch().step],
    takes: takesDecoy ? 'decoy' : 'nothing',
    counts: 0,
  };
}

/**
 * A direct entry in the stead of what was typed before: it has the place that it asks for, and the one of before is held
 * beside as a decoy is; where none is, it takes that one over.
 */
function enteredAgain(
  existing: RegistrationItem,
  fresh: RegistrationItem,
  takesDecoy: boolean,
  tally: Tally,
): Changes {
  const { workingGroupId: held, heldBy = [], heldGroupId, signUpId, formerSignUpIds = [] } = existing;
  const wish = fresh.workingGroupId;
  const item: RegistrationItem = {
    ...fresh,
    formerSignUpIds: [signUpId, ...formerSignUpIds].slice(0, mostFormer),
    attended: existing.attended,
    createdAt: existing.createdAt,
    // Links of before lead to the same entry.
    round: existing.round,
    version: existing.version,
  };
  if (takesDecoy) {
    const steps = [replaced(item, {}), tally.takePlace(wish).step];
    return { steps, takes: 'decoy', beside: { workingGroupId: held, heldBy, heldGroupId }, counts: 0 };
  }
  if (wish !== held) tally.leaveGroup(held);
  if (wish !== held && wish !== undefined) tally.takeGroup(wish);
  return { steps: [replaced(item, { heldBy, heldGroupId }), tally.step], takes: 'nothing', counts: 0 };
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
