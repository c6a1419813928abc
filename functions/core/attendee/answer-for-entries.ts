import { registrationsOf } from '../registration/attendee-view.ts';
import { holdEnded } from '../registration/hold-shares.ts';
import { missedDocumentation } from '../registration/missed-documentation.ts';
import { shownToBeTheirs } from '../registration/own-term.ts';
import { replaced } from '../registration/places.ts';
import { isAlive } from '../registration/stored-registrations.ts';
import { verifiedEntry } from '../registration/verified-entry.ts';
import type { Context } from '../table/context.ts';
import type { AttendeeItem } from '../table/items.ts';
import { addedUp } from '../table/numbers.ts';
import type { Step } from '../table/ports.ts';
import { refs } from '../table/refs.ts';
import { retrying } from '../table/retrying.ts';

/** Entries that one transaction answers for, each with two holders and a mail at most, beside their attendee. */
const mostTogether = 20;

/**
 * Whoever sends a form of their own page reads mail at its address: what was entered directly for it is theirs from now on.
 * What they left meanwhile stays as it is; who left all of it has answered for no name either. Slice by slice; what is cut off, their next form goes on with.
 * @throws Busy
 */
export async function answerForEntries(
  { personHash, seriesId }: Pick<AttendeeItem, 'personHash' | 'seriesId'>,
  context: Context,
): Promise<void> {
  const { store, now } = context;
  return retrying('attendee', async () => {
    const attendee = await store.get(refs.attendee(personHash, seriesId));
    if (attendee === undefined) return;
    const all = await registrationsOf(attendee, attendee.eventIds, context);
    const entries = all.filter(({ state, isUnverified }) => isUnverified && state === 'confirmed');
    if (entries.length === 0 && !(attendee.isUnverified && all.some(isAlive))) return;
    const ids = entries.map(({ eventId }) => eventId);
    const person = await shownToBeTheirs(attendee, ids, context);
    const { expiresAt } = person;
    const some = entries.slice(0, mostTogether);
    const steps: Step[] = some.flatMap((entry) => [
      replaced(verifiedEntry(entry), { expiresAt }),
      ...holdEnded(entry, now),
    ]);
    steps.push(...(await missedDocumentation(some, context)));
    const isLast = some.length === entries.length;
    const item: AttendeeItem = { ...person, updatedAt: now, version: attendee.version + 1 };
    // The attendee comes last: until then somebody has still to answer for the rest.
    if (isLast) steps.push({ step: 'put', item, when: { version: attendee.version } });
    const { committed } = await store.commit(addedUp(steps));
    return committed && isLast ? undefined : 'again';
  });
}
