import * as z from 'zod';
import { ReportKind } from '../core/participants/attendance-columns.ts';
import { likenesses } from '../core/participants/names-alike.ts';
import { DisclosureItem } from '../core/table/disclosure-item.ts';
import {
  AttendeeItem,
  DeliveryItem,
  RegistrationItem,
  SignUpItem,
  SubscriptionItem,
} from '../core/table/items.ts';
import { AuditItem } from '../core/table/organiser-items.ts';
import { Restriction } from '../core/table/restriction.ts';
import { RequestOutcome, RightsRequestItem } from '../core/table/rights-request.ts';
import { Slug } from '../core/table/series.ts';
import { SuppressionItem } from '../core/table/suppression-item.ts';
import { Instant } from '../core/values/time.ts';
import { OrganiserAnswer, TokenAnswer } from './access-answers.ts';

const Line = z.strictObject({ line: z.int() });

const minutes = z.int().optional().meta({ description: 'in the meeting, over all times that they joined' });

const Suggestion = z.strictObject({
  registrationId: z.string(),
  score: z.number().min(0).max(1),
  reason: z.enum(likenesses),
});

const Verification = z.strictObject({
  verifiedAt: Instant.optional(),
  verificationMessageId: z.string().optional(),
});

const unnamed = { type: true, personHash: true } as const;

const recipients = z.array(DisclosureItem.pick({ eventId: true, recipient: true, purpose: true, at: true }));

/** What of somebody is restricted. */
const restricted = {
  seriesIds: z.array(Slug).meta({ description: 'in which they are attendees' }),
  senderIds: z.array(z.string()).meta({ description: 'whose news they agreed to' }),
  pendingSeriesIds: z
    .array(Slug)
    .meta({ description: 'in which they signed up, and have not confirmed yet' }),
};

/** What organisers' routes answer about people, beside their registrations. */
export const peopleAnswers = {
  Recorded: z.strictObject({
    ...{ attended: z.int(), changed: z.int() },
    unknown: z.array(z.string()),
  }),
  Attendance: z.strictObject({
    kind: ReportKind.meta({ description: 'whose report its columns tell it to be' }),
    attended: z.int(),
    matched: z.array(Line.extend({ registrationId: z.string(), minutes })),
    absent: z.array(
      Line.extend({
        ...{ name: z.string(), minutes, registrationId: z.string().optional() },
        reason: z.enum(['saidNo', 'tooShort']),
        staysAttended: z
          .literal(true)
          .optional()
          .meta({ description: 'what was recorded before stays: they count as there' }),
      }),
    ),
    unclear: z
      .array(
        Line.extend({
          ...{ name: z.string(), registrationId: z.string().optional() },
          reason: z.enum(['unknownMark', 'minutesUnknown']),
        }),
      )
      .meta({ description: 'of whom nothing is recorded by this report' }),
    unmatched: z.array(Line.extend({ name: z.string(), minutes, suggestions: z.array(Suggestion) })),
    changes: z.array(
      z.strictObject({
        ...{ registrationId: z.string(), name: z.string() },
        from: z.enum(['attended', 'absent', 'unrecorded']),
        to: z.enum(['attended', 'absent']),
      }),
    ),
    skipped: z.array(Line.extend({ text: z.string() })),
    isDryRun: z.boolean(),
  }),
  TakenBack: z.strictObject({
    recordedAt: Instant.meta({ description: 'of the recording that no longer holds' }),
    ...{ changed: z.int(), attended: z.int() },
  }),
  Proof: RegistrationItem.pick({
    ...{ registrationId: true, eventId: true, name: true, email: true, sensitiveConsent: true },
    sensitiveWithdrawnAt: true,
  }).extend({
    notices: SignUpItem.shape.notices.optional(),
    channel: SignUpItem.shape.channel,
    formUrl: z.string().optional(),
    signedUpAt: Instant.optional(),
    verifiedAt: Instant.nullish(),
    verificationMessageId: z.string().nullish(),
    news: SubscriptionItem.pick({ sender: true, state: true, proof: true, withdrawnAt: true }).optional(),
    addressChange: Verification.optional(),
  }),
  Information: z.strictObject({
    stored: z.boolean(),
    series: z.array(
      z.strictObject({
        seriesId: Slug,
        erasedAt: Instant.optional(),
        attendees: z.array(AttendeeItem.omit(unnamed)),
        registrations: z.array(RegistrationItem.omit({ ...unnamed, marks: true })),
        signUps: z.array(SignUpItem.omit({ ...unnamed, takesOver: true })),
        mails: z.array(
          DeliveryItem.pick({
            ...{ kind: true, template: true, state: true, createdAt: true, sentAt: true, reason: true },
          }),
        ),
      }),
    ),
    recipients,
    subscriptions: z.array(SubscriptionItem.omit(unnamed)),
    suppressions: z.array(SuppressionItem.omit(unnamed)),
    requests: z.array(
      RightsRequestItem.pick({
        ...{ kind: true, channel: true, seriesId: true, receivedAt: true, answerBy: true, identity: true },
        extension: true,
      }).extend({
        answer: z
          .strictObject({ outcome: RequestOutcome, text: z.string().optional(), at: Instant })
          .optional(),
      }),
    ),
    restriction: Restriction.optional(),
    organiser: z.boolean(),
    access: z
      .strictObject({
        organiser: OrganiserAnswer,
        loggedInAt: Instant.optional(),
        tokens: z.array(TokenAnswer),
        /** What they did, and what was done with their access, newest first. */
        deeds: z.array(AuditItem.pick({ at: true, action: true, item: true, seriesId: true })),
      })
      .optional(),
  }),
  Objection: z.strictObject({
    ...{ seriesId: Slug, name: z.string(), email: z.string() },
    ...{ objectedAt: Instant, answerBy: Instant },
    answered: z.strictObject({ outcome: RequestOutcome, at: Instant }).optional(),
  }),
  RegisterEntry: RightsRequestItem.pick({
    ...{ requestId: true, kind: true, channel: true, seriesId: true, receivedAt: true, answerBy: true },
    ...{ email: true, identity: true, extension: true },
  }).extend({
    /** It has to be answered within a week, or should have been. */
    isDue: z.boolean(),
    isOverdue: z.boolean(),
    answer: z
      .strictObject({
        ...{ outcome: RequestOutcome, text: z.string().optional(), at: Instant },
        /** Who answered; absent: a button did it, or the address of who did has ended. */
        by: z.string().optional(),
      })
      .optional(),
  }),
  RestrictedPerson: Restriction.extend({
    ...{ email: z.string(), isDue: z.boolean() },
    name: z.string().optional(),
    seriesId: Slug.optional().meta({
      description: 'absent: they are no attendee, but get news, or have not confirmed yet',
    }),
  }),
  Restricted: z.strictObject({ ...restricted, recipients }),
  Unrestricted: z.strictObject({ ...restricted, erasedSeriesIds: z.array(Slug) }),
  Deletion: z.strictObject({
    stored: z.boolean(),
    seriesIds: z.array(Slug),
    /** Where it is restricted: the wish is noted, and done when that is lifted. */
    heldSeriesIds: z.array(Slug),
    isHeld: z.boolean().meta({ description: 'also where nothing but consents to news is held' }),
    registrations: z.int(),
    recipients,
  }),
  /** Who has to be told of a correction (Art. 19 GDPR). */
  Correction: z.strictObject({ recipients }),
};
