import { audited } from '../access/audit.ts';
import type { Organiser } from '../access/organiser.ts';
import { readEvent } from '../organising/events.ts';
import { sensitiveIds, withoutSensitive } from '../registration/sensitive.ts';
import type { Context } from '../table/context.ts';
import type { EventItem, RegistrationItem } from '../table/items.ts';
import { problemOf } from '../values/problem.ts';
import { pageOfRegistrations, type RegistrationQuery } from './registrations.ts';

/** A page holds no more than this, so that its file stays below what a function may answer (6 MB). */
const mostCharacters = 2_500_000;

export const exportProfiles = ['full', 'partner'] as const;
type ExportProfile = (typeof exportProfiles)[number];

/** Which registrations, to what end. */
export interface ExportOrder extends RegistrationQuery {
  profile: ExportProfile;
  /** Who gets the file and what for: a partner's copy needs both. */
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
 * A page of an event's registrations to hand out. What a partner gets has no addresses and no sensitive answers, and
 * nobody who didn't stay. Every page is in the audit, with recipient and purpose.
 * @throws Problem 404, 422
 */
export async function exportRegistrations(
  eventId: string,
  { profile, recipient, purpose, after, limit, ...asked }: ExportOrder,
  organiser: Organiser,
  context: Context,
): Promise<ExportPage> {
  const { event } = await readEvent(eventId, organiser, context);
  const named = { recipient: recipient?.trim().slice(0, 200), purpose: purpose?.trim().slice(0, 500) };
  if (profile === 'partner') {
    const missing = (['recipient', 'purpose'] as const).filter((field) => !named[field]);
    if (missing.length > 0) {
      throw problemOf(missing.map((field) => ({ pointer: `/${field}`, code: 'required' })));
    }
  }
  const registrations: RegistrationItem[] = [];
  let next = after;
  let characters = 0;
  do {
    const some = { limit: Math.min(limit - registrations.length, 500), after: next };
    const page = await pageOfRegistrations(eventId, { ...asked, ...some }, context);
    for (const { answers } of page.items) characters += JSON.stringify(answers).length + 200;
    registrations.push(...page.items);
    next = page.next;
  } while (next !== undefined && registrations.length < limit && characters < mostCharacters);
  const details = {
    profile,
    count: registrations.length,
    ...(named.recipient && { recipient: named.recipient }),
    ...(named.purpose && { purpose: named.purpose }),
  };
  const deed = { action: 'registrations.export', item: `events/${eventId}/registrations`, details };
  await context.store.commit([audited(organiser, { ...deed, seriesId: event.seriesId }, context)]);
  if (profile === 'full') return { event, registrations, isPersonal: true, next };
  const sensitive = sensitiveIds(event);
  return {
    event: { ...event, questions: event.questions.filter(({ questionId }) => !sensitive.has(questionId)) },
    registrations: registrations
      .filter(({ state }) => state === 'confirmed' || state === 'waitlisted')
      .map((one) => ({ ...one, answers: withoutSensitive(one.answers, event) })),
    isPersonal: false,
    next,
  };
}
