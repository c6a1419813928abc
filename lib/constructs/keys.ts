import { Validations } from 'aws-cdk-lib';
import { PolicyStatement } from 'aws-cdk-lib/aws-iam';
import { Secret } from 'aws-cdk-lib/aws-secretsmanager';
import { Construct } from 'constructs';
import { environmentNames } from '../../functions/runtime/environment.ts';
import type { BackendFunction } from './backend-function.ts';
import type { Encrypted, EncryptionKey } from './encryption-key.ts';
import { removalPolicy } from './removal-policy.ts';

/**
 * The keys that links are signed and addresses are hashed with (decision 130): `{"current": "1", "1": "…"}` until
 * `npm run keys` adds versions. Whatever changes in `generateSecretString` makes CloudFormation generate another value, by which
 * a deployed stage would lose all links and suppressions.
 * https://github.com/aws-cloudformation/cloudformation-coverage-roadmap/issues/2210
 */
export class Keys extends Construct {
  readonly secretArn: string;
  private readonly secret: Secret;
  private readonly encryptionKey: EncryptionKey | undefined;

  constructor(scope: Construct, id: string, { stage, encryptionKey }: Encrypted) {
    super(scope, id);
    this.encryptionKey = encryptionKey;
    this.secret = new Secret(this, 'Secret', {
      description: `Eventbote ${stage.name}: keys of links and hashes, by version`,
      removalPolicy: removalPolicy(stage),
      ...(encryptionKey && { encryptionKey: encryptionKey.key }),
      generateSecretString: {
        secretStringTemplate: JSON.stringify({ current: '1' }),
        generateStringKey: '1',
        excludePunctuation: true,
        passwordLength: 64,
      },
    });
    this.secretArn = this.secret.secretArn;
    Validations.of(this.secret).acknowledge({
      id: 'AwsSolutions::AwsSolutions-SMG4',
      reason:
        'A key that replaced its predecessor would end every link and every suppression; versions are added.',
    });
  }

  grantRead(fn: BackendFunction): void {
    fn.addEnvironment(environmentNames.keysSecretArn, this.secret.secretArn);
    this.encryptionKey?.grantUse(fn, 'secretsmanager');
    fn.addToRolePolicy(
      new PolicyStatement({ actions: ['secretsmanager:GetSecretValue'], resources: [this.secret.secretArn] }),
    );
  }
}
