import { tellOwnersOfDisabled } from '../mail/webhook-mail.ts';
import { signedHeaders } from '../organising/webhook-signature.ts';
import { type Leasing, RunLease } from '../sending/run-lease.ts';
import { everything } from '../table/pages.ts';
import type { Deadline } from '../table/ports.ts';
import { collections, refs } from '../table/refs.ts';
import type {
  WaitingMessage,
  WebhookAttempt,
  WebhookItem,
  WebhookProgressItem,
} from '../table/webhook-items.ts';
import type { Instant } from '../values/time.ts';
import type { Tick } from './dispatch.ts';
import { begun, bodyOf, type Called, endedBy, restarted, settled, withNextPages } from './webhook-backlog.ts';

/** How long one call may take, from looking its name up to the end of the answer. */
export const callMilliseconds = 10_000;
/** What is left when a run makes no more calls: one round and what is written of it. */
const reserveMilliseconds = callMilliseconds + 5000;
/** Calls of one endpoint at the same time, each about another thing. */
const mostAtOnce = 10;

/** What a call was answered, or why it was not, and how long that took. */
export type CallOutcome = Pick<WebhookAttempt, 'status' | 'failure' | 'milliseconds'>;

/** Makes one call to an endpoint; nothing that goes wrong there is thrown. */
export interface WebhookCaller {
  post(call: { url: string; headers: Record<string, string>; body: string }): Promise<CallOutcome>;
}

export interface WebhookRun extends Leasing {
  caller: WebhookCaller;
  deadline: Deadline;
  report(error: unknown): void;
  /** Who owns everything as long as nobody else was made an owner. */
  firstOwners: readonly string[];
}

/** What came of a look at one endpoint. */
interface Looked {
  worked: boolean;
  /** When the next of what waits is tried; undefined: nothing waits. */
  nextAt: Instant | undefined;
}

/**
 * Tells every endpoint what changed since it was last told, each at least once and what concerns one thing in its order:
 * an attempt is written after it was made, and whoever is told twice knows it by the message's id.
 */
export async function deliverWebhooks(run: WebhookRun, holder: string): Promise<Tick> {
  const { store } = run.at();
  const all = await everything((from) => store.list(collections.webhooks(), from));
  for (const one of all) if (one.untoldSince !== undefined) await tellOwners(one, run).catch(run.report);
  const active = all.filter(({ disabledFor }) => disabledFor === undefined);
  if (active.length === 0) return { worked: false };
  const lease = await RunLease.take(holder, run, 'webhooks');
  if ('heldUntil' in lease) return { worked: false, nextDueAt: lease.heldUntil };
  const looked = await Promise.all(
    active.map(({ webhookId }) =>
      deliverTo(webhookId, lease, run).catch((error: unknown): Looked => {
        run.report(error);
        return { worked: true, nextAt: run.at().now };
      }),
    ),
  );
  await lease.release().catch(run.report);
  const nextDueAt = looked.flatMap(({ nextAt }) => nextAt ?? []).toSorted()[0];
  return { worked: looked.some(({ worked }) => worked), ...(nextDueAt && { nextDueAt }) };
}

async function deliverTo(webhookId: string, lease: RunLease, run: WebhookRun): Promise<Looked> {
  let worked = false;
  for (;;) {
    const context = run.at();
    const { store, now } = context;
    // Read anew each time: what an owner has changed since holds from the next call on.
    const found = await store.load({
      webhook: refs.webhook(webhookId),
      progress: refs.webhookProgress(webhookId),
    });
    const { webhook, progress: stored } = found;
    if (webhook === undefined || stored === undefined || webhook.disabledFor !== undefined)
      return { worked, nextAt: undefined };
    const { progress, isAll } = await withNextPages(begun(webhook, stored, now), webhook, context);
    const due = progress.waiting.filter(({ nextAt }) => nextAt <= now).slice(0, mostAtOnce);
    const isOver = run.deadline.remainingMilliseconds() < reserveMilliseconds;
    if (isOver || !(await lease.holds())) return { worked, nextAt: now };
    if (due.length === 0) {
      const isNew = progress.page !== stored.page || progress.startId !== stored.startId;
      if (isNew) await save(progress, run);
      if (isAll || !isNew) return { worked, nextAt: firstOf(progress) };
      continue;
    }
    worked = true;
    const called = await Promise.all(due.map((message) => call(message, webhook, run)));
    const end = endedBy(called, run.at().now);
    const next = settled(progress, called, run.at().now);
    if (end !== undefined) {
      await disable(webhook, restarted(next, run.at().now), end, run);
      return { worked, nextAt: undefined };
    }
    // Somebody else's is newer: what this run was answered is asked for once more.
    if (!(await save(next, run))) continue;
    // It takes nothing at the moment: the rest is tried in a minute, and not in a row.
    const isDown = called.every(({ attempt }) => attempt.failure !== undefined);
    if (isDown) return { worked, nextAt: firstOf(next) };
  }
}

const firstOf = ({ waiting }: WebhookProgressItem) => waiting.map(({ nextAt }) => nextAt).toSorted()[0];

async function call(message: WaitingMessage, webhook: WebhookItem, run: WebhookRun): Promise<Called> {
  const { type, body } = bodyOf(message);
  const { messageId } = message;
  const { now, keys } = run.at();
  const headers = signedHeaders(webhook, { messageId, body }, { keys, now });
  const outcome = await run.caller.post({ url: webhook.url, headers, body });
  const attempt = message.attempts + 1;
  return { message, attempt: { ...{ at: now, messageId, told: type, attempt }, ...outcome } };
}

async function save(progress: WebhookProgressItem, run: WebhookRun): Promise<boolean> {
  return (await run.at().store.commit([put(progress)])).committed;
}

/** One that was deleted meanwhile is not written again. */
const put = ({ version, ...progress }: WebhookProgressItem) =>
  ({ step: 'put', item: { ...progress, version: version + 1 }, when: { version } }) as const;

/** Ends an endpoint as it was called; one that was changed meanwhile goes on, and is called anew. */
async function disable(
  webhook: WebhookItem,
  progress: WebhookProgressItem,
  disabledFor: NonNullable<WebhookItem['disabledFor']>,
  run: WebhookRun,
): Promise<void> {
  const { store, now } = run.at();
  const ended = { disabledFor, untoldSince: now, updatedAt: now, version: webhook.version + 1 };
  const item: WebhookItem = { ...webhook, ...ended };
  const { committed } = await store.commit([
    { step: 'put', item, when: { version: webhook.version } },
    put(progress),
  ]);
  if (committed) await tellOwners(item, run);
}

/** Told once more after a crash, it is the same mail. */
async function tellOwners({ untoldSince, ...webhook }: WebhookItem, run: WebhookRun): Promise<void> {
  const context = run.at();
  await tellOwnersOfDisabled({ ...webhook, untoldSince }, run.firstOwners, context);
  const item: WebhookItem = { ...webhook, version: webhook.version + 1 };
  await context.store.commit([{ step: 'put', item, when: { version: webhook.version } }]);
}
