import { scriptName } from '../access/audit.ts';
import type { Organiser } from '../access/organiser.ts';
import { isOwnerOfAll } from '../access/organisers.ts';
import type { Context } from '../table/context.ts';
import type { AttendeeItem } from '../table/items.ts';
import { lists } from '../table/lists.ts';
import { everything, readList } from '../table/pages.ts';
import type { Step } from '../table/ports.ts';
import { refs } from '../table/refs.ts';
import { backstop, present } from '../table/retention.ts';
import { retrying } from '../table/retrying.ts';
import type { RequestKind, RightsRequestItem } from '../table/rights-request.ts';
import { randomId } from '../values/keys.ts';
import { after, earlierBy, type Instant, yearsEnd } from '../values/time.ts';

/** Until when whoever asks has an answer, and until when where more time is needed (Art. 12(3) GDPR). */
export const answeredWithin = 'P1M';
export const extendedTo = 'P3M';
/** How long before that owners are told. */
const toldBefore = 'P7D';
/** Until the end of which calendar year after the answer the entry names its person: claims end then (sections 195, 199 BGB). */
const namedForYears = 3;

/** The fields of an entry that say when the housekeeping looks at it next, and when it ends. */
export function plannedFor(
  { answerBy, answer }: Pick<RightsRequestItem, 'answerBy' | 'answer'>,
  timeZone: string,
): Pick<RightsRequestItem, 'dueLane' | 'dueAt' | 'expiresAt'> {
  if (answer === undefined)
    return { dueLane: 'erasure', dueAt: earlierBy(answerBy, toldBefore, timeZone), expiresAt: undefined };
  const end = yearsEnd(answer.at, namedForYears, timeZone);
  return { dueLane: 'erasure', dueAt: end, expiresAt: backstop(end) };
}

/** A new entry of the register. */
export function rightsRequest(
  of: Pick<RightsRequestItem, 'kind' | 'channel' | 'receivedAt'> &
    Partial<Pick<RightsRequestItem, 'personHash' | 'email' | 'seriesId' | 'identity'>>,
  { stage, now }: Pick<Context, 'stage' | 'now'>,
): RightsRequestItem {
  const { defaultTimeZone } = stage;
  const answerBy = after(of.receivedAt, answeredWithin, defaultTimeZone);
  const item = { ...of, answerBy, requestId: randomId(), createdAt: now, version: 0 };
  return { type: 'rightsRequest', ...item, ...plannedFor(item, defaultTimeZone) };
}

/** What somebody asks for by a button of their own page enters the register by itself, on the day. */
export function askedByButton(
  kind: RequestKind,
  { personHash, email, seriesId }: Pick<AttendeeItem, 'personHash' | 'email' | 'seriesId'>,
  context: Pick<Context, 'stage' | 'now'>,
): { step: 'put'; item: RightsRequestItem; when: 'absent' } {
  const of = { kind, channel: 'ownPage', personHash, email, seriesId, receivedAt: context.now } as const;
  return { step: 'put', item: rightsRequest(of, context), when: 'absent' };
}

/** That a button did at once what was asked for: kind and day stay, and nothing of who pressed it. */
export function doneByButton(
  kind: RequestKind,
  { seriesId }: Pick<AttendeeItem, 'seriesId'>,
  { stage, now }: Pick<Context, 'stage' | 'now'>,
): Step {
  const of = { kind, channel: 'ownPage', seriesId, receivedAt: now } as const;
  const { dueLane, dueAt, expiresAt, ...entry } = rightsRequest(of, { stage, now });
  return { step: 'put', item: { ...entry, answer: { outcome: 'granted', at: now } }, when: 'absent' };
}

/**
 * Settles by itself what needs no answer any more; one that is answered stays as it is.
 * @param outcome `granted`: its person was deleted, and goes from the entry, too
 */
export async function settleRequest(
  requestId: string | undefined,
  outcome: 'granted' | 'withdrawn',
  { store, stage, now }: Pick<Context, 'store' | 'stage' | 'now'>,
): Promise<void> {
  if (requestId === undefined) return;
  await retrying('item', async () => {
    const current = await store.get(refs.rightsRequest(requestId));
    if (current === undefined || current.answer !== undefined) return;
    const { version } = current;
    const answered = { ...current, answer: { outcome, at: now }, version: version + 1 };
    const item =
      outcome === 'granted'
        ? ofNobody(answered)
        : { ...answered, ...plannedFor(answered, stage.defaultTimeZone) };
    const { committed } = await store.commit([{ step: 'put', item, when: { version } }]);
    return committed ? undefined : 'again';
  });
}

/**
 * Answers what an organiser has just done, of whom it was asked by letter, by who did it. One in which nobody noted yet how it
 * was checked who asked is left to be answered.
 */
export async function settleAsked(
  kind: RequestKind,
  personHashes: readonly string[],
  organiser: Organiser,
  context: Pick<Context, 'store' | 'stage' | 'now'>,
): Promise<void> {
  const { store, stage, now } = context;
  const found = await Promise.all(personHashes.map((personHash) => requestsOf({ personHash }, context)));
  for (const { requestId } of found.flat()) {
    await retrying('item', async () => {
      const current = await store.get(refs.rightsRequest(requestId));
      if (current?.kind !== kind || current.answer !== undefined || current.identity === undefined) return;
      const { version } = current;
      const { tokenHash, organiserId } = organiser;
      const by = { tokenId: tokenHash, organiserId, name: scriptName(organiser) };
      const answered = { ...current, answer: { outcome: 'granted' as const, at: now, by } };
      const item = { ...answered, ...plannedFor(answered, stage.defaultTimeZone), version: version + 1 };
      return (await store.commit([{ step: 'put', item, when: { version } }])).committed ? undefined : 'again';
    });
  }
}

/** When what was asked for, and what came of it, by nobody. */
function ofNobody(entry: RightsRequestItem): RightsRequestItem {
  const { personHash, email, identity, extension, answer, dueLane, dueAt, expiresAt, ...rest } = entry;
  return { ...rest, ...(answer && { answer: { outcome: answer.outcome, at: answer.at } }) };
}

/** What was asked for on a person's page goes over to the address that the page has now. */
export async function moveRequests(
  { personHash, seriesId }: Pick<AttendeeItem, 'personHash' | 'seriesId'>,
  to: Pick<AttendeeItem, 'personHash' | 'email'>,
  { store }: Pick<Context, 'store'>,
): Promise<void> {
  const { requests } = await store.ofPerson(personHash);
  for (const one of await store.getMany(requests)) {
    if (one?.channel !== 'ownPage' || one.seriesId !== seriesId) continue;
    const { version } = one;
    const item = { ...one, personHash: to.personHash, email: to.email, version: version + 1 };
    await store.commit([{ step: 'put', item, when: { version } }]);
  }
}

/** At the end of its term nobody is named any more. */
export async function forgetAsker(
  entry: RightsRequestItem,
  { store }: Pick<Context, 'store'>,
): Promise<void> {
  const { version } = entry;
  const item = { ...ofNobody(entry), version: version + 1 };
  await store.commit([{ step: 'put', item, when: { version } }]);
}

/** In a restored table: the entry as the table in use until then had it, unless it is further here. */
export async function enterAgain(item: RightsRequestItem, { store }: Pick<Context, 'store'>): Promise<void> {
  await retrying('item', async () => {
    const current = await store.get(refs.rightsRequest(item.requestId));
    if (current !== undefined && current.version >= item.version) return;
    const when = current === undefined ? 'absent' : { version: current.version };
    return (await store.commit([{ step: 'put', item, when }])).committed ? undefined : 'again';
  });
}

/** What somebody asked for, oldest first, as far as their address is known to the register. */
export async function requestsOf(
  { personHash }: Pick<AttendeeItem, 'personHash'>,
  { store, now }: Pick<Context, 'store' | 'now'>,
): Promise<RightsRequestItem[]> {
  const { requests } = await store.ofPerson(personHash);
  const found = await store.getMany(requests);
  return found.flatMap((one) => present(one, now) ?? []);
}

/** What its person is told of it. */
export function requestView(request: RightsRequestItem) {
  const { kind, channel, seriesId, receivedAt, answerBy, identity, extension, answer } = request;
  const told = answer && { outcome: answer.outcome, text: answer.text, at: answer.at };
  return { kind, channel, seriesId, receivedAt, answerBy, identity, extension, answer: told };
}

/** Whether it has to be answered within a week, or should have been. */
export function isDue(
  { answer, answerBy }: Pick<RightsRequestItem, 'answer' | 'answerBy'>,
  timeZone: string,
  now: Instant,
): boolean {
  return answer === undefined && earlierBy(answerBy, toldBefore, timeZone) <= now;
}

/** How many of them there are, for owners of everything; for others none. */
export async function requestsDue(
  organiser: Organiser,
  { store, stage, now }: Pick<Context, 'store' | 'stage' | 'now'>,
): Promise<number> {
  if (!isOwnerOfAll(organiser)) return 0;
  const open = await everything((from) => readList(lists.openRequests(), from, store));
  return open.filter((one) => isDue(one, stage.defaultTimeZone, now)).length;
}

/** Whether an entry still names its person, whatever the housekeeping has got to. */
export const isNamed = (
  { answer, dueAt }: Pick<RightsRequestItem, 'answer' | 'dueAt'>,
  now: Instant,
): boolean => answer === undefined || (dueAt !== undefined && now < dueAt);
