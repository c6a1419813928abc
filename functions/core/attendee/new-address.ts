import { MailAllowance, mailboxHash } from '../delivery/mail-allowance.ts';
import { enqueue } from '../delivery/outbox.ts';
import type { Context } from '../table/context.ts';
import type { AttendeeItem, SeriesItem, SignUpItem } from '../table/items.ts';
import { identities } from '../table/person.ts';
import type { Step } from '../table/ports.ts';
import { refs } from '../table/refs.ts';
import { backstop } from '../table/retention.ts';
import { retrying } from '../table/retrying.ts';
import { isEmail } from '../values/email.ts';
import { keyedHash, normaliseEmail } from '../values/keys.ts';
import { inLocale } from '../values/locale.ts';
import { Problem, problemOf } from '../values/problem.ts';
import { after } from '../values/time.ts';

/** How long a new address may be confirmed. */
const validFor = 'P1D';
/** Mails to one new address go out at most once in this many minutes: asking again meanwhile is the same request. */
const windowMinutes = 10;

/**
 * Asks for another address: a mail with a button goes to the new one, a notice to the old one. Until the button is
 * pressed nothing changes. What waits for it is a sign-up of the new address that takes an attendee over, so that
 * it is confirmed, taken back and deleted like any other.
 * @param alongside steps of the same transaction: an organiser's audit entry
 * @throws Problem when it is not an address; Busy
 */
export async function askForNewAddress(
  attendee: AttendeeItem,
  given: string,
  context: Context,
  alongside: readonly Step[] = [],
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
    const steps = await asking(current, email, series, context);
    const { committed } = await store.commit([...steps, ...alongside]);
    return committed ? 'mailed' : 'again';
  });
}

async function asking(
  attendee: AttendeeItem,
  email: string,
  series: SeriesItem,
  context: Context,
): Promise<Step[]> {
  const { store, keys, publicUrl, now } = context;
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
  const mailbox = mailboxHash(keys, email);
  const { before, mailed, counted } = await store.load({
    before: refs.signUp(signUpId),
    mailed: mail,
    counted: refs.mailAllowance(mailbox),
  });
  const deletedAt = after(now, validFor);
  const { privacy } = series.notices;
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
    notices: { privacy: { version: privacy.version, locale, text: inLocale(privacy.text, locale) } },
    formUrl: `${publicUrl}/registration`,
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
      item: { ...attendee, newAddressId: signUpId, updatedAt: now, version: attendee.version + 1 },
      when: { version: attendee.version },
    },
  ];
  if (attendee.newAddressId !== undefined && attendee.newAddressId !== signUpId)
    steps.push({ step: 'remove', ref: refs.signUp(attendee.newAddressId) });
  if (mailed !== undefined) return steps;
  // The new address is not verified: it gets no more mails than a form's sign-ups may cause.
  const allowance = new MailAllowance(mailbox, counted, now);
  if (allowance.nextAt > now) throw new Problem('too-many-requests', { retryAt: allowance.nextAt });
  allowance.take();
  steps.push(allowance.step);
  const eventIds: string[] = [];
  const common = {
    template: 'link',
    seriesId,
    eventIds,
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
    ),
  );
  return steps;
}
