import { formerlyTold } from '../mail/event-facts.ts';
import type { EventFacts } from '../mail/mail-content.ts';
import type { SignUpView } from '../registration/confirm.ts';
import type { EventItem, RegistrationItem } from '../table/items.ts';
import type { Locale } from '../values/locale.ts';

/** The hidden field by which a button comes back with the events that its page showed. */
export const shownSequencesField = 'shown';

/** By event, the sequence (RFC 5545 section 3.8.7.4) that a page showed it by. */
export type ShownSequences = ReadonlyMap<string, number>;

/** What the field holds: `part-1:3,part-2:0`. */
export function shownSequences(parts: SignUpView['parts']): string {
  return parts.map(({ event }) => `${event.eventId}:${event.sequence}`).join(',');
}

/** What a form brought back; of anything else nothing is known to have been shown. */
export function shownBy(field: string | null): ShownSequences {
  const all = (field ?? '').split(',').flatMap((one) => {
    const [, eventId, sequence] = /^([0-9a-z-]{1,64}):(\d{1,15})$/.exec(one) ?? [];
    return eventId === undefined ? [] : [[eventId, Number(sequence)] as const];
  });
  return new Map(all);
}

/** An event as it is now, with title, time and place as the page showed them where they are others since. */
export function sinceShown(
  facts: EventFacts,
  { event, registration }: { event: EventItem; registration: RegistrationItem | undefined },
  shown: ShownSequences,
  locale: Locale,
): EventFacts {
  const toldSequence = shown.get(event.eventId);
  if (toldSequence === undefined) return facts;
  return { ...facts, formerly: formerlyTold(event, { ...registration, toldSequence }, locale) };
}
