import * as z from 'zod';
import { type Breach, breaks, formed } from '../values/faults.ts';
import { Locale, Localised, LocalisedLines, perLocale } from '../values/locale.ts';
import { TimeZone } from '../values/stage.ts';
import { isOneLine, isOpenUrl, ManyLines, OneLine } from '../values/text.ts';
import { Duration } from '../values/time.ts';
import { TemplateName } from './mail-kinds.ts';

// Ids are fields of objects too, and this one is there before it is set.
const slug = /^(?!constructor$)[a-z0-9]+(-[a-z0-9]+)*$/;
/** An id that organisers choose: it stands in URLs, keys and SES tags, so it has no separator of those. */
export const Slug = formed(slug, { code: 'invalidId' }).max(60);
/** The same, from somebody who names what there is, and whom the form of ids tells nothing. */
export const NamedSlug = z.string().regex(slug).max(60);

export const WebUrl = z
  .url({ protocol: /^https?$/ })
  .max(2000)
  // Browsers leave line breaks out of an address, and headers and calendar files don't.
  .refine(isOneLine, breaks({ code: 'invalidUrl' }));

/** As it is handed in: those of before are read as they are. */
export const OpenWebUrl = WebUrl.refine(isOpenUrl, breaks({ code: 'invalidUrl' }));

/** The notices that a form may show. */
export const noticeKinds = ['privacy', 'news', 'sensitive'] as const;
export type NoticeKind = (typeof noticeKinds)[number];

/** What a sender of news is called. */
export const SenderName = OneLine(100).trim().min(1);

const NoticeVersion = formed(/^[A-Za-z0-9.-]{1,20}$/, { code: 'invalidVersion' });
const NoticeText = LocalisedLines(2000);

/** Whose news are consented to: a sender of the stage, by id or by name. */
const NewsNotice = z.strictObject({
  version: NoticeVersion,
  senderId: Slug.optional(),
  sender: SenderName.optional(),
  text: NoticeText,
});

/** The notices shown at sign-up: privacy informs, news and sensitive are consents, unticked. */
const Notices = z.strictObject({
  privacy: z.strictObject({
    version: NoticeVersion,
    url: perLocale(WebUrl),
    text: NoticeText,
  }),
  news: NewsNotice.optional(),
  sensitive: z.strictObject({ version: NoticeVersion, text: NoticeText }).optional(),
});

const NoticeWritten = { written: NoticeText.optional() };

/**
 * The notices as they are stored: with the text that is shown, hashed and proved; `written` is the organiser's, where that
 * holds a placeholder. News name the sender as it was called when the series was saved, which holds as long as it is no item.
 */
export const StoredNotices = z.strictObject({
  privacy: Notices.shape.privacy.extend(NoticeWritten),
  news: NewsNotice.required({ senderId: true, sender: true }).extend(NoticeWritten).optional(),
  sensitive: Notices.shape.sensitive.unwrap().extend(NoticeWritten).optional(),
});
export type StoredNotices = z.infer<typeof StoredNotices>;

/** The placeholders that replaced words may hold, as `{name}`. */
export const placeholders = ['name', 'series', 'event', 'date', 'time', 'organisation'] as const;

/** The placeholders in a text, those that there are not too, without their braces. */
export function placeholdersIn(text: string): string[] {
  return [...text.matchAll(/\{([^{}]*)\}/g)].map(([, name = '']) => name);
}

export function unknownPlaceholder(name: string, possible: readonly string[] = placeholders): Breach {
  return { code: 'unknownPlaceholder', params: { name: name.slice(0, 40), possible } };
}

/** A text with placeholders, each of them one that exists. */
export const PlaceholderText = (text: z.ZodString) =>
  text.min(1).superRefine((written, context) => {
    const strange = placeholdersIn(written).find((name) => !placeholders.some((known) => known === name));
    if (strange === undefined) return;
    context.addIssue({ code: 'custom', ...breaks(unknownPlaceholder(strange)) });
  });

/** What a series may say otherwise in one template and locale: the subject, and the paragraphs before the facts. */
export const TemplateWords = z.strictObject({
  subject: PlaceholderText(OneLine(150)).optional(),
  paragraphs: z
    .array(PlaceholderText(ManyLines(1000)))
    .min(1)
    .max(8)
    .optional(),
});
export type TemplateWords = z.infer<typeof TemplateWords>;

export const TemplateTexts = perLocale(TemplateWords);
export type TemplateTexts = z.infer<typeof TemplateTexts>;

/** What a series looks like, in place of the organisation's own look. */
export const Look = z.strictObject({
  /** #rrggbb, of buttons and headings; what is written on it or with it is made readable. */
  colour: formed(/^#[0-9a-f]{6}$/i, { code: 'invalidColour' }).optional(),
  logoUrl: WebUrl.optional(),
});
export type Look = z.infer<typeof Look>;

/** Who a series is organised with, or who gets its data, and as what (Art. 4(8) and (9), 26, 28 GDPR). */
export const Partner = z.strictObject({
  name: OneLine(150).trim().min(1),
  role: z.enum(['joint', 'processor', 'recipient']),
  contact: OneLine(300).trim().min(1),
  /** The essence of the agreement, which is made available to those concerned (Art. 26(2) GDPR). */
  essence: LocalisedLines(2000),
});
export type Partner = z.infer<typeof Partner>;

/** What certificates of attendance of a series say beside its events, and whether mails with documentation lead to them. */
const Certificate = z.strictObject({
  /** Who signs: a name, with the office. */
  signatory: OneLine(150).trim().min(1).optional(),
  inMail: z.boolean().default(false),
});

/** A series as organisers hand it in. */
export const SeriesInput = z.strictObject({
  seriesId: Slug,
  title: Localised(150),
  summary: LocalisedLines(2000).optional(),
  organisers: z.array(OneLine(100).min(1)).min(1).max(10),
  timeZone: TimeZone.optional(),
  defaultLocale: Locale.optional(),
  /** Public: the series' privacy page names them. */
  partners: z.array(Partner).max(10).optional(),
  replyTo: z.email().max(320).optional(),
  /** How long after the sign-up the one reminder to confirm goes out; absent: none. */
  verificationNudge: Duration.optional(),
  retentionDays: z.int().min(1).max(3650).optional(),
  notices: Notices,
  certificate: Certificate.optional(),
  look: Look.optional(),
  texts: z.partialRecord(TemplateName, TemplateTexts).optional(),
});
export type SeriesInput = z.infer<typeof SeriesInput>;

/** A stored series as it would be handed in again. */
export function seriesInputOf(series: WithStoredNotices): SeriesInput {
  return z.object(SeriesInput.shape).parse({ ...series, notices: writtenNotices(series.notices) });
}

type WithStoredNotices = Omit<SeriesInput, 'notices'> & { notices: StoredNotices };

/** The notices as their organisers wrote them. */
export function writtenNotices({ privacy, news, sensitive }: StoredNotices) {
  return {
    privacy: asWritten(privacy),
    ...(news && { news: asWritten(news) }),
    ...(sensitive && { sensitive: asWritten(sensitive) }),
  };
}

function asWritten<T extends { text: Localised; written?: Localised | undefined }>(notice: T) {
  const { written, ...shown } = notice;
  return { ...shown, text: written ?? notice.text };
}
