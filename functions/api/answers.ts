import * as z from 'zod';
import { AnnouncementItem } from '../core/table/announcement-items.ts';
import { Change } from '../core/table/change-items.ts';
import { Event } from '../core/table/event.ts';
import { DeliveryItem, DocumentationItem, RegistrationItem, SeriesItem } from '../core/table/items.ts';
import { MailTemplate, NotificationKind } from '../core/table/mail-kinds.ts';
import { AuditItem, SenderItem } from '../core/table/organiser-items.ts';
import { Slug } from '../core/table/series.ts';
import { SuppressionItem } from '../core/table/suppression-item.ts';
import { Way } from '../core/table/way.ts';
import { WebhookAttempt, WebhookItem } from '../core/table/webhook-items.ts';
import { Locale } from '../core/values/locale.ts';
import { Instant } from '../core/values/time.ts';
import { OrganiserAnswer, TokenAnswer } from './access-answers.ts';
import { ManyMails, numberAnswers } from './number-answers.ts';
import { peopleAnswers } from './people-answers.ts';
import { HealthAnswer, ListedSeriesAnswer, PublicEventAnswer, PublicSeriesAnswer } from './public-answers.ts';

const colourWarnings = z.array(
  z.strictObject({
    pointer: z.literal('/look/colour'),
    code: z.literal('colourAdjusted'),
    ...{ contrast: z.number(), needed: z.number(), used: z.string() },
  }),
);

const guarded = z.strictObject({ sent: z.int(), bounced: z.int(), complained: z.int() }).optional();

const mails = z.array(
  z.strictObject({ locale: Locale, subject: z.string(), html: z.string(), text: z.string() }),
);

/** How people take part, before and after; absent: by either way. */
const fromTo = { before: Way.optional(), after: Way.optional() };

/** Of a hybrid event. */
const WayCounts = z.strictObject({ taken: z.int(), confirmed: z.int(), waitlisted: z.int() });

const WebhookAnswer = WebhookItem.pick({
  webhookId: true,
  label: true,
  url: true,
  seriesIds: true,
  disabledFor: true,
})
  .extend({ formerSecretUntil: Instant.optional() })
  .extend(WebhookItem.pick({ createdAt: true, updatedAt: true, version: true }).shape);

/** Every JSON answer, by the name that its routes know it by: the shape of each view, field by field. */
export const answers = {
  Nothing: z.strictObject({}),
  Series: SeriesItem.omit({ type: true }).extend({ warnings: colourWarnings.optional() }),
  Sender: SenderItem.omit({ type: true }),
  Event: Event.extend({
    startsAt: Instant,
    endsAt: Instant,
    counts: z.strictObject({
      ...{ taken: z.int(), pending: z.int(), confirmed: z.int(), waitlisted: z.int(), cancelled: z.int() },
      workingGroups: z.array(z.strictObject({ workingGroupId: Slug, taken: z.int() })),
      ways: z.strictObject({ onsite: WayCounts, online: WayCounts }).optional(),
    }),
    warnings: z.array(
      z.discriminatedUnion('code', [
        z.strictObject({
          ...{ pointer: z.string(), code: z.literal('capacityBelowTaken') },
          ...{ taken: z.int(), capacity: z.int() },
        }),
        z.strictObject({ pointer: z.string(), code: z.literal('timeSkipped'), readAs: z.string() }),
        z.strictObject({ pointer: z.string(), code: z.literal('timeTwice') }),
        z.strictObject({ pointer: z.string(), code: z.literal('joinUrlMissing'), people: z.int() }),
        z.strictObject({ pointer: z.string(), code: z.literal('sensitiveUnmarked') }),
        z.strictObject({
          ...{ pointer: z.string(), code: z.literal('joinUrlTold'), people: z.int() },
          ...{ by: z.enum(['reminder', 'mail']), at: Instant },
        }),
      ]),
    ),
  }),
  Registration: RegistrationItem.omit({
    ...{
      type: true,
      personHash: true,
      signUpId: true,
      formerSignUpIds: true,
      expiresAt: true,
      round: true,
      toldSequence: true,
      hadPlace: true,
      heldBy: true,
      heldWay: true,
      heldGroupId: true,
      isToldBothWays: true,
      linkGeneration: true,
      marks: true,
      attendanceBefore: true,
    },
  }).extend({
    /** Its person's data is stored and nothing else is done with it (Art. 18 GDPR). */
    isRestricted: z.literal(true).optional(),
  }),
  /** How a registration stands after a change, and nothing personal: the answer may be kept for a day. */
  Standing: RegistrationItem.pick({ registrationId: true, state: true, version: true }),
  Documentation: DocumentationItem.pick({
    ...{ eventId: true, public: true, audience: true, version: true, updatedAt: true },
  }).extend({
    links: z.array(DocumentationItem.shape.links.element.pick({ title: true, url: true })),
    release: Instant.nullable(),
    unmailedLinks: z.int(),
  }),
  Announcement: AnnouncementItem.omit({ type: true }).extend({
    state: z.enum(['draft', 'scheduled', 'sending', 'sent', 'cancelled']),
    notificationId: z.string().optional(),
    deliveries: ManyMails.optional(),
  }),
  Queued: z.strictObject({ queued: z.int() }),
  Delivery: DeliveryItem.pick({
    ...{ notificationId: true, state: true, reason: true, eventIds: true, registrationId: true },
    ...{ createdAt: true, sentAt: true, attempts: true, missing: true },
  }).extend({ deliveryId: z.string(), kind: NotificationKind, template: MailTemplate }),
  Webhook: WebhookAnswer,
  WebhookWithSecret: WebhookAnswer.extend({ secret: z.string() }),
  WebhookAttempt,
  Changes: z.strictObject({
    changes: z.array(Change.extend({ at: Instant })),
    ...{ after: z.string(), isAll: z.boolean() },
  }),
  Lane: z.strictObject({
    state: z.enum(['open', 'paused']),
    /** When dispatch worked last, which sends and erases: each minute. */
    lastRunAt: Instant.optional(),
    ...{ pausedAt: Instant.optional(), reason: z.string().optional() },
    ...{ resumedAt: Instant.optional(), resumedBy: z.string().optional() },
    ...{ lastDay: guarded, lastThousand: guarded },
  }),
  Suppression: SuppressionItem.omit({ type: true, personHash: true }),
  DueSuppression: SuppressionItem.omit({ type: true, personHash: true }).extend({
    suppressionId: z.string(),
    dueAt: Instant,
  }),
  Organiser: OrganiserAnswer,
  RemovedOrganiser: z.strictObject({ tokens: z.array(TokenAnswer), areTokensKept: z.boolean() }),
  Audit: AuditItem.omit({ type: true }),
  Token: TokenAnswer,
  /** The only answer that shows a token's text. */
  Issued: TokenAnswer.extend({ token: z.string() }),
  Mails: z.strictObject({ mails, warnings: colourWarnings }),
  AnnouncementPreview: z.strictObject({
    recipients: z.strictObject({ total: z.int(), byLocale: z.record(Locale, z.int()) }),
    warnings: z.array(
      z.strictObject({
        pointer: z.string(),
        code: z.string(),
        message: z.string(),
        params: z.record(z.string(), z.unknown()).optional(),
      }),
    ),
    mails,
  }),
  EventChangePreview: z.strictObject({
    asks: z.string().optional(),
    people: z.array(z.strictObject({ ...fromTo, confirmed: z.int(), waitlisted: z.int() })),
    overbooked: z.array(z.strictObject({ way: Way.optional(), taken: z.int(), capacity: z.int() })),
    mails: z.array(mails.element.extend(fromTo)),
  }),
  ...numberAnswers,
  ...peopleAnswers,
  Health: HealthAnswer,
  PublicEvent: PublicEventAnswer,
  PublicSeries: PublicSeriesAnswer,
  ListedSeries: ListedSeriesAnswer,
};

export type AnswerName = keyof typeof answers;
/** What a handler hands over for it. */
export type Answer<Name extends AnswerName> = z.input<(typeof answers)[Name]>;
