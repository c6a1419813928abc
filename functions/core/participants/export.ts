import { audited } from '../access/audit.ts';
import type { Organiser } from '../access/organiser.ts';
import { hasRight, requireRight } from '../access/rights.ts';
import { objectorsAmong } from '../attendee/objection.ts';
import { restrictedIn } from '../attendee/restriction.ts';
import { readEvent } from '../organising/events.ts';
import { disclosed } from '../registration/disclosures.ts';
import { sensitiveIds } from '../registration/sensitive.ts';
import type { Context } from '../table/context.ts';
import type { EventItem, RegistrationItem } from '../table/items.ts';
import { problemOf } from '../values/problem.ts';
import { pageOfRegistrations, type RegistrationQuery } from './registrations.ts';
import { asSeenBy, countSensitive } from './shown-registration.ts';

/** A page holds no more than this, so that its file stays below what a function may answer (6 MB). */
const mostCharacters = 2_500_000;

export const exportProfiles = ['full', 'partner'] as const;
type ExportProfile = (typeof exportProfiles)[number];

/** Which registrations, to what end. */
export interface ExportOrder extends RegistrationQuery {
  profile: ExportProfile;
  /** What the file is for, and who gets it where that is a partner. */
  recipient?: string | undefined;
  purpose?: string | undefined;
}

export interface ExportPage {
  event: EventItem;
  registrations: RegistrationItem[];
  /** Whether addresses, ids and times go along. */
  isPersonal: boolean;
  next?: string;
}

/**
 * A page of an event's registrations to hand out, for those who may download. What a partner gets has no addresses and
 * no sensitive answers, and nobody who didn't stay; the full one has them as far as the rights of who asks go. Every
 * page is in the audit, with purpose, recipient, how many people it holds and how many sensitive answers.
 * @throws Problem 403, 404, 422
 */
export async function exportRegistrations(
  eventId: string,
  { profile, recipient, purpose, after, limit, ...asked }: ExportOrder,
  organiser: Organiser,
  context: Context,
): Promise<ExportPage> {
  const { event } = await readEvent(eventId, organiser, context);
  requireRight(organiser, 'downloads');
  const named = { recipient: recipient?.trim().slice(0, 200), purpose: purpose?.trim().slice(0, 500) };
  const needed = profile === 'partner' ? (['recipient', 'purpose'] as const) : (['purpose'] as const);
  const missing = needed.filter((field) => !named[field]);
  if (missing.length > 0) {
    throw problemOf(missing.map((field) => ({ pointer: `/${field}`, code: 'required' })));
  }
  const registrations: RegistrationItem[] = [];
  let next = after;
  let characters = 0;
  do {
    const some = { limit: Math.min(limit - registrations.length, 500), after: next };
    const page = await pageOfRegistrations(event, { ...asked, ...some }, organiser, context);
    for (const { answers } of page.items) characters += JSON.stringify(answers).length + 200;
    registrations.push(...page.items);
    next = page.next;
  } while (next !== undefined && registrations.length < limit && characters < mostCharacters);
  const isPersonal = profile === 'full';
  const isWhole = isPersonal && hasRight(organiser, 'sensitive');
  const stayed = ({ state }: Pick<RegistrationItem, 'state'>) =>
    state === 'confirmed' || state === 'waitlisted';
  // Who objected, wherever, stands in no list that is handed out (Art. 21 GDPR).
  const objectors = named.recipient ? await objectorsAmong(registrations, context) : new Set<string>();
  // Of whose data is restricted nothing is done but storing it (Art. 18 GDPR).
  const restricted = await restrictedIn(event.seriesId, context);
  const handedOut = asSeenBy(
    organiser,
    registrations.filter(
      (one) => (isPersonal || stayed(one)) && !objectors.has(one.personHash) && !restricted(one),
    ),
    event,
    isWhole ? 'all' : 'ordinary',
  );
  const sensitive = countSensitive(handedOut, event);
  const details = {
    profile,
    count: handedOut.length,
    ...(sensitive > 0 && { sensitive }),
    ...(named.recipient && { recipient: named.recipient }),
    ...(named.purpose && { purpose: named.purpose }),
  };
  const deed = { action: 'registrations.export', item: `events/${eventId}/registrations`, details };
  const { seriesId } = event;
  const noted = audited(organiser, { ...deed, seriesId }, context);
  const { recipient: receiver, purpose: end = '' } = named;
  const about = receiver && { eventId, seriesId, recipient: receiver, purpose: end };
  // Whatever it holds: whom it names is told who got it (Art. 15(1)(c) GDPR).
  const kept = about && handedOut.length > 0 ? disclosed(handedOut, about, context.now) : [];
  await context.store.commit([noted, ...kept]);
  const hidden = isWhole ? new Set<string>() : sensitiveIds(event);
  const questions = event.questions.filter(({ questionId }) => !hidden.has(questionId));
  return { event: { ...event, questions }, registrations: handedOut, isPersonal, next };
}
