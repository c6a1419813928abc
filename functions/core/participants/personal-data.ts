import * as z from 'zod';
import { audited, deedsOf } from '../access/audit.ts';
import { allow, type Organiser } from '../access/organiser.ts';
import { organiserView } from '../access/organisers.ts';
import { requireRight } from '../access/rights.ts';
import { tokenView } from '../access/tokens.ts';
import { deletePerson } from '../attendee/delete-person.ts';
import { erasedEntry, erasePersonInSeries } from '../attendee/erase.ts';
import { processingSections } from '../attendee/processing.ts';
import { noteErasureAsked, notePersonsErasureAsked } from '../attendee/restriction.ts';
import { requestView, settleRequest } from '../attendee/rights-requests.ts';
import { type Recipient, recipientsDetail, recipientView } from '../registration/disclosures.ts';
import { withdraw } from '../registration/subscription.ts';
import type { Context } from '../table/context.ts';
import { identities } from '../table/person.ts';
import { Email } from '../values/email.ts';
import type { Locale } from '../values/locale.ts';
import { type KeptInSeries, type KeptOfPerson, keptOf } from './kept-of-person.ts';
import { isGivenTo } from './proof.ts';

export const PersonInput = z.strictObject({ email: Email });
type PersonInput = z.infer<typeof PersonInput>;

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
  isHeld: boolean;
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
  const isAllHeld = kept.restricted.length > 0;
  for (const one of kept.restricted) await notePersonsErasureAsked(one, context);
  const isHeld = ({ attendees, signUps }: KeptInSeries) =>
    attendees.some((one) => one.restriction !== undefined) ||
    // Of who has confirmed nothing the address says it.
    (attendees.length === 0 &&
      kept.restricted.some(({ upTo }) => signUps.some(({ createdAt }) => createdAt <= upTo)));
  const held = kept.series.filter(isHeld);
  for (const one of held.flatMap(({ attendees }) => attendees)) await noteErasureAsked(one, context);
  const ending = kept.series.filter((one) => !isHeld(one));
  for (const { seriesId, attendees } of ending) {
    for (const attendee of attendees) {
      await deletePerson(attendee, context, async (one) =>
        isAllHeld ? false : isGivenTo(organiser, one, context),
      );
    }
    for (const { personHash } of identities(keys, email)) {
      await store.commit([erasedEntry(personHash, seriesId, now)]);
      await erasePersonInSeries(personHash, seriesId, context);
    }
  }
  if (!isAllHeld)
    for (const { personHash, senderId } of kept.subscriptions) await withdraw(personHash, senderId, context);
  // Of who has one series alone nothing is settled: more may be stored.
  const asked = kept.requests.filter(({ kind }) => kind === 'erasure');
  if (held.length === 0 && !isAllHeld)
    for (const { requestId } of asked) await settleRequest(requestId, 'granted', context);
  return {
    isStored: kept.isStored,
    seriesIds: ending.map(({ seriesId }) => seriesId),
    heldSeriesIds: held.map(({ seriesId }) => seriesId),
    isHeld: isAllHeld || held.length > 0,
    registrations: count({ ...kept, series: ending }),
    recipients,
  };
}

const count = ({ series }: KeptOfPerson) =>
  series.reduce((sum, { registrations }) => sum + registrations.length, 0);

/** The information as the API tells it (Art. 15 GDPR): everything but hashes, which are of use to nobody. */
export function informationView({
  isStored,
  series,
  disclosures,
  subscriptions,
  suppressions,
  requests,
  restricted,
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
    restriction: isStored ? restricted[0]?.restriction : undefined,
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
