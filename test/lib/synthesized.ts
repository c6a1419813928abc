import { mkdirSync, mkdtempSync, readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { App } from 'aws-cdk-lib';
import { Template } from 'aws-cdk-lib/assertions';
import { inject } from 'vitest';
import * as z from 'zod';
import { EventboteStack } from '../../lib/eventbote-stack.ts';
import { entryOf, type FunctionName, functionNames } from '../../lib/function-names.ts';
import { readStageConfiguration } from '../../lib/stage-configuration.ts';

const CdkJson = z.object({ context: z.looseObject({ stages: z.record(z.string(), z.looseObject({})) }) });

const readJson = (file: string): unknown =>
  JSON.parse(readFileSync(new URL(`../../${file}`, import.meta.url), 'utf8'));

/** The context of cdk.json as it is shipped, stages and feature flags: its prod waits for an operator's values. */
export const { context: shipped } = CdkJson.parse(readJson('cdk.json'));

/** The same with a prod that somebody has filled in. */
export const context: typeof shipped = {
  ...shipped,
  stages: { ...shipped.stages, prod: z.looseObject({}).parse(readJson('test/setup/filled-prod.json')) },
};

/** The stack of a stage of cdk.json, with `changes` in its configuration and with empty functions. */
export function makeStack(stageName: string, changes: object = {}): { app: App; stack: EventboteStack } {
  const scratch = mkdtempSync(join(inject('scratch'), 'synth-'));
  const entryDirectory = join(scratch, 'functions');
  mkdirSync(entryDirectory);
  for (const name of functionNames) {
    writeFileSync(join(entryDirectory, entryOf(name)), `export const handler = () => '${name}';`);
  }
  // `cdk synth` checks the template against CloudFormation's rules; here that would take two seconds a file.
  const app = new App({ context, outdir: join(scratch, 'cdk.out'), builtinCloudFormationValidation: false });
  const stages = { [stageName]: { ...context.stages[stageName], ...changes } };
  const stage = readStageConfiguration(stages, stageName);
  const stack = new EventboteStack(app, `eventbote-${stageName}`, {
    stage,
    entryDirectory,
    env: { account: '111122223333', region: stage.region },
  });
  return { app, stack };
}

const Resource = z.object({
  Type: z.string(),
  Properties: z.record(z.string(), z.any()).default({}),
  DeletionPolicy: z.string().optional(),
  UpdateReplacePolicy: z.string().optional(),
  DependsOn: z.array(z.string()).optional(),
});
export type Resource = z.infer<typeof Resource>;

const OneOrMore = z.union([z.unknown().array(), z.unknown().transform((one) => [one])]);
const Statement = z.object({
  Effect: z.literal('Allow'),
  Action: OneOrMore.pipe(z.array(z.string())),
  Resource: OneOrMore,
  Condition: z.unknown().optional(),
});
export type Statement = z.infer<typeof Statement>;

/** What the tests ask of a synthesized stack. */
export class Synthesized {
  readonly template: Template;
  readonly resources: Record<string, Resource>;

  constructor(stageName: string, changes?: object) {
    this.template = Template.fromStack(makeStack(stageName, changes).stack);
    this.resources = z
      .object({ Resources: z.record(z.string(), Resource) })
      .parse(this.template.toJSON()).Resources;
  }

  all(type: string): Resource[] {
    return Object.values(this.resources).filter(({ Type }) => Type === type);
  }

  only(type: string): Resource {
    const [first, ...others] = this.all(type);
    if (!first || others.length > 0)
      throw new Error(`${others.length + Number(!!first)} resources of ${type}`);
    return first;
  }

  /** The logical id of the resource of this type whose id begins so. */
  idOf(type: string, beginning: string): string {
    const found = Object.keys(this.resources).filter(
      (id) => this.resources[id]?.Type === type && new RegExp(`^${beginning}[0-9A-F]{8}$`).test(id),
    );
    if (found.length !== 1)
      throw new Error(`${found.length} resources of ${type} that begin with ${beginning}`);
    return String(found[0]);
  }

  functionId(name: FunctionName): string {
    return this.idOf('AWS::Lambda::Function', name.charAt(0).toUpperCase() + name.slice(1));
  }

  functionProperties(name: FunctionName): Resource['Properties'] {
    return this.resources[this.functionId(name)]?.Properties ?? {};
  }

  /** What the function's role may do. */
  statementsOf(name: FunctionName): Statement[] {
    return this.statementsOfRole(this.functionProperties(name).Role['Fn::GetAtt'][0]);
  }

  statementsOfRole(roleId: string): Statement[] {
    return this.all('AWS::IAM::Policy')
      .filter(({ Properties }) => Properties.Roles.some((role: { Ref: string }) => role.Ref === roleId))
      .flatMap(({ Properties }) => z.array(Statement).parse(Properties.PolicyDocument.Statement));
  }
}
