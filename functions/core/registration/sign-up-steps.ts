import { MailAllowance } from '../delivery/mail-allowance.ts';
import { mailboxHash } from '../delivery/mailbox.ts';
import { enqueue, signUpCause } from '../delivery/outbox.ts';
import type { Context } from '../table/context.ts';
import type { SignUpItem } from '../table/items.ts';
import { identityOf } from '../table/person.ts';
import type { Step } from '../table/ports.ts';
import { refs } from '../table/refs.ts';
import { backstop } from '../table/retention.ts';
import { retrying } from '../table/retrying.ts';
import { after } from '../values/time.ts';
import { handOn, sweepWaitingList } from './cancel.ts';
import { endDecoys } from './decoy-places.ts';
import { holdEnded } from './hold-shares.ts';
import { replaced } from './places.ts';
import { changed, eachPart, nextStepOf } from './sign-up-item.ts';
import { endDeleted, endUnconfirmed } from './take-back.ts';
import { Tally } from './tally.ts';

/**
 * What time does to a sign-up that nobody confirms: held places go back, one nudge goes out where the series asks
 * for it, and in the end it is deleted. One event ends in one transaction, which takes its hold off the sign-up too:
 * what is cut off is due still, and goes on there.
 */
export async function stepSignUp(signUp: SignUpItem, context: Context): Promise<void> {
  const { store, now } = context;
  if (signUp.dueAt === undefined || signUp.dueAt > now) return;
  if (signUp.state === 'deleted') return endDeleted(signUp, context);
  if (signUp.state !== 'pending') return;
  const isEnding = now >= signUp.deletedAt;
  if (isEnding && !(await isRestricted(signUp, context))) return endUnconfirmed(signUp, context);
  const isOver = ({ heldUntil }: SignUpItem['events'][number]) => heldUntil !== undefined && heldUntil <= now;
  await endDecoys(signUp, context, isOver);
  await eachPart(signUp, async (part) => {
    if (!isOver(part)) return;
    const { eventId } = part;
    await endHold(signUp, eventId, context);
    await sweepWaitingList(eventId, context);
  });
  const current = await store.get(refs.signUp(signUp.signUpId));
  if (current?.state !== 'pending') return;
  return isEnding ? holdUnconfirmed(current, context) : nudge(current, context);
}

/** How often it is looked at what is restricted, and how long it is kept from then on at least. */
const held = { lookedAt: 'P7D', for: 'P30D' } as const;

async function isRestricted({ personHash, createdAt }: SignUpItem, { store }: Context): Promise<boolean> {
  const person = await store.get(refs.restrictedPerson(personHash));
  return person !== undefined && createdAt <= person.upTo;
}

/** Keeps one whose time is over because its person's data is restricted: stored, and nothing else. */
async function holdUnconfirmed(signUp: SignUpItem, { store, keys, now }: Context): Promise<void> {
  const { nudgeAt, ...rest } = signUp;
  const { signUpId } = signUp;
  const expiresAt = Math.max(signUp.expiresAt ?? 0, backstop(after(now, held.for)));
  const identity = identityOf(keys, signUp);
  const registrations = await store.getMany(
    signUp.events.map(({ eventId }) => refs.registration(eventId, identity.registrationId(eventId))),
  );
  const own = registrations.flatMap((one) => (one?.signUpId === signUpId ? [one] : []));
  // Changed meanwhile: the next tick sees how it stands.
  await store.commit([
    changed(signUp, { ...rest, dueAt: after(now, held.lookedAt), expiresAt }),
    ...own.map((one) => replaced(one, { expiresAt: Math.max(one.expiresAt ?? 0, expiresAt) })),
  ]);
}

/** Gives the place back that a sign-up holds in one event, and hands it on. */
async function endHold(found: SignUpItem, eventId: string, context: Context): Promise<void> {
  const { store, keys, now } = context;
  const { signUpId } = found;
  const registrationId = identityOf(keys, found).registrationId(eventId);
  return retrying('event', async () => {
    const { signUp, event, counters, registration } = await store.load({
      signUp: refs.signUp(signUpId),
      event: refs.event(eventId),
      counters: refs.counters(eventId),
      registration: refs.registration(eventId, registrationId),
    });
    const heldUntil = signUp?.events.find((entry) => entry.eventId === eventId)?.heldUntil;
    if (signUp?.state !== 'pending' || heldUntil === undefined || heldUntil > now) return;
    const events = signUp.events.map(({ heldUntil, ...entry }) =>
      entry.eventId === eventId || heldUntil === undefined ? entry : { ...entry, heldUntil },
    );
    const next = { ...signUp, events };
    const steps: Step[] = [changed(signUp, { ...next, dueAt: nextStepOf(next) })];
    const isHeldByThis =
      registration?.state === 'pending' && registration.holdsPlace && registration.signUpId === signUpId;
    if (isHeldByThis && event !== undefined && counters !== undefined) {
      const { workingGroupId, heldBy, heldWay, heldGroupId, ...without } = registration;
      const tally = new Tally({ event, counters });
      steps.push(replaced(without, { holdsPlace: false }), ...holdEnded(registration, now));
      steps.push(...(await handOn(registration, { event, counters }, tally, context)), tally.step);
    }
    return (await store.commit(steps)).committed ? undefined : 'again';
  });
}

/** Sends the nudge that is due; a sign-up without one is due again when something else of it is. */
async function nudge(signUp: SignUpItem, { store, keys, now }: Context): Promise<void> {
  const { nudgeAt, ...rest } = signUp;
  const isNudging = nudgeAt !== undefined && nudgeAt <= now;
  const next = isNudging ? rest : signUp;
  const dueAt = nextStepOf(next);
  if (dueAt === signUp.dueAt) return;
  const steps: Step[] = [changed(signUp, { ...next, dueAt })];
  const mailbox = mailboxHash(keys, signUp.email);
  const allowance = isNudging
    ? new MailAllowance(mailbox, await store.get(refs.mailAllowance(mailbox)), now)
    : undefined;
  // A nudge is a kindness: a mailbox that got its share of mails this hour is spared it.
  if (allowance !== undefined && allowance.nextAt === now) {
    allowance.take();
    steps.push(allowance.step, enqueue(signUpCause('nudge', signUp), now, now));
  }
  // Confirmed, deleted or changed meanwhile: the next tick sees how it stands.
  await store.commit(steps);
}
