import type { Organiser } from '../access/organiser.ts';
import { barsMailOf } from '../delivery/suppression.ts';
import { readEvent } from '../organising/events.ts';
import { isCertified } from '../registration/certified.ts';
import { disclosuresOf, type Recipient, recipientView } from '../registration/disclosures.ts';
import { placeInLine } from '../registration/place-in-line.ts';
import { hasPlace, placesFor } from '../registration/places.ts';
import type { Context } from '../table/context.ts';
import { endsAt, isPromoting } from '../table/event.ts';
import type { CountersItem, DeliveryItem, EventItem, RegistrationItem, SeriesItem } from '../table/items.ts';
import { refs } from '../table/refs.ts';
import type { Restriction } from '../table/restriction.ts';
import { present } from '../table/retention.ts';
import type { SuppressionItem } from '../table/suppression-item.ts';
import type { Instant } from '../values/time.ts';
import { type ConsentProof, readProof } from './proof.ts';
import type { AnswersAsked } from './shown-registration.ts';

/** Everything about one registration. */
export interface RegistrationFile extends ConsentProof {
  counters: CountersItem;
  /** One-based place on the waiting list. */
  position: number | undefined;
  /** Why nothing is written to its address, if so. */
  suppression: SuppressionItem | undefined;
  /** Mails about it to its address, newest first. */
  deliveries: DeliveryItem[];
  /** Other registrations of the same address in the series, without their answers. */
  others: RegistrationItem[];
  /** To whom it was handed, oldest first. */
  recipients: Recipient[];
  /** When its person objected to processing (Art. 21 GDPR). */
  objectedAt: Instant | undefined;
  /** Since when its person's data is restricted, and why. */
  restriction: Restriction | undefined;
}

/** As the organiser may see it. @param answers `all` is noted in the audit @throws Problem 404 */
export async function registrationFile(
  eventId: string,
  registrationId: string,
  organiser: Organiser,
  context: Context,
  answers: AnswersAsked = 'ordinary',
): Promise<RegistrationFile> {
  const { store, now } = context;
  const proof = await readProof(eventId, registrationId, organiser, context, answers);
  const { registration } = proof;
  const { personHash, seriesId, signUpId } = registration;
  const { event, counters } = await readEvent(eventId, organiser, context);
  const [position, barred, found, disclosures, attendee] = await Promise.all([
    placeInLine(event, registration, store),
    store.get(refs.suppression(personHash)),
    store.ofPerson(personHash),
    disclosuresOf([registration], store),
    store.get(refs.attendee(personHash, seriesId)),
  ]);
  const [deliveries, registrations] = await Promise.all([
    store.getMany(found.deliveries),
    store.getMany(found.registrations),
  ]);
  const isAbout = (one: DeliveryItem) =>
    one.registrationId === undefined
      ? one.signUpId === signUpId || one.eventIds.includes(eventId)
      : one.registrationId === registrationId;
  return {
    ...proof,
    counters,
    position,
    suppression: barsMailOf(registration, barred) ? barred : undefined,
    deliveries: deliveries
      .flatMap((one) => present(one, now) ?? [])
      .filter((one) => one.seriesId === seriesId && isAbout(one))
      .toSorted((a, b) => (a.createdAt < b.createdAt ? 1 : -1)),
    others: registrations
      .flatMap((one) => present(one, now) ?? [])
      .filter((one) => one.seriesId === seriesId && one.registrationId !== registrationId)
      .map((one) => ({ ...one, email: registration.email, answers: {} })),
    recipients: disclosures.map(recipientView),
    objectedAt: attendee?.objectedAt,
    restriction: attendee?.restriction,
  };
}

/** What cancelling a registration does beside itself. */
export interface CancellationOutlook {
  registration: RegistrationItem;
  event: EventItem;
  series: SeriesItem;
  /** Whether its person is told by a mail. */
  isTold: boolean;
  /** Whether the first who waits gets the place at once. */
  movesUp: boolean;
}

/** Asked before it is done; nothing is changed. */
export function cancellationOutlook(
  { registration, event, series, counters }: RegistrationFile,
  { now }: Pick<Context, 'now'>,
): CancellationOutlook {
  const { capacity, taken, waitlisted } = placesFor(event, counters, registration);
  const isOverfull = capacity !== undefined && taken > capacity;
  const movesUp = registration.holdsPlace && waitlisted > 0 && isPromoting(event, now) && !isOverfull;
  return { registration, event, series, isTold: registration.state !== 'pending', movesUp };
}

/** What an organiser can do for a registration as it stands now, roles aside. */
export function possibleFor(
  { registration, event, counters }: RegistrationFile,
  { now }: Pick<Context, 'now'>,
) {
  const { state, waitingPosition } = registration;
  const isAlive = state === 'pending' || state === 'confirmed' || state === 'waitlisted';
  const isOver = now >= endsAt(event);
  const isWaiting = state === 'waitlisted' && waitingPosition !== undefined;
  const hasRoom = hasPlace(placesFor(event, counters, registration));
  return {
    cancel: isAlive && !isOver,
    resend: isAlive,
    correctAddress: isAlive,
    moveUp: isWaiting && !isOver && event.status === 'published' && hasRoom,
    /** It would, if a place came free. */
    awaitsPlace: isWaiting && !hasRoom,
    certificate: isCertified(registration, event, now),
  };
}
