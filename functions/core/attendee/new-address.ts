import { addressNotice, MailAllowance } from '../delivery/mail-allowance.ts';
import { mailboxOf } from '../delivery/mailbox.ts';
import { type Cause, enqueue, transactionalDelivery } from '../delivery/outbox.ts';
import type { Context } from '../table/context.ts';
import type { AttendeeItem, DeliveryItem, SignUpItem } from '../table/items.ts';
import { identities } from '../table/person.ts';
import type { Step } from '../table/ports.ts';
import { refs } from '../table/refs.ts';
import { backstop } from '../table/retention.ts';
import { retrying } from '../table/retrying.ts';
import { isEmail } from '../values/email.ts';
import { keyedHash, normaliseEmail } from '../values/keys.ts';
import { Problem, problemOf } from '../values/problem.ts';
import { after, type Instant } from '../values/time.ts';

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
 * @param byOrganiser their act, with what goes into the same transaction, its audit entry, and as whose its mails count
 * @throws Problem when it is not an address; 429 for the fourth within a day; Busy
 */
export async function askForNewAddress(
  attendee: AttendeeItem,
  given: string,
  context: Context,
  byOrganiser?: { alongside: readonly Step[]; makers: string[] },
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
    const steps = await asking(current, email, byOrganiser?.makers, context);
    const { committed } = await store.commit([...steps, ...(byOrganiser?.alongside ?? [])]);
    return committed ? 'mailed' : 'again';
  });
}

async function asking(
  attendee: AttendeeItem,
  email: string,
  makers: string[] | undefined,
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
  const notice = { notificationId: `addressnotice-${signUpId}`, recipientId: personHash };
  const { before, noticed } = await store.load({
    before: refs.signUp(signUpId),
    noticed: refs.delivery(notice.notificationId, notice.recipientId),
  });
  const asked = (attendee.addressesAskedAt ?? []).filter((at) => after(at, mostAsked.within) > now);
  const [first] = asked.slice(-mostAsked.times);
  if (noticed === undefined && first !== undefined && asked.length >= mostAsked.times)
    throw new Problem('too-many-requests', { retryAt: after(first, mostAsked.within) });
  const question = { notificationId: `newaddress-${signUpId}`, recipientId: signUpId };
  const mails =
    noticed === undefined
      ? await timesOf({ email: attendee.email, mail: notice }, { email, mail: question }, makers, context)
      : undefined;
  const deletedAt = latest(after(mails?.lastAt ?? now, validFor), before?.deletedAt);
  const signUp: SignUpItem = {
    type: 'signUp',
    signUpId,
    seriesId,
    personHash: to.personHash,
    state: 'pending',
    name,
    // What was mailed to is what its button verifies.
    email: noticed !== undefined && before !== undefined ? before.email : email,
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
        addressesAskedAt: noticed === undefined ? [...asked, now] : asked,
        updatedAt: now,
        version: attendee.version + 1,
      },
      when: { version: attendee.version },
    },
  ];
  if (attendee.newAddressId !== undefined && attendee.newAddressId !== signUpId)
    steps.push({ step: 'remove', ref: refs.signUp(attendee.newAddressId) });
  if (mails === undefined) return steps;
  const common: Omit<Cause, 'notificationId' | 'recipientId' | 'personHash'> = {
    template: 'link',
    seriesId,
    eventIds: [],
    isByOrganiser: makers && true,
    expiresAt: backstop(deletedAt),
  };
  const told: Cause = { ...common, ...notice, personHash, purpose: 'addressNotice' };
  steps.push(...mails.steps, enqueue(told, now, mails.noticeAt));
  if (mails.questionAt === undefined) return steps;
  const { personHash: of } = to;
  const asks: Cause = { ...common, ...question, personHash: of, signUpId, purpose: 'newAddress' };
  // The old address is told first: what waits for that is counted anew as it leaves.
  const item = { ...transactionalDelivery(asks, now, mails.questionAt), dueAt: mails.lastAt };
  steps.push({ step: 'put', item, when: 'absent' });
  return steps;
}

interface Addressed {
  email: string;
  mail: Pick<DeliveryItem, 'notificationId' | 'recipientId'>;
}

/**
 * When both mails go out, and the counts of their mailboxes. How full somebody else's is, is told to nobody: where the
 * question would have to wait there for more than a day it is left out. One's own may be full of what strangers caused,
 * so the notice waits for as long as it must.
 */
async function timesOf(
  notice: Addressed,
  question: Addressed,
  makers: string[] | undefined,
  context: Context,
): Promise<{ noticeAt: Instant; questionAt: Instant | undefined; lastAt: Instant; steps: Step[] }> {
  const own = await MailAllowance.of(notice.email, context, makers ?? 'person');
  const noticeAt = own.take({ about: addressNotice, delivery: notice.mail });
  if (mailboxOf(notice.email) === mailboxOf(question.email)) {
    const questionAt = own.take({ about: addressNotice, delivery: question.mail });
    return { noticeAt, questionAt, lastAt: questionAt, steps: [own.step] };
  }
  const other = await MailAllowance.of(question.email, context, makers);
  const questionAt = other.take({ delivery: question.mail });
  if (other.isUsedUp) return { noticeAt, questionAt: undefined, lastAt: noticeAt, steps: [own.step] };
  return { noticeAt, questionAt, lastAt: latest(noticeAt, questionAt), steps: [own.step, other.step] };
}

const latest = (one: Instant, other: Instant = one) => (one > other ? one : other);
