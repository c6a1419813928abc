import { join } from 'node:path';
import { App } from 'aws-cdk-lib';
import { EventboteStack } from '../lib/eventbote-stack.ts';
import { purposeFaults } from '../lib/purposes.ts';
import { ConfigurationFaults, readStageConfiguration } from '../lib/stage-configuration.ts';

const app = new App();

const chosen: unknown = app.node.tryGetContext('stage');
if (chosen === undefined) console.error('stage: dev, because none was given. Another: -c stage=prod');

try {
  const stage = readStageConfiguration(
    app.node.tryGetContext('stages'),
    typeof chosen === 'string' ? chosen : 'dev',
    app.node.tryGetContext('localOrigin'),
  );
  const withoutPurpose = purposeFaults();
  if (withoutPurpose.length > 0) throw new ConfigurationFaults(withoutPurpose);
  const account = stage.account ?? process.env.CDK_DEFAULT_ACCOUNT;
  new EventboteStack(app, `eventbote-${stage.name}`, {
    stage,
    entryDirectory: join(import.meta.dirname, '..', 'functions'),
    env: { region: stage.region, ...(account ? { account } : {}) },
  });
} catch (error) {
  if (!(error instanceof ConfigurationFaults)) throw error;
  console.error(error.message);
  process.exitCode = 1;
}
