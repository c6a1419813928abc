import { Duration, Stack } from 'aws-cdk-lib';
import { PolicyStatement, ServicePrincipal } from 'aws-cdk-lib/aws-iam';
import { type IKey, Key } from 'aws-cdk-lib/aws-kms';
import type { IFunction } from 'aws-cdk-lib/aws-lambda';
import { Construct } from 'constructs';
import type { StageConfiguration } from '../stage-configuration.ts';
import { removalPolicy } from './removal-policy.ts';

/** Through which service a function uses the key, and what for: one that writes needs new data keys as well. */
const uses = {
  dynamodb: [
    ...['kms:Decrypt', 'kms:DescribeKey', 'kms:Encrypt'],
    ...['kms:ReEncryptFrom', 'kms:ReEncryptTo', 'kms:GenerateDataKey', 'kms:GenerateDataKeyWithoutPlaintext'],
  ],
  secretsmanager: ['kms:Decrypt'],
  sqs: ['kms:Decrypt', 'kms:GenerateDataKey'],
  lambda: ['kms:Decrypt'],
} as const;

/** What a construct is made with whose data may lie under the stage's own key. */
export interface Encrypted {
  readonly stage: StageConfiguration;
  readonly encryptionKey: EncryptionKey | undefined;
}

/**
 * The one key of the account's own that all of a stage's data is encrypted with, where the stage asks for it. AWS renews its
 * material each year and keeps the old, so that nothing has to be encrypted anew. Who deletes the key deletes the data: it
 * waits for thirty days.
 */
export class EncryptionKey extends Construct {
  /** As a reference, so that the key's policy stands here alone and no construct adds to it. */
  readonly key: IKey;
  private readonly own: Key;

  constructor(scope: Construct, id: string, { stage }: { stage: StageConfiguration }) {
    super(scope, id);
    this.own = new Key(this, 'Key', {
      description: `Eventbote ${stage.name}: table, queues, topics, secret, logs, settings of functions`,
      enableKeyRotation: true,
      pendingWindow: Duration.days(30),
      removalPolicy: removalPolicy(stage),
    });
    this.key = Key.fromKeyArn(this, 'Reference', this.own.keyArn);
    const { account, region, urlSuffix, stackName } = Stack.of(this);
    const ofStack = (service: string, resource: string) =>
      Stack.of(this).formatArn({ service, resource: `${resource}${stackName}-*` });
    // https://docs.aws.amazon.com/AmazonCloudWatch/latest/logs/encrypt-log-data-kms.html
    this.allow(
      `logs.${region}.${urlSuffix}`,
      [
        ...['kms:Encrypt', 'kms:Decrypt', 'kms:ReEncryptFrom', 'kms:ReEncryptTo', 'kms:DescribeKey'],
        ...['kms:GenerateDataKey', 'kms:GenerateDataKeyWithoutPlaintext'],
      ],
      { ArnLike: { 'kms:EncryptionContext:aws:logs:arn': ofStack('logs', 'log-group:') } },
    );
    // It writes into the queue: https://docs.aws.amazon.com/sns/latest/dg/sns-enable-encryption-for-topic-sqs-queue-subscriptions.html
    this.allow('sns.amazonaws.com', ['kms:Decrypt', 'kms:GenerateDataKey'], {
      ArnLike: { 'aws:SourceArn': ofStack('sns', '') },
    });
    // They publish to topics of this stack: https://docs.aws.amazon.com/sns/latest/dg/sns-key-management.html
    // AWS documents no condition for SES, and a notice that KMS refuses is lost; the topic's policy names the account.
    this.allow('ses.amazonaws.com', ['kms:Decrypt', 'kms:GenerateDataKey'], {});
    this.allow('cloudwatch.amazonaws.com', ['kms:Decrypt', 'kms:GenerateDataKey'], {
      StringEquals: { 'aws:SourceAccount': account },
    });
  }

  /** Lets `fn` have what `service` keeps under the key, by asking that service alone. */
  grantUse(fn: IFunction, service: keyof typeof uses): void {
    const { region, urlSuffix } = Stack.of(this);
    fn.addToRolePolicy(
      new PolicyStatement({
        actions: [...uses[service]],
        resources: [this.key.keyArn],
        conditions: { StringEquals: { 'kms:ViaService': `${service}.${region}.${urlSuffix}` } },
      }),
    );
  }

  private allow(service: string, actions: string[], conditions: Record<string, object>): void {
    this.own.addToResourcePolicy(
      new PolicyStatement({
        actions,
        conditions,
        resources: ['*'],
        principals: [new ServicePrincipal(service)],
      }),
    );
  }
}
