import type { DisclosureItem } from '../table/disclosure-item.ts';
import type { RegistrationItem } from '../table/items.ts';
import { everyPage, everything } from '../table/pages.ts';
import type { Step, Store } from '../table/ports.ts';
import { collections, refs } from '../table/refs.ts';
import { randomId, textHash } from '../values/keys.ts';
import type { Instant } from '../values/time.ts';

/** What stays the same of a registration whatever becomes of its address, and is of no use once it is gone. */
const markOf = ({ signUpId, eventId, seat = 1 }: RegistrationItem) =>
  textHash(`${signUpId}|${eventId}|${seat}`).slice(0, 10);

/** The step that keeps to whom registrations of an event were handed, and what for. */
export function disclosed(
  registrations: readonly RegistrationItem[],
  about: Pick<DisclosureItem, 'eventId' | 'seriesId' | 'recipient' | 'purpose'>,
  at: Instant,
): Step {
  const item: DisclosureItem = {
    type: 'disclosure',
    disclosureId: randomId(),
    ...about,
    at,
    marks: registrations.map(markOf),
  };
  return { step: 'put', item, when: 'absent' };
}

/** To whom any of a person's registrations were handed, oldest first (Art. 15(1)(c) GDPR). */
export async function disclosuresOf(
  registrations: readonly RegistrationItem[],
  store: Pick<Store, 'list'>,
): Promise<DisclosureItem[]> {
  const marks = new Set(registrations.map(markOf));
  const eventIds = [...new Set(registrations.map(({ eventId }) => eventId))];
  const all = await Promise.all(
    eventIds.map((eventId) => everything((from) => store.list(collections.disclosures(eventId), from))),
  );
  return all.flat().filter((one) => one.marks.some((mark) => marks.has(mark)));
}

/** Removes what tells of an event's registrations, once these are gone. */
export async function removeDisclosures(eventId: string, store: Store): Promise<void> {
  for await (const some of everyPage((from) => store.list(collections.disclosures(eventId), from)))
    for (const one of some) await store.commit([{ step: 'remove', ref: refs.disclosure(one) }]);
}

/** One as the person is told of it. */
export const recipientView = ({ eventId, recipient, purpose, at }: DisclosureItem) => ({
  ...{ eventId, recipient, purpose, at },
});
