import type { EventItem } from '../table/items.ts';

/** A part of a mail or feed that can't be made: it costs itself alone, and the rest goes out. */
export interface FailedPart {
  eventId: string;
  part: 'event' | 'calendarFile';
  error: unknown;
}

/** What is made of each event's part, and the parts that failed. @param make throws for what can't be made */
export function eachPart<P extends { event: Pick<EventItem, 'eventId'> }, T>(
  parts: readonly P[],
  part: FailedPart['part'],
  make: (one: P) => T,
): { made: T[]; failed: FailedPart[] } {
  const failed: FailedPart[] = [];
  const made = parts.flatMap((one): T[] => {
    try {
      return [make(one)];
    } catch (error) {
      failed.push({ eventId: one.event.eventId, part, error });
      return [];
    }
  });
  return { made, failed };
}
