import * as z from 'zod';
import { AnnouncementItem } from './core/announcement-items.ts';
import { Event } from './core/event.ts';
import {
  DeliveryItem,
  DocumentationItem,
  NotificationKind,
  RegistrationItem,
  SeriesItem,
  SuppressionItem,
} from './core/items.ts';
import { AuditItem, OrganiserItem, Role } from './core/organiser-items.ts';
import { MailTemplate, Slug } from './core/series.ts';
import { Instant } from './core/time.ts';

/** What organisers' routes answer: the shape of each view, field by field. */
const warnings = z.array(z.looseObject({ pointer: z.string(), code: z.string() }));

export const SeriesAnswer = SeriesItem.omit({ type: true }).extend({ warnings: warnings.optional() });

export const EventAnswer = Event.extend({
  startsAt: Instant,
  endsAt: Instant,
  counts: z.strictObject({
    ...{ taken: z.int(), pending: z.int(), confirmed: z.int(), waitlisted: z.int(), cancelled: z.int() },
    workingGroups: z.array(z.strictObject({ workingGroupId: Slug, taken: z.int() })),
  }),
  warnings,
});

export const RegistrationAnswer = RegistrationItem.omit({
  ...{ type: true, personHash: true, signUpId: true, expiresAt: true, round: true, toldSequence: true },
});

export const DocumentationAnswer = DocumentationItem.pick({
  ...{ eventId: true, public: true, audience: true, version: true, updatedAt: true },
}).extend({
  links: z.array(z.looseObject({ url: z.string() })),
  release: Instant.nullable(),
  unmailedLinks: z.int(),
});

export const AnnouncementAnswer = AnnouncementItem.omit({ type: true }).extend({
  state: z.enum(['draft', 'scheduled', 'sending', 'sent', 'cancelled']),
  notificationId: z.string().optional(),
  deliveries: z
    .strictObject({
      total: z.int(),
      byState: z.record(z.string(), z.int()),
      reasons: z.array(z.strictObject({ state: z.string(), reason: z.string(), count: z.int() })),
    })
    .optional(),
});

export const DeliveryAnswer = DeliveryItem.pick({
  ...{ notificationId: true, state: true, reason: true, eventIds: true, registrationId: true },
  ...{ createdAt: true, sentAt: true, attempts: true },
}).extend({ deliveryId: z.string(), kind: NotificationKind, template: MailTemplate });

export const SuppressionAnswer = SuppressionItem.omit({ type: true, personHash: true });

export const OrganiserAnswer = OrganiserItem.omit({ type: true });

export const AuditAnswer = AuditItem.omit({ type: true });

export const TokenAnswer = z.strictObject({
  tokenId: z.string(),
  kind: z.enum(['token', 'session']),
  name: z.string(),
  role: Role,
  seriesIds: z.array(Slug).optional(),
  createdAt: Instant,
  lastUsedAt: Instant.optional(),
  expiresAt: Instant.optional(),
});

/** The only answer that shows a token's text. */
export const IssuedAnswer = TokenAnswer.extend({ token: z.string() });

export const MailsAnswer = z.looseObject({
  mails: z.array(
    z.strictObject({ locale: z.string(), subject: z.string(), html: z.string(), text: z.string() }),
  ),
  warnings,
});
