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
 * Where AWS runs data centres within the EU or EEA: Frankfurt, Ireland, Paris, Stockholm, Milan, Spain and Brandenburg.
 * London and Zurich lie outside it, in countries with a decision on adequacy (Art. 45 GDPR), which the assessment then names.
 * https://docs.aws.amazon.com/global-infrastructure/latest/regions/aws-regions.html
 */
const regionsInEea = [
  ...['eu-central-1', 'eu-west-1', 'eu-west-3', 'eu-north-1', 'eu-south-1', 'eu-south-2'],
  'eusc-de-east-1',
];

/**
 * How long prod may keep logs, which bear pseudonyms: the term that the BSI names for records of what happened
 * (Mindeststandard zur Protokollierung und Detektion von Cyberangriffen 2.1, PD.2.1.04).
 */
const longestLogDays = 90;

/** Whether people's data is in it: the stage that is called prod, and each one that outlives its stack. */
export const isProduction = ({ name, removal }: { name: unknown; removal?: unknown }) =>
  name === 'prod' || removal === 'retain';

const hasEmail = (lines: readonly string[]) => lines.some((line) => /[^\s@]+@[^\s@]+\.\p{L}{2,}/u.test(line));

/** A line with words and a house number or postal code, which is neither a telephone's nor a register's number. */
const hasPostalAddress = (lines: readonly string[]) =>
  lines.some(
    (line) =>
      /\p{L}{3,}/u.test(line) &&
      /\d/.test(line) &&
      /^(?!.*(@|\bTel|\bFon|\bFax|\bPhone|\bNr\.|\bNo\.|\bHR[AB]\b|\bUSt|\bVAT))/iu.test(line),
  );

const imprint = ['organisation', 'imprint'];

const rules: StageRule[] = [
  {
    reads: ['removal', 'name'],
    fault: 'loses the data of prod with its stack',
    broken: ({ removal }) => removal !== 'retain',
  },
  {
    reads: ['deletionProtection', 'removal', 'name'],
    fault: 'lets the data of prod be deleted',
    broken: ({ deletionProtection }) => !deletionProtection,
  },
  {
    reads: ['pointInTimeRecovery', 'removal', 'name'],
    fault: 'leaves the data of prod without a backup',
    broken: ({ pointInTimeRecovery }) => !pointInTimeRecovery,
  },
  {
    reads: ['allowedOrigins', 'removal', 'name'],
    fault: 'lets prod be used from a website without TLS',
    broken: ({ allowedOrigins }) => allowedOrigins.some((url) => !url.startsWith('https:')),
  },
  {
    reads: ['region', 'transferAssessment', 'removal', 'name'],
    fault: 'lies outside the EU and the EEA, and no assessment of the transfer is named (Art. 44 to 49 GDPR)',
    write:
      'a region such as "eu-central-1", or "transferAssessment": {"document": its title and where it is kept, "date": "2026-11-01"}',
    broken: ({ region, transferAssessment }) =>
      !regionsInEea.includes(region) && transferAssessment === undefined,
  },
  {
    reads: ['logRetentionDays', 'removal', 'name'],
    fault: `keeps logs for longer than ${longestLogDays} days`,
    write: `at most ${longestLogDays}, such as 30`,
    broken: ({ logRetentionDays }) => logRetentionDays > longestLogDays,
  },
  {
    reads: ['organisation', 'removal', 'name'],
    setting: ['organisation', 'name'],
    fault: 'is no name',
    write: 'the name of who is responsible, as the register or the law says it',
    broken: ({ organisation }) => !/\p{L}.*\p{L}/u.test(organisation.name),
  },
  {
    reads: ['organisation', 'removal', 'name'],
    setting: imprint,
    fault: 'has no e-mail address (§ 5 Abs. 1 Nr. 2 DDG)',
    write: 'a line with the address that people reach you at, such as "kontakt@…"',
    broken: (stage) => !hasEmail(stage.organisation.imprint),
  },
  {
    reads: ['organisation', 'removal', 'name'],
    setting: imprint,
    fault: 'has no postal address (§ 5 Abs. 1 Nr. 1 DDG)',
    write: 'a line of street, number, postal code and place',
    broken: (stage) => !hasPostalAddress(stage.organisation.imprint),
  },
  {
    reads: ['publicBody', 'removal', 'name'],
    fault: 'is not said, and legal bases and accessibility go by it',
    broken: ({ publicBody }) => publicBody === undefined,
  },
  {
    reads: ['accessibility', 'removal', 'name'],
    fault: 'is not said (BFSG, BITV 2.0)',
    broken: ({ accessibility }) => accessibility === undefined,
  },
  {
    reads: ['accessibilityReason', 'accessibility', 'removal', 'name'],
    fault: 'is missing, and accessibility is not required',
    broken: ({ accessibility, accessibilityReason }) =>
      accessibility === 'not-required' && accessibilityReason === undefined,
  },
  {
    reads: ['accessibility', 'publicBody', 'removal', 'name'],
    fault: 'lacks what public bodies explain in easy language and in sign language (§ 4 BITV 2.0)',
    write: 'plainLanguageUrl and signLanguageUrl, the URLs of these pages',
    broken: ({ accessibility, publicBody }) =>
      publicBody === true &&
      typeof accessibility === 'object' &&
      (accessibility.plainLanguageUrl === undefined || accessibility.signLanguageUrl === undefined),
  },
  {
    reads: ['dossier', 'removal', 'name'],
    fault: 'is missing',
    broken: ({ dossier }) => dossier === undefined,
  },
  {
    reads: ['dossier', 'publicBody', 'removal', 'name'],
    setting: ['dossier', 'taskNorm'],
    fault: "is missing: a public body can't rest its tasks on Art. 6(1)(f) GDPR",
    write: 'the law that gives you the task, such as "§ 3 Landesgesetz …"',
    broken: ({ dossier, publicBody }) =>
      publicBody === true && dossier !== undefined && dossier.taskNorm === undefined,
  },
  ...(['imprintUrl', 'privacyUrl'] as const).map(
    (field): StageRule => ({
      reads: ['organisation', 'removal', 'name'],
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

/** Names that belong to nobody (RFC 2606, RFC 6761), and this machine. */
const reservedHost =
  /(?<![\w-])(?:[\w-]+\.)*(?:example\.(?:com|net|org)|[\w-]+\.(?:example|test|invalid|localhost|local)|localhost|127(?:\.\d+){3})(?![\w.-]*[\w-])/i;

/** What `cdk.json` is shipped with, and what people write where something is still to come. */
const placeholder =
  /Stiftung Marktplatz|Muster(?:stadt|land|stra(?:ß|ss)e|weg|mann|frau|verein|stiftung)|\b0123[ /-]?456|\[[^\]]*\]|\bTODO\b|\bTBD\b|XXX/i;

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
