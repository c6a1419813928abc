import type { Context } from './context.ts';
import { endsAt, isPromoting, openness } from './event.ts';
import type {
  AttendeeItem,
  CountersItem,
  EventItem,
  RegistrationItem,
  SeriesItem,
  SubscriptionItem,
} from './items.ts';
import { senderIdOf } from './links.ts';
import { enqueue } from './outbox.ts';
import { chosenIdentity, identities } from './person.ts';
import { hasPlace, replaced, Tally, waitingEntry } from './places.ts';
import { Busy, type Change } from './ports.ts';
import { Problem } from './problem.ts';
import { refs } from './refs.ts';
import { eventsOfSeries } from './series-events.ts';
import { noteSkippedReminders } from './skipped-reminders.ts';
import type { Instant } from './time.ts';
import { placeInLine } from './waiting.ts';

const mostRounds = 100;

export interface AttendeeView {
  attendee: AttendeeItem;
  series: SeriesItem;
  registrations: {
    event: EventItem;
    registration: RegistrationItem;
    position: number | undefined;
    hasDocumentation: boolean;
  }[];
  openParts: { event: EventItem; counters: CountersItem }[];
  subscription: SubscriptionItem | undefined;
}

/** Everything that a person's own page shows of one series. */
export async function viewAttendee(attendee: AttendeeItem, context: Context): Promise<AttendeeView> {
  const { store, keys, now } = context;
  const series = await store.get(refs.series(attendee.seriesId));
  if (series === undefined) throw new Problem('link-expired');
  const identity = chosenIdentity(
    identities(keys, attendee.email),
    (one) => one.personHash === attendee.personHash,
  );
  const events = await eventsOfSeries(attendee.seriesId, store);
  const ids = events.map((event) => event.eventId);
  const [registrations, counters, documentations, subscription] = await Promise.all([
    store.getMany(ids.map((id) => refs.registration(id, identity.registrationId(id)))),
    store.getMany(ids.map(refs.counters)),
    store.getMany(ids.map(refs.documentation)),
    subscriptionOf(attendee.personHash, series, context),
  ]);
  const own: AttendeeView['registrations'] = [];
  const openParts: AttendeeView['openParts'] = [];
  for (const [index, event] of events.entries()) {
    const registration = registrations[index];
    const counted = counters[index];
    const isOwn = registration !== undefined && registration.state !== 'expired';
    if (isOwn) {
      own.push({
        event,
        registration,
        position: await placeInLine(registration, store),
        hasDocumentation: isReleased(documentations[index]?.releaseAt, event, now),
      });
    }
    const isWanting = !isOwn || registration.state === 'cancelled';
    if (isWanting && counted !== undefined && openness(event, now) === 'open')
      openParts.push({ event, counters: counted });
  }
  return { attendee, series, registrations: own, openParts, subscription };
}

/** Whether an event's documentation is out: released, the event over, the time come. */
export function isReleased(releaseAt: Instant | undefined, event: EventItem, now: Instant): boolean {
  return releaseAt !== undefined && now >= releaseAt && now >= endsAt(event);
}

async function subscriptionOf(personHash: string, series: SeriesItem, { store }: Context) {
  const news = series.notices.news;
  return news === undefined ? undefined : store.get(refs.subscription(personHash, senderIdOf(news.sender)));
}

/** A registration of this attendee, by the id of its event. @throws Problem */
export async function ownRegistration(
  attendee: AttendeeItem,
  eventId: string,
  context: Context,
): Promise<RegistrationItem> {
  const identity = chosenIdentity(
    identities(context.keys, attendee.email),
    (one) => one.personHash === attendee.personHash,
  );
  const registration = await context.store.get(refs.registration(eventId, identity.registrationId(eventId)));
  if (registration === undefined) throw new Problem('not-found');
  return registration;
}

/**
 * Adds an open part of the series for somebody whose address is verified already: one button, one confirmation.
 * @throws Problem when the part isn't open or is full; Busy
 */
export async function addPart(
  attendee: AttendeeItem,
  eventId: string,
  context: Context,
): Promise<{ isRepeat: boolean }> {
  const { store, keys, now } = context;
  const identity = chosenIdentity(
    identities(keys, attendee.email),
    (one) => one.personHash === attendee.personHash,
  );
  const registrationId = identity.registrationId(eventId);
  for (let round = 0; round < mostRounds; round++) {
    const found = await store.load({
      event: refs.event(eventId),
      counters: refs.counters(eventId),
      registration: refs.registration(eventId, registrationId),
      attendee: refs.attendee(attendee.personHash, attendee.seriesId),
    });
    const { event, counters, registration: existing } = found;
    if (event === undefined || counters === undefined || event.seriesId !== attendee.seriesId)
      throw new Problem('not-found');
    if (found.attendee === undefined) throw new Problem('link-expired');
    if (existing?.state === 'confirmed' || existing?.state === 'waitlisted') return { isRepeat: true };
    if (openness(event, now) !== 'open') throw new Problem('not-possible-now');
    const part = { event, counters, existing, registrationId };
    const changes = addition(part, found.attendee, now);
    if (changes === undefined) throw new Problem('not-possible-now');
    if ((await store.commit(changes)).committed) {
      const registration = await store.get(refs.registration(eventId, registrationId));
      await noteSkippedReminders([{ event, registration }], attendee.expiresAt ?? 0, context);
      return { isRepeat: false };
    }
  }
  throw new Busy('the event is contended');
}

interface Addable {
  event: EventItem;
  counters: CountersItem;
  existing: RegistrationItem | undefined;
  registrationId: string;
}

/** The transaction of an added part; undefined when nothing is free and nobody is moved up any more. */
function addition(
  { event, counters, existing, registrationId }: Addable,
  attendee: AttendeeItem,
  now: Instant,
): Change[] | undefined {
  const { eventId } = event;
  const tally = new Tally(eventId);
  if (existing?.state === 'pending') tally.add('pending', -1);
  if (existing?.state === 'cancelled') tally.add('cancelled', -1);
  const isHeld = existing?.state === 'pending' && existing.holdsPlace;
  const hasRoom = isHeld || hasPlace(counters);
  if (!hasRoom && !(event.waitingList && isPromoting(event, now))) return undefined;
  const position = counters.nextPosition;
  const base: RegistrationItem = {
    type: 'registration',
    registrationId,
    eventId,
    seriesId: event.seriesId,
    personHash: attendee.personHash,
    state: hasRoom ? 'confirmed' : 'waitlisted',
    holdsPlace: hasRoom,
    ...(isHeld && existing.workingGroupId !== undefined ? { workingGroupId: existing.workingGroupId } : {}),
    answers: isHeld ? existing.answers : {},
    name: attendee.name,
    email: attendee.email,
    locale: attendee.locale,
    signUpId: attendee.signUpId,
    createdAt: existing?.createdAt ?? now,
    confirmedAt: now,
    ...(hasRoom ? {} : { waitingPosition: position }),
    toldSequence: event.sequence,
    round: existing === undefined ? 0 : existing.round + 1,
    version: 0,
    ...(attendee.expiresAt === undefined ? {} : { expiresAt: attendee.expiresAt }),
  };
  const changes: Change[] = [
    existing === undefined
      ? { change: 'put', item: base, when: 'absent' }
      : replaced({ ...base, version: existing.version }, {}),
  ];
  if (isHeld) tally.add('confirmed', 1);
  else if (hasRoom) tally.add('confirmed', 1).takePlace();
  else {
    tally.queueAt(position);
    changes.push({ change: 'put', item: waitingEntry(base, position), when: 'absent' });
  }
  const next: AttendeeItem = {
    ...attendee,
    eventIds: [...new Set([...attendee.eventIds, eventId])],
    updatedAt: now,
    version: attendee.version + 1,
  };
  return [
    ...changes,
    tally.change,
    { change: 'put', item: next, when: { version: attendee.version } },
    enqueue(
      {
        notificationId: `added-${registrationId}-${base.round}`,
        recipientId: registrationId,
        kind: 'confirmation',
        template: 'confirmation',
        seriesId: event.seriesId,
        personHash: attendee.personHash,
        eventIds: [eventId],
        registrationId,
        expiresAt: attendee.expiresAt ?? 0,
      },
      now,
    ),
  ];
}
