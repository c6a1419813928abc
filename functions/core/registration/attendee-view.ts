import type { Context } from '../table/context.ts';
import { endsAt, mostSeats, openness } from '../table/event.ts';
import type {
  AttendeeItem,
  CountersItem,
  DocumentationItem,
  EventItem,
  RegistrationItem,
  SeriesItem,
  SubscriptionItem,
} from '../table/items.ts';
import { identityOf } from '../table/person.ts';
import { refs } from '../table/refs.ts';
import { goneAt, present, type TermSeries } from '../table/retention.ts';
import type { RightsRequestItem } from '../table/rights-request.ts';
import { type NamedSender, senderOf, withSender } from '../table/senders.ts';
import { shownEvents } from '../table/series-events.ts';
import { Problem } from '../values/problem.ts';
import type { Instant } from '../values/time.ts';
import { allGoneAt } from './own-term.ts';
import { placeInLine } from './place-in-line.ts';
import { availability } from './places.ts';
import { asksSensitive, type SensitiveConsent, sensitiveConsents } from './sensitive.ts';
import { isTaken, storedRegistrations } from './stored-registrations.ts';
import { subscriptionsGivenIn } from './subscription.ts';

export interface OwnRegistration {
  event: EventItem;
  registration: RegistrationItem;
  position: number | undefined;
  hasDocumentation: boolean;
  /** To its sensitive answers. */
  consents: SensitiveConsent[];
}

export interface AttendeeView {
  attendee: AttendeeItem;
  series: SeriesItem;
  registrations: OwnRegistration[];
  openParts: { event: EventItem; counters: CountersItem }[];
  /** Events for which one more person may be signed up by name. */
  morePeople: { event: EventItem; counters: CountersItem }[];
  subscription: SubscriptionItem | undefined;
  /** To whose news consents were given in this series and stand, of those whom it does not name today. */
  otherNews: NamedSender[];
  /** When all of it is erased, unless they register for a later event. */
  erasedAt: Instant;
  /** What their objection was answered. */
  objectionAnswer: RightsRequestItem['answer'];
  /** The address that waits to be verified. */
  newAddress: string | undefined;
}

/** Everything that a person's own page shows of one series. */
export async function viewAttendee(attendee: AttendeeItem, context: Context): Promise<AttendeeView> {
  const { store, now } = context;
  const found = await store.get(refs.series(attendee.seriesId));
  if (found === undefined) throw new Problem('link-expired');
  const [series, { events, unreadable }] = await Promise.all([
    withSender(found, store),
    shownEvents(attendee.seriesId, context),
  ]);
  const ids = events.map((event) => event.eventId);
  const [registrations, counters, documentations, subscription, given, newAddress, objection] =
    await Promise.all([
      registrationsOf(attendee, ids, context),
      store.getMany(ids.map(refs.counters)),
      store.getMany(ids.map(refs.documentation)),
      subscriptionOf(attendee.personHash, series, context),
      subscriptionsGivenIn(attendee, context),
      store.get(refs.signUp(attendee.newAddressId ?? '-')),
      attendee.objectionId === undefined ? undefined : store.get(refs.rightsRequest(attendee.objectionId)),
    ]);
  const others = given.filter((one) => one.senderId !== series.notices.news?.senderId);
  const view: AttendeeView = {
    attendee,
    series,
    registrations: [],
    openParts: [],
    morePeople: [],
    subscription,
    erasedAt: await erasureOf(attendee, { series, events, unreadable }, context),
    otherNews: await Promise.all(others.map((one) => senderOf(one, store))),
    objectionAnswer: objection?.answer,
    newAddress: newAddress?.state === 'pending' ? present(newAddress, now)?.email : undefined,
  };
  for (const [index, event] of events.entries()) {
    const own = registrations.filter((one) => one.eventId === event.eventId && one.state !== 'expired');
    for (const registration of own) {
      view.registrations.push({
        event,
        registration,
        position: await placeInLine(event, registration, store),
        hasDocumentation: linksOut(documentations[index], event, now).length > 0,
        consents: await consentsOf(registration, event, context),
      });
    }
    const counted = counters[index];
    if (counted === undefined || openness(event, now) !== 'open') continue;
    const taken = own.filter((one) => isTaken(one, event, now));
    // There is nothing to be had: neither a place nor a list.
    if (availability(event, counted, now) === 'full') continue;
    if (!taken.some((one) => one.seat === undefined)) view.openParts.push({ event, counters: counted });
    if (taken.length > 0 && taken.length < event.seatsPerAddress)
      view.morePeople.push({ event, counters: counted });
  }
  return view;
}

/** Nobody is asked to consent where nothing sensitive is asked. */
async function consentsOf(
  registration: RegistrationItem,
  event: EventItem,
  { store, now }: Context,
): Promise<SensitiveConsent[]> {
  if (!asksSensitive(event) && registration.sensitiveConsent === undefined) return [];
  return sensitiveConsents(registration, present(await store.get(refs.signUp(registration.signUpId)), now));
}

/** When all of it is gone; as it was reckoned last, where an event that the term counts from can't be read. */
async function erasureOf(attendee: AttendeeItem, all: TermSeries, context: Context): Promise<Instant> {
  const stored = goneAt(attendee);
  const isOwn = all.unreadable?.some(({ eventId }) => attendee.eventIds.includes(eventId));
  return isOwn && stored !== undefined ? stored : allGoneAt(attendee, all, context);
}

/** A person's registrations in these events, as far as they may be seen; see {@link storedRegistrations}. */
export async function registrationsOf(
  attendee: AttendeeItem,
  eventIds: readonly string[],
  context: Context,
): Promise<RegistrationItem[]> {
  const stored = await storedRegistrations(attendee, eventIds, context);
  return stored.flatMap((one) => present(one, context.now) ?? []);
}

/** What of an event's documentation is out: released, its event over, its time come. */
export function linksOut(
  documentation: DocumentationItem | undefined,
  event: EventItem,
  now: Instant,
): DocumentationItem['links'] {
  if (now < endsAt(event)) return [];
  const { links = [] } = documentation ?? {};
  return links.filter(({ releaseAt }) => releaseAt !== undefined && now >= releaseAt);
}

async function subscriptionOf(personHash: string, series: SeriesItem, { store, now }: Context) {
  const news = series.notices.news;
  if (news === undefined) return undefined;
  const found = await store.get(refs.subscription(personHash, news.senderId));
  // A withdrawn consent's proof is locked for its term, and then gone; it has no backstop to subtract.
  const isOver = found?.expiresAt !== undefined && Date.parse(now) / 1000 >= found.expiresAt;
  return isOver ? undefined : found;
}

/** The registration that a seat of this attendee has in an event. @throws Problem */
export async function ownRegistration(
  attendee: AttendeeItem,
  eventId: string,
  seat: number,
  { store, keys, now }: Context,
): Promise<RegistrationItem> {
  const id = identityOf(keys, attendee).registrationId(eventId, seat);
  const registration = present(await store.get(refs.registration(eventId, id)), now);
  if (registration === undefined) throw new Problem('not-found');
  return registration;
}

/** A seat as a form names it; the first when it names none. @throws Problem */
export function seatIn(text: string | null): number {
  const seat = text === null || text === '' ? 1 : Number(text);
  if (!Number.isInteger(seat) || seat < 1 || seat > mostSeats) throw new Problem('not-found');
  return seat;
}
