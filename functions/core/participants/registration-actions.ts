import * as z from 'zod';
import { audited } from '../access/audit.ts';
import { makersOf } from '../access/hourly.ts';
import { allow, type Organiser } from '../access/organiser.ts';
import { requireRight } from '../access/rights.ts';
import { allowByHand } from '../attendee/restriction.ts';
import { mailWhenAllowed } from '../delivery/allowed-mail.ts';
import { type Cause, registrationCause, signUpCause } from '../delivery/outbox.ts';
import { readEvent } from '../organising/events.ts';
import { cancel, movedUp } from '../registration/cancel.ts';
import { hasGroupPlace, hasPlace, placesFor } from '../registration/places.ts';
import { signUp } from '../registration/sign-up.ts';
import { SignUpRequest } from '../registration/sign-up-request.ts';
import { Tally } from '../registration/tally.ts';
import type { Context } from '../table/context.ts';
import { endsAt } from '../table/event.ts';
import type { RegistrationItem } from '../table/items.ts';
import { refs } from '../table/refs.ts';
import { retrying } from '../table/retrying.ts';
import { Slug } from '../table/series.ts';
import { Way } from '../table/way.ts';
import type { Fault } from '../values/faults.ts';
import { Problem, problemOf } from '../values/problem.ts';
import type { Instant } from '../values/time.ts';
import { movedOn, readRegistration } from './registrations.ts';
import { countTypedAddress } from './typed-addresses.ts';

/** A mail is sent again to one person at most once within this many minutes. */
const resentOnceInMinutes = 5;

function deed(action: string, { eventId, registrationId, seriesId }: RegistrationItem) {
  return { action, item: `events/${eventId}/registrations/${registrationId}`, seriesId };
}

async function writable(eventId: string, registrationId: string, organiser: Organiser, context: Context) {
  const registration = await readRegistration(eventId, registrationId, organiser, context);
  allow(organiser, 'editor', registration.seriesId);
  await allowByHand(registration, context);
  return registration;
}

/** Cancels a registration for its person, who is told; whoever waits moves up. Doing it again changes nothing. */
export async function cancelRegistration(
  eventId: string,
  registrationId: string,
  version: number | undefined,
  organiser: Organiser,
  context: Context,
): Promise<RegistrationItem> {
  const found = await writable(eventId, registrationId, organiser, context);
  if (version !== undefined && version !== found.version) throw new Problem('version-mismatch');
  const step = audited(organiser, deed('registration.cancel', found), context);
  await cancel(found, context, { alongside: [step] });
  return readRegistration(eventId, registrationId, organiser, context);
}

/**
 * Gives one person on the waiting list a free place, out of turn if the organiser says so, until the event ends.
 * @throws Problem 409 when they don't wait, or no place is free
 */
export async function moveUpByHand(
  eventId: string,
  registrationId: string,
  organiser: Organiser,
  context: Context,
): Promise<RegistrationItem> {
  const { store, now } = context;
  return retrying('event', async () => {
    const registration = await writable(eventId, registrationId, organiser, context);
    const { event, counters } = await readEvent(eventId, organiser, context);
    if (registration.state === 'confirmed') return registration;
    if (registration.state !== 'waitlisted') throw movedOn(registration);
    if (event.status !== 'published' || now >= endsAt(event)) throw new Problem('not-possible-now');
    if (!hasPlace(placesFor(event, counters, registration)))
      throw problemOf([{ pointer: '', code: 'eventFull' }]);
    const wish = registration.workingGroupId;
    const group = wish !== undefined && hasGroupPlace(counters, wish) ? wish : undefined;
    const tally = new Tally({ event, counters })
      .add('waitlisted', -1, registration)
      .add('confirmed', 1, registration)
      .takePlace(registration, group);
    const { committed } = await store.commit([
      ...(await movedUp(event, registration, group, context, { isByOrganiser: true })),
      tally.step,
      audited(organiser, deed('registration.moveUp', registration), context),
    ]);
    return committed ? readRegistration(eventId, registrationId, organiser, context) : 'again';
  });
}

/**
 * Mails once more what the person needs to go on: the verification as long as it isn't confirmed, else how they
 * stand, with the calendar file. Answers when it goes out: the mailbox may be full of what strangers caused.
 * @throws Problem 409 for what is cancelled or expired, 429 for more than two days take, or the fourth mail of
 * a day to one mailbox that they, or their series, cause
 */
export async function resendMail(
  eventId: string,
  registrationId: string,
  organiser: Organiser,
  context: Context,
): Promise<Instant> {
  const { now } = context;
  const registration = await writable(eventId, registrationId, organiser, context);
  const { state } = registration;
  const slot = Math.floor(Date.parse(now) / (resentOnceInMinutes * 60_000));
  const notificationId = `resent-${registrationId}-${slot}`;
  const cause: Cause | undefined =
    state === 'pending'
      ? await verificationAgain(registration, notificationId, context)
      : state === 'confirmed' || state === 'waitlisted'
        ? registrationCause('confirmation', notificationId, registration)
        : undefined;
  if (cause === undefined) throw movedOn(registration);
  // Sent within the last minutes already: once is enough.
  const causes = [{ ...cause, isByOrganiser: true as const }];
  const by = await makersOf(organiser, registration.seriesId, context);
  return mailWhenAllowed({ email: registration.email, about: registrationId, causes, by }, context, () => [
    audited(organiser, deed('registration.resend', registration), context),
  ]);
}

async function verificationAgain(
  { signUpId }: RegistrationItem,
  notificationId: string,
  { store }: Context,
): Promise<Cause | undefined> {
  const found = await store.get(refs.signUp(signUpId));
  return found?.state === 'pending' ? { ...signUpCause('verification', found), notificationId } : undefined;
}

/** A registration by hand: as the form's, for one event, without notices, which nobody was shown. */
export const RegistrationInput = z.strictObject({
  name: SignUpRequest.shape.name,
  email: SignUpRequest.shape.email,
  locale: SignUpRequest.shape.locale,
  /** Of a hybrid event. */
  way: Way.optional(),
  workingGroupId: Slug.optional(),
  answers: z.record(Slug, z.unknown()).default({}),
});
type RegistrationInput = z.infer<typeof RegistrationInput>;

/**
 * Signs somebody up who asked by telephone or on paper. They confirm by the mail that they get, like everybody else,
 * and are shown the privacy notice there (Art. 14 GDPR); consents are theirs to give, so that none is taken here.
 * @throws Problem 403, 404, 422, 429 for more than an hour takes, or one mailbox of a maker or series a day, or while too much of what was typed has bounced
 */
export async function addRegistration(
  eventId: string,
  { way, workingGroupId, answers, ...person }: RegistrationInput,
  organiser: Organiser,
  context: Context,
): Promise<void> {
  const { event } = await readEvent(eventId, organiser, context);
  allow(organiser, 'editor', event.seriesId);
  requireRight(organiser, 'addresses');
  const request = {
    ...person,
    eventIds: [eventId],
    ways: way === undefined ? undefined : { [eventId]: way },
    workingGroups: workingGroupId === undefined ? undefined : { [eventId]: workingGroupId },
    answers: { [eventId]: answers },
  };
  const step = audited(
    organiser,
    {
      action: 'registration.add',
      item: `events/${eventId}/registrations`,
      seriesId: event.seriesId,
    },
    context,
  );
  await countTypedAddress(organiser, event.seriesId, context);
  const byHand = await makersOf(organiser, event.seriesId, context);
  try {
    await signUp(request, context, { byHand, alongside: [step] });
  } catch (error) {
    if (!(error instanceof Problem)) throw error;
    const faults = error.faults.map((fault) => ({ ...fault, pointer: ownPointer(fault, eventId) }));
    throw new Problem(error.type, {
      faults,
      detail: error.detail,
      retryAt: error.retryAt,
    });
  }
}

/** Where a fault of the sign-up lies in the organiser's request. */
function ownPointer({ pointer }: Fault, eventId: string): string {
  return pointer
    .replace(`/answers/${eventId}`, '/answers')
    .replace(`/ways/${eventId}`, '/way')
    .replace(`/workingGroups/${eventId}`, '/workingGroupId')
    .replace('/eventIds/0', '');
}
