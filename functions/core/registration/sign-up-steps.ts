import { MailAllowance, mailboxHash } from '../delivery/mail-allowance.ts';
import { enqueue, signUpCause } from '../delivery/outbox.ts';
import type { Context } from '../table/context.ts';
import type { SignUpItem } from '../table/items.ts';
import type { Step } from '../table/ports.ts';
import { refs } from '../table/refs.ts';
import { handOn } from './cancel.ts';
import { partsWithdrawn, viewSignUp, withdrawal } from './confirm.ts';
import { replaced, Tally } from './places.ts';
import { changed, nextStepOf } from './sign-up-item.ts';

/**
 * What time does to a sign-up that nobody confirms: held places go back, one nudge goes out where the series asks
 * for it, and in the end it is deleted. Answers the events in which places came free.
 */
export async function stepSignUp(signUp: SignUpItem, context: Context): Promise<string[]> {
  const { store, keys, now } = context;
  if (signUp.state !== 'pending' || signUp.dueAt === undefined || signUp.dueAt > now) return [];
  if (now >= signUp.deletedAt) {
    await store.commit((await keptAfterEntry(signUp, context)) ?? (await withdrawal(signUp, context)));
    return signUp.events.map((entry) => entry.eventId);
  }
  const { parts } = await viewSignUp(signUp, context);
  const steps: Step[] = [];
  const freed: string[] = [];
  for (const { event, counters, registration } of parts) {
    const heldUntil = signUp.events.find((entry) => entry.eventId === event.eventId)?.heldUntil;
    if (heldUntil === undefined || heldUntil > now) continue;
    const isHeldByThis =
      registration?.state === 'pending' &&
      registration.holdsPlace &&
      registration.signUpId === signUp.signUpId;
    if (!isHeldByThis) continue;
    const { workingGroupId, ...without } = registration;
    const tally = new Tally(event.eventId);
    steps.push(replaced(without, { holdsPlace: false }));
    steps.push(...(await handOn(registration, { event, counters }, tally, context)), tally.step);
    freed.push(event.eventId);
  }
  const { nudgeAt, ...rest } = signUp;
  const isNudging = nudgeAt !== undefined && nudgeAt <= now;
  const next: SignUpItem = {
    ...rest,
    nudgeAt: isNudging ? undefined : nudgeAt,
    events: signUp.events.map(({ heldUntil, ...entry }) =>
      heldUntil === undefined || heldUntil <= now ? entry : { ...entry, heldUntil },
    ),
  };
  steps.unshift(changed(signUp, { ...next, dueAt: nextStepOf(next) }));
  const mailbox = mailboxHash(keys, signUp.email);
  const allowance = isNudging
    ? new MailAllowance(mailbox, await store.get(refs.mailAllowance(mailbox)), now)
    : undefined;
  // A nudge is a kindness: a mailbox that got its share of mails this hour is spared it.
  if (allowance !== undefined && allowance.nextAt === now) {
    allowance.take();
    steps.push(allowance.step, enqueue(signUpCause('nudge', signUp), now));
  }
  const { committed } = await store.commit(steps);
  // Confirmed, deleted or changed meanwhile: the next tick sees how it stands.
  return committed ? freed : [];
}

/**
 * A direct entry stands without a confirmation, and its sign-up is the record of what was shown: only what had to be
 * verified, the consent to news, is dropped. Undefined when nothing was entered directly.
 */
async function keptAfterEntry(signUp: SignUpItem, context: Context): Promise<Step[] | undefined> {
  const { parts } = await viewSignUp(signUp, context);
  const entered = parts.find(
    ({ registration }) =>
      registration?.signUpId === signUp.signUpId && registration.confirmedAt !== undefined,
  );
  if (entered?.registration?.expiresAt === undefined) return undefined;
  const pending = await partsWithdrawn(signUp, context);
  const { dueLane, dueAt, nudgeAt, notices, ...rest } = signUp;
  const { news, ...shown } = notices;
  const item: SignUpItem = {
    ...rest,
    state: 'confirmed',
    notices: shown,
    expiresAt: entered.registration.expiresAt,
  };
  return [changed(signUp, item), ...pending];
}
