import * as z from 'zod';
import { Stage } from '../functions/core/values/stage.ts';
import { DeployedStage, noticeWorkers, stageAndOwnersBytes } from './deployed-stage.ts';
import {
  answerFaults,
  exampleFaults,
  isNamedProduction,
  isProduction,
  productionRules,
  type StageRule,
} from './production.ts';
import { faultLine, isOfRule } from './stage-advice.ts';

const rules: StageRule[] = [
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
    reads: ['development', 'removal', 'name'],
    fault: 'is said of a stage that is called as a production is or whose data outlives its stack',
    write: 'false or nothing, or another name and "removal": "destroy"',
    broken: ({ development, removal, name }) =>
      development && (removal === 'retain' || isNamedProduction(name)),
  },
  ...productionRules,
];

export const StageConfiguration = rules.reduce<z.ZodType<DeployedStage>>(
  (schema, { reads, setting = reads.slice(0, 1), fault, write, broken }) =>
    schema.check(
      z.refine<DeployedStage>((stage) => !broken(stage), {
        path: [...setting],
        error: fault,
        params: { write },
        when: ({ value, issues }) =>
          value instanceof Object &&
          !issues.some((issue) => !isOfRule(issue) && reads.some((field) => field === issue.path?.[0])),
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
  const { written, others } = stageOf(stages, name);
  if (localOrigin !== undefined && name !== 'dev') {
    throw new ConfigurationFaults([`localOrigin: belongs to dev alone. Leave it out with -c stage=${name}.`]);
  }
  const origins = Array.isArray(written.allowedOrigins) ? written.allowedOrigins : undefined;
  const withOrigin =
    origins && localOrigin && !origins.includes(localOrigin)
      ? { allowedOrigins: [...origins, localOrigin] }
      : {};
  const parsed = StageConfiguration.safeParse({ ...written, ...withOrigin, name }, { reportInput: true });
  const faults = parsed.success
    ? others.flatMap(([other, fields]) => ownedTwice(parsed.data, fields, other))
    : faultLines(name, parsed.error);
  if (isProduction(written)) {
    const examples = exampleFaults(`stages.${name}`, written);
    const isExample = (fault: string) =>
      examples.some((example) => example.split(':')[0] === fault.split(':')[0]);
    const empty = parsed.success ? answerFaults(`stages.${name}.dossier`, parsed.data.dossier) : [];
    faults.push(...examples, ...empty.filter((fault) => !isExample(fault)));
  }
  if (!parsed.success || faults.length > 0) throw new ConfigurationFaults(faults);
  return parsed.data;
}

/**
 * A stage as a command needs it that works on what is deployed: its fields are sound, and what a new deployment would be
 * refused for, answers for the dossier among it, keeps nobody from changing keys or replaying a ledger.
 * @throws ConfigurationFaults with all faults at once
 */
export function readDeployedStage(stages: unknown, name: string): DeployedStage {
  const { dossier: _, ...written } = stageOf(stages, name).written;
  const parsed = DeployedStage.safeParse({ ...written, name }, { reportInput: true });
  if (!parsed.success) throw new ConfigurationFaults(faultLines(name, parsed.error));
  return parsed.data;
}

const faultLines = (name: string, { issues }: z.ZodError) =>
  issues.map((issue) => `stages.${name}${faultLine(issue)}`);

/** What is written for the stage of this name, and for each other one. */
function stageOf(stages: unknown, name: string) {
  const known = z.record(z.string(), z.record(z.string(), z.unknown())).safeParse(stages).data ?? {};
  const { [name]: written, ...others } = known;
  if (written === undefined) {
    const choice = Object.keys(known).map((stage) => `-c stage=${stage}`);
    throw new ConfigurationFaults([
      `stages.${name}: is not in cdk.json's context. Write ${choice.join(' or ') || 'an object of stages there'}.`,
    ]);
  }
  return { written, others: Object.entries(others) };
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
