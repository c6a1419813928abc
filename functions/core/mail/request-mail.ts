import { isOwnerOfAll } from '../access/organisers.ts';
import { type Cause, enqueue } from '../delivery/outbox.ts';
import type { Context } from '../table/context.ts';
import type { DeliveryItem } from '../table/items.ts';
import { linksOf } from '../table/links.ts';
import { noSeries, type OrganiserItem } from '../table/organiser-items.ts';
import type { Step } from '../table/ports.ts';
import { refs } from '../table/refs.ts';
import { present } from '../table/retention.ts';
import type { RightsRequestItem } from '../table/rights-request.ts';
import { after, epochSeconds } from '../values/time.ts';
import type { MailContent } from './mail-content.ts';
import { framed, type Planned, type Planning } from './mail-plan.ts';
import { mailOrganisers } from './organisers-mail.ts';

/** Tells all owners of everything that somebody waits for an answer, without saying who: each once a time that it is due. */
export async function tellOwnersOfRequest(
  { requestId, answerBy, dueAt = answerBy }: RightsRequestItem,
  firstOwners: readonly string[],
  context: Context,
): Promise<void> {
  const notificationId = `requestdue-${requestId}-${epochSeconds(dueAt)}`;
  await mailOrganisers(
    isOwnerOfAll,
    { notificationId, template: 'requestDue', seriesId: noSeries, requestId },
    firstOwners,
    context,
  );
}

/** What that mail says, and to whom; undefined once it is answered, or its reader no longer an owner. */
export async function requestDueContent(
  { recipientId, requestId = '-' }: DeliveryItem,
  { store, publicUrl }: Pick<Context, 'store' | 'publicUrl'>,
): Promise<{ organiser: OrganiserItem; content: MailContent } | undefined> {
  const { organiser, request } = await store.load({
    organiser: refs.organiser(recipientId),
    request: refs.rightsRequest(requestId),
  });
  if (organiser === undefined || !isOwnerOfAll(organiser)) return undefined;
  if (request === undefined || request.answer !== undefined) return undefined;
  const { kind, answerBy } = request;
  return { organiser, content: { template: 'requestDue', kind, answerBy, publicUrl } };
}

/** Tells who objected on their own page what came of it (Art. 12(3), 21(1) GDPR), in the commit of the answer; of who is erased nothing is left. */
export async function objectionAnswered(
  request: RightsRequestItem,
  { store, now }: Pick<Context, 'store' | 'now'>,
): Promise<Step[]> {
  const { kind, channel, requestId, seriesId, personHash: recipientId } = request;
  if (kind !== 'objection' || channel !== 'ownPage') return [];
  if (seriesId === undefined || recipientId === undefined) return [];
  if (present(await store.get(refs.attendee(recipientId, seriesId)), now) === undefined) return [];
  const cause: Cause = {
    notificationId: `objectionanswered-${requestId}`,
    template: 'objectionAnswered',
    ...{ recipientId, personHash: recipientId, seriesId, requestId },
    eventIds: [],
    expiresAt: epochSeconds(after(now, 'P90D')),
  };
  return [enqueue(cause, now)];
}

/** Who was erased since gets none. */
export async function objectionAnsweredMail(planning: Planning): Promise<Planned> {
  const { delivery, context } = planning;
  const { store, now } = context;
  const found = await store.load({
    attendee: refs.attendee(delivery.personHash, delivery.seriesId),
    request: refs.rightsRequest(delivery.requestId ?? '-'),
  });
  const attendee = present(found.attendee, now);
  const answer = found.request?.answer;
  if (attendee === undefined || found.request === undefined || answer?.text === undefined)
    return { skip: 'attendeeGone' };
  return framed(planning, attendee, {
    template: 'objectionAnswered',
    askedAt: found.request.receivedAt,
    outcome: answer.outcome,
    text: answer.text,
    registrationUrl: linksOf(context).registration(attendee),
  });
}
