import { RetentionDays } from 'aws-cdk-lib/aws-logs';
import { RegionInfo } from 'aws-cdk-lib/region-info';
import * as z from 'zod';
import { Stage } from '../functions/core/values/stage.ts';
import { functionNames } from './function-names.ts';

const regions = RegionInfo.regions.map(({ name }) => name);
export const logRetentions = Object.values(RetentionDays)
  .map(Number)
  .filter((days) => days < 9999);
const domain = z
  .string()
  .regex(/^(?=.{4,253}$)([a-z0-9]([a-z0-9-]{0,61}[a-z0-9])?\.)+[a-z]{2,63}$/, 'is not a domain');

/**
 * Lambda takes 4 KB of environment in all:
 * https://docs.aws.amazon.com/lambda/latest/dg/configuration-envvars.html; the rest is kept for ARNs and names.
 */
export const stageAndOwnersBytes = 3000;

/** How many instances take SES's notices in at a time: the fewest that Lambda offers for a queue. */
export const noticeWorkers = 2;

const answer = z.string().trim().min(10).max(2000);
/** What was done on a day, and with which result. */
const done = z.strictObject({ date: z.iso.date(), result: answer });

export const DeployedStage = Stage.extend({
  /** Whether it is for development alone: no real person's data, and so none of what a production is refused for. */
  development: z.boolean().default(false),
  /** Without it, the account of the credentials that deploy. */
  account: z
    .string()
    .regex(/^\d{12}$/, 'is not an account')
    .optional(),
  region: z
    .string()
    .refine((region) => regions.includes(region), 'is not a region of AWS')
    .default('eu-central-1'),
  /** Whether table, queues, topics, secret, logs and the functions' settings are encrypted with a key of the account's own. */
  customerManagedKey: z.boolean().default(false),
  /** Why no law asks for accessibility, where the stage says so. */
  accessibilityReason: z.string().trim().min(20).max(500).optional(),
  /** What a machine can't know of how data is dealt with: the operator's answers, for `npm run dossier`. */
  dossier: z
    .strictObject({
      dataProtectionOfficer: answer,
      authority: answer,
      /** Contracts with the processors (Art. 28(3) GDPR): version, day, where they are kept. */
      processingAgreements: answer,
      /** Why, and by what measure, data goes to a third country at all: the parent of who runs the region. */
      thirdCountries: answer,
      impactAssessment: done,
      children: answer,
      worksCouncil: answer,
      archive: answer,
      accessReview: done,
      restoreDrill: done,
      breachDrill: done,
      /** Who reports a breach, to whom, by which way. */
      breach: answer,
      /** For whom else the stage is run (Art. 30(2) GDPR), or that it is for nobody. */
      onBehalfOf: answer,
      partners: answer,
    })
    .optional(),
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
  logRetentionDays: z.literal(logRetentions).default(30),
  /** The API's own domain; a DNS record and a certificate in the same region belong to it. */
  customDomain: z.strictObject({ name: domain, certificateArn: z.string().startsWith('arn:') }).optional(),
  /** Reserved concurrent executions; a new account of AWS has too few to reserve any. */
  concurrency: z.partialRecord(z.enum(functionNames), z.int().min(1).max(1000)).default({}),
});

export type DeployedStage = z.infer<typeof DeployedStage>;
