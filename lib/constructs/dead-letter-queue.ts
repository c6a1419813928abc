import { Duration, Validations } from 'aws-cdk-lib';
import { PolicyStatement } from 'aws-cdk-lib/aws-iam';
import { Queue, QueueEncryption } from 'aws-cdk-lib/aws-sqs';
import type { Construct } from 'constructs';
import type { BackendFunction } from './backend-function.ts';
import type { Encrypted, EncryptionKey } from './encryption-key.ts';

/** How a queue is encrypted: by the stage's own key, else by SQS's. */
export const queueEncryption = (encryptionKey: EncryptionKey | undefined) =>
  encryptionKey === undefined
    ? { encryption: QueueEncryption.SQS_MANAGED }
    : { encryption: QueueEncryption.KMS, encryptionMasterKey: encryptionKey.key };

/** Where a record waits for a person when it could not be handled: two weeks, encrypted, over TLS alone. */
export class DeadLetterQueue extends Queue {
  private readonly ownKey: EncryptionKey | undefined;

  constructor(scope: Construct, id: string, { encryptionKey }: Encrypted) {
    super(scope, id, {
      ...queueEncryption(encryptionKey),
      enforceSSL: true,
      retentionPeriod: Duration.days(14),
    });
    this.ownKey = encryptionKey;
    Validations.of(this).acknowledge({
      id: 'AwsSolutions::AwsSolutions-SQS3',
      reason:
        'It is a dead-letter queue itself, also of a stream or a subscription; the rule sees queues of queues alone.',
    });
  }

  /**
   * The destination of what `fn` fails on of its stream. CDK's own (`SqsDlq`) would let it ask for the queue's URL and
   * attributes too, which Lambda never does:
   * https://docs.aws.amazon.com/lambda/latest/dg/services-dynamodb-errors.html
   */
  takeFrom(fn: BackendFunction): { bind(): { destination: string } } {
    this.ownKey?.grantUse(fn, 'sqs');
    fn.addToRolePolicy(new PolicyStatement({ actions: ['sqs:SendMessage'], resources: [this.queueArn] }));
    return { bind: () => ({ destination: this.queueArn }) };
  }
}
