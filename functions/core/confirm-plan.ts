import { endsAt, isPromoting } from './event.ts';
import type {
  AttendeeItem,
  CountersItem,
  EventItem,
  RegistrationItem,
  SeriesItem,
  SignUpItem,
  SubscriptionItem,
} from './items.ts';
import { enqueue } from './outbox.ts';
import { hasGroupPlace, hasPlace, replaced, Tally, waitingEntry } from './places.ts';
import type { Change } from './ports.ts';
import type { Instant } from './time.ts';

export interface ConfirmPart {
  event: EventItem;
  counters: CountersItem;
  registration: RegistrationItem | undefined;
}

export interface ConfirmFacts {
  signUp: SignUpItem;
  series: SeriesItem;
  parts: ConfirmPart[];
  attendee: AttendeeItem | undefined;
  subscription: SubscriptionItem | undefined;
  /** When all that is kept of this person in this series ends, as TTL. */
  expiresAt: number;
  senderId: string | undefined;
  now: Instant;
}

/**
 * The transaction of a confirmation: each pending registration becomes a place or a position on the waiting
 * list, the consent to news becomes a subscription, one mail tells all outcomes (promise 2).
 */
export function planConfirm(facts: ConfirmFacts): Change[] {
  const { signUp, now, expiresAt } = facts;
  const outcomes = facts.parts.map((part) => planOutcome(part, facts));
  const { dueLane, dueAt, nudgeAt, ...rest } = signUp;
  const confirmed: SignUpItem = {
    ...rest,
    state: 'confirmed',
    verifiedAt: now,
    events: signUp.events.map(({ heldUntil, ...entry }) => entry),
    expiresAt,
  };
  const changes: Change[] = [
    { change: 'put', item: confirmed, when: { state: 'pending' } },
    attendeePut(facts),
    ...outcomes.flatMap((outcome) => outcome.changes),
    ...subscriptionPut(facts),
  ];
  const told = outcomes.filter((outcome) => outcome.isNew).map((outcome) => outcome.eventId);
  if (told.length > 0) {
    changes.push(
      enqueue(
        {
          notificationId: `confirmation-${signUp.signUpId}`,
          recipientId: signUp.signUpId,
          kind: 'confirmation',
          template: 'confirmation',
          seriesId: signUp.seriesId,
          personHash: signUp.personHash,
          eventIds: told,
          signUpId: signUp.signUpId,
          expiresAt,
        },
        now,
      ),
    );
  }
  return changes;
}

interface Outcome {
  eventId: string;
  changes: Change[];
  /** Whether the mail has to tell it. */
  isNew: boolean;
}

function planOutcome(part: ConfirmPart, facts: ConfirmFacts): Outcome {
  const { event, counters, registration } = part;
  const { signUp, now, expiresAt } = facts;
  const { eventId } = event;
  const entry = signUp.events.find((one) => one.eventId === eventId);
  const isOver = event.status !== 'published' || now >= endsAt(event);
  if (registration?.state !== 'pending' || isOver) {
    return { eventId, changes: [], isNew: registration?.state === 'pending' };
  }
  const tally = new Tally(eventId).add('pending', -1);
  // What this sign-up said counts: an earlier one of the same address may have been somebody else's.
  const said = {
    name: signUp.name,
    email: signUp.email,
    locale: signUp.locale,
    answers: entry?.answers ?? registration.answers,
    signUpId: signUp.signUpId,
    toldSequence: event.sequence,
    expiresAt,
  };
  const wish = entry?.workingGroupId;
  if (registration.holdsPlace) {
    tally.add('confirmed', 1);
    const group = groupKept(registration, wish, counters, tally);
    const changed = withGroup({ ...said, state: 'confirmed', confirmedAt: now }, group);
    return { eventId, changes: [replacedWith(registration, changed), tally.change], isNew: true };
  }
  if (hasPlace(counters)) {
    const group = wish !== undefined && hasGroupPlace(counters, wish) ? wish : undefined;
    tally.add('confirmed', 1).takePlace(group);
    const changed = withGroup({ ...said, state: 'confirmed', holdsPlace: true, confirmedAt: now }, group);
    return { eventId, changes: [replacedWith(registration, changed), tally.change], isNew: true };
  }
  if (!isPromoting(event, now)) {
    // Nobody is moved up any more: a position would promise what can't come.
    return { eventId, changes: [replaced(registration, { state: 'expired' }), tally.change], isNew: true };
  }
  const position = counters.nextPosition;
  tally.queueAt(position);
  const changed = withGroup(
    { ...said, state: 'waitlisted', confirmedAt: now, waitingPosition: position },
    wish,
  );
  return {
    eventId,
    changes: [
      replacedWith(registration, changed),
      tally.change,
      { change: 'put', item: waitingEntry(registration, position), when: 'absent' },
    ],
    isNew: true,
  };
}

/** The working group of a held place; a wish for another is granted while it lasts, and the old one never lost before. */
function groupKept(
  registration: RegistrationItem,
  wish: string | undefined,
  counters: CountersItem,
  tally: Tally,
): string | undefined {
  const held = registration.workingGroupId;
  if (wish === held) return held;
  if (wish === undefined) {
    tally.leaveGroup(held);
    return undefined;
  }
  if (!hasGroupPlace(counters, wish)) return held;
  tally.leaveGroup(held).takeGroup(wish);
  return wish;
}

type Changed = Partial<RegistrationItem>;

function withGroup(
  changed: Changed,
  workingGroupId: string | undefined,
): { changed: Changed; group: string | undefined } {
  return { changed, group: workingGroupId };
}

function replacedWith(old: RegistrationItem, { changed, group }: ReturnType<typeof withGroup>): Change {
  const { workingGroupId, ...without } = old;
  return replaced(without, group === undefined ? changed : { ...changed, workingGroupId: group });
}

function attendeePut(facts: ConfirmFacts): Change {
  const { attendee, signUp, now, expiresAt } = facts;
  const item: AttendeeItem = {
    type: 'attendee',
    seriesId: signUp.seriesId,
    personHash: signUp.personHash,
    name: signUp.name,
    email: signUp.email,
    locale: signUp.locale,
    eventIds: [...new Set([...(attendee?.eventIds ?? []), ...signUp.events.map((entry) => entry.eventId)])],
    signUpId: signUp.signUpId,
    linkGeneration: attendee?.linkGeneration ?? 0,
    createdAt: attendee?.createdAt ?? now,
    updatedAt: now,
    version: (attendee?.version ?? -1) + 1,
    expiresAt,
  };
  return { change: 'put', item, when: attendee === undefined ? 'absent' : { version: attendee.version } };
}

/** Consent to news, proved by the confirmed address; what was withdrawn is given anew. */
function subscriptionPut(facts: ConfirmFacts): Change[] {
  const { signUp, series, subscription, senderId, now } = facts;
  const { news } = signUp.notices;
  if (news === undefined || senderId === undefined || subscription?.state === 'subscribed') return [];
  const item: SubscriptionItem = {
    type: 'subscription',
    personHash: signUp.personHash,
    senderId,
    sender: series.notices.news?.sender ?? '',
    state: 'subscribed',
    email: signUp.email,
    locale: signUp.locale,
    proof: {
      ...news,
      formUrl: signUp.formUrl,
      signUpId: signUp.signUpId,
      signedUpAt: signUp.createdAt,
      verifiedAt: now,
      ...(signUp.verificationMessageId === undefined
        ? {}
        : { verificationMessageId: signUp.verificationMessageId }),
    },
    createdAt: now,
  };
  return [{ change: 'put', item, when: subscription === undefined ? 'absent' : { state: 'withdrawn' } }];
}
