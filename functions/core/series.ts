import * as z from 'zod';
import { Locale, Localised } from './locale.ts';
import { TimeZone } from './stage.ts';
import { Duration } from './time.ts';

/** An id that organisers choose: it stands in URLs, keys and SES tags, so it has no separator of those. */
export const Slug = z
  .string()
  // Ids are fields of objects too, and this one is there before it is set.
  .regex(/^(?!constructor$)[a-z0-9]+(-[a-z0-9]+)*$/, 'must be lower-case letters, digits and single hyphens')
  .max(60);

export const WebUrl = z.url({ protocol: /^https?$/ }).max(2000);

const NoticeVersion = z.string().regex(/^[A-Za-z0-9.-]{1,20}$/);
const NoticeText = Localised(2000);

/** The notices shown at sign-up: privacy informs, news and sensitive are consents, unticked. */
export const Notices = z.strictObject({
  privacy: z.strictObject({
    version: NoticeVersion,
    url: z.strictObject({ de: WebUrl.optional(), en: WebUrl.optional() }),
    text: NoticeText,
  }),
  news: z
    .strictObject({ version: NoticeVersion, sender: z.string().min(1).max(100), text: NoticeText })
    .optional(),
  sensitive: z.strictObject({ version: NoticeVersion, text: NoticeText }).optional(),
});
export type Notices = z.infer<typeof Notices>;

/** The templates whose words a series may replace. */
export const templateNames = [
  'verification',
  'nudge',
  'confirmation',
  'waiting',
  'promoted',
  'noPlace',
  'reminder',
  'moved',
  'changed',
  'cancellation',
  'eventCancelled',
  'documentation',
  'link',
] as const;
export const TemplateName = z.enum(templateNames);
export type TemplateName = z.infer<typeof TemplateName>;

/** All templates; the words of the last ones are nobody's to replace: an organiser wrote them, or is their reader. */
export const MailTemplate = z.enum([...templateNames, 'announcement', 'login', 'erasureNotice']);
export type MailTemplate = z.infer<typeof MailTemplate>;

/** The placeholders that replaced words may hold, as `{name}`. */
export const placeholders = ['name', 'series', 'event', 'date', 'time', 'organisation'] as const;

/** A text with placeholders, each of them one that exists. */
export const Words = (maxLength: number) =>
  z
    .string()
    .min(1)
    .max(maxLength)
    .refine(
      (text) =>
        [...text.matchAll(/\{([^{}]*)\}/g)].every((match) =>
          placeholders.some((known) => known === match[1]),
        ),
      `may hold these placeholders alone: ${placeholders.map((name) => `{${name}}`).join(' ')}`,
    );

/** What a series may say otherwise in one template and locale: the subject, and the paragraphs before the facts. */
export const TemplateWords = z.strictObject({
  subject: Words(150).optional(),
  paragraphs: z.array(Words(1000)).min(1).max(8).optional(),
});
export type TemplateWords = z.infer<typeof TemplateWords>;

/** A series as organisers hand it in. */
export const SeriesInput = z.strictObject({
  seriesId: Slug,
  title: Localised(150),
  summary: Localised(2000).optional(),
  organisers: z.array(z.string().min(1).max(100)).min(1).max(10),
  timeZone: TimeZone.optional(),
  defaultLocale: Locale.optional(),
  replyTo: z.email().optional(),
  /** How long after the sign-up the one reminder to confirm goes out; absent: none. */
  verificationNudge: Duration.optional(),
  retentionDays: z.int().min(1).max(3650).optional(),
  notices: Notices,
  texts: z
    .partialRecord(
      TemplateName,
      z.strictObject({ de: TemplateWords.optional(), en: TemplateWords.optional() }),
    )
    .optional(),
});
export type SeriesInput = z.infer<typeof SeriesInput>;
