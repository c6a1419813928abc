import type { DisclosureItem } from '../table/disclosure-item.ts';
import type { RegistrationItem } from '../table/items.ts';
import { ended } from '../table/ledger-items.ts';
import { everyPage, everything } from '../table/pages.ts';
import type { Step, Store } from '../table/ports.ts';
import { collections, refs } from '../table/refs.ts';
import { randomId } from '../values/keys.ts';
import type { Instant } from '../values/time.ts';

/** The steps that keep to whom registrations of an event were handed, and what for; a restore forgets none. */
export function disclosed(
  registrations: readonly RegistrationItem[],
  about: Pick<DisclosureItem, 'eventId' | 'seriesId' | 'recipient' | 'purpose'>,
  at: Instant,
): Step[] {
  const item: DisclosureItem = {
    type: 'disclosure',
    disclosureId: randomId(),
    ...about,
    at,
    marks: registrations.flatMap(({ marks }) => marks),
  };
  return [{ step: 'put', item, when: 'absent' }, ended({ what: 'disclosure', disclosure: item }, at)];
}

/** To whom any of a person's registrations were handed, oldest first (Art. 15(1)(c) GDPR). */
export async function disclosuresOf(
  registrations: readonly RegistrationItem[],
  store: Pick<Store, 'list'>,
): Promise<DisclosureItem[]> {
  const marks = new Set(registrations.flatMap((one) => one.marks));
  const eventIds = [...new Set(registrations.map(({ eventId }) => eventId))];
  const all = await Promise.all(
    eventIds.map((eventId) => everything((from) => store.list(collections.disclosures(eventId), from))),
  );
  return all
    .flat()
    .filter((one) => one.marks.some((mark) => marks.has(mark)))
    .toSorted((one, other) => (one.at < other.at ? -1 : 1));
}

/** Removes what tells of an event's registrations, once these are gone. */
export async function removeDisclosures(eventId: string, store: Store): Promise<void> {
  for await (const some of everyPage((from) => store.list(collections.disclosures(eventId), from)))
    for (const one of some) await store.commit([{ step: 'remove', ref: refs.disclosure(one) }]);
}

/** To whom, what for and when: as the person is told of it, and who has to be told of a correction or an erasure. */
export type Recipient = Pick<DisclosureItem, 'eventId' | 'recipient' | 'purpose' | 'at'>;

export const recipientView = ({ eventId, recipient, purpose, at }: DisclosureItem): Recipient => ({
  ...{ eventId, recipient, purpose, at },
});

const mostOfDetail = 2000;

/** What the audit keeps of whom to tell (Art. 19 GDPR): nothing about whose data it was. */
export function recipientsDetail(recipients: readonly Recipient[]): { recipients?: string } {
  if (recipients.length === 0) return {};
  const all = recipients.map(({ recipient, at }) => `${recipient} (${at.slice(0, 10)})`);
  return { recipients: [...new Set(all)].join('; ').slice(0, mostOfDetail) };
}
