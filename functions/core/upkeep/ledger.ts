import { eraseEntered, erasePersonInSeries } from '../attendee/erase.ts';
import { objectAgain } from '../attendee/objection.ts';
import { restrictAgain, restrictPersonAgain } from '../attendee/restriction.ts';
import { takenBack } from '../delivery/planned.ts';
import { widens } from '../delivery/suppression.ts';
import { removeWebhook } from '../organising/webhooks.ts';
import { cancelAgain } from '../registration/cancel.ts';
import { calledOff } from '../registration/event-plans.ts';
import { stripOf, stripSensitive } from '../registration/sensitive.ts';
import { isAlive } from '../registration/stored-registrations.ts';
import { withdraw } from '../registration/subscription.ts';
import { deleteSignUp, endDeleted } from '../registration/take-back.ts';
import { announcementNotificationId } from '../table/announcement-items.ts';
import type { Context } from '../table/context.ts';
import type { DisclosureItem } from '../table/disclosure-item.ts';
import { type EndedItem, type ErasedItem, ended } from '../table/ledger-items.ts';
import { lists } from '../table/lists.ts';
import { everyPage, readList } from '../table/pages.ts';
import type { Lists, Store } from '../table/ports.ts';
import { refs } from '../table/refs.ts';
import { withTermOf } from '../table/retention.ts';
import { retrying } from '../table/retrying.ts';
import type { SuppressionItem } from '../table/suppression-item.ts';
import type { Instant } from '../values/time.ts';
import { limitAgain, removeAgain, revokeAgain } from './access-again.ts';
import { protectAgain, takeOffAgain } from './taken-off-again.ts';

/** What somebody ended, and when: an entry of the ledger. */
export type LedgerEntry = ErasedItem | EndedItem;

/**
 * The ledger of a table: whom it erased, and whatever else people or organisers ended, oldest first each. After a restore
 * it is read from the table that was in use until then; the restored one lacks what ended since the backup.
 */
export async function* readLedger(store: Store & Lists): AsyncGenerator<LedgerEntry> {
  for await (const page of everyPage((from) => readList(lists.erased(), from, store))) yield* page;
  for await (const page of everyPage((from) => readList(lists.ended(), from, store)))
    for (const entry of page) if (await isStillEnded(entry, store)) yield entry;
  // Those of before the ledger had them, or that it has forgotten.
  for await (const page of everyPage((from) => readList(lists.suppressions(), from, store)))
    for (const suppression of page) {
      const { item } = ended({ what: 'suppression', suppression }, suppression.createdAt);
      if ((await store.get(refs.ended(item.endedId))) === undefined) yield item;
    }
}

/** Who called a registration off and registered anew after that has not ended it. */
async function isStillEnded({ of }: EndedItem, store: Store): Promise<boolean> {
  if (of.what !== 'registration') return true;
  return !isAlive(await store.get(refs.registration(of.eventId, of.registrationId)));
}

/**
 * Ends in a restored table what the ledger says was ended before: as it was then, and nothing that came later. The entries
 * go over into the restored table. Doing it again changes nothing. One that fails holds up no other.
 * @returns how many entries were replayed, and those that were not
 */
export async function replayLedger(
  ledger: AsyncIterable<LedgerEntry> | Iterable<LedgerEntry>,
  context: Context,
): Promise<{ replayed: number; failed: { entry: LedgerEntry; error: unknown }[] }> {
  let replayed = 0;
  const failed: { entry: LedgerEntry; error: unknown }[] = [];
  for await (const entry of ledger) {
    try {
      if (entry.type === 'ended') await endAgain(entry, context);
      else await eraseOnceMore(entry, context);
      replayed++;
    } catch (error) {
      failed.push({ entry, error });
    }
  }
  return { replayed, failed };
}

/** Lets a restored table's mail and pages begin, once its ledger was replayed whole. */
export async function openRestored(tableName: string, { store, now }: Pick<Context, 'store' | 'now'>) {
  await store.commit([{ step: 'put', item: { type: 'replayed', tableName, replayedAt: now }, when: 'any' }]);
}

async function eraseOnceMore({ dueLane, dueAt, ...entry }: ErasedItem, context: Context): Promise<void> {
  await eraseEntered(entry, context);
  await context.store.commit([{ step: 'put', item: entry, when: 'any' }]);
}

async function endAgain(entry: EndedItem, context: Context): Promise<void> {
  const { store } = context;
  const { of, endedAt } = entry;
  switch (of.what) {
    case 'subscription': {
      const found = await store.get(refs.subscription(of.personHash, of.senderId));
      if (found !== undefined && found.createdAt <= endedAt)
        await withdraw(of.personHash, of.senderId, { store, now: endedAt });
      break;
    }
    case 'suppression':
      await suppressAgain(of.suppression, endedAt, store);
      break;
    case 'sensitive': {
      const { registration, event } = await store.load({
        registration: refs.registration(of.eventId, of.registrationId),
        event: refs.event(of.eventId),
      });
      const givenAt = registration?.sensitiveConsent?.givenAt ?? registration?.createdAt ?? endedAt;
      if (registration !== undefined && event !== undefined && givenAt <= endedAt)
        await stripOf(registration, event, context, of.isWithdrawn && endedAt);
      break;
    }
    case 'objection':
      await objectAgain(
        of.personHash,
        of.seriesId,
        { objectedAt: endedAt, objectionId: of.requestId },
        context,
      );
      break;
    case 'restriction':
      await restrictAgain(of, of.restriction, endedAt, context);
      break;
    case 'restrictedPerson':
      await restrictPersonAgain(of, endedAt, context);
      break;
    case 'address':
      await erasePersonInSeries(of.personHash, of.seriesId, context, endedAt);
      break;
    case 'token':
      await revokeAgain(of.tokenHash, endedAt, store);
      break;
    case 'organiser':
      await removeAgain(of.organiserId, endedAt, store);
      break;
    case 'access':
      await limitAgain(of, endedAt, store);
      break;
    case 'webhook':
      await removeWebhook(of.webhookId, store);
      break;
    case 'signUp':
      await takeBackAgain(of.signUpId, context);
      break;
    case 'registration':
      await cancelAgain(of.eventId, of.registrationId, endedAt, context);
      break;
    case 'event':
      await callOffAgain(of.eventId, endedAt, context);
      break;
    case 'announcement':
      await stopAgain(of.announcementId, context);
      break;
    case 'term':
      await shortenAgain(of.seriesId, { days: of.days, from: endedAt }, context);
      break;
    case 'documentation':
      await takeOffAgain(of, endedAt, store);
      break;
    case 'sensitiveQuestions':
      await protectAgain(of, endedAt, store);
      break;
    case 'disclosure':
      await discloseAgain(of.disclosure, store);
      break;
    default:
      return of satisfies never;
  }
  await store.commit([{ step: 'put', item: entry, when: 'any' }]);
}

/** One that an organiser lifted after it was made stays lifted. */
async function suppressAgain(item: SuppressionItem, endedAt: Instant, store: Store): Promise<void> {
  return retrying('item', async () => {
    const current = await store.get(refs.suppression(item.personHash));
    const when = current === undefined ? ('absent' as const) : whenSuppressed(item, current, endedAt);
    if (when === undefined) return;
    return (await store.commit([{ step: 'put', item, when }])).committed ? undefined : 'again';
  });
}

function whenSuppressed(item: SuppressionItem, current: SuppressionItem, endedAt: Instant) {
  const { liftedAt, createdAt } = current;
  if (liftedAt === undefined) return widens(item, current) ? { suppressedAt: createdAt } : undefined;
  return liftedAt < endedAt ? { lifted: liftedAt } : undefined;
}

async function takeBackAgain(signUpId: string, context: Context): Promise<void> {
  const signUp = await context.store.get(refs.signUp(signUpId));
  if (signUp?.state === 'pending') await deleteSignUp(signUp, context);
  if (signUp?.state === 'deleted') await endDeleted(signUp, context);
}

/** With the answers that went with it. Who is registered was told of it, and is not told once more. */
async function callOffAgain(eventId: string, endedAt: Instant, context: Context): Promise<void> {
  const { store, now } = context;
  return retrying('item', async () => {
    const event = await store.get(refs.event(eventId));
    if (event === undefined || event.createdAt > endedAt) return;
    if (event.status === 'cancelled') return stripSensitive(event, context);
    const { next, steps } = calledOff(event, endedAt, now);
    if (!(await store.commit(steps)).committed) return 'again';
    return stripSensitive(next, context);
  });
}

/** What tells of an event's people goes with that event. */
async function discloseAgain(item: DisclosureItem, store: Store): Promise<void> {
  const event = refs.event(item.eventId);
  if ((await store.get(event)) !== undefined) await store.commit([{ step: 'put', item, when: 'any' }]);
}

async function stopAgain(announcementId: string, { store, now }: Context): Promise<void> {
  return retrying('notification', async () => {
    const found = await store.get(refs.notification(announcementNotificationId(announcementId)));
    if (found === undefined || found.state === 'cancelled' || found.state === 'done') return;
    const when = { version: found.version };
    const { committed } = await store.commit([{ step: 'put', item: takenBack(found, now), when }]);
    return committed ? undefined : 'again';
  });
}

async function shortenAgain(
  seriesId: string,
  term: { days: number; from: Instant },
  { store, stage, now }: Context,
): Promise<void> {
  return retrying('item', async () => {
    const series = await store.get(refs.series(seriesId));
    if (series === undefined || series.createdAt > term.from) return;
    const { version } = series;
    const retentionTerms = withTermOf(series, term, stage, now);
    if (retentionTerms === series.retentionTerms) return;
    const item = { ...series, retentionTerms, version: version + 1 };
    const { committed } = await store.commit([{ step: 'put', item, when: { version } }]);
    return committed ? undefined : 'again';
  });
}
