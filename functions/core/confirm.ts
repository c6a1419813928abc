import { type ConfirmFacts, type ConfirmPart, planConfirm } from './confirm-plan.ts';
import type { Context } from './context.ts';
import type { EventItem, RegistrationItem, SeriesItem, SignUpItem } from './items.ts';
import { senderIdOf } from './links.ts';
import { chosenIdentity, identities } from './person.ts';
import { Tally } from './places.ts';
import { Busy, type Change } from './ports.ts';
import { Problem } from './problem.ts';
import { refs } from './refs.ts';
import { backstop, erasedAt } from './retention.ts';
import { seriesWithEvents } from './series-events.ts';
import { noteSkippedReminders } from './skipped-reminders.ts';

const mostRounds = 100;

/** A sign-up with what its page shows. */
export interface SignUpView {
  signUp: SignUpItem;
  series: SeriesItem;
  parts: { event: EventItem; registration: RegistrationItem | undefined }[];
}

/** A sign-up's events and the registrations that they have for its address. */
export async function viewSignUp(signUp: SignUpItem, context: Context): Promise<SignUpView & ConfirmFacts> {
  const { store, keys, stage, now } = context;
  const eventIds = signUp.events.map((entry) => entry.eventId);
  const identity = chosenIdentity(
    identities(keys, signUp.email),
    (one) => one.personHash === signUp.personHash,
  );
  const [events, counters, registrations] = await Promise.all([
    store.getMany(eventIds.map(refs.event)),
    store.getMany(eventIds.map(refs.counters)),
    store.getMany(eventIds.map((id) => refs.registration(id, identity.registrationId(id)))),
  ]);
  const parts: ConfirmPart[] = eventIds.flatMap((_, index) => {
    const event = events[index];
    const counted = counters[index];
    return event && counted ? [{ event, counters: counted, registration: registrations[index] }] : [];
  });
  const all = await seriesWithEvents(
    signUp.seriesId,
    parts.map((part) => part.event),
    store,
  );
  if (all.series === undefined) throw new Problem('link-expired');
  const news = all.series.notices.news;
  const senderId = news === undefined ? undefined : senderIdOf(news.sender);
  const { attendee, subscription, verification } = await store.load({
    attendee: refs.attendee(signUp.personHash, signUp.seriesId),
    subscription: refs.subscription(signUp.personHash, senderId ?? '-'),
    verification: refs.delivery(`verification-${signUp.signUpId}`, signUp.signUpId),
  });
  const expiresAt = backstop(erasedAt(all.series, all.events, stage));
  const proved = verification?.messageId
    ? { ...signUp, verificationMessageId: verification.messageId }
    : signUp;
  return { signUp: proved, series: all.series, parts, attendee, subscription, expiresAt, senderId, now };
}

/**
 * Confirms a sign-up: what its button does. Pressed again, it changes nothing and says so (promise 5).
 * @throws Problem when the sign-up is expired or was deleted; Busy
 */
export async function confirm(
  signUp: SignUpItem,
  context: Context,
): Promise<SignUpView & { isRepeat: boolean }> {
  let current: SignUpItem | undefined = signUp;
  for (let round = 0; round < mostRounds; round++) {
    if (current === undefined || current.state === 'deleted' || isExpired(current, context)) {
      throw new Problem('link-expired');
    }
    const facts = await viewSignUp(current, context);
    if (current.state === 'confirmed') return { ...facts, isRepeat: true };
    if ((await context.store.commit(planConfirm(facts))).committed) {
      await noteSkippedReminders(facts.parts, facts.expiresAt, context);
      return { ...(await viewSignUp(facts.signUp, context)), isRepeat: false };
    }
    current = await context.store.get(refs.signUp(signUp.signUpId));
  }
  throw new Busy('the event is contended');
}

/** What has expired is invisible at once, whatever dispatch has got to (promise 7). */
export function isExpired(signUp: SignUpItem, { now }: Context): boolean {
  return signUp.state === 'pending' && now >= signUp.deletedAt;
}

/** "That wasn't me": takes an unconfirmed sign-up back, with the places it holds. Twice is as good as once. */
export async function deleteSignUp(signUp: SignUpItem, context: Context): Promise<void> {
  let current: SignUpItem | undefined = signUp;
  for (let round = 0; round < mostRounds; round++) {
    if (current === undefined || current.state !== 'pending') return;
    if ((await context.store.commit(await withdrawal(current, context))).committed) return;
    current = await context.store.get(refs.signUp(signUp.signUpId));
  }
  throw new Busy('the event is contended');
}

/** The transaction that removes a pending sign-up and the pending registrations that are its own. */
export async function withdrawal(signUp: SignUpItem, context: Context): Promise<Change[]> {
  const { parts } = await viewSignUp(signUp, context);
  const { signUpId } = signUp;
  const changes: Change[] = [
    { change: 'remove', ref: refs.signUp(signUpId), mustExist: true },
    { change: 'remove', ref: refs.delivery(`verification-${signUpId}`, signUpId) },
    { change: 'remove', ref: refs.delivery(`nudge-${signUpId}`, signUpId) },
  ];
  for (const { event, registration } of parts) {
    if (registration?.state !== 'pending' || registration.signUpId !== signUpId) continue;
    changes.push(
      {
        change: 'removeVersion',
        ref: refs.registration(event.eventId, registration.registrationId),
        version: registration.version,
      },
      new Tally(event.eventId).add('pending', -1).givePlaceBack(registration).change,
    );
  }
  return changes;
}
