import { MailAllowance } from '../delivery/mail-allowance.ts';
import { enqueue, signUpCause } from '../delivery/outbox.ts';
import type { Context } from '../table/context.ts';
import { endsAt, startsAt } from '../table/event.ts';
import type { DeliveryItem, EventItem, RegistrationItem, SignUpItem } from '../table/items.ts';
import { everyPage } from '../table/pages.ts';
import type { Step } from '../table/ports.ts';
import { collections, refs } from '../table/refs.ts';
import { retrying } from '../table/retrying.ts';
import { after, earlier } from '../values/time.ts';
import { holdEnded } from './hold-shares.ts';
import { replaced, Tally } from './places.ts';

/** Unconfirmed registrations that one sweep ends; the rest is due still. */
const mostAtOnce = 200;
/** So long a mail waits for other events of its sign-up that are called off, too. */
const gatheredFor = 'PT5M';

/**
 * Ends what nobody confirmed of an event that is off, and tells those who hold a place that there is nothing to confirm
 * any more: one registration in a transaction, so that whoever is interrupted goes on with the others.
 * @returns whether none is left
 */
export async function endHolders(event: EventItem, context: Context): Promise<boolean> {
  const { store } = context;
  let ended = 0;
  const all = collections.registrations(event.eventId);
  for await (const some of everyPage((from) => store.list(all, from))) {
    for (const { registrationId, state } of some) {
      if (state !== 'pending') continue;
      if (ended === mostAtOnce) return false;
      await endHolder(registrationId, event, context);
      ended++;
    }
  }
  return true;
}

function endHolder(registrationId: string, event: EventItem, context: Context): Promise<void> {
  const { store, now } = context;
  const { eventId } = event;
  return retrying('event', async () => {
    const registration = await store.get(refs.registration(eventId, registrationId));
    if (registration?.state !== 'pending') return;
    const { signUpId } = registration;
    const { signUp, verification } = await store.load({
      signUp: refs.signUp(signUpId),
      verification: refs.delivery(`verification-${signUpId}`, signUpId),
    });
    const steps = [...ended(registration), ...holdEnded(registration, now)];
    if (signUp?.state === 'pending' && now < endsAt(event) && !isUnsent(verification))
      steps.push(...(await calledOffMail(signUp, event, context)));
    return (await store.commit(steps)).committed ? undefined : 'again';
  });
}

function ended(registration: RegistrationItem): Step[] {
  const { workingGroupId, heldBy, heldGroupId, ...rest } = registration;
  const tally = new Tally(registration.eventId).add('pending', -1).givePlaceBack(registration);
  return [replaced(rest, { state: 'expired', holdsPlace: false }), tally.step];
}

/** A verification that is still to be made says by itself what became of the event. */
function isUnsent(verification: DeliveryItem | undefined): boolean {
  return verification?.state === 'queued' && verification.attempts === 0;
}

/**
 * Several events are often called off one after the other: one mail that waits, for that or for its mailbox, tells of all
 * that is off when it is made. Who got too many goes without.
 */
async function calledOffMail(signUp: SignUpItem, event: EventItem, context: Context): Promise<Step[]> {
  const allowance = await MailAllowance.of(signUp.email, context);
  const about = `called-off-${signUp.signUpId}`;
  if (allowance.waitingAbout(about) !== undefined) return [];
  const at = allowance.take({ about }, earlier(after(context.now, gatheredFor), startsAt(event)));
  if (allowance.isUsedUp) return [];
  const cause = {
    ...signUpCause('unconfirmedCancelled', signUp),
    notificationId: `unconfirmedcancelled-${signUp.signUpId}-${event.eventId}`,
    eventIds: [event.eventId],
  };
  return [allowance.step, enqueue(cause, context.now, at)];
}
