import type { deedsOf } from '../access/audit.ts';
import { covers, type Organiser } from '../access/organiser.ts';
import { isOwnerOfAll, organiserByEmail } from '../access/organisers.ts';
import { tokensOf } from '../access/tokens.ts';
import { disclosuresOf } from '../registration/disclosures.ts';
import type { Context } from '../table/context.ts';
import type { DisclosureItem } from '../table/disclosure-item.ts';
import type {
  AttendeeItem,
  DeliveryItem,
  EventItem,
  RegistrationItem,
  SignUpItem,
  SubscriptionItem,
} from '../table/items.ts';
import type { OrganiserItem, TokenItem } from '../table/organiser-items.ts';
import { identities } from '../table/person.ts';
import { refs } from '../table/refs.ts';
import type { RestrictedPersonItem } from '../table/restriction.ts';
import { erasedAt, goneAt, isGone, isUncertain } from '../table/retention.ts';
import type { RightsRequestItem } from '../table/rights-request.ts';
import type { Partner } from '../table/series.ts';
import { seriesWithReadable, shownEach } from '../table/series-events.ts';
import type { SuppressionItem } from '../table/suppression-item.ts';
import type { Instant } from '../values/time.ts';

/** What is kept of one person in one series. */
export interface KeptInSeries {
  seriesId: string;
  attendees: AttendeeItem[];
  registrations: RegistrationItem[];
  signUps: SignUpItem[];
  deliveries: DeliveryItem[];
  /** When it ends; undefined where nobody has confirmed yet: within days. */
  erasedAt: Instant | undefined;
}

/** What is kept of an address, as far as the organiser's series go. */
export interface KeptOfPerson {
  isStored: boolean;
  series: KeptInSeries[];
  /** What the registrations are for. */
  events: EventItem[];
  /** Of every series: told to those alone who have them all. */
  subscriptions: SubscriptionItem[];
  /** That all of it is restricted, and why. */
  restricted: RestrictedPersonItem[];
  /** To whom registrations were handed. */
  disclosures: DisclosureItem[];
  suppressions: SuppressionItem[];
  /** What was asked for by right; told to those who have all series. */
  requests: RightsRequestItem[];
  /** Of an organiser of that address: who they are here, and the tokens that they answer for; told to owners of all. */
  access:
    | { organiser: OrganiserItem; tokens: TokenItem[]; deeds?: Awaited<ReturnType<typeof deedsOf>> }
    | undefined;
  /** Of the series that it is about. */
  partners: Partner[];
}

/** What is kept of an address, of which an organiser is told what their series hold. */
export async function keptOf(email: string, organiser: Organiser, context: Context): Promise<KeptOfPerson> {
  const { store, keys, now } = context;
  const people = identities(keys, email);
  const found = await Promise.all(people.map(({ personHash }) => store.ofPerson(personHash)));
  const isSeen = ({ seriesId }: { seriesId: string }) => covers(organiser.seriesIds, [seriesId]);
  const isForOwners = isOwnerOfAll(organiser);
  const [attendees, registrations, signUps, deliveries] = await Promise.all([
    store.getMany(found.flatMap((one) => one.attendees)),
    store.getMany(found.flatMap((one) => one.registrations)),
    store.getMany(found.flatMap((one) => one.signUps)),
    store.getMany(found.flatMap((one) => one.deliveries)),
  ]);
  const seen = {
    attendees: present(attendees, now).filter(isSeen),
    registrations: present(registrations, now).filter(isSeen),
    signUps: present(signUps, now).filter(isSeen),
    deliveries: present(deliveries, now).filter((one) => isSeen(one) && (isForOwners || !isToOrganiser(one))),
  };
  // Mails to organisers belong to no series of attendees.
  const ids = new Set(
    [...seen.attendees, ...seen.registrations, ...seen.signUps].map(({ seriesId }) => seriesId),
  );
  const isEverywhere = organiser.seriesIds === undefined;
  const eventIds = [...new Set(seen.registrations.map(({ eventId }) => eventId))];
  const [events, disclosures, subscriptions, suppressions, requests, restricted, known] = await Promise.all([
    shownEach(
      eventIds.map((eventId) => ({ eventId, ref: refs.event(eventId) })),
      context,
    ),
    disclosuresOf(seen.registrations, store),
    isEverywhere ? store.getMany(found.flatMap((one) => one.subscriptions)) : [],
    isEverywhere ? store.getMany(people.map(({ personHash }) => refs.suppression(personHash))) : [],
    isEverywhere ? store.getMany(found.flatMap((one) => one.requests)) : [],
    // Who has one series alone deletes nothing that is held, either.
    store.getMany(people.map(({ personHash }) => refs.restrictedPerson(personHash))),
    isForOwners ? organiserByEmail(email, context) : undefined,
  ]);
  const inSeries = async (seriesId: string): Promise<KeptInSeries> => {
    const of = <T extends { seriesId: string }>(all: readonly T[]) =>
      all.filter((one) => one.seriesId === seriesId);
    const own = of(seen.attendees);
    return {
      seriesId,
      attendees: own,
      registrations: of(seen.registrations),
      signUps: of(seen.signUps),
      deliveries: of(seen.deliveries),
      erasedAt: await lastEnd(own, seriesId, context),
    };
  };
  const series = await Promise.all([...ids].toSorted().map(inSeries));
  const given = subscriptions.flatMap((one) => one ?? []);
  const barred = suppressions.flatMap((one) => one ?? []);
  const access = known && { organiser: known, tokens: await tokensOf(known.organiserId, context) };
  const asked = present(requests, now);
  const held = restricted.flatMap((one) => one ?? []);
  const isHeld = isEverywhere && held.length > 0;
  const isStored =
    series.length + given.length + barred.length + asked.length > 0 || access !== undefined || isHeld;
  const titles = await store.getMany(series.map(({ seriesId }) => refs.series(seriesId)));
  const titled = events.flatMap((one) => one ?? []);
  return {
    isStored,
    series,
    events: titled,
    subscriptions: given,
    suppressions: barred,
    restricted: held,
    requests: asked,
    disclosures,
    access,
    partners: titles.flatMap((one) => one?.partners ?? []),
  };
}

/** When the last of an address' data in a series ends; as it was reckoned last, where an event of theirs can't be read. */
async function lastEnd(
  attendees: readonly AttendeeItem[],
  seriesId: string,
  context: Context,
): Promise<Instant | undefined> {
  if (attendees.length === 0) return undefined;
  const { series, ...all } = await seriesWithReadable(seriesId, [], context);
  if (series === undefined) return undefined;
  return attendees
    .map((one) => (isUncertain(one, all) ? goneAt(one) : erasedAt(one, { series, ...all }, context.stage)))
    .filter((one) => one !== undefined)
    .toSorted()
    .at(-1);
}

/** Whether a mail tells that its reader is an organiser. */
const isToOrganiser = ({ template, trial }: DeliveryItem): boolean =>
  toOrganisers.has(template) || trial !== undefined;
const toOrganisers = new Set(['login', 'erasureNotice', 'requestDue', 'webhookDisabled']);

function present<T extends { expiresAt?: number | undefined }>(
  all: readonly (T | undefined)[],
  now: string,
): T[] {
  return all.filter((one) => one !== undefined).filter((one) => !isGone(one, now));
}
