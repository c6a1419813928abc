import { Validations } from 'aws-cdk-lib';
import { AwsSolutionsChecks } from 'cdk-nag';
import { expect, test } from 'vitest';
import { makeStack } from './synthesized.ts';

// Loading every pack of rules takes seconds on a busy machine.
const timeoutMs = 30_000;

test(
  'prod follows the rules of AWS Solutions, or says beside the resource why not',
  () => {
    const { app } = makeStack('prod');
    Validations.of(app).addPlugins(new AwsSolutionsChecks(app));
    expect(() => app.synth()).not.toThrow();
  },
  timeoutMs,
);
