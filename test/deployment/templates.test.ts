import { readFileSync } from 'node:fs';
import { createRequire } from 'node:module';
import { Annotations, Match } from 'aws-cdk-lib/assertions';
import { afterAll, describe, expect, test } from 'vitest';
import * as z from 'zod';
import { context, makeStack } from '../lib/synthesized.ts';

const Diagnostic = z.looseObject({
  severity: z.string(),
  ruleId: z.string(),
  message: z.string(),
  entity: z.looseObject({ logicalId: z.string().optional() }).optional(),
});
interface Validator {
  CompositeEngine: new () => { validateTemplate(template: object): { diagnostics: unknown[] }; free(): void };
  TemplateContent: new (text: string) => object;
}

/** AWS's own validator with CloudFormation's resource schemas; it comes inside aws-cdk-lib, which runs it at `cdk synth`. */
const validator: Validator = createRequire(createRequire(import.meta.url).resolve('aws-cdk-lib'))(
  '@aws/cloudformation-validate',
);
const engine = new validator.CompositeEngine();
afterAll(() => engine.free());

/** Advice that does not fit, and why. */
const passedOver: Record<string, string> = {
  W3005: 'CDK writes DependsOn for a role and its policy; that of the role is needless, and harmless',
};

function faultsOf(template: string): string[] {
  const { diagnostics } = engine.validateTemplate(new validator.TemplateContent(template));
  return z
    .array(Diagnostic)
    .parse(diagnostics)
    .filter(({ severity, ruleId }) => severity !== 'INFO' && !(ruleId in passedOver))
    .map(({ severity, ruleId, message, entity }) => `${severity} ${ruleId} ${entity?.logicalId}: ${message}`);
}

const certificateArn =
  'arn:aws:acm:eu-central-1:111122223333:certificate/0b1c2d3e-7a61-4f0e-9c55-2f6a8e41d907';
const variants: [string, string, object][] = [
  ...Object.keys(context.stages).map((name): [string, string, object] => [name, name, {}]),
  [
    'prod with a domain of its own',
    'prod',
    { customDomain: { name: 'events.seeland.internal', certificateArn } },
  ],
  ['prod with an identity that is there', 'prod', { existingIdentity: true }],
  ['prod with a key of its own', 'prod', { customerManagedKey: true }],
  ['prod with reserved executions', 'prod', { concurrency: { register: 5, dispatch: 1 } }],
];

describe.each(variants)('%s', (_, stageName, changes) => {
  const { app, stack } = makeStack(stageName, changes);
  const { templateFullPath } = app.synth().getStackArtifact(stack.artifactId);

  test('follows the schemas of its resources', () => {
    expect(faultsOf(readFileSync(templateFullPath, 'utf8'))).toEqual([]);
  });

  test('is synthesized without a warning', () => {
    const found = Annotations.fromStack(stack);
    expect(found.findWarning('*', Match.anyValue())).toEqual([]);
    expect(found.findError('*', Match.anyValue())).toEqual([]);
  });
});

test('a property that its resource does not have is found', () => {
  const queue = { Type: 'AWS::SQS::Queue', Properties: { MessageRetention: 60 } };
  expect(faultsOf(JSON.stringify({ Resources: { Queue: queue } })).join()).toContain('MessageRetention');
});
