import { startsAt } from '../table/event.ts';
import type { EventItem, SeriesItem, SignUpItem } from '../table/items.ts';
import type { Step } from '../table/ports.ts';
import { backstop, shortest } from '../table/retention.ts';
import { noticeKinds } from '../table/series.ts';
import type { Locale } from '../values/locale.ts';
import { after, before, earlier, earlierBy, type Instant, instantOf } from '../values/time.ts';
import type { SignUpRequest } from './sign-up-request.ts';

/** A held place is given back when nobody confirms it for this long (promise 2). */
const holdFor = 'PT24H';
/** So long before a waiting list closes a hold ends that would outlast it: its place goes to who waits. */
const givenBackBefore = 'PT15M';
/** No hold is made shorter than this by that. */
const shortestHold = 'PT1H';

/** When a place that is held from some moment on is given back: never after the start, and where people may wait before their list closes. */
export function holdEndsAt(event: EventItem, from: Instant): Instant {
  const { waitingList, ways, promoteUntil, startsAtLocal, timeZone } = event;
  const latest = earlier(after(from, holdFor), startsAt(event));
  const isAwaited = waitingList || ways?.onsite.waitingList || ways?.online.waitingList;
  const closing = earlierBy(before(startsAtLocal, timeZone, promoteUntil), givenBackBefore, timeZone);
  return isAwaited && after(from, shortestHold) <= closing ? earlier(latest, closing) : latest;
}

/** An unconfirmed sign-up is deleted after this. */
export const keepUnconfirmed = 'P7D';

/**
 * When a sign-up that nobody confirms is deleted, with all that it left: after a week, and so long after the end of what
 * it entered directly.
 */
export function unconfirmedUntil(
  entered: readonly Pick<EventItem, 'endsAtLocal' | 'timeZone'>[],
  now: Instant,
): Instant {
  const ends = entered.map(({ endsAtLocal, timeZone }) => instantOf(endsAtLocal, timeZone));
  return after([now, ...ends].toSorted().at(-1) ?? now, keepUnconfirmed);
}

export interface SignUpSaid {
  request: SignUpRequest;
  series: SeriesItem;
  personHash: string;
  signUpId: string;
  entries: SignUpItem['events'];
  notices: SignUpItem['notices'];
  /** Whether there is something that its verification mail asks to confirm. */
  isToBeConfirmed: boolean;
  locale: Locale;
  /** As the notice says it. */
  retentionDays: number;
  deletedAt: Instant;
  now: Instant;
}

/** What one submission of the form leaves, with the notices as they were shown. */
export function newSignUp(said: SignUpSaid): SignUpItem {
  const { request, series, locale, deletedAt, now } = said;
  const nudgeAt = series.verificationNudge === undefined ? undefined : after(now, series.verificationNudge);
  const needsNudge = nudgeAt !== undefined && nudgeAt < deletedAt && said.isToBeConfirmed;
  const signUp: SignUpItem = {
    type: 'signUp',
    signUpId: said.signUpId,
    seriesId: series.seriesId,
    personHash: said.personHash,
    state: 'pending',
    name: request.name,
    email: request.email,
    locale,
    events: said.entries,
    notices: said.notices,
    retentionDays: said.retentionDays,
    channel: request.formUrl === undefined ? 'byHand' : 'form',
    formUrl: request.formUrl,
    returnUrl: request.returnUrl,
    createdAt: now,
    nudgeAt: needsNudge ? nudgeAt : undefined,
    deletedAt,
    dueLane: 'signUp',
    dueAt: deletedAt,
    expiresAt: backstop(deletedAt),
  };
  return { ...signUp, dueAt: nextStepOf(signUp) };
}

/** What a form says of its person and of each event. */
type Submission = Pick<SignUpItem, 'name' | 'locale' | 'events'>;

/** Whether two say the same: whoever confirms one of them confirms nothing else by the other. */
export function saysTheSame(one: Submission, other: Submission): boolean {
  return textOf(one) === textOf(other);
}

/** Whether one is the other once more, down to what was shown and agreed to: a button that was pressed twice. */
export function isSentTwice(
  one: SignUpItem,
  other: Submission & Pick<SignUpItem, 'notices' | 'formUrl'>,
): boolean {
  const shown = ({ notices, formUrl }: Pick<SignUpItem, 'notices' | 'formUrl'>) => {
    const proofs = noticeKinds.map((kind) => notices[kind]);
    return JSON.stringify([
      formUrl,
      proofs.map((one) => one && [one.version, one.locale, one.hash, one.text]),
    ]);
  };
  return saysTheSame(one, other) && shown(one) === shown(other);
}

/** The order of events and answers says nothing. */
function textOf({ name, locale, events }: Submission): string {
  const said = events.map(({ eventId, way, workingGroupId, answers }) => {
    const answered = Object.entries(answers).map((answer) => JSON.stringify(answer));
    return JSON.stringify([eventId, way, workingGroupId, answered.toSorted()]);
  });
  return JSON.stringify([name, locale, said.toSorted()]);
}

/**
 * A sign-up whose verification waits to be sent takes a later one of the same address in that says the same, so that one
 * mail and one button are for both. Either may be a stranger's, so a consent holds only if both gave it.
 */
export function joined(waiting: SignUpItem, later: SignUpItem): SignUpItem {
  const before = new Map(waiting.events.map((entry) => [entry.eventId, entry]));
  const events = later.events.map((entry) => {
    const { heldUntil, decoy } = before.get(entry.eventId) ?? {};
    return { ...entry, heldUntil: entry.heldUntil ?? heldUntil, decoy: entry.decoy ?? decoy };
  });
  // What was shown, and where: by hand nothing was.
  const { channel, formUrl } = later.channel === 'byHand' ? waiting : later;
  const signUp: SignUpItem = {
    ...waiting,
    ...{ channel, formUrl, events },
    returnUrl: later.returnUrl ?? waiting.returnUrl,
    nudgeAt: waiting.nudgeAt ?? later.nudgeAt,
    retentionDays: shortest(waiting.retentionDays, later.retentionDays),
    notices: {
      privacy: later.notices.privacy ?? waiting.notices.privacy,
      news: waiting.notices.news && later.notices.news,
      sensitive: waiting.notices.sensitive && later.notices.sensitive,
    },
  };
  return { ...signUp, dueAt: nextStepOf(signUp) };
}

/** A pending sign-up's next form, in a transaction that fails when anything about it changed meanwhile. */
export function changed(was: SignUpItem, next: SignUpItem): Step {
  return { step: 'put', item: { ...next, version: (was.version ?? 0) + 1 }, when: pendingAsRead(was) };
}

/** It is pending still, and as it was read. */
export function pendingAsRead({ version = 0 }: SignUpItem): { state: 'pending'; version: number } {
  return { state: 'pending', version };
}

/** When a pending sign-up wants attention next: a hold ends, the nudge is due, or it is to be deleted. */
export function nextStepOf(signUp: SignUpItem): Instant {
  const holds = signUp.events.flatMap((entry) => (entry.heldUntil === undefined ? [] : [entry.heldUntil]));
  const nudge = signUp.nudgeAt === undefined ? [] : [signUp.nudgeAt];
  return [...holds, ...nudge].reduce(earlier, signUp.deletedAt);
}

/** Does something with each event of a sign-up; one that fails keeps no other back, and fails the whole in the end. */
export async function eachPart(
  { events }: SignUpItem,
  step: (entry: SignUpItem['events'][number]) => Promise<void>,
): Promise<void> {
  const failures: unknown[] = [];
  for (const entry of events) await step(entry).catch((error: unknown) => failures.push(error));
  if (failures.length > 0) throw failures[0];
}
