import type { Context } from '../table/context.ts';
import type { Step } from '../table/ports.ts';
import { refs } from '../table/refs.ts';
import type { Instant } from '../values/time.ts';
import { sweepWaitingList } from './cancel.ts';
import { endHolders } from './end-holders.ts';

/** The step that notes, with its cause, that a waiting list has to be moved up, or holders be told that an event is off. */
export function sweepPlanned(eventId: string, now: Instant): Step {
  return { step: 'put', item: { type: 'sweep', eventId, dueLane: 'waiting', dueAt: now }, when: 'any' };
}

/**
 * Moves a waiting list up as far as it goes, or ends what nobody confirmed of an event that is off, and takes the note
 * off; whoever is interrupted leaves it to dispatch.
 */
export async function sweepDue(eventId: string, context: Context): Promise<void> {
  const event = await context.store.get(refs.event(eventId));
  if (event?.status === 'cancelled') {
    if (!(await endHolders(event, context))) return;
  } else await sweepWaitingList(eventId, context);
  await context.store.commit([{ step: 'remove', ref: refs.sweep(eventId) }]);
}
