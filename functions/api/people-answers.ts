import * as z from 'zod';
import {
  AttendeeItem,
  DeliveryItem,
  RegistrationItem,
  SignUpItem,
  SubscriptionItem,
  SuppressionItem,
} from '../core/table/items.ts';
import { Slug } from '../core/table/series.ts';
import { Instant } from '../core/values/time.ts';

/** What organisers' routes answer about people, beside their registrations. */
const Line = z.strictObject({ line: z.int() });

export const RecordedAnswer = z.strictObject({
  ...{ attended: z.int(), changed: z.int() },
  unknown: z.array(z.string()),
});

export const AttendanceAnswer = z.strictObject({
  attended: z.int(),
  matched: z.array(Line.extend({ registrationId: z.string() })),
  unmatched: z.array(Line.extend({ name: z.string(), suggestions: z.array(z.string()) })),
  isDryRun: z.boolean(),
});

const Verification = z.strictObject({
  verifiedAt: Instant.optional(),
  verificationMessageId: z.string().optional(),
});

export const ProofAnswer = RegistrationItem.pick({
  ...{ registrationId: true, eventId: true, name: true, email: true, sensitiveConsent: true },
}).extend({
  notices: SignUpItem.shape.notices.optional(),
  formUrl: z.string().optional(),
  signedUpAt: Instant.optional(),
  verifiedAt: Instant.nullish(),
  verificationMessageId: z.string().nullish(),
  news: SubscriptionItem.pick({ sender: true, state: true, proof: true, withdrawnAt: true }).optional(),
  addressChange: Verification.optional(),
});

const unnamed = { type: true, personHash: true } as const;

export const InformationAnswer = z.strictObject({
  stored: z.boolean(),
  series: z.array(
    z.strictObject({
      seriesId: Slug,
      attendees: z.array(AttendeeItem.omit(unnamed)),
      registrations: z.array(RegistrationItem.omit(unnamed)),
      signUps: z.array(SignUpItem.omit({ ...unnamed, takesOver: true })),
      mails: z.array(
        DeliveryItem.pick({
          ...{ kind: true, template: true, state: true, createdAt: true, sentAt: true, reason: true },
        }),
      ),
    }),
  ),
  subscriptions: z.array(SubscriptionItem.omit(unnamed)),
  suppressions: z.array(SuppressionItem.omit(unnamed)),
  organiser: z.boolean(),
});

export const DeletionAnswer = z.strictObject({
  stored: z.boolean(),
  seriesIds: z.array(Slug),
  registrations: z.int(),
});
