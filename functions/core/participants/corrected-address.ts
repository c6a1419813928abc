import * as z from 'zod';
import { audited } from '../access/audit.ts';
import { makersOf } from '../access/hourly.ts';
import { allow, type Organiser } from '../access/organiser.ts';
import { requireRight } from '../access/rights.ts';
import { askForNewAddress } from '../attendee/new-address.ts';
import { allowByHand } from '../attendee/restriction.ts';
import { MailAllowance } from '../delivery/mail-allowance.ts';
import { mailboxHash } from '../delivery/mailbox.ts';
import { enqueue, signUpCause } from '../delivery/outbox.ts';
import {
  disclosuresOf,
  type Recipient,
  recipientsDetail,
  recipientView,
} from '../registration/disclosures.ts';
import type { Context } from '../table/context.ts';
import type { DeliveryItem, RegistrationItem, SignUpItem } from '../table/items.ts';
import { ended } from '../table/ledger-items.ts';
import { type Identity, identities, identityOf } from '../table/person.ts';
import type { Step } from '../table/ports.ts';
import { refs } from '../table/refs.ts';
import { retrying } from '../table/retrying.ts';
import { Email } from '../values/email.ts';
import { normaliseEmail, randomId } from '../values/keys.ts';
import { Problem, problemOf } from '../values/problem.ts';
import { movedOn, readRegistration } from './registrations.ts';
import { countTypedAddress } from './typed-addresses.ts';

export const AddressInput = z.strictObject({ email: Email });
type AddressInput = z.infer<typeof AddressInput>;

/**
 * Corrects somebody's address. Nothing moves to one that nobody verified: who has a place, or waits, keeps the old
 * address until the button in the mail to the new one is pressed; a sign-up that nobody confirmed goes over at once,
 * with what it holds, under another id, is to be confirmed from the new address alone, and the old one's link is void.
 * Who got lists with the person is answered, to be told of it (Art. 19 GDPR).
 * @throws Problem 403, 404, 409 for what is cancelled or expired, or where the new address is registered already; 422, 429
 */
export async function correctAddress(
  eventId: string,
  registrationId: string,
  { email }: AddressInput,
  organiser: Organiser,
  context: Context,
): Promise<{ isMoved: boolean; recipients: Recipient[] }> {
  const { store } = context;
  const registration = await readRegistration(eventId, registrationId, organiser, context);
  const { seriesId, personHash, state } = registration;
  allow(organiser, 'editor', seriesId);
  requireRight(organiser, 'addresses');
  await allowByHand(registration, context);
  if (normaliseEmail(email) === normaliseEmail(registration.email)) {
    throw problemOf([{ pointer: '/email', code: 'sameAddress' }]);
  }
  const item = `events/${eventId}/registrations/${registrationId}`;
  const recipients = (await disclosuresOf([registration], store)).map(recipientView);
  const details = recipientsDetail(recipients);
  const step = audited(
    organiser,
    { action: 'registration.correctAddress', item, seriesId, details },
    context,
  );
  await countTypedAddress(organiser, seriesId, context);
  const makers = await makersOf(organiser, seriesId, context);
  if (state === 'pending') {
    await correctPending(registration, email, { audit: step, makers }, context);
    return { isMoved: true, recipients };
  }
  const attendee = await store.get(refs.attendee(personHash, seriesId));
  if (attendee === undefined || (state !== 'confirmed' && state !== 'waitlisted')) {
    throw movedOn(registration);
  }
  await askForNewAddress(attendee, email, context, { alongside: [step], makers });
  return { isMoved: false, recipients };
}

async function correctPending(
  found: RegistrationItem,
  email: string,
  { audit, makers }: { audit: Step; makers: string[] },
  context: Context,
): Promise<void> {
  const { store, keys, now } = context;
  const [to] = identities(keys, email);
  if (to === undefined) throw new Error('a key ring has a current version');
  const mailbox = mailboxHash(keys, email);
  return retrying('attendee', async () => {
    const { signUp, counted, ...mails } = await store.load({
      signUp: refs.signUp(found.signUpId),
      counted: refs.mailAllowance(mailbox),
      verification: refs.delivery(`verification-${found.signUpId}`, found.signUpId),
      nudge: refs.delivery(`nudge-${found.signUpId}`, found.signUpId),
    });
    if (signUp?.state !== 'pending' || signUp.takesOver !== undefined || now >= signUp.deletedAt) {
      throw new Problem('not-possible-now', { detail: { code: 'signUpGone' } });
    }
    const allowance = new MailAllowance(mailbox, counted, now, makers);
    const next: SignUpItem = {
      ...signUp,
      signUpId: randomId(),
      personHash: to.personHash,
      email,
      isCorrected: true,
    };
    const dueAt = allowance.take({ signUpId: next.signUpId });
    if (allowance.isUsedUp) throw new Problem('too-many-requests', { retryAt: allowance.retryAt });
    const moves = await movedRegistrations(signUp, next, to, context);
    const { committed } = await store.commit([
      { step: 'put', item: next, when: 'absent' },
      { step: 'remove', ref: refs.signUp(signUp.signUpId), mustExist: true },
      ended({ what: 'signUp', signUpId: signUp.signUpId }, now),
      ...[mails.verification, mails.nudge].flatMap((mail) => mailedBefore(mail, to)),
      ...moves,
      allowance.step,
      enqueue({ ...signUpCause('verification', next), isByOrganiser: true }, now, dueAt),
      audit,
    ]);
    return committed ? undefined : 'again';
  });
}

/** What was sent to the old address stays for SES's notices, which tell that it was mistyped; the rest goes. */
function mailedBefore(mail: DeliveryItem | undefined, { personHash }: Identity): Step[] {
  // The answer of an attempt under way is written where it was begun.
  if (mail === undefined || mail.state === 'sending') return [];
  const { notificationId, recipientId, state, attempts } = mail;
  const when = { state, attempts };
  return attempts === 0
    ? [{ step: 'remove', ref: refs.delivery(notificationId, recipientId), when }]
    : [{ step: 'put', item: { ...mail, personHash }, when }];
}

/** The pending registrations of a sign-up under its new address: places and counts stay as they are. */
async function movedRegistrations(
  signUp: SignUpItem,
  next: SignUpItem,
  to: Identity,
  { store, keys }: Context,
): Promise<Step[]> {
  const from = identityOf(keys, signUp);
  const eventIds = signUp.events.map((entry) => entry.eventId);
  const [own, met] = await Promise.all([
    store.getMany(eventIds.map((id) => refs.registration(id, from.registrationId(id)))),
    store.getMany(eventIds.map((id) => refs.registration(id, to.registrationId(id)))),
  ]);
  return own.flatMap((one, index): Step[] => {
    if (one?.state !== 'pending' || one.signUpId !== signUp.signUpId) return [];
    if (met[index] !== undefined) {
      throw new Problem('not-possible-now', { detail: { code: 'addressTaken' } });
    }
    const item: RegistrationItem = {
      ...one,
      registrationId: to.registrationId(one.eventId),
      personHash: next.personHash,
      email: next.email,
      signUpId: next.signUpId,
    };
    const ref = refs.registration(one.eventId, one.registrationId);
    return [
      { step: 'removeVersion', ref, version: one.version },
      { step: 'put', item, when: 'absent' },
    ];
  });
}
