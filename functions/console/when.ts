import { problemOf } from '../core/values/problem.ts';
import { LocalTime } from '../core/values/time.ts';

/** How long whoever pressed for "now" can take it back as if nothing had been. */
export const graceTime = 'PT1M';

/**
 * When something goes out, as a form says it by a choice and the field of a time beside it. A time alone is a choice;
 * a time beside another choice is none, because one of both is not meant.
 * @param timed the choice that the time belongs to
 * @param untimed the choices that have none
 * @returns the choice, or the wall-clock time in its stead
 * @throws Problem 422 at the field that says nothing, or too much
 */
export function chosenTime(
  body: Record<string, unknown>,
  {
    choice,
    time,
    timed,
    untimed,
  }: { choice: string; time: string; timed: string; untimed: readonly string[] },
): string {
  const { [choice]: chosen, [time]: typed } = body;
  if (chosen === undefined && typed === undefined)
    throw problemOf([{ pointer: `/${choice}`, code: 'required' }]);
  if (chosen !== undefined && chosen !== timed) {
    const known = untimed.find((one) => one === chosen);
    if (known === undefined) throw problemOf([{ pointer: `/${choice}`, code: 'invalidValue' }]);
    if (typed !== undefined) throw problemOf([{ pointer: `/${time}`, code: 'timeNotChosen' }]);
    return known;
  }
  const local = LocalTime.safeParse(typed);
  if (!local.success) throw problemOf([{ pointer: `/${time}`, code: 'required' }]);
  return local.data;
}
