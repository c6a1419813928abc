import { covers } from '../access/organiser.ts';
import { pageAfter } from '../organising/change-feed.ts';
import type { Change } from '../table/change-items.ts';
import type { Context } from '../table/context.ts';
import type {
  WaitingMessage,
  WebhookAttempt,
  WebhookItem,
  WebhookMessage,
  WebhookProgressItem,
} from '../table/webhook-items.ts';
import { after, type Instant } from '../values/time.ts';

/** What an endpoint waits to be told, before and after attempts; nothing here calls it. */

/** As many wait at least before no more pages of the feed are taken up. */
const mostWaiting = 100;
/** Pages that may hold nothing of an endpoint's series, taken up before that is written down. */
const mostPages = 200;
const attemptsKept = 50;
/** How long after each attempt in vain the next one is; the last again and again. */
const retryAfter = ['PT1M', 'PT5M', 'PT15M', 'PT30M', 'PT1H', 'PT2H', 'PT4H', 'PT8H'] as const;
/** How long one message is tried, after which its endpoint is disabled. */
const triedFor = 'P3D';

/** Where an endpoint stands: as it was written last, or at the beginning that was asked for since, and with the test that was. */
export function begun(
  { webhookId, seriesIds, start, test }: WebhookItem,
  found: WebhookProgressItem,
  now: Instant,
): WebhookProgressItem {
  const progress: WebhookProgressItem = {
    ...found,
    ...(found.startId !== start.startId && { startId: start.startId, page: start.after }),
    // Its owners may have narrowed what it is told of.
    waiting: found.waiting.filter(
      ({ change }) => change === undefined || covers(seriesIds, [change.seriesId]),
    ),
  };
  if (test === undefined || test.testId === found.testId) return progress;
  const message = { messageId: `msg_${webhookId}_${test.testId}`, at: test.at };
  // Before all that waits: somebody looks for its answer.
  const waiting = [{ ...message, attempts: 0, nextAt: now }, ...progress.waiting];
  return { ...progress, testId: test.testId, waiting };
}

/** The same with what the feed has of its series, unless enough waits; `isAll`: the feed has nothing more. */
export async function withNextPages(
  progress: WebhookProgressItem,
  { webhookId, seriesIds }: WebhookItem,
  context: Context,
): Promise<{ progress: WebhookProgressItem; isAll: boolean }> {
  const { waiting, ...rest } = progress;
  const next = { ...rest, waiting: [...waiting] };
  for (let left = mostPages; left > 0 && next.waiting.length < mostWaiting; left--) {
    const item = await pageAfter(next.page, context);
    if (item === undefined) return { progress: next, isAll: true };
    const { page, at, changes } = item;
    for (const [index, change] of changes.entries()) {
      if (!covers(seriesIds, [change.seriesId])) continue;
      // With its time: a restored table gives the numbers of pages once more, and to a receiver a known id is a known message.
      const messageId = `msg_${webhookId}_${page}_${index}_${Date.parse(at)}`;
      next.waiting = added(next.waiting, { messageId, change, at }, context.now);
    }
    next.page = page;
  }
  return { progress: next, isAll: false };
}

/** What changed is known by its ids; of a thing that waits already, the later change takes the place of the earlier. */
function added(waiting: WaitingMessage[], message: WebhookMessage, now: Instant): WaitingMessage[] {
  const name = thingOf(message);
  const earlier = waiting.find((one) => thingOf(one) === name);
  if (earlier !== undefined)
    return waiting.map((one) => (one === earlier ? { ...earlier, ...message } : one));
  return [...waiting, { ...message, attempts: 0, nextAt: now }];
}

function thingOf({ change, messageId }: WebhookMessage): string {
  if (change === undefined) return messageId;
  const { kind, seriesId, eventId, registrationId, announcementId } = change;
  return [kind, seriesId, eventId, registrationId, announcementId].join('\n');
}

/** What a call said of a message, and what it was answered. */
export interface Called {
  message: WaitingMessage;
  attempt: WebhookAttempt;
}

/** What is left to be told after calls. One that was taken after others had failed has the rest tried at once. */
export function settled(
  progress: WebhookProgressItem,
  called: readonly Called[],
  now: Instant,
): WebhookProgressItem {
  const outcomes = new Map(called.map(({ message, attempt }) => [message.messageId, attempt]));
  const isUp = called.some(({ attempt }) => attempt.failure === undefined);
  const wasDown = progress.attempts[0]?.failure !== undefined;
  const waiting = progress.waiting.flatMap((message): WaitingMessage[] => {
    const attempt = outcomes.get(message.messageId);
    if (attempt === undefined) return [isUp && wasDown ? { ...message, nextAt: now } : message];
    // A test is made once: a receiver may refuse what tells of nothing, and is not disabled for that.
    if (attempt.failure === undefined || message.change === undefined) return [];
    const { attempt: attempts } = attempt;
    const wait = retryAfter[attempts - 1] ?? 'PT8H';
    return [
      { ...message, attempts, failingSince: message.failingSince ?? attempt.at, nextAt: after(now, wait) },
    ];
  });
  const attempts = [...called.map(({ attempt }) => attempt).reverse(), ...progress.attempts];
  return { ...progress, waiting, attempts: attempts.slice(0, attemptsKept) };
}

/** Why nothing more is sent after these calls; undefined: it goes on. */
export function endedBy(called: readonly Called[], now: Instant): WebhookItem['disabledFor'] {
  if (called.some(({ attempt }) => attempt.status === 410)) return 'gone';
  const isTooLong = ({ message, attempt }: Called) =>
    attempt.failure !== undefined &&
    message.failingSince !== undefined &&
    after(message.failingSince, triedFor) <= now;
  return called.some(isTooLong) ? 'failing' : undefined;
}

/** What waits begins anew, so that an endpoint that is enabled again has three days again; tests are over. */
export function restarted(progress: WebhookProgressItem, now: Instant): WebhookProgressItem {
  const waiting = progress.waiting
    .filter(({ change }) => change !== undefined)
    .map(
      ({ messageId, change, at }): WaitingMessage => ({ messageId, change, at, attempts: 0, nextAt: now }),
    );
  return { ...progress, waiting };
}

/** A message as it is sent: which kind of change, of what by its ids, and when. */
export function bodyOf({ change, at }: WebhookMessage): { type: string; body: string } {
  const { kind, action, ...ids }: Partial<Change> = change ?? {};
  const type = change === undefined ? 'webhook.test' : `${kind}.${action}`;
  return { type, body: JSON.stringify({ type, timestamp: at, data: ids }) };
}
