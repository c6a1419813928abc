import type { Deadline, Pace } from '../table/ports.ts';
import type { Sending } from './attempt-types.ts';

/** What a run that sends in bulk works with. */
export interface BulkRun extends Sending {
  deadline: Deadline;
  pace: Pace;
  /** Called between batches: says that this run is at work still; false when another took over. */
  carriesOn(): Promise<boolean>;
}

/** `guarded`: the lane is paused until an organiser resumes it. */
export type BulkResult = 'done' | 'deadline' | 'paused' | 'day' | 'guarded';
