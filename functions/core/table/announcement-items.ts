import * as z from 'zod';
import { Locale, perLocale } from '../values/locale.ts';
import { OneLine } from '../values/text.ts';
import { Instant } from '../values/time.ts';
import { Slug } from './series.ts';
import { Way } from './way.ts';

/** Whom an announcement goes to: a query over registrations, resolved when sending starts. */
export const Audience = z.strictObject({
  eventIds: z.array(Slug).min(1).max(20),
  /** Addresses that nobody verified get no announcement, nor do people who left. */
  status: z
    .array(z.enum(['confirmed', 'waitlisted']))
    .min(1)
    .max(2)
    .default(['confirmed']),
  workingGroupIds: z.array(Slug).min(1).max(30).optional(),
  /** By question, answers of which a person gave at least one; never those to sensitive questions. */
  answers: z
    .record(
      Slug,
      z
        .array(z.union([OneLine(200), z.boolean()]))
        .min(1)
        .max(50),
    )
    .optional(),
  locale: Locale.optional(),
  attended: z.boolean().optional(),
  /** Who takes part by this way, as each event is now; who was told of both is in either. */
  way: Way.optional(),
  subscribedToNews: z.literal(true).optional(),
  /**
   * News to everybody who is subscribed to the series' sender, registered or not, also after their registrations were
   * erased; the first event is what it is about. Of the rest `locale` alone applies.
   */
  allSubscribers: z.literal(true).optional(),
});
export type Audience = z.infer<typeof Audience>;

const AnnouncementText = z.strictObject({ subject: z.string(), body: z.string() });

/** An organiser's message to an audience; how far its sending is, its notification says. */
export const AnnouncementItem = z.strictObject({
  type: z.literal('announcement'),
  announcementId: z.string(),
  seriesId: Slug,
  kind: z.enum(['participation', 'news']),
  audience: Audience,
  texts: perLocale(AnnouncementText),
  /** Why all of several events need it to take part, and who said so; absent: it goes to fewer, or is news, or is from before that was asked. */
  whyNeeded: z.string().optional(),
  whyNeededBy: z.strictObject({ organiserId: z.string().optional(), name: z.string().optional() }).optional(),
  sendAt: Instant.optional(),
  /** How many people its audience had when sending was asked for. */
  counted: z.int().optional(),
  createdAt: Instant,
  updatedAt: Instant,
  version: z.int(),
});
export type AnnouncementItem = z.infer<typeof AnnouncementItem>;

/** The notification that carries an announcement out. */
export function announcementNotificationId(announcementId: string): string {
  return `announcement-${announcementId}`;
}
