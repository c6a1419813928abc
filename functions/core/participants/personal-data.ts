import * as z from 'zod';
import { audited, deedsOf } from '../access/audit.ts';
import { allow, covers, type Organiser } from '../access/organiser.ts';
import { isOwnerOfAll, organiserByEmail, organiserView } from '../access/organisers.ts';
import { requireRight } from '../access/rights.ts';
import { tokensOf, tokenView } from '../access/tokens.ts';
import { deletePerson } from '../attendee/delete-person.ts';
import { erasedEntry, erasePersonInSeries } from '../attendee/erase.ts';
import { processingSections } from '../attendee/processing.ts';
import { noteErasureAsked } from '../attendee/restriction.ts';
import { requestView, settleRequest } from '../attendee/rights-requests.ts';
import {
  disclosuresOf,
  type Recipient,
  recipientsDetail,
  recipientView,
} from '../registration/disclosures.ts';
import { withdraw } from '../registration/subscription.ts';
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
import { erasedAt, goneAt, isGone, isUncertain } from '../table/retention.ts';
import type { RightsRequestItem } from '../table/rights-request.ts';
import type { Partner } from '../table/series.ts';
import { seriesWithReadable, shownEach } from '../table/series-events.ts';
import type { SuppressionItem } from '../table/suppression-item.ts';
import { Email } from '../values/email.ts';
import type { Locale } from '../values/locale.ts';
import type { Instant } from '../values/time.ts';
import { isGivenTo } from './proof.ts';

export const PersonInput = z.strictObject({ email: Email });
type PersonInput = z.infer<typeof PersonInput>;

/** What is kept of one person in one series. */
interface KeptInSeries {
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

/**
 * What is kept of a person who asks for it by mail or telephone; "nothing" is an answer too. It holds all, and so it is
 * for those who may see all. Who is an organiser is told to owners of all series alone. @throws Problem 403, 422
 */
export async function informationOn(
  input: PersonInput,
  organiser: Organiser,
  context: Context,
): Promise<KeptOfPerson> {
  allow(organiser, 'editor');
  requireRight(organiser, 'sensitive');
  const kept = await lookUpPerson(input, organiser, context);
  const { access } = kept;
  if (access === undefined) return kept;
  const tokenIds = access.tokens.map(({ tokenHash }) => tokenHash);
  const deeds = await deedsOf(access.organiser.organiserId, tokenIds, context);
  return { ...kept, access: { ...access, deeds } };
}

/** Who is deleted by the button: the same, of which counts alone are shown. @throws Problem 403, 422 */
export async function lookUpPerson(
  { email }: PersonInput,
  organiser: Organiser,
  context: Context,
): Promise<KeptOfPerson> {
  allow(organiser, 'editor');
  requireRight(organiser, 'addresses');
  const kept = await keptOf(email, organiser, context);
  const details = { isStored: kept.isStored, registrations: count(kept) };
  await context.store.commit([
    audited(organiser, { action: 'person.information', item: 'people', details }, context),
  ]);
  return kept;
}

/**
 * Deletes a person who asks for it, in every series of the organiser, as their own button would; those who have all
 * series also end the person's news. What an index did not show yet goes with the second look. Who got lists with the
 * person is answered, to be told of it (Art. 19 GDPR), and stays in the audit. Where the data is restricted the wish is
 * noted, and done when that is lifted.
 * @throws Problem 403, 422
 */
export async function deleteOnRequest(
  { email }: PersonInput,
  organiser: Organiser,
  context: Context,
): Promise<{
  isStored: boolean;
  seriesIds: string[];
  heldSeriesIds: string[];
  registrations: number;
  recipients: Recipient[];
}> {
  allow(organiser, 'editor');
  requireRight(organiser, 'addresses');
  const { store, keys, now } = context;
  const kept = await keptOf(email, organiser, context);
  const recipients = kept.disclosures.map(recipientView);
  const details = { registrations: count(kept), ...recipientsDetail(recipients) };
  const deed = { action: 'person.delete', item: 'people', details };
  await store.commit([audited(organiser, deed, context)]);
  const isHeld = ({ attendees }: KeptInSeries) => attendees.some((one) => one.restriction !== undefined);
  const held = kept.series.filter(isHeld);
  for (const one of held.flatMap(({ attendees }) => attendees)) await noteErasureAsked(one, context);
  const ending = kept.series.filter((one) => !isHeld(one));
  for (const { seriesId, attendees } of ending) {
    for (const attendee of attendees) {
      await deletePerson(attendee, context, (one) => isGivenTo(organiser, one, context));
    }
    for (const { personHash } of identities(keys, email)) {
      await store.commit([erasedEntry(personHash, seriesId, now)]);
      await erasePersonInSeries(personHash, seriesId, context);
    }
  }
  for (const { personHash, senderId } of kept.subscriptions) await withdraw(personHash, senderId, context);
  // Of who has one series alone nothing is settled: more may be stored.
  const asked = kept.requests.filter(({ kind }) => kind === 'erasure');
  if (held.length === 0)
    for (const { requestId } of asked) await settleRequest(requestId, 'granted', context);
  return {
    isStored: kept.isStored,
    seriesIds: ending.map(({ seriesId }) => seriesId),
    heldSeriesIds: held.map(({ seriesId }) => seriesId),
    registrations: count({ ...kept, series: ending }),
    recipients,
  };
}

const count = ({ series }: KeptOfPerson) =>
  series.reduce((sum, { registrations }) => sum + registrations.length, 0);

async function keptOf(email: string, organiser: Organiser, context: Context): Promise<KeptOfPerson> {
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
  const [events, disclosures, subscriptions, suppressions, requests, known] = await Promise.all([
    shownEach(
      eventIds.map((eventId) => ({ eventId, ref: refs.event(eventId) })),
      context,
    ),
    disclosuresOf(seen.registrations, store),
    isEverywhere ? store.getMany(found.flatMap((one) => one.subscriptions)) : [],
    isEverywhere ? store.getMany(people.map(({ personHash }) => refs.suppression(personHash))) : [],
    isEverywhere ? store.getMany(found.flatMap((one) => one.requests)) : [],
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
  const isStored = series.length + given.length + barred.length + asked.length > 0 || access !== undefined;
  const titles = await store.getMany(series.map(({ seriesId }) => refs.series(seriesId)));
  const titled = events.flatMap((one) => one ?? []);
  return {
    isStored,
    series,
    events: titled,
    subscriptions: given,
    suppressions: barred,
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
  template === 'login' || template === 'erasureNotice' || template === 'requestDue' || trial !== undefined;

function present<T extends { expiresAt?: number | undefined }>(
  all: readonly (T | undefined)[],
  now: string,
): T[] {
  return all.filter((one) => one !== undefined).filter((one) => !isGone(one, now));
}

/** The information as the API tells it (Art. 15 GDPR): everything but hashes, which are of use to nobody. */
export function informationView({
  isStored,
  series,
  disclosures,
  subscriptions,
  suppressions,
  requests,
  access,
}: KeptOfPerson) {
  return {
    stored: isStored,
    series: series.map(({ seriesId, erasedAt, attendees, registrations, signUps, deliveries }) => ({
      seriesId,
      erasedAt,
      attendees: attendees.map(withoutHash),
      registrations: registrations.map(({ marks, ...one }) => withoutHash(one)),
      signUps: signUps.map(({ takesOver, ...one }) => withoutHash(one)),
      mails: deliveries.map(({ kind, template, state, createdAt, sentAt, reason }) => ({
        ...{ kind, template, state, createdAt },
        sentAt,
        reason,
      })),
    })),
    recipients: disclosures.map(recipientView),
    subscriptions: subscriptions.map(withoutHash),
    suppressions: suppressions.map(withoutHash),
    requests: requests.map(requestView),
    organiser: access !== undefined,
    access: access && {
      organiser: organiserView(access.organiser),
      loggedInAt: access.organiser.loggedInAt,
      tokens: access.tokens.map(tokenView),
      deeds: access.deeds ?? [],
    },
  };
}

/** What an information tells beside that. */
export const processingOf = (
  { series, disclosures, access, partners }: KeptOfPerson,
  { stage }: Pick<Context, 'stage'>,
  locale: Locale,
) =>
  processingSections(
    {
      signUps: series.flatMap(({ signUps }) => signUps),
      disclosures,
      ends: series.flatMap(({ seriesId, erasedAt: at }) => (at === undefined ? [] : [{ seriesId, at }])),
      access: access?.organiser,
      partners,
    },
    { stage, contact: stage.replyTo },
    locale,
  );

function withoutHash<T extends { type: string; personHash: string }>({ type, personHash, ...rest }: T) {
  return rest;
}
