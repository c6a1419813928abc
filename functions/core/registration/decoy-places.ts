import type { Context } from '../table/context.ts';
import { isPromoting } from '../table/event.ts';
import type { RegistrationItem, SignUpItem } from '../table/items.ts';
import type { Step } from '../table/ports.ts';
import { refs } from '../table/refs.ts';
import { retrying } from '../table/retrying.ts';
import type { Instant } from '../values/time.ts';
import { handOn } from './cancel.ts';
import { holdEnded } from './hold-shares.ts';
import { placesFor } from './places.ts';
import { eachPart } from './sign-up-item.ts';
import { sweepPlanned } from './sweep.ts';
import { type Counted, Tally } from './tally.ts';

type Part = SignUpItem['events'][number];

/** The steps that end what the place that a sign-up holds beside its address' own is counted as; the place itself is the caller's. */
export function decoyEnded({ eventId, decoy }: Part, { seriesId }: SignUpItem, now: Instant): Step[] {
  return holdEnded({ ...decoy, seriesId, eventId }, now);
}

/**
 * Gives back the places that a sign-up holds beside those that its address has, each in a transaction that hands it on
 * and takes it off the sign-up, so that doing it again changes nothing. @returns the sign-up as it is then
 */
export async function endDecoys(
  signUp: SignUpItem,
  context: Context,
  isOver: (part: Part) => boolean = () => true,
): Promise<SignUpItem> {
  let current = signUp;
  await eachPart(signUp, async (part) => {
    if (part.decoy !== undefined && isOver(part)) current = await endDecoy(current, part.eventId, context);
  });
  return current;
}

function endDecoy(found: SignUpItem, eventId: string, context: Context): Promise<SignUpItem> {
  const { store, now } = context;
  return retrying('event', async () => {
    const { signUp, event, counters } = await store.load({
      signUp: refs.signUp(found.signUpId),
      event: refs.event(eventId),
      counters: refs.counters(eventId),
    });
    const part = signUp?.events.find((one) => one.eventId === eventId);
    if (signUp === undefined || part?.decoy === undefined) return signUp ?? found;
    const { state, version = 0 } = signUp;
    const events = signUp.events.map((one): Part => {
      const { heldUntil, decoy, ...rest } = one;
      return one === part ? rest : one;
    });
    const next = { ...signUp, events, version: version + 1 };
    const steps: Step[] = [
      { step: 'put', item: next, when: { state, version } },
      ...decoyEnded(part, signUp, now),
    ];
    if (event !== undefined && counters !== undefined) {
      const tally = new Tally({ event, counters });
      const { way, workingGroupId } = part.decoy;
      const place = { holdsPlace: true, way, workingGroupId };
      steps.push(...(await handOn(place, { event, counters }, tally, context)), tally.step);
    }
    return (await store.commit(steps)).committed ? next : 'again';
  });
}

/** A place as far as it is given back: of which way, and which working group's it is, too. */
export type HeldPlace = Pick<RegistrationItem, 'way' | 'workingGroupId'>;

/**
 * Gives a place back on the tally of a confirmation. Whoever waits for it is moved up by who sweeps the list: there may be
 * many parts in its transaction.
 */
export function placeGivenBack(
  { way, workingGroupId }: HeldPlace,
  { event, counters }: Counted,
  tally: Tally,
  now: Instant,
): Step[] {
  tally.givePlaceBack({ holdsPlace: true, way, workingGroupId });
  if (!isPromoting(event, now)) return [];
  const places = placesFor(event, counters, { way });
  if (places.waitlisted > 0) return [sweepPlanned(event.eventId, now)];
  tally.needNobodyWaiting(places);
  return [];
}
