import type { Context } from '../table/context.ts';
import type { Step } from '../table/ports.ts';
import { refs } from '../table/refs.ts';
import type { Instant } from '../values/time.ts';
import { sweepWaitingList } from './cancel.ts';

/** The step that notes, with the change that makes room, that a waiting list has to be moved up. */
export function sweepPlanned(eventId: string, now: Instant): Step {
  return { step: 'put', item: { type: 'sweep', eventId, dueLane: 'waiting', dueAt: now }, when: 'any' };
}

/** Moves a waiting list up as far as it goes, and takes the note off; whoever is interrupted leaves it to dispatch. */
export async function sweepDue(eventId: string, context: Context): Promise<void> {
  await sweepWaitingList(eventId, context);
  await context.store.commit([{ step: 'remove', ref: refs.sweep(eventId) }]);
}
