import { allow, covers, type Organiser } from '../access/organiser.ts';
import { shownEmail } from '../access/rights.ts';
import { subscriptionsOf, withdraw } from '../registration/subscription.ts';
import type { Context } from '../table/context.ts';
import type { AttendeeItem, RegistrationItem } from '../table/items.ts';
import { ended } from '../table/ledger-items.ts';
import { lists } from '../table/lists.ts';
import { everything, readList } from '../table/pages.ts';
import { identities } from '../table/person.ts';
import { refs } from '../table/refs.ts';
import { present } from '../table/retention.ts';
import { retrying } from '../table/retrying.ts';
import { Problem } from '../values/problem.ts';
import { after, type Instant } from '../values/time.ts';
import { answeredWithin, askedByButton, settleRequest } from './rights-requests.ts';

/**
 * What a person's objection to processing does at once (Art. 21 GDPR): all their consents to news end, whoever's; in this
 * series they get no announcements and no documentation by mail any more; in none they stand in a list that is handed out. Their
 * registrations stay, with the mails that one needs to take part, until they call off or delete them. Their organisers
 * see it. Objected already: nothing happens. It is taken back the same way; consents that ended are not revived.
 * @throws Busy; Problem when the person is gone
 */
export async function setObjection(
  { personHash, seriesId, email }: AttendeeItem,
  isObjecting: boolean,
  context: Context,
): Promise<void> {
  const { store, now } = context;
  const ref = refs.attendee(personHash, seriesId);
  await retrying('attendee', async () => {
    const current = present(await store.get(ref), now);
    if (current === undefined) throw new Problem('link-expired');
    if ((current.objectedAt !== undefined) === isObjecting) return;
    const { objectedAt, objectionId, ...rest } = current;
    const asked = askedByButton('objection', current, context);
    const { requestId } = asked.item;
    const entry = ended({ what: 'objection', personHash, seriesId, requestId }, now);
    const { version } = current;
    const item: AttendeeItem = {
      ...rest,
      ...(isObjecting ? { objectedAt: now, objectionId: requestId } : {}),
      updatedAt: now,
      version: version + 1,
    };
    const { committed } = await store.commit([
      { step: 'put', item, when: { version } },
      ...(isObjecting ? [entry, asked] : [{ step: 'remove' as const, ref: refs.ended(entry.item.endedId) }]),
    ]);
    if (!committed) return 'again';
    if (!isObjecting) await settleRequest(objectionId, 'withdrawn', context);
  });
  if (!isObjecting) return;
  for (const one of await subscriptionsOf(email, context))
    await withdraw(one.personHash, one.senderId, context);
}

/** In a restored table, an objection that was made after the backup. */
export async function objectAgain(
  personHash: string,
  seriesId: string,
  { objectedAt, objectionId }: { objectedAt: Instant; objectionId: string | undefined },
  { store }: Pick<Context, 'store'>,
): Promise<void> {
  return retrying('attendee', async () => {
    const current = await store.get(refs.attendee(personHash, seriesId));
    if (current === undefined || current.createdAt > objectedAt || current.objectedAt !== undefined) return;
    const { version } = current;
    const item = { ...current, objectedAt, objectionId, version: version + 1 };
    const { committed } = await store.commit([{ step: 'put', item, when: { version } }]);
    return committed ? undefined : 'again';
  });
}

/** Who objected, in the organiser's series, oldest first; each has to be answered within a month. @throws Problem 403 */
export async function listObjections(organiser: Organiser, { store, stage, now }: Context) {
  allow(organiser, 'editor');
  const all = await everything((from) => readList(lists.objections(), from, store));
  const people = all.filter((one) => one.type === 'attendee');
  const entries = await store.getMany(people.map((one) => refs.rightsRequest(one.objectionId ?? '-')));
  return people.flatMap((one, index) => {
    const { seriesId, name, email, isUnverified, objectedAt } = one;
    if (objectedAt === undefined || present(one, now) === undefined) return [];
    if (!covers(organiser.seriesIds, [seriesId])) return [];
    const entry = entries[index];
    return [
      {
        seriesId,
        // Of who is not verified it is what somebody typed.
        name: isUnverified ? '' : name,
        email: shownEmail(email, organiser),
        objectedAt,
        answerBy: entry?.answerBy ?? after(objectedAt, answeredWithin, stage.defaultTimeZone),
        answered: entry?.answer && { outcome: entry.answer.outcome, at: entry.answer.at },
      },
    ];
  });
}

export type Objection = Awaited<ReturnType<typeof listObjections>>[number];

/** Who of these people objected, in whichever series: by their hashes. */
export async function objectorsAmong(
  registrations: readonly Pick<RegistrationItem, 'personHash' | 'seriesId'>[],
  { store, keys }: Pick<Context, 'store' | 'keys'>,
): Promise<Set<string>> {
  const people = new Map(registrations.map((one) => [one.personHash, one.seriesId]));
  // Here by key, because an index may not show yet who objected a moment ago.
  const [here, everywhere] = await Promise.all([
    store.getMany([...people].map(([hash, seriesId]) => refs.attendee(hash, seriesId))),
    everything((from) => readList(lists.objections(), from, store)),
  ]);
  return new Set(
    [...here, ...everywhere].flatMap((one) =>
      one?.type !== 'attendee' || one.objectedAt === undefined
        ? []
        : [one.personHash, ...identities(keys, one.email).map(({ personHash }) => personHash)],
    ),
  );
}
