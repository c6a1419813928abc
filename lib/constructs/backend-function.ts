import { Duration } from 'aws-cdk-lib';
import { PolicyStatement, Role, ServicePrincipal } from 'aws-cdk-lib/aws-iam';
import * as lambda from 'aws-cdk-lib/aws-lambda';
import { LogGroup } from 'aws-cdk-lib/aws-logs';
import type { Construct } from 'constructs';
import { environmentNames } from '../../functions/runtime/environment.ts';
import type { FunctionName } from '../function-names.ts';
import { publicStageJson, type StageConfiguration } from '../stage-configuration.ts';
import type { EncryptionKey } from './encryption-key.ts';
import { removalPolicy } from './removal-policy.ts';

export interface BackendFunctionProps {
  readonly stage: StageConfiguration;
  readonly code: lambda.Code;
  readonly memoryMiB: number;
  readonly timeoutSeconds: number;
  readonly encryptionKey: EncryptionKey | undefined;
}

/**
 * A Lambda function with a role and a log group of its own. The role may write to that log group and nothing
 * else; whoever owns a resource grants the rest.
 */
export class BackendFunction extends lambda.Function {
  readonly functionLogs: LogGroup;

  constructor(scope: Construct, name: FunctionName, props: BackendFunctionProps) {
    const { stage, code, memoryMiB, timeoutSeconds, encryptionKey } = props;
    const id = name.charAt(0).toUpperCase() + name.slice(1);
    const logGroup = new LogGroup(scope, `${id}Logs`, {
      retention: stage.logRetentionDays,
      removalPolicy: removalPolicy(stage),
      ...(encryptionKey && { encryptionKey: encryptionKey.key }),
    });
    const role = new Role(scope, `${id}Role`, { assumedBy: new ServicePrincipal('lambda.amazonaws.com') });
    role.addToPolicy(
      new PolicyStatement({
        actions: ['logs:CreateLogStream', 'logs:PutLogEvents'],
        resources: [logGroup.logGroupArn],
      }),
    );
    const concurrency = stage.concurrency[name];
    super(scope, id, {
      description: `Eventbote ${stage.name}: ${name}`,
      runtime: lambda.Runtime.NODEJS_24_X,
      architecture: lambda.Architecture.ARM_64,
      handler: 'index.handler',
      code,
      memorySize: memoryMiB,
      timeout: Duration.seconds(timeoutSeconds),
      role,
      logGroup,
      loggingFormat: lambda.LoggingFormat.JSON,
      environment: {
        [environmentNames.stage]: publicStageJson(stage),
        NODE_OPTIONS: '--enable-source-maps',
      },
      reservedConcurrentExecutions: concurrency,
      ...(encryptionKey && { environmentEncryption: encryptionKey.key }),
    });
    this.functionLogs = logGroup;
    encryptionKey?.grantUse(this, 'lambda');
  }
}
