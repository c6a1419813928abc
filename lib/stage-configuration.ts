import { RetentionDays } from 'aws-cdk-lib/aws-logs';
import { RegionInfo } from 'aws-cdk-lib/region-info';
import * as z from 'zod';
import { Stage } from '../functions/core/values/stage.ts';
import { functionNames } from './function-names.ts';

const regions = RegionInfo.regions.map(({ name }) => name);
const retentions = Object.values(RetentionDays).filter((days) => typeof days === 'number' && days < 9999);
const domain = z
  .string()
  .regex(/^(?=.{4,253}$)([a-z0-9]([a-z0-9-]{0,61}[a-z0-9])?\.)+[a-z]{2,63}$/, 'is not a domain');

/**
 * Lambda takes 4 KB of environment in all:
 * https://docs.aws.amazon.com/lambda/latest/dg/configuration-envvars.html; the rest is kept for ARNs and names.
 */
const stageAndOwnersBytes = 3000;

/** How many instances take SES's notices in at a time: the fewest that Lambda offers for a queue. */
export const noticeWorkers = 2;

const DeployedStage = Stage.extend({
  /** Without it, the account of the credentials that deploy. */
  account: z
    .string()
    .regex(/^\d{12}$/, 'is not an account')
    .optional(),
  region: z
    .string()
    .refine((region) => regions.includes(region), 'is not a region of AWS')
    .default('eu-central-1'),
  /** SES signs for it; the sender lies within it. */
  mailDomain: domain,
  /** True where SES knows the mail domain already and another stack keeps it. */
  existingIdentity: z.boolean().default(false),
  /** Whether SES has let the account out of its sandbox in this region, or mails only verified addresses yet. */
  sesAccess: z.enum(['sandbox', 'production']).default('production'),
  /** Whose tokens may be of the role owner for all series. */
  owners: z.array(z.email()).min(1).max(20),
  alarmAddress: z.email(),
  /** What happens to table, keys and logs when the stack is deleted. */
  removal: z.enum(['destroy', 'retain']),
  deletionProtection: z.boolean(),
  pointInTimeRecovery: z.boolean(),
  /** The stream of a table that was restored from a backup, which takes the place of the stack's own. */
  restoredTableStream: z
    .string()
    .regex(
      /^arn:aws[a-z-]*:dynamodb:[a-z0-9-]+:\d{12}:table\/[\w.-]+\/stream\/[\w:.-]+$/,
      'is not the ARN of a stream',
    )
    .optional(),
  logRetentionDays: z.literal(retentions.map(Number)).default(30),
  /** The API's own domain; a DNS record and a certificate in the same region belong to it. */
  customDomain: z.strictObject({ name: domain, certificateArn: z.string().startsWith('arn:') }).optional(),
  /** Reserved concurrent executions; a new account of AWS has too few to reserve any. */
  concurrency: z.partialRecord(z.enum(functionNames), z.int().min(1).max(1000)).default({}),
});

type Draft = z.infer<typeof DeployedStage>;

/** Rules across fields; each is tried as soon as the fields that it reads are sound. */
const rules: { reads: (keyof Draft)[]; fault: string; broken: (stage: Draft) => boolean }[] = [
  {
    reads: ['sender', 'mailDomain'],
    fault: 'lies outside the mail domain',
    broken: ({ sender, mailDomain }) => !`.${sender.split('@')[1]?.toLowerCase()}`.endsWith(`.${mailDomain}`),
  },
  {
    reads: ['customDomain', 'region'],
    fault: 'has a certificate of another region',
    broken: ({ customDomain, region }) =>
      customDomain !== undefined && customDomain.certificateArn.split(':')[3] !== region,
  },
  {
    reads: ['concurrency'],
    fault: `reserves fewer than the ${noticeWorkers} executions by which the queue of sesNotices is read`,
    broken: ({ concurrency: { sesNotices = noticeWorkers } }) => sesNotices < noticeWorkers,
  },
  {
    reads: ['organisation', 'owners', ...Stage.keyof().options],
    fault: `is, with origins and owners, longer than ${stageAndOwnersBytes} bytes in the functions' environment`,
    broken: (stage) => publicStageJson(stage).length + stage.owners.join().length > stageAndOwnersBytes,
  },
  {
    reads: ['removal', 'name'],
    fault: 'loses the data of prod with its stack',
    broken: ({ name, removal }) => name === 'prod' && removal !== 'retain',
  },
  {
    reads: ['deletionProtection', 'name'],
    fault: 'lets the data of prod be deleted',
    broken: ({ name, deletionProtection }) => name === 'prod' && !deletionProtection,
  },
  {
    reads: ['pointInTimeRecovery', 'name'],
    fault: 'leaves the data of prod without a backup',
    broken: ({ name, pointInTimeRecovery }) => name === 'prod' && !pointInTimeRecovery,
  },
  {
    reads: ['allowedOrigins', 'name'],
    fault: 'lets prod be used from a website without TLS',
    broken: ({ name, allowedOrigins }) =>
      name === 'prod' && allowedOrigins.some((url) => !url.startsWith('https:')),
  },
];

/** What to write instead, by path; a path without its own line takes its parent's. */
const advice: Record<string, string> = {
  '': `an object of ${Object.keys(DeployedStage.shape).join(', ')}`,
  name: 'lower-case letters, digits and hyphens, at most 20, beginning with a letter',
  organisation: 'an object of name, imprint, imprintUrl, privacyUrl, and if wanted colour and logoUrl',
  'organisation.imprint': 'one to twelve lines: postal address, representative, register, contact',
  'organisation.imprintUrl': 'the URL of the imprint, such as https://www.example.org/impressum',
  'organisation.privacyUrl': 'the URL of the privacy notice, such as https://www.example.org/datenschutz',
  'organisation.colour': 'a colour such as "#1f4e79"',
  'organisation.logoUrl': 'the URL of an image, such as https://www.example.org/logo.png',
  sender: 'an address in the mail domain, such as seminare@mail.example.org for mail.example.org',
  replyTo: 'the address of a person, such as seminare@example.org',
  allowedOrigins: 'a list of origins such as ["https://www.example.org"]; prod takes https alone',
  defaultLocale: '"de" or "en"',
  defaultTimeZone: 'a zone of the IANA database such as "Europe/Berlin"',
  retentionDays: 'whole days from 1 to 3650',
  account: 'twelve digits in quotation marks, or nothing for the account of your credentials',
  region: 'a region such as "eu-central-1"',
  mailDomain: 'a domain in lower case that you can add DNS records to, such as "mail.example.org"',
  existingIdentity: 'true where SES knows the mail domain already, else false',
  sesAccess: '"sandbox" until SES has granted production access, then "production" or nothing',
  owners: 'a list of one to twenty addresses such as ["organisation@example.org"]',
  alarmAddress: 'an address that somebody reads daily, such as "it@example.org"',
  removal: '"retain" (always for prod) or "destroy"',
  deletionProtection: 'true (always for prod) or false',
  pointInTimeRecovery: 'true (always for prod) or false',
  restoredTableStream:
    'the ARN of the restored table\'s stream, arn:aws:dynamodb:…:table/…/stream/…; see docs/operating.md, "Restore"',
  logRetentionDays: `a number of days that CloudWatch offers: ${retentions.join(', ')}`,
  customDomain: 'an object of name ("events.example.org") and certificateArn, of the stage\'s region',
  concurrency: `an object of whole numbers from 1 to 1000 (sesNotices: from ${noticeWorkers}) by function: ${functionNames.join(', ')}`,
};

export const StageConfiguration = rules.reduce<z.ZodType<Draft>>(
  (schema, { reads, fault, broken }) =>
    schema.check(
      z.refine<Draft>((stage) => !broken(stage), {
        path: reads.slice(0, 1),
        error: fault,
        when: ({ value, issues }) =>
          value instanceof Object && !issues.some(({ path }) => reads.some((field) => field === path?.[0])),
      }),
    ),
  DeployedStage,
);
export type StageConfiguration = z.infer<typeof StageConfiguration>;

/** Everything that is wrong with the configuration, one line a fault: path, what is wrong, what to write. */
export class ConfigurationFaults extends Error {
  readonly faults: readonly string[];
  constructor(faults: readonly string[]) {
    super(
      `The configuration has ${faults.length} fault(s):\n${faults.map((fault) => `  - ${fault}`).join('\n')}`,
    );
    this.faults = faults;
  }
}

/**
 * The chosen stage of `stages` (the context of cdk.json) with all defaults.
 * `localOrigin` is added to the allowed origins of dev.
 * @throws ConfigurationFaults with all faults at once
 */
export function readStageConfiguration(
  stages: unknown,
  name: string,
  localOrigin?: string,
): StageConfiguration {
  const known = z.record(z.string(), z.record(z.string(), z.unknown())).safeParse(stages);
  const written = known.data?.[name];
  if (written === undefined) {
    const choice = Object.keys(known.data ?? {}).map((stage) => `-c stage=${stage}`);
    throw new ConfigurationFaults([
      `stages.${name}: is not in cdk.json's context. Write ${choice.join(' or ') || 'an object of stages there'}.`,
    ]);
  }
  if (localOrigin !== undefined && name !== 'dev') {
    throw new ConfigurationFaults([`localOrigin: belongs to dev alone. Leave it out with -c stage=${name}.`]);
  }
  const origins = Array.isArray(written.allowedOrigins) ? written.allowedOrigins : undefined;
  const withOrigin =
    origins && localOrigin && !origins.includes(localOrigin)
      ? { allowedOrigins: [...origins, localOrigin] }
      : {};
  const parsed = StageConfiguration.safeParse({ ...written, ...withOrigin, name }, { reportInput: true });
  if (!parsed.success) {
    throw new ConfigurationFaults(parsed.error.issues.map((issue) => `stages.${name}${faultLine(issue)}`));
  }
  const others = Object.entries(known.data ?? {}).filter(([other]) => other !== name);
  const taken = others.flatMap(([other, fields]) => ownedTwice(parsed.data, fields, other));
  if (taken.length > 0) throw new ConfigurationFaults(taken);
  return parsed.data;
}

/** What SES and API Gateway know once in an account and region, and so belongs to one stage. */
const Owned = z.object({
  account: z.string().optional(),
  region: z.string().default('eu-central-1'),
  mailDomain: z.string().optional(),
  existingIdentity: z.boolean().default(false),
  removal: z.string().optional(),
  customDomain: z.object({ name: z.string() }).optional(),
});

/**
 * Each field by which a stage takes what another one owns in the same account and region: AWS refuses the second, and
 * the deployment fails half-way. A stage without `account` may go into any.
 */
function ownedTwice(stage: StageConfiguration, fields: Record<string, unknown>, other: string): string[] {
  const there = Owned.safeParse(fields).data;
  const isElsewhere =
    there === undefined ||
    there.region !== stage.region ||
    (there.account ?? stage.account) !== (stage.account ?? there.account);
  if (isElsewhere) return [];
  const isOwner = !stage.existingIdentity && !there.existingIdentity;
  const path = `stages.${stage.name}`;
  const [owner, user] = stage.existingIdentity ? [there, stage] : [stage, there];
  const isEndedByOther =
    owner.existingIdentity !== user.existingIdentity &&
    owner.removal === 'destroy' &&
    user.removal === 'retain';
  return [
    ...(isOwner && stage.mailDomain === there.mailDomain
      ? [
          `${path}.mailDomain: belongs to stages.${other} too, in the same account and region. Write a domain of its own, or "existingIdentity": true in the stage that uses the other's, or an account or region of its own.`,
        ]
      : []),
    ...(isEndedByOther && stage.mailDomain === there.mailDomain
      ? [
          `${path}.existingIdentity: the stage that owns the mail domain may be destroyed, and the one that is kept would send no more. Write "existingIdentity": true in the stage with "removal": "destroy" alone.`,
        ]
      : []),
    ...(stage.customDomain !== undefined && stage.customDomain.name === there.customDomain?.name
      ? [`${path}.customDomain: belongs to stages.${other} too. Write a name of its own.`]
      : []),
  ];
}

/**
 * The part of the configuration that the functions know, as JSON. It is all ASCII, because CloudFormation shows
 * other characters of a template as question marks.
 */
export function publicStageJson(stage: StageConfiguration): string {
  const json = JSON.stringify(z.object(Stage.shape).parse(stage));
  return json.replace(/[^\x20-\x7e]/g, (unit) => `\\u${unit.charCodeAt(0).toString(16).padStart(4, '0')}`);
}

/** `.path: what is wrong. Write what.` */
function faultLine(issue: z.core.$ZodIssue): string {
  const names = issue.path.filter((step) => typeof step === 'string');
  let depth = names.length;
  while (depth > 0 && advice[names.slice(0, depth).join('.')] === undefined) depth--;
  const path = issue.path.map((step) => `.${String(step)}`).join('');
  return `${path}: ${whatIsWrong(issue)}. Write ${advice[names.slice(0, depth).join('.')]}.`;
}

/** In short, because what to write follows. */
function whatIsWrong(issue: z.core.$ZodIssue): string {
  switch (issue.code) {
    case 'unrecognized_keys':
      return `has unknown ${issue.keys.join(', ')}`;
    case 'invalid_value':
      return 'is not one of the choices';
    case 'invalid_type':
      return issue.input === undefined ? 'is missing' : `is not of type ${issue.expected}`;
    case 'invalid_format':
      return issue.format === 'regex' ? issue.message : `is not a valid ${issue.format}`;
    case 'custom':
      // A rule of the functions' own has a code, whose sentences are the API's.
      return issue.params === undefined ? issue.message : 'is not possible';
    case 'too_small':
      return issue.origin === 'array' || issue.origin === 'string' ? 'is empty' : 'is too small';
    case 'too_big':
      return issue.origin === 'array' || issue.origin === 'string' ? 'is too long' : 'is too big';
    default:
      return issue.message;
  }
}
