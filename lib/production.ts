import { regionsInEea } from '../functions/core/values/stage.ts';
import type { DeployedStage } from './deployed-stage.ts';

/** A rule across fields, tried as soon as the fields that it reads are sound. */
export interface StageRule {
  readonly reads: readonly (keyof DeployedStage)[];
  /** The setting that the fault names; without it, the first that is read. */
  readonly setting?: readonly string[];
  readonly fault: string;
  /** What to write instead, where the setting's own line does not say it. */
  readonly write?: string;
  readonly broken: (stage: DeployedStage) => boolean;
}

/**
 * How long a production may keep logs, which bear pseudonyms: the term that the BSI names for records of what happened
 * (Mindeststandard zur Protokollierung und Detektion von Cyberangriffen 2.1, PD.2.1.04).
 */
const longestLogDays = 90;

/** Whether people's data may be in it: each stage that does not say that it is for development. */
export const isProduction = ({ development }: { development?: unknown }) => development !== true;

/** What a production is called, in either language: one that says it is for development isn't believed. */
export const isNamedProduction = (name: string) =>
  /(?:^|[-_])(?:prod\w*|live|echt\w*|wirk\w*|real)(?:$|[-_])/i.test(name);

/** What the general limitation is (section 195 BGB), leap day included: longer than that nothing is needed to take part. */
const longestRetentionDays = 3 * 365 + 1;

/** The judgement since which such an assessment is asked for (CJEU, C-311/18). */
const firstAssessment = '2020-07-16';

/** An address that somebody reads: § 5 DDG asks for one by which people are in touch. */
const isAnswered = (line: string) =>
  /[^\s@]+@[^\s@]+\.\p{L}{2,}/u.test(line) && !/\b(?:no|do[._-]?not)[._-]?reply@/i.test(line);

/** A postal code with its place, as countries of the EU and its neighbours write them. */
const codeAndPlace =
  /(?:^|[\s,])(?:[A-Z]{1,2}-)?(?:\d{4,5}|\d{2}-\d{3}|\d{3} \d{2}|\d{4} ?[A-Z]{2})\s+\p{Lu}\p{L}|\p{Lu}\p{L}+,?\s+[A-Z]\d{2} ?[A-Z0-9]{4}\b/u;

/** What follows is a number of something else, though it may look like a postal code. */
const otherNumber =
  /\b(?:Tel(?:efon|ephone)?|Fon|Fax|Phone|HR[AB]|VR|USt|VAT|Amtsgericht|Registergericht)\b/iu;

/** Where papers can be served: a postal code with its place, and no post-office box. */
const hasPostalAddress = (lines: readonly string[]) =>
  lines.some(
    (line, at) =>
      codeAndPlace.test(line.split(otherNumber)[0] ?? '') &&
      !/\b(?:Postfach|P\.? ?O\.? ?Box)\b/i.test(`${lines[at - 1] ?? ''} ${line}`),
  );

const imprint = ['organisation', 'imprint'];

const rules: StageRule[] = [
  {
    reads: ['removal', 'development'],
    fault: 'loses the data of a production with its stack',
    broken: ({ removal }) => removal !== 'retain',
  },
  {
    reads: ['deletionProtection', 'development'],
    fault: 'lets the data of a production be deleted',
    broken: ({ deletionProtection }) => !deletionProtection,
  },
  {
    reads: ['pointInTimeRecovery', 'development'],
    fault: 'leaves the data of a production without a backup',
    broken: ({ pointInTimeRecovery }) => !pointInTimeRecovery,
  },
  {
    reads: ['allowedOrigins', 'development'],
    fault: 'lets a production be used from a website without TLS',
    broken: ({ allowedOrigins }) => allowedOrigins.some((url) => !url.startsWith('https:')),
  },
  {
    reads: ['region', 'transferAssessment', 'development'],
    fault: 'lies outside the EU and the EEA, and no assessment of the transfer is named (Art. 44 to 49 GDPR)',
    write:
      'a region such as "eu-central-1", or "transferAssessment": {"document": its title and where it is kept, "date": "2026-11-01"}',
    broken: ({ region, transferAssessment }) =>
      !regionsInEea.includes(region) && transferAssessment === undefined,
  },
  {
    reads: ['transferAssessment', 'development'],
    setting: ['transferAssessment', 'document'],
    fault: 'names no document',
    write: 'its title and where it is kept',
    broken: ({ transferAssessment }) =>
      transferAssessment !== undefined && !isSentence(transferAssessment.document),
  },
  {
    reads: ['transferAssessment', 'development'],
    setting: ['transferAssessment', 'date'],
    fault: `is before ${firstAssessment}, since when transfers are assessed (CJEU, C-311/18)`,
    write: 'the day of the assessment that holds now',
    broken: ({ transferAssessment }) =>
      transferAssessment !== undefined && transferAssessment.date < firstAssessment,
  },
  {
    reads: ['retentionDays', 'development'],
    fault: `keeps people's data for longer than ${longestRetentionDays} days (Art. 5(1)(e) GDPR)`,
    write: `at most ${longestRetentionDays}, such as 90`,
    broken: ({ retentionDays }) => retentionDays > longestRetentionDays,
  },
  {
    reads: ['logRetentionDays', 'development'],
    fault: `keeps logs for longer than ${longestLogDays} days`,
    write: `at most ${longestLogDays}, such as 30`,
    broken: ({ logRetentionDays }) => logRetentionDays > longestLogDays,
  },
  {
    reads: ['organisation', 'development'],
    setting: ['organisation', 'name'],
    fault: 'is no name',
    write: 'the name of who is responsible, as the register or the law says it',
    broken: ({ organisation }) => !/\p{L}.*\p{L}/u.test(organisation.name),
  },
  {
    reads: ['organisation', 'development'],
    setting: imprint,
    fault: 'has no e-mail address that is answered (§ 5 Abs. 1 Nr. 2 DDG)',
    write: 'a line with the address that people reach you at, such as "kontakt@…"',
    broken: (stage) => !stage.organisation.imprint.some(isAnswered),
  },
  {
    reads: ['organisation', 'development'],
    setting: imprint,
    fault: 'has no postal address (§ 5 Abs. 1 Nr. 1 DDG)',
    write: 'a line of street, number, postal code and place',
    broken: (stage) => !hasPostalAddress(stage.organisation.imprint),
  },
  {
    reads: ['publicBody', 'development'],
    fault: 'is not said, and legal bases and accessibility go by it',
    broken: ({ publicBody }) => publicBody === undefined,
  },
  {
    reads: ['accessibility', 'development'],
    fault: 'is not said (BFSG, BITV 2.0)',
    broken: ({ accessibility }) => accessibility === undefined,
  },
  {
    reads: ['accessibilityReason', 'accessibility', 'development'],
    fault: 'is missing, and accessibility is not required',
    broken: ({ accessibility, accessibilityReason }) =>
      accessibility === 'not-required' && accessibilityReason === undefined,
  },
  {
    reads: ['accessibility', 'publicBody', 'development'],
    fault: 'lacks what public bodies explain in easy language and in sign language (§ 4 BITV 2.0)',
    write: 'plainLanguageUrl and signLanguageUrl, the URLs of these pages',
    broken: ({ accessibility, publicBody }) =>
      publicBody === true &&
      typeof accessibility === 'object' &&
      (accessibility.plainLanguageUrl === undefined || accessibility.signLanguageUrl === undefined),
  },
  {
    reads: ['dossier', 'development'],
    fault: 'is missing',
    broken: ({ dossier }) => dossier === undefined,
  },
  {
    reads: ['taskNorm', 'publicBody', 'development'],
    fault: "is missing: a public body can't rest its tasks on Art. 6(1)(f) GDPR",
    broken: ({ taskNorm, publicBody }) => publicBody === true && taskNorm === undefined,
  },
  {
    reads: ['dossier', 'publicBody', 'development'],
    setting: ['dossier', 'dataProtectionOfficer'],
    fault: 'has no address, and a public body has such a person (Art. 37(1)(a) GDPR)',
    write: 'name or office, with the e-mail address',
    broken: ({ dossier, publicBody }) =>
      publicBody === true && dossier !== undefined && !isAnswered(dossier.dataProtectionOfficer),
  },
  {
    reads: ['processors', 'development'],
    fault: 'names nobody, and whoever runs the region processes for you (Art. 28 GDPR)',
    broken: ({ processors }) => processors.length === 0,
  },
  {
    reads: ['replyTo', 'development'],
    fault: 'is answered by nobody',
    broken: ({ replyTo }) => !isAnswered(replyTo),
  },
  {
    reads: ['organisation', 'development'],
    setting: ['organisation', 'privacyUrl'],
    fault: 'is the imprint (Art. 13 GDPR and § 5 DDG ask for different things)',
    write: 'the URL of the page about data protection',
    broken: ({ organisation: { privacyUrl, imprintUrl } }) => privacyUrl === imprintUrl,
  },
  {
    reads: ['accessibility', 'organisation', 'development'],
    setting: ['accessibility', 'statementUrl'],
    fault: 'is the page of something else',
    write: 'the URL of the accessibility statement',
    broken: ({ accessibility, organisation: { privacyUrl, imprintUrl } }) =>
      typeof accessibility === 'object' && [privacyUrl, imprintUrl].includes(accessibility.statementUrl),
  },
  ...(['statementUrl', 'plainLanguageUrl', 'signLanguageUrl'] as const).map(
    (field): StageRule => ({
      reads: ['accessibility', 'development'],
      setting: ['accessibility', field],
      fault: 'is no page of a website with TLS',
      write: 'a URL that begins with https://',
      broken: ({ accessibility }) =>
        typeof accessibility === 'object' && accessibility[field]?.startsWith('https://') === false,
    }),
  ),
  ...(['imprintUrl', 'privacyUrl'] as const).map(
    (field): StageRule => ({
      reads: ['organisation', 'development'],
      setting: ['organisation', field],
      fault: 'is no page of a website with TLS',
      write: 'a URL that begins with https://',
      broken: ({ organisation }) => !organisation[field].startsWith('https://'),
    }),
  ),
];

/** What a stage with people's data has to keep, and others needn't. */
export const productionRules: StageRule[] = rules.map((rule) => ({
  ...rule,
  broken: (stage) => isProduction(stage) && rule.broken(stage),
}));

/** Names that belong to nobody (RFC 2606, RFC 6761) or are written for one's own, and this machine. */
const reservedHost =
  /(?<![\w-])(?:[\w-]+\.)*(?:(?:example|beispiel|muster\w*|(?:my|your|meine|ihre|deine|eure)-?domain|domain)\.(?:com|net|org|eu|info|de|at|ch)|[\w-]+\.(?:example|test|invalid|localhost|local|tld)|localhost|127(?:\.\d+){3})(?![\w.-]*[\w-])/i;

/** What `cdk.json` is shipped with, and what people write where something is still to come. */
const placeholder = new RegExp(
  [
    'Stiftung Marktplatz|Beispiel:|Platzhalter|placeholder|lorem ipsum',
    'Muster(?:stadt|land|stra(?:ß|ss)e|weg|platz|gasse|mann|frau|verein|stiftung|gemeinde|institut|firma| GmbH| AG| e\\. ?V)',
    '\\b12345\\b|(?<![\\da-f])\\d{0,3}1[ /-]?2[ /-]?3[ /-]?4[ /-]?5[ /-]?6',
    '\\[[^\\]]*\\]|<[^>]*>|\\b(?:TODO|TBD|TBA|TBC|FIXME)\\b|XXX|\\?\\?|_{3,}|-{3,}|\\.{4,}',
    '\\b(?:noch|muss|ist|sind|wäre) (?:\\p{L}+ )?zu (?:klären|prüfen|ergänzen|bestimmen|benennen)|\\bnoch (?:offen|unklar|nicht (?:geklärt|bekannt|benannt|erfolgt))',
    '\\bzu klären\\b|\\bwird (?:noch )?(?:geklärt|ergänzt|nachgereicht|benannt|festgelegt)|\\b(?:folgt|siehe oben|s\\. ?o\\.|to follow|to be (?:done|defined|decided))[.\\s]*$',
  ].join('|'),
  'iu',
);

/** Whether a sentence says something: three words at least. */
function isSentence(text: string): boolean {
  return (text.match(/\p{L}{2,}/gu) ?? []).length >= 3;
}

/** Each answer for the dossier that says nothing, as a fault. */
export function answerFaults(path: string, written: unknown): string[] {
  if (typeof written === 'string')
    return isSentence(written) || /^\d{4}-\d\d-\d\d$/.test(written)
      ? []
      : [`${path}: says nothing. Write a sentence.`];
  if (typeof written !== 'object' || written === null) return [];
  return Object.entries(written).flatMap(([key, value]) => answerFaults(`${path}.${key}`, value));
}

/**
 * Each setting of a production that still has an example's value, as a fault. It looks through what is written, sound
 * or not.
 */
export function exampleFaults(path: string, written: unknown): string[] {
  if (typeof written === 'string') {
    const [found] = reservedHost.exec(written) ?? placeholder.exec(written) ?? [];
    return found === undefined
      ? []
      : [`${path}: still has the example's "${found}". Write what is true of yours.`];
  }
  if (typeof written !== 'object' || written === null) return [];
  return Object.entries(written).flatMap(([key, value]) => exampleFaults(`${path}.${key}`, value));
}
