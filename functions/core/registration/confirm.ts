import type { Context } from '../table/context.ts';
import { isPromoting } from '../table/event.ts';
import type {
  AttendeeItem,
  EventItem,
  RegistrationItem,
  SeriesItem,
  SignUpItem,
  SubscriptionItem,
} from '../table/items.ts';
import { chosenIdentity, identities } from '../table/person.ts';
import { refs } from '../table/refs.ts';
import { backstop, retentionDaysOf, shortest, withEvents } from '../table/retention.ts';
import { retrying } from '../table/retrying.ts';
import type { NamedSender } from '../table/senders.ts';
import { seriesWithReadable } from '../table/series-events.ts';
import { Problem } from '../values/problem.ts';
import { linksOut } from './attendee-view.ts';
import { sweepWaitingList } from './cancel.ts';
import { type ConfirmChoices, chosen, givenNewsTo } from './confirm-choices.ts';
import { type ConfirmFacts, freedBy, planConfirm, waitsFor } from './confirm-plan.ts';
import { missedDocumentation } from './missed-documentation.ts';
import { termEndsAt } from './own-term.ts';
import { hasPlace, placesFor } from './places.ts';
import { noteSkippedReminders } from './skipped-reminders.ts';
import { isAlive } from './stored-registrations.ts';
import { sweepDue } from './sweep.ts';
import { isOwnEntry, takesUp } from './verified-entry.ts';

/** A sign-up with what its page shows. */
export interface SignUpView {
  signUp: SignUpItem;
  series: SeriesItem;
  parts: { event: EventItem; registration: RegistrationItem | undefined; hasDocumentation: boolean }[];
  /** Whoever has its address in the series. */
  attendee: AttendeeItem | undefined;
  subscription: SubscriptionItem | undefined;
  /** Whose news are asked for; absent: the series asks for none. */
  sender: NamedSender | undefined;
}

/** What a button that was pressed did: whether it made an entry its person's, whether a mail tells of what is new. */
export interface Confirmed {
  isEntry: boolean;
  isMailed: boolean;
}

/** A sign-up's events and the registrations that they have for its address. */
export async function viewSignUp(
  signUp: SignUpItem,
  context: Context,
): Promise<SignUpView & Omit<ConfirmFacts, 'positions' | 'agreed'>> {
  const { store, keys, stage, now } = context;
  const eventIds = signUp.events.map((entry) => entry.eventId);
  const identity = chosenIdentity(
    identities(keys, signUp.email),
    (one) => one.personHash === signUp.personHash,
  );
  const [events, counters, registrations, documentations] = await Promise.all([
    store.getMany(eventIds.map(refs.event)),
    store.getMany(eventIds.map(refs.counters)),
    store.getMany(eventIds.map((id) => refs.registration(id, identity.registrationId(id)))),
    store.getMany(eventIds.map(refs.documentation)),
  ]);
  const parts = eventIds.flatMap((_, index) => {
    const event = events[index];
    const counted = counters[index];
    const registrationId = identity.registrationId(event?.eventId ?? '');
    if (event === undefined || counted === undefined) return [];
    const hasDocumentation = linksOut(documentations[index], event, now).length > 0;
    return [
      { event, counters: counted, registration: registrations[index], registrationId, hasDocumentation },
    ];
  });
  const all = await seriesWithReadable(
    signUp.seriesId,
    parts.map((part) => part.event),
    context,
  );
  if (all.series === undefined) throw new Problem('link-expired');
  // By the name that was shown with the notice, whatever it is called today.
  const sender = givenNewsTo(signUp, all.series);
  const { attendee, subscription, verification, restricted } = await store.load({
    attendee: refs.attendee(signUp.personHash, signUp.seriesId),
    subscription: refs.subscription(signUp.personHash, sender?.senderId ?? '-'),
    restricted: refs.restrictedPerson(signUp.personHash),
    verification: refs.delivery(`verification-${signUp.signUpId}`, signUp.signUpId),
  });
  // What they cancelled since is not registered for by this button.
  const joining = eventIds.filter((eventId) => {
    const registration = parts.find(({ event }) => event.eventId === eventId)?.registration;
    return registration?.state !== 'cancelled' || takesUp(signUp, registration);
  });
  const term = {
    createdAt: attendee?.createdAt ?? now,
    ...withEvents(
      { eventIds: attendee?.eventIds ?? [], cancelledEvents: attendee?.cancelledEvents },
      joining,
    ),
    // Nobody's term is lengthened by another sign-up.
    retentionDays: shortest(
      attendee?.retentionDays,
      signUp.retentionDays && Math.min(signUp.retentionDays, retentionDaysOf(all.series, stage)),
    ),
  };
  const { series, events: shown, unreadable } = all;
  const { personHash, email } = signUp;
  const counted = { ...term, personHash, email, seats: attendee?.seats };
  const ends = await termEndsAt(counted, { series, events: shown, unreadable }, context, joining);
  const expiresAt = backstop(ends);
  const proved = verification?.messageId
    ? { ...signUp, verificationMessageId: verification.messageId }
    : signUp;
  const isCovered = restricted !== undefined && signUp.createdAt <= restricted.upTo;
  const person = { attendee, subscription, restriction: isCovered ? restricted.restriction : undefined };
  return { signUp: proved, series, parts, ...person, term, expiresAt, sender, now };
}

/**
 * Confirms a sign-up: what its button does. Pressed again, it changes nothing and says so (promise 5).
 * @param choices what is agreed to beside taking part; absent: what the form had
 * @throws Problem when the sign-up is expired or was deleted; Busy
 */
export async function confirm(
  signUp: SignUpItem,
  context: Context,
  choices?: ConfirmChoices,
): Promise<SignUpView & { isRepeat: boolean; done?: Confirmed }> {
  const positions = new Map<string, number>();
  let current: SignUpItem | undefined = signUp;
  return retrying('event', async () => {
    if (current === undefined || current.state === 'deleted' || isExpired(current, context)) {
      throw new Problem('link-expired');
    }
    const facts = await viewSignUp(current, context);
    if (current.state === 'confirmed') return { ...facts, isRepeat: true };
    if (await hasServedWaiting(facts, context)) return 'again';
    for (const eventId of waitsFor(facts)) {
      if (!positions.has(eventId)) positions.set(eventId, await context.store.takePosition(eventId));
    }
    const events = facts.parts.map(({ event }) => event);
    const agreed = chosen(facts.signUp, facts.series, events, choices, context.now);
    const entries = facts.parts.flatMap(({ registration }) =>
      registration !== undefined && isAlive(registration) && isOwnEntry(facts.signUp, registration)
        ? [registration]
        : [],
    );
    const steps = [
      ...planConfirm({ ...facts, positions, agreed }),
      ...(await missedDocumentation(entries, context)),
    ];
    if ((await context.store.commit(steps)).committed) {
      for (const eventId of freedBy(facts)) await sweepDue(eventId, context);
      await noteSkippedReminders(facts.parts, facts.expiresAt, context);
      const done = {
        isEntry: entries.length > 0,
        isMailed: steps.some((one) => one.step === 'put' && one.item.type === 'delivery'),
      };
      return { ...(await viewSignUp(facts.signUp, context)), isRepeat: false, done };
    }
    current = await context.store.get(refs.signUp(signUp.signUpId));
    return 'again';
  });
}

/** Whether places lay free beside a waiting list, and went to its head first: first come, first served. */
async function hasServedWaiting(
  { signUp, parts, now }: Pick<ConfirmFacts, 'signUp' | 'parts' | 'now'>,
  context: Context,
): Promise<boolean> {
  let moved = 0;
  for (const { event, counters } of parts) {
    const places = placesFor(
      event,
      counters,
      signUp.events.find((one) => one.eventId === event.eventId) ?? {},
    );
    if (places.waitlisted > 0 && hasPlace(places) && isPromoting(event, now))
      moved += await sweepWaitingList(event.eventId, context);
  }
  return moved > 0;
}

/** What has expired is invisible at once, whatever dispatch has got to (promise 7). */
export function isExpired(signUp: SignUpItem, { now }: Context): boolean {
  return signUp.state === 'pending' && now >= signUp.deletedAt;
}
