import { mailOfStep } from '../delivery/allowed-mail.ts';
import { registrationCause } from '../delivery/outbox.ts';
import type { Context } from '../table/context.ts';
import type { RegistrationItem } from '../table/items.ts';
import type { Step } from '../table/ports.ts';
import type { Way } from '../table/way.ts';
import { problemOf } from '../values/problem.ts';
import { handOn } from './cancel.ts';
import { placeGivenBack } from './decoy-places.ts';
import { fullFault } from './full-places.ts';
import {
  countedWay,
  hasGroupPlace,
  isPlaceFree,
  leaveWaitingList,
  mayWait,
  placesFor,
  waitingEntry,
} from './places.ts';
import { skippedOnMovingUp } from './skipped-reminders.ts';
import type { Counted, Tally } from './tally.ts';

/** What becomes of a registration, and what else is written. */
interface Change {
  changes: Partial<RegistrationItem>;
  steps: Step[];
}

/**
 * Brings a registration over to another way, counted on the caller's tally. Who has a place takes one of the other way in the
 * step that gives their own back, which goes to the head of those who wait for it, or keeps it (promise 2). Who waits
 * has a place at once where one is free there, and else goes behind those who wait there.
 * @throws Problem when the other way has neither a place nor a waiting list
 */
export async function wayChanged(
  registration: RegistrationItem,
  chosen: Pick<RegistrationItem, 'way' | 'workingGroupId'>,
  of: Counted,
  tally: Tally,
  context: Context,
): Promise<Change> {
  const { event, counters } = of;
  const { way } = chosen;
  const to = { way };
  if (countedWay(event, registration) === countedWay(event, to)) return { changes: to, steps: [] };
  const places = placesFor(event, counters, to);
  const isShared = places.way === undefined;
  if (registration.holdsPlace) {
    if (!isShared && !isPlaceFree(event, places, context.now)) throw full(of, way, context);
    const told = await toldAnew(registration, context);
    if (isShared) {
      tally.moveWay(registration, to);
      return { changes: to, steps: told };
    }
    const left = { holdsPlace: true, way: registration.way, workingGroupId: undefined };
    // Who is moved up may want the group that is taken here: then it is seen to once it is known whether it is full.
    const isRegrouped = chosen.workingGroupId !== registration.workingGroupId;
    const steps = isRegrouped
      ? placeGivenBack(left, of, tally, context.now)
      : await handOn(left, of, tally, context);
    tally.add('confirmed', -1, registration).add('confirmed', 1, to).takePlace(to);
    return { changes: to, steps: [...steps, ...told] };
  }
  tally.add('waitlisted', -1, registration);
  if (isShared) {
    tally.add('waitlisted', 1, to);
    const { waitingPosition } = registration;
    const entry = waitingPosition && waitingEntry({ ...registration, way }, waitingPosition);
    return { changes: to, steps: entry ? [{ step: 'put', item: entry, when: 'any' }] : [] };
  }
  if (isPlaceFree(event, places, context.now)) return placedAtOnce(registration, chosen, of, tally, context);
  if (!mayWait(event, places, context.now)) throw full(of, way, context);
  tally.queueUp(to);
  const waitingPosition = await context.store.takePosition(event.eventId);
  const item = waitingEntry({ ...registration, way }, waitingPosition);
  return {
    changes: { ...to, waitingPosition },
    steps: [...leaveWaitingList(registration), { step: 'put', item, when: 'absent' }],
  };
}

async function placedAtOnce(
  registration: RegistrationItem,
  { way, workingGroupId: wish }: Pick<RegistrationItem, 'way' | 'workingGroupId'>,
  { event, counters }: Counted,
  tally: Tally,
  context: Context,
): Promise<Change> {
  const group = wish !== undefined && hasGroupPlace(counters, wish) ? wish : undefined;
  tally.add('confirmed', 1, { way }).takePlace({ way }, group);
  return {
    changes: {
      ...{ way, state: 'confirmed', holdsPlace: true, confirmedAt: context.now },
      ...{ waitingPosition: undefined, workingGroupId: group },
    },
    steps: [
      ...leaveWaitingList(registration),
      ...(await skippedOnMovingUp(event, registration, context)),
      ...(await toldAnew(registration, context)),
    ],
  };
}

/** The mail with what is needed this way, and with the file that replaces the entry of the other. */
async function toldAnew(registration: RegistrationItem, context: Context): Promise<Step[]> {
  const { registrationId, version, email } = registration;
  const cause = registrationCause('confirmation', `way-${registrationId}-${version}`, registration);
  return (await mailOfStep(cause, email, context)).steps;
}

function full({ event, counters }: Counted, way: Way | undefined, { now }: Context) {
  const places = placesFor(event, counters, { way });
  return problemOf([fullFault({ event, counters, places }, `/ways/${event.eventId}`, now)]);
}
