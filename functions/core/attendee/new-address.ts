import { MailAllowance } from '../delivery/mail-allowance.ts';
import { mailboxOf } from '../delivery/mailbox.ts';
import { enqueue } from '../delivery/outbox.ts';
import type { Context } from '../table/context.ts';
import type { AttendeeItem, SignUpItem } from '../table/items.ts';
import { identities } from '../table/person.ts';
import type { Step } from '../table/ports.ts';
import { refs } from '../table/refs.ts';
import { backstop } from '../table/retention.ts';
import { retrying } from '../table/retrying.ts';
import { isEmail } from '../values/email.ts';
import { keyedHash, normaliseEmail } from '../values/keys.ts';
import { Problem, problemOf } from '../values/problem.ts';
import { after } from '../values/time.ts';

/** How long a new address may be confirmed. */
const validFor = 'P1D';
/** A person asks for another address so many times within a day; the last one stands, the ones before it are void. */
const mostAsked = { times: 3, within: 'P1D' } as const;
/** Mails to one new address go out at most once in this many minutes: asking again meanwhile is the same request. */
const windowMinutes = 10;

/**
 * Asks for another address: a mail with a button goes to the new one, a notice to the old one. Until the button is
 * pressed nothing changes. What waits for it is a sign-up of the new address that takes an attendee over, so that
 * it is confirmed, taken back and deleted like any other.
 * @param byOrganiser their act, with what goes into the same transaction: its audit entry
 * @throws Problem when it is not an address; 429 for the fourth within a day, or when a mailbox got many mails; Busy
 */
export async function askForNewAddress(
  attendee: AttendeeItem,
  given: string,
  context: Context,
  byOrganiser?: { alongside: readonly Step[] },
): Promise<'mailed' | 'same'> {
  const email = given.trim();
  if (email === '') throw problemOf([{ pointer: '/email', code: 'required' }]);
  if (!isEmail(email)) throw problemOf([{ pointer: '/email', code: 'invalidEmail' }]);
  if (normaliseEmail(email) === normaliseEmail(attendee.email)) return 'same';
  const { store } = context;
  return retrying('item', async () => {
    const { current, series } = await store.load({
      current: refs.attendee(attendee.personHash, attendee.seriesId),
      series: refs.series(attendee.seriesId),
    });
    if (current === undefined || series === undefined) throw new Problem('link-expired');
    const steps = await asking(current, email, byOrganiser && true, context);
    const { committed } = await store.commit([...steps, ...(byOrganiser?.alongside ?? [])]);
    return committed ? 'mailed' : 'again';
  });
}

async function asking(
  attendee: AttendeeItem,
  email: string,
  isByOrganiser: true | undefined,
  context: Context,
): Promise<Step[]> {
  const { store, keys, now } = context;
  const { personHash, seriesId, name, locale } = attendee;
  const window = Math.floor(Date.parse(now) / (windowMinutes * 60_000));
  const signUpId = keyedHash(
    keys,
    'newAddress',
    `${personHash}|${seriesId}|${normaliseEmail(email)}|${window}`,
  );
  const [to] = identities(keys, email);
  if (to === undefined) throw new Error('a key ring has a current version');
  const mail = refs.delivery(`newaddress-${signUpId}`, signUpId);
  const { before, mailed } = await store.load({ before: refs.signUp(signUpId), mailed: mail });
  const asked = (attendee.addressesAskedAt ?? []).filter((at) => after(at, mostAsked.within) > now);
  const [first] = asked.slice(-mostAsked.times);
  if (mailed === undefined && first !== undefined && asked.length >= mostAsked.times)
    throw new Problem('too-many-requests', { retryAt: after(first, mostAsked.within) });
  const deletedAt = after(now, validFor);
  const signUp: SignUpItem = {
    type: 'signUp',
    signUpId,
    seriesId,
    personHash: to.personHash,
    state: 'pending',
    name,
    // What was mailed to is what its button verifies.
    email: mailed !== undefined && before !== undefined ? before.email : email,
    locale,
    events: [],
    notices: {},
    channel: 'ownPage',
    createdAt: now,
    takesOver: { personHash },
    deletedAt,
    dueLane: 'signUp',
    dueAt: deletedAt,
    expiresAt: backstop(deletedAt),
  };
  const steps: Step[] = [
    { step: 'put', item: signUp, when: before === undefined ? 'absent' : { state: 'pending' } },
    {
      step: 'put',
      item: {
        ...attendee,
        newAddressId: signUpId,
        addressesAskedAt: mailed === undefined ? [...asked, now] : asked,
        updatedAt: now,
        version: attendee.version + 1,
      },
      when: { version: attendee.version },
    },
  ];
  if (attendee.newAddressId !== undefined && attendee.newAddressId !== signUpId)
    steps.push({ step: 'remove', ref: refs.signUp(attendee.newAddressId) });
  if (mailed !== undefined) return steps;
  // Neither mailbox gets more mails than it may: one that is told when to come again loses nothing.
  const isSameMailbox = mailboxOf(email) === mailboxOf(attendee.email);
  for (const [mailbox, mails] of isSameMailbox
    ? ([[email, 2]] as const)
    : ([
        [email, 1],
        [attendee.email, 1],
      ] as const)) {
    const allowance = await MailAllowance.of(mailbox, context);
    for (let left = mails; left > 0; left--) {
      const at = allowance.take();
      if (at > now) throw new Problem('too-many-requests', { retryAt: at });
    }
    steps.push(allowance.step);
  }
  const eventIds: string[] = [];
  const common = {
    template: 'link',
    seriesId,
    eventIds,
    isByOrganiser,
    expiresAt: backstop(deletedAt),
  } as const;
  steps.push(
    enqueue(
      {
        ...common,
        notificationId: `newaddress-${signUpId}`,
        recipientId: signUpId,
        personHash: to.personHash,
        signUpId,
        purpose: 'newAddress',
      },
      now,
      now,
    ),
    enqueue(
      {
        ...common,
        notificationId: `addressnotice-${signUpId}`,
        recipientId: personHash,
        personHash,
        purpose: 'addressNotice',
      },
      now,
      now,
    ),
  );
  return steps;
}
