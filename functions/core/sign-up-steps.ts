import { viewSignUp, withdrawal } from './confirm.ts';
import type { Context } from './context.ts';
import type { SignUpItem } from './items.ts';
import { enqueue } from './outbox.ts';
import { replaced, Tally } from './places.ts';
import type { Change } from './ports.ts';
import { nextStepOf } from './sign-up-plan.ts';

/**
 * What time does to a sign-up that nobody confirms: held places go back, one nudge goes out where the series asks
 * for it, and in the end it is deleted. Answers the events in which places came free.
 */
export async function stepSignUp(signUp: SignUpItem, context: Context): Promise<string[]> {
  const { store, now } = context;
  if (signUp.state !== 'pending' || signUp.dueAt === undefined || signUp.dueAt > now) return [];
  if (now >= signUp.deletedAt) {
    await store.commit(await withdrawal(signUp, context));
    return signUp.events.map((entry) => entry.eventId);
  }
  const { parts } = await viewSignUp(signUp, context);
  const changes: Change[] = [];
  const freed: string[] = [];
  for (const { event, registration } of parts) {
    const heldUntil = signUp.events.find((entry) => entry.eventId === event.eventId)?.heldUntil;
    if (heldUntil === undefined || heldUntil > now) continue;
    const isHeldByThis =
      registration?.state === 'pending' &&
      registration.holdsPlace &&
      registration.signUpId === signUp.signUpId;
    if (!isHeldByThis) continue;
    changes.push(
      replaced(registration, { holdsPlace: false }),
      new Tally(event.eventId).givePlaceBack(registration).change,
    );
    freed.push(event.eventId);
  }
  const { nudgeAt, ...rest } = signUp;
  const isNudging = nudgeAt !== undefined && nudgeAt <= now;
  const next: SignUpItem = {
    ...rest,
    ...(isNudging || nudgeAt === undefined ? {} : { nudgeAt }),
    events: signUp.events.map(({ heldUntil, ...entry }) =>
      heldUntil === undefined || heldUntil <= now ? entry : { ...entry, heldUntil },
    ),
  };
  changes.unshift({ change: 'put', item: { ...next, dueAt: nextStepOf(next) }, when: { state: 'pending' } });
  if (isNudging) {
    changes.push(
      enqueue(
        {
          notificationId: `nudge-${signUp.signUpId}`,
          recipientId: signUp.signUpId,
          kind: 'verification',
          template: 'nudge',
          seriesId: signUp.seriesId,
          personHash: signUp.personHash,
          eventIds: signUp.events.map((entry) => entry.eventId),
          signUpId: signUp.signUpId,
          expiresAt: signUp.expiresAt ?? 0,
        },
        now,
      ),
    );
  }
  const { committed } = await store.commit(changes);
  // Confirmed, deleted or changed meanwhile: the next tick sees how it stands.
  return committed ? freed : [];
}
