import * as z from 'zod';
import { breaks, formed } from './faults.ts';
import { inLocale, Locale, Localised } from './locale.ts';
import { isOneLine, isOpenUrl, OneLine } from './text.ts';

/** Zones that were found good: asking Intl took longer than all the rest of reading an event. */
const knownZones = new Set<string>();

function isZone(zone: string): boolean {
  try {
    new Intl.DateTimeFormat('en', { timeZone: zone });
    return zone.includes('/') || zone === 'UTC';
  } catch {
    return false;
  }
}

/** A place in the IANA time zone database that this runtime knows. */
export const TimeZone = formed(/^[A-Za-z0-9_+/-]{1,60}$/, { code: 'invalidTimeZone' }).refine(
  (zone) => {
    if (!knownZones.has(zone) && isZone(zone)) knownZones.add(zone);
    return knownZones.has(zone);
  },
  breaks({ code: 'invalidTimeZone' }),
);

const Origin = z.string().refine((text) => {
  const url = URL.parse(text);
  return url !== null && /^https?:$/.test(url.protocol) && url.origin === text;
}, 'must be an origin such as https://www.example.org: scheme and host, without path or slash at the end');

const open = 'has a user name or password in it, which everybody would read';
const Url = z
  .url({ protocol: /^https?$/ })
  .refine(isOneLine)
  .refine(isOpenUrl, open);
const SecureUrl = z
  .url({ protocol: /^https$/ })
  .refine(isOneLine)
  .refine(isOpenUrl, open);

/** Who sends: shown in every mail's and page's footer, as German law asks of a sender (§ 5 DDG). */
export const Organisation = z.strictObject({
  name: OneLine(100).min(1),
  /** The full imprint below the name, one line an entry: postal address, representative, register, contact. */
  imprint: z.array(OneLine(200).min(1)).min(1).max(12),
  imprintUrl: Url,
  privacyUrl: Url,
  /** #rrggbb, of buttons and headings. */
  colour: z
    .string()
    .regex(/^#[0-9a-f]{6}$/i)
    .default('#1f4e79'),
  logoUrl: SecureUrl.optional(),
});
export type Organisation = z.infer<typeof Organisation>;

/**
 * The pages that accessibility law asks for, shown wherever the imprint is: the statement, where a barrier is reported (an
 * address or a page) and, of public bodies, what is explained in easy language and in sign language. Or that no law asks.
 */
export const Accessibility = z.union([
  z.literal('not-required'),
  z.strictObject({
    statementUrl: Url,
    feedback: z.union([z.email(), SecureUrl]),
    plainLanguageUrl: Url.optional(),
    signLanguageUrl: Url.optional(),
  }),
]);
export type Accessibility = z.infer<typeof Accessibility>;

/** Who processes, as a reader of a language is told: written once, it stands so in all of them. */
export function processorIn(processor: Stage['processors'][number], locale: Locale): string {
  return typeof processor === 'string' ? processor : inLocale(processor, locale);
}

/**
 * Where AWS runs data centres within the EU or EEA: Frankfurt, Ireland, Paris, Stockholm, Milan, Spain and Brandenburg.
 * London and Zurich lie outside it, in countries with a decision on adequacy (Art. 45 GDPR), which the assessment then names.
 * https://docs.aws.amazon.com/global-infrastructure/latest/regions/aws-regions.html
 */
export const regionsInEea = [
  ...['eu-central-1', 'eu-west-1', 'eu-west-3', 'eu-north-1', 'eu-south-1', 'eu-south-2'],
  'eusc-de-east-1',
];

/** What the functions know of their stage: the value of `STAGE`, as JSON. */
export const Stage = z.strictObject({
  name: z.string().regex(/^[a-z][a-z0-9-]{0,19}$/),
  organisation: Organisation,
  /** Whether it is a public body, whose tasks rest on a law and never on its own interests (Art. 6(1) GDPR, last sentence). */
  publicBody: z.boolean().optional(),
  /** The law that gives a public body its task, such as "§ 10 Abs. 2 GemO": the legal bases name it (Art. 6(3) GDPR). */
  taskNorm: OneLine(200).min(5).optional(),
  /** Who processes on its behalf (Art. 28 GDPR), each by the name in the contract, with its seat and what for. */
  processors: z
    .array(z.union([OneLine(200).min(10), Localised(200)]))
    .max(5)
    .default([]),
  /** Where it runs, which says whether data leaves the EU and the EEA (Art. 15(2) GDPR). */
  region: z.string().optional(),
  /** The assessment of a transfer to a country outside the EU and the EEA; a production in such a region needs one. */
  transferAssessment: z
    .strictObject({ document: z.string().trim().min(10).max(300), date: z.iso.date() })
    .optional(),
  accessibility: Accessibility.optional(),
  /** The address that mails come from; it lies in the mail domain. */
  sender: z.email(),
  /** Where answers go when the series names nobody. */
  replyTo: z.email(),
  allowedOrigins: z.array(Origin).min(1).max(20),
  defaultLocale: Locale.default('de'),
  defaultTimeZone: TimeZone.default('Europe/Berlin'),
  /** Days after the last event of a series until its attendees' data is erased, unless the series says otherwise. */
  retentionDays: z.int().min(1).max(3650).default(90),
});
export type Stage = z.infer<typeof Stage>;
