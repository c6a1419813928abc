import { ofOrganisers } from '../delivery/allowed-mail.ts';
import { MailAllowance } from '../delivery/mail-allowance.ts';
import { enqueue, signUpCause } from '../delivery/outbox.ts';
import type { DecoyItem } from '../table/abuse-items.ts';
import type { Context } from '../table/context.ts';
import { endsAt, startsAt } from '../table/event.ts';
import type { AttendeeItem, EventItem, RegistrationItem, SignUpItem } from '../table/items.ts';
import { everyPage } from '../table/pages.ts';
import { identityOf } from '../table/person.ts';
import type { Step } from '../table/ports.ts';
import { collections, refs } from '../table/refs.ts';
import { retrying } from '../table/retrying.ts';
import { after, earlier } from '../values/time.ts';
import { holdEnded } from './hold-shares.ts';
import { replaced } from './places.ts';
import { type Counted, Tally } from './tally.ts';
import { withoutTyped } from './verified-entry.ts';

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
  await countDecoys(event, context);
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
  return retrying('event', async () => {
    const registration = await store.get(refs.registration(event.eventId, registrationId));
    if (registration?.state !== 'pending') return;
    const { counters, signUp, attendee } = await store.load({
      counters: refs.counters(event.eventId),
      signUp: refs.signUp(registration.signUpId),
      attendee: refs.attendee(registration.personHash, registration.seriesId),
    });
    if (counters === undefined) return;
    const steps = [...ended(registration, attendee, { event, counters }), ...holdEnded(registration, now)];
    if (signUp?.state === 'pending' && now < endsAt(event))
      steps.push(...(await calledOffMail(signUp, event, context)));
    return (await store.commit(steps)).committed ? undefined : 'again';
  });
}

function ended(registration: RegistrationItem, attendee: AttendeeItem | undefined, of: Counted): Step[] {
  const { heldBy, heldWay, heldGroupId, ...rest } = withoutTyped(registration, attendee);
  const tally = new Tally(of).add('pending', -1, registration).givePlaceBack(registration);
  return [replaced(rest, { state: 'expired', holdsPlace: false }), tally.step];
}

/**
 * Several events are often called off one after the other: one mail that waits, for that or for its mailbox, tells of all
 * that is off when it is made. Who got too many goes without. A verification that is still to be made says by itself what
 * became of the event; that counts as well, because it is not known of whom else there is nothing to be mailed.
 */
async function calledOffMail(signUp: SignUpItem, event: EventItem, context: Context): Promise<Step[]> {
  const { signUpId } = signUp;
  const [allowance, verification] = await Promise.all([
    MailAllowance.of(signUp.email, context),
    context.store.get(refs.delivery(`verification-${signUpId}`, signUpId)),
  ]);
  const isUnsent = verification?.state === 'queued' && verification.attempts === 0;
  const about = isUnsent ? `called-off-unsent-${signUpId}` : `called-off-${signUpId}`;
  if (allowance.waitingAbout(about) !== undefined) return [];
  const at = allowance.take({ about }, earlier(after(context.now, gatheredFor), startsAt(event)));
  if (allowance.isUsedUp) return [];
  const cause = {
    ...signUpCause('unconfirmedCancelled', signUp),
    notificationId: `unconfirmedcancelled-${signUpId}-${event.eventId}`,
    eventIds: [event.eventId],
  };
  return isUnsent ? [allowance.step] : [allowance.step, enqueue(cause, context.now, at)];
}

/**
 * Counts for who signed up once more, registered already, what an address would be mailed of which nothing else is known:
 * how full a mailbox is tells nobody who is registered (promise 6). Once for each address, by its first sign-up.
 */
async function countDecoys(event: EventItem, context: Context): Promise<void> {
  const { store, keys } = context;
  const { eventId } = event;
  const counted = new Set<string>();
  for await (const some of everyPage((from) => store.list(collections.decoys(eventId), from))) {
    const signUps = await store.getMany(some.map(({ signUpId }) => refs.signUp(signUpId)));
    for (const [index, decoy] of some.entries()) {
      const signUp = signUps[index];
      const isFirst = signUp?.state === 'pending' && !counted.has(signUp.personHash);
      const isWanted = isFirst && context.now < endsAt(event);
      if (isFirst) counted.add(signUp.personHash);
      await retrying('mailbox', async () => {
        const steps: Step[] = [{ step: 'remove', ref: refs.decoy(decoy) }];
        if (isWanted) {
          const registrationId = identityOf(keys, signUp).registrationId(eventId);
          const registration = await store.get(refs.registration(eventId, registrationId));
          // Its own turn comes.
          if (registration?.state !== 'pending')
            steps.push(...(await countedAs(decoy, signUp, event, context)));
        }
        return (await store.commit(steps)).committed ? undefined : 'again';
      });
    }
  }
}

/** What would have been entered at once is told with all others, where its mailbox has room for it (`countInMailbox`). */
async function countedAs(
  { isEntered }: DecoyItem,
  signUp: SignUpItem,
  event: EventItem,
  context: Context,
): Promise<Step[]> {
  // Made, it tells what else of its sign-up is off, or nothing.
  if (!isEntered) return calledOffMail(signUp, event, context);
  const allowance = await MailAllowance.of(signUp.email, context, ofOrganisers);
  return allowance.take() > context.now ? [] : [allowance.step];
}
