import type { Context } from '../table/context.ts';
import type { AttendeeItem, SignUpItem, SubscriptionItem } from '../table/items.ts';
import { ended } from '../table/ledger-items.ts';
import { everything } from '../table/pages.ts';
import { identities } from '../table/person.ts';
import type { Step } from '../table/ports.ts';
import { collections, refs } from '../table/refs.ts';
import { retrying } from '../table/retrying.ts';
import { epochSeconds, type Instant, yearsEnd } from '../values/time.ts';

/** Calendar years after that of a withdrawal until whose end the minimal proof of a consent is kept (§§ 195, 199 BGB). */
const proofYears = 3;
/** The law's. */
const proofZone = 'Europe/Berlin';

/** An address's consents to news, whoever's and whether they stand or not; read by key, so that none is missed. */
export async function subscriptionsOf(
  email: string,
  { store, keys, now }: Pick<Context, 'store' | 'keys' | 'now'>,
): Promise<SubscriptionItem[]> {
  const found = await Promise.all(
    identities(keys, email).map(({ personHash }) =>
      everything((from) => store.list(collections.subscriptions(personHash), from)),
    ),
  );
  // A withdrawn consent's proof is kept for its term, and then gone; it has no backstop to subtract.
  const seconds = epochSeconds(now);
  return found.flat().filter(({ expiresAt }) => expiresAt === undefined || seconds < expiresAt);
}

/**
 * Their consents that were given in a series and stand, whichever sender it names today; what was given elsewhere is no
 * business of that series' organisers. One whose proof does not say where it was given goes by its sign-up.
 */
export async function subscriptionsGivenIn(
  { email, seriesId }: Pick<AttendeeItem, 'email' | 'seriesId'>,
  context: Pick<Context, 'store' | 'keys' | 'now'>,
): Promise<SubscriptionItem[]> {
  const all = await subscriptionsOf(email, context);
  const places = await Promise.all(all.map((one) => seriesOf(one, context)));
  return all.filter(({ state }, index) => state === 'subscribed' && places[index] === seriesId);
}

/** The series in which a consent was given, as far as that is known. */
export async function seriesOf(
  { proof }: SubscriptionItem,
  { store }: Pick<Context, 'store'>,
): Promise<string | undefined> {
  return proof.seriesId ?? (await store.get(refs.signUp(proof.signUpId)))?.seriesId;
}

/** A subscription as it is after withdrawing: the proof alone, until its term ends. */
function withdrawn(subscription: SubscriptionItem, now: Instant): SubscriptionItem {
  const { email, movedTo, ...rest } = subscription;
  return {
    ...rest,
    state: 'withdrawn',
    withdrawnAt: now,
    expiresAt: epochSeconds(yearsEnd(now, proofYears, proofZone)),
  };
}

/**
 * Withdraws a consent to news, at once and as often as asked (RFC 8058); participation goes on. What stays is the
 * proof that it had been given, without the address, until its term ends. @throws Busy
 */
export async function withdraw(
  personHash: string,
  senderId: string,
  { store, now }: Pick<Context, 'store' | 'now'>,
): Promise<{ subscription: SubscriptionItem | undefined; isRepeat: boolean }> {
  return retrying('item', async () => {
    const subscription = await store.get(refs.subscription(personHash, senderId));
    if (subscription === undefined || subscription.state === 'withdrawn')
      return { subscription, isRepeat: true };
    const item = withdrawn(subscription, now);
    const { committed } = await store.commit([
      { step: 'put', item, when: { state: 'subscribed' } },
      ended({ what: 'subscription', personHash, senderId }, now),
    ]);
    return committed ? { subscription: item, isRepeat: false } : 'again';
  });
}

/** Consents that go over at most, each to another sender: more than anybody gives in one series. */
const mostConsents = 20;

/** Who moves to an address, and whose that is in the series so far. */
interface ConsentsMove {
  attendee: AttendeeItem;
  /** The address that they move to. */
  to: Pick<SignUpItem, 'personHash' | 'email'>;
  /** Whether somebody is registered there already. */
  isKnown: boolean;
}

/** Consents to news that were given in this series, and of each whether it goes over. */
async function consentsMoving(
  { attendee, to, isKnown }: ConsentsMove,
  context: Pick<Context, 'store' | 'keys' | 'now'>,
): Promise<{ from: SubscriptionItem; there: SubscriptionItem | undefined; isGoing: boolean }[]> {
  if (attendee.isUnverified) return [];
  const given = (await subscriptionsGivenIn(attendee, context)).slice(0, mostConsents);
  const met = await context.store.getMany(
    given.map(({ senderId }) => refs.subscription(to.personHash, senderId)),
  );
  return given.map((from, index) => {
    const there = met[index];
    return { from, there, isGoing: there === undefined && !isKnown };
  });
}

/** Whose news would come to an address from now on: the page with the button that moves somebody there says so. */
export async function newsMovingTo(
  move: ConsentsMove,
  context: Pick<Context, 'store' | 'keys' | 'now'>,
): Promise<string[]> {
  const all = await consentsMoving(move, context);
  return all.filter(({ isGoing }) => isGoing).map(({ from }) => from.sender);
}

/**
 * The consents to news that were given in this series go over with their proofs, and no others: an organiser of it may
 * have asked for the new address. None goes over from an attendee whom nobody has confirmed, or to whoever is registered
 * there: what they agreed to or withdrew stands, with its date, and nobody else's consent is proof of theirs. Of the old
 * address the minimal proof stays, as after withdrawing; where its news go to the new one now, a link in an earlier mail says so.
 */
export async function subscriptionsMoved(
  move: ConsentsMove,
  context: Pick<Context, 'store' | 'keys' | 'now'>,
): Promise<Step[]> {
  const { now } = context;
  const { personHash, email } = move.to;
  const all = await consentsMoving(move, context);
  return all.flatMap(({ from, there, isGoing }) => {
    const isReadThere = isGoing || there?.state === 'subscribed';
    const left = { ...withdrawn(from, now), ...(isReadThere ? { movedTo: personHash } : {}) };
    const steps: Step[] = [
      { step: 'put', item: left, when: { state: 'subscribed' } },
      ended({ what: 'subscription', personHash: from.personHash, senderId: from.senderId }, now),
    ];
    if (isGoing) steps.push({ step: 'put', item: { ...from, personHash, email }, when: 'absent' });
    return steps;
  });
}
