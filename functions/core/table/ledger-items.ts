import * as z from 'zod';
import { after, epochSeconds, Instant } from '../values/time.ts';
import { DisclosureItem } from './disclosure-item.ts';
import { DocumentationAudience } from './documentation-audience.ts';
import { Rights, Role } from './organiser-items.ts';
import { Restriction } from './restriction.ts';
import { Slug } from './series.ts';
import { SuppressionItem } from './suppression-item.ts';

/**
 * One entry of the erasure ledger: whose data in which series was erased, and when. The hash is keyed, so that it
 * tells nothing without the key; it is due once more, for what an index did not show yet the first time.
 */
export const ErasedItem = z.strictObject({
  type: z.literal('erased'),
  personHash: z.string(),
  seriesId: Slug,
  erasedAt: Instant,
  /** At the end of their term: sign-ups of theirs that waited to be confirmed then, which go on. */
  sparedSignUpIds: z.array(z.string()).optional(),
  dueLane: z.literal('erasure').optional(),
  dueAt: Instant.optional(),
  /** As long as a backup may hold what was erased. */
  expiresAt: z.int(),
});
export type ErasedItem = z.infer<typeof ErasedItem>;

/** How long the ledger tells of anything: longer than any backup lives (35 days). */
const ledgerTerm = 'P40D';

/** What the ledger says came to an end, by keyed hashes and ids alone. */
const Ended = z.discriminatedUnion('what', [
  z.strictObject({ what: z.literal('subscription'), personHash: z.string(), senderId: z.string() }),
  z.strictObject({ what: z.literal('suppression'), suppression: SuppressionItem }),
  /** Sensitive answers of a registration; `isWithdrawn`: because its person withdrew the consent to them. */
  z.strictObject({
    what: z.literal('sensitive'),
    eventId: Slug,
    registrationId: z.string(),
    isWithdrawn: z.literal(true).optional(),
  }),
  /** An objection to processing in a series (Art. 21 GDPR). */
  z.strictObject({
    what: z.literal('objection'),
    personHash: z.string(),
    seriesId: Slug,
    /** The register's entry of it. */
    requestId: z.string().optional(),
  }),
  /** That a person's data in a series is restricted since, and why; without it, that it is no more. */
  z.strictObject({
    what: z.literal('restriction'),
    personHash: z.string(),
    seriesId: Slug,
    restriction: Restriction.optional(),
  }),
  /** The same of a person, registered or not. */
  z.strictObject({
    what: z.literal('restrictedPerson'),
    personHash: z.string(),
    restriction: Restriction.optional(),
    upTo: Instant.optional(),
  }),
  /** An address that was changed for another one. */
  z.strictObject({ what: z.literal('address'), personHash: z.string(), seriesId: Slug }),
  z.strictObject({ what: z.literal('token'), tokenHash: z.string() }),
  z.strictObject({ what: z.literal('organiser'), organiserId: z.string() }),
  /** What an organiser may do since a change of it: what was taken of them is taken. */
  z.strictObject({
    what: z.literal('access'),
    organiserId: z.string(),
    role: Role,
    seriesIds: z.array(Slug).optional(),
    rights: Rights,
  }),
  /** Where changes are told no more: the endpoint was deleted. */
  z.strictObject({ what: z.literal('webhook'), webhookId: z.string() }),
  /** A sign-up that was taken back before anybody confirmed it, or that went over to another address. */
  z.strictObject({ what: z.literal('signUp'), signUpId: z.string() }),
  /** A place, or one on a waiting list, that was called off. */
  z.strictObject({ what: z.literal('registration'), eventId: Slug, registrationId: z.string() }),
  /** An event that was called off, or deleted. */
  z.strictObject({ what: z.literal('event'), eventId: Slug }),
  z.strictObject({ what: z.literal('announcement'), announcementId: z.string() }),
  /** That a series keeps its people's data for fewer days than before. */
  z.strictObject({ what: z.literal('term'), seriesId: Slug, days: z.int() }),
  /** What of an event's documentation is there since a change of it, when, for whom and whether without a link: the rest was taken off. */
  z.strictObject({
    what: z.literal('documentation'),
    eventId: Slug,
    links: z.array(z.strictObject({ linkId: z.string(), releaseAt: Instant.optional() })),
    public: z.boolean(),
    audience: DocumentationAudience,
  }),
  /** Questions of an event that are sensitive since a change of it, and those that were so before. */
  z.strictObject({ what: z.literal('sensitiveQuestions'), eventId: Slug, questionIds: z.array(Slug) }),
  /** To whom data was handed: nothing that ends, and yet to be told (Art. 15(1)(c) GDPR). */
  z.strictObject({ what: z.literal('disclosure'), disclosure: DisclosureItem }),
]);
export type Ended = z.infer<typeof Ended>;

/** What an end is the end of: the later of the same takes the place of the earlier. */
function endedId(of: Ended): string {
  switch (of.what) {
    case 'suppression':
      return `${of.what}#${of.suppression.personHash}`;
    case 'disclosure':
      return `${of.what}#${of.disclosure.disclosureId}`;
    case 'access':
      return `${of.what}#${of.organiserId}`;
    case 'documentation':
    case 'sensitiveQuestions':
      return `${of.what}#${of.eventId}`;
    case 'restrictedPerson':
      return `${of.what}#${of.personHash}`;
    case 'objection':
    case 'restriction':
      return `${of.what}#${of.personHash}#${of.seriesId}`;
    case 'sensitive':
      return `${of.what}#${of.eventId}#${of.registrationId}`;
    default:
      return Object.values(of).join('#');
  }
}

/** One entry of the ledger beside erasures: what a person or an organiser ended, written in the step that ends it. */
export const EndedItem = z.strictObject({
  type: z.literal('ended'),
  /** Of what: the later end of the same takes the place of the earlier. */
  endedId: z.string(),
  of: Ended,
  endedAt: Instant,
  expiresAt: z.int(),
});
export type EndedItem = z.infer<typeof EndedItem>;

/** That a restored table had the ledger replayed: under this name. It goes over into backups, which have another. */
export const ReplayedItem = z.strictObject({
  type: z.literal('replayed'),
  tableName: z.string(),
  replayedAt: Instant,
});
export type ReplayedItem = z.infer<typeof ReplayedItem>;

/** The ledger's entry of an end, for the transaction that brings it about. */
export function ended(of: Ended, now: Instant): { step: 'put'; item: EndedItem; when: 'any' } {
  const item: EndedItem = {
    type: 'ended',
    endedId: endedId(of),
    of,
    endedAt: now,
    expiresAt: epochSeconds(after(now, ledgerTerm)),
  };
  return { step: 'put', item, when: 'any' };
}

/** An event whose waiting list has to be moved up, or that is off: written with the change that made it so. */
export const SweepItem = z.strictObject({
  type: z.literal('sweep'),
  eventId: Slug,
  dueLane: z.literal('waiting'),
  dueAt: Instant,
});
export type SweepItem = z.infer<typeof SweepItem>;
