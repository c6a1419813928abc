import * as z from 'zod';
import { audited, namesOf, scriptName } from '../access/audit.ts';
import type { Organiser } from '../access/organiser.ts';
import { allowRestricting } from '../attendee/restriction.ts';
import { extendedTo, isDue, isNamed, plannedFor, rightsRequest } from '../attendee/rights-requests.ts';
import { objectionAnswered } from '../mail/request-mail.ts';
import type { Context } from '../table/context.ts';
import { lists } from '../table/lists.ts';
import { readList } from '../table/pages.ts';
import { identities } from '../table/person.ts';
import type { Page } from '../table/ports.ts';
import { refs } from '../table/refs.ts';
import { isGone } from '../table/retention.ts';
import { retrying } from '../table/retrying.ts';
import { RequestKind, RequestOutcome, type RightsRequestItem } from '../table/rights-request.ts';
import { Email } from '../values/email.ts';
import { Problem, problemOf } from '../values/problem.ts';
import { ManyLines, OneLine } from '../values/text.ts';
import { after, CalendarDay, dayOf, type Instant, instantOf } from '../values/time.ts';
import { restrictableOf } from './restrictions.ts';

const Sentence = OneLine(300).trim().min(10);

/** What somebody asked for by mail, telephone or letter. */
export const RequestInput = z.strictObject({
  kind: RequestKind,
  email: Email,
  /** The day on which it came, on the calendar of the stage. */
  receivedOn: CalendarDay,
  /** How it was checked that it was the person themselves (Art. 12(6) GDPR), as far as it was yet. */
  identity: Sentence.optional(),
});
type RequestInput = z.infer<typeof RequestInput>;

/** That two more months are needed (Art. 12(3) GDPR). */
export const ExtensionInput = z.strictObject({
  reason: Sentence,
  /** The day on which the person was told of it with the reason: within the first month. */
  toldOn: CalendarDay,
});
type ExtensionInput = z.infer<typeof ExtensionInput>;

/** That it was answered. */
export const RequestAnswer = z.strictObject({
  outcome: RequestOutcome,
  /** What the person is told; of a refusal why (Art. 12(4)), of an objection's the compelling grounds (Art. 21(1) GDPR). */
  text: ManyLines(2000).trim().min(10),
  /** The day on which it went out; absent: today. */
  answeredOn: CalendarDay.optional(),
  /** How it was checked who asked, where the entry does not say it yet. */
  identity: Sentence.optional(),
  /** Said of what is granted although data of the address is stored as before: it was done elsewhere, or the rest is to stay. */
  isDoneElsewhere: z.boolean().default(false),
});
type RequestAnswer = z.infer<typeof RequestAnswer>;

/** Open ones by the day to answer by; answered ones, the latest first. @throws Problem 403 */
export async function listRequests(
  state: 'open' | 'answered',
  page: { after?: string; limit: number },
  organiser: Organiser,
  context: Context,
): Promise<Page<ShownRequest>> {
  allowRestricting(organiser);
  const { store, now } = context;
  const list = state === 'open' ? lists.openRequests() : lists.answeredRequests();
  const found = await readList(list, page, store);
  return {
    ...found,
    items: await shown(
      found.items.filter((one) => !isGone(one, now)),
      context,
    ),
  };
}

/** @throws Problem 403, 404 */
export async function readRequest(
  requestId: string,
  organiser: Organiser,
  context: Context,
): Promise<ShownRequest> {
  allowRestricting(organiser);
  const [one] = await shown([await found(requestId, context)], context);
  if (one === undefined) throw new Problem('not-found');
  return one;
}

/** Enters what somebody asked for elsewhere than on their own page. @throws Problem 403, 422 */
export async function enterRequest(
  { kind, email, receivedOn, identity }: RequestInput,
  organiser: Organiser,
  context: Context,
): Promise<ShownRequest> {
  allowRestricting(organiser);
  const { store, keys, stage } = context;
  const receivedAt = dayIn('/receivedOn', receivedOn, undefined, context);
  const [person] = identities(keys, email);
  const of = { kind, channel: 'byHand', email, personHash: person?.personHash, receivedAt } as const;
  const item = rightsRequest({ ...of, ...(identity && { identity }) }, { stage, now: context.now });
  const deed = { action: 'request.enter', item: `people/requests/${item.requestId}`, details: { kind } };
  await store.commit([{ step: 'put', item, when: 'absent' }, audited(organiser, deed, context)]);
  return readRequest(item.requestId, organiser, context);
}

/** Notes that it takes longer, by two months at most, and that the person was told so in time. @throws Problem 403, 404, 409, 422 */
export async function extendRequest(
  requestId: string,
  { reason, toldOn }: ExtensionInput,
  organiser: Organiser,
  context: Context,
): Promise<ShownRequest> {
  const { stage } = context;
  return changed(requestId, 'extend', organiser, context, (current) => {
    if (current.extension !== undefined)
      throw new Problem('not-possible-now', { detail: { code: 'requestExtended' } });
    const toldAt = dayIn('/toldOn', toldOn, current, context);
    if (toldAt > current.answerBy) throw lateDay('/toldOn', current.answerBy, context);
    const answerBy = after(current.receivedAt, extendedTo, stage.defaultTimeZone);
    return { ...current, answerBy, extension: { reason, toldOn } };
  });
}

/**
 * Notes that it was answered, how and by whom. Who objected on their own page reads it there and by mail.
 * @throws Problem 403, 404, 409 when it is answered already, 422
 */
export async function answerRequest(
  requestId: string,
  { outcome, text, answeredOn, identity, isDoneElsewhere }: RequestAnswer,
  organiser: Organiser,
  context: Context,
): Promise<ShownRequest> {
  const { stage, now } = context;
  allowRestricting(organiser);
  if (outcome === 'granted' && !isDoneElsewhere && (await isUndone(await found(requestId, context), context)))
    throw problemOf([{ pointer: '/isDoneElsewhere', code: 'notDone' }]);
  return changed(requestId, 'answer', organiser, context, (current) => {
    const checked = identity ?? current.identity;
    if (checked === undefined && current.channel === 'byHand')
      throw problemOf([{ pointer: '/identity', code: 'required' }]);
    const isToday = answeredOn === undefined || answeredOn === dayOf(now, stage.defaultTimeZone);
    const at = isToday ? now : dayIn('/answeredOn', answeredOn, current, context);
    const { tokenHash, organiserId } = organiser;
    const by = { tokenId: tokenHash, organiserId, name: scriptName(organiser) };
    return { ...current, ...(checked && { identity: checked }), answer: { outcome, text, at, by } };
  });
}

/** Whether what is stored of who asked is as if nobody had done what they asked for. */
async function isUndone(
  { kind, channel, email, answer }: RightsRequestItem,
  context: Pick<Context, 'store' | 'keys' | 'now'>,
): Promise<boolean> {
  if (email === undefined || answer !== undefined) return false;
  const { attendees, subscriptions, signUps, restricted } = await restrictableOf(email, context);
  switch (kind) {
    case 'erasure':
      return attendees.length + subscriptions.length + signUps.length > 0;
    case 'restriction':
      return (
        attendees.some((one) => one.restriction === undefined) ||
        (subscriptions.length + signUps.length > 0 && restricted.length === 0)
      );
    case 'objection':
      // The button of the own page does it at once.
      return (
        channel === 'byHand' &&
        (subscriptions.length > 0 || attendees.some((one) => one.objectedAt === undefined))
      );
    default:
      return false;
  }
}

async function changed(
  requestId: string,
  action: 'extend' | 'answer',
  organiser: Organiser,
  context: Context,
  change: (current: RightsRequestItem) => RightsRequestItem,
): Promise<ShownRequest> {
  allowRestricting(organiser);
  const { store, stage } = context;
  await retrying('item', async () => {
    const current = await found(requestId, context);
    if (current.answer !== undefined)
      throw new Problem('not-possible-now', { detail: { code: 'requestAnswered' } });
    const { version } = current;
    const next = { ...change(current), version: version + 1 };
    const item = { ...next, ...plannedFor(next, stage.defaultTimeZone) };
    const { kind, answer } = next;
    const details = { kind, ...(answer && { outcome: answer.outcome }) };
    const deed = { action: `request.${action}`, item: `people/requests/${requestId}`, details };
    const { committed } = await store.commit([
      { step: 'put', item, when: { version } },
      ...(answer === undefined ? [] : await objectionAnswered(item, context)),
      audited(organiser, deed, context),
    ]);
    return committed ? undefined : 'again';
  });
  return readRequest(requestId, organiser, context);
}

async function found(requestId: string, { store, now }: Pick<Context, 'store' | 'now'>) {
  const item = await store.get(refs.rightsRequest(requestId));
  if (item === undefined || isGone(item, now)) throw new Problem('not-found');
  return item;
}

/** The beginning of a day that has begun, not before the one on which it was asked for. @throws Problem 422 */
function dayIn(
  pointer: string,
  day: string,
  request: Pick<RightsRequestItem, 'receivedAt'> | undefined,
  context: Pick<Context, 'stage' | 'now'>,
): Instant {
  const { stage, now } = context;
  const at = instantOf(`${day}T00:00`, stage.defaultTimeZone);
  if (at > now) throw lateDay(pointer, now, context);
  if (request !== undefined && day < dayOf(request.receivedAt, stage.defaultTimeZone))
    throw problemOf([{ pointer, code: 'beforeRequest' }]);
  return at;
}

const lateDay = (pointer: string, at: Instant, { stage }: Pick<Context, 'stage'>) =>
  problemOf([{ pointer, code: 'notAfter', params: { at, timeZone: stage.defaultTimeZone } }]);

/** Entries as owners see them: with who answered, as long as their address is there; without their person once the term is over. */
async function shown(all: readonly RightsRequestItem[], { store, stage, now }: Context) {
  const names = await namesOf(
    all.flatMap(({ answer }) => answer?.by?.organiserId ?? []),
    store,
  );
  return all.map(({ requestId, kind, channel, seriesId, receivedAt, answerBy, answer, ...one }) => {
    const { email, identity, extension } = isNamed({ ...one, answer }, now) ? one : {};
    const by = answer?.by;
    return {
      ...{ requestId, kind, channel, seriesId, email, identity, extension, receivedAt, answerBy },
      isDue: isDue({ ...one, answer, answerBy }, stage.defaultTimeZone, now),
      isOverdue: answer === undefined && answerBy < now,
      answer: answer && {
        ...{ outcome: answer.outcome, text: answer.text, at: answer.at },
        by: by && (by.name ?? names.get(by.organiserId ?? '')),
      },
    };
  });
}

export type ShownRequest = Awaited<ReturnType<typeof shown>>[number];
