import { Validations } from 'aws-cdk-lib';
import { AwsSolutionsChecks } from 'cdk-nag';
import { expect, test } from 'vitest';
import { makeStack } from './synthesized.ts';

// Loading every pack of rules takes seconds on a busy machine.
const timeoutMs = 30_000;

test.each([
  ['prod', {}],
  ['prod with a key of its own', { customerManagedKey: true }],
])(
  '%s follows the rules of AWS Solutions, or says beside the resource why not',
  (_, changes) => {
    const { app } = makeStack('prod', changes);
    Validations.of(app).addPlugins(new AwsSolutionsChecks(app));
    expect(() => app.synth()).not.toThrow();
  },
  timeoutMs,
);
