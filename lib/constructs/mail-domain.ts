import { Duration, Stack, Validations } from 'aws-cdk-lib';
import { PolicyStatement } from 'aws-cdk-lib/aws-iam';
import * as ses from 'aws-cdk-lib/aws-ses';
import { Topic } from 'aws-cdk-lib/aws-sns';
import { SqsSubscription } from 'aws-cdk-lib/aws-sns-subscriptions';
import { Queue } from 'aws-cdk-lib/aws-sqs';
import { Construct } from 'constructs';
import { environmentNames } from '../../functions/runtime/environment.ts';
import { noticeWorkers } from '../deployed-stage.ts';
import { mailHosts } from '../mail-hosts.ts';
import type { StageConfiguration } from '../stage-configuration.ts';
import type { BackendFunction } from './backend-function.ts';
import { type DeadLetterQueue, queueEncryption } from './dead-letter-queue.ts';
import type { Encrypted, EncryptionKey } from './encryption-key.ts';
import { removalPolicy } from './removal-policy.ts';

/** What SES tells of each mail. SEND is what settles a delivery whose answer was lost. */
const reportedEvents = [
  ses.EmailSendingEvent.SEND,
  ses.EmailSendingEvent.DELIVERY,
  ses.EmailSendingEvent.DELIVERY_DELAY,
  ses.EmailSendingEvent.BOUNCE,
  ses.EmailSendingEvent.COMPLAINT,
  ses.EmailSendingEvent.REJECT,
  ses.EmailSendingEvent.RENDERING_FAILURE,
];

/** The domain that mails come from, the rules they are sent by, and what SES tells of them. */
export class MailDomain extends Construct {
  /** The DNS records that the mail domain needs, by name; without them SES sends nothing. */
  readonly dnsRecords: Readonly<Record<string, string>>;
  private readonly stage: StageConfiguration;
  private readonly identity: ses.IEmailIdentity;
  readonly configurationSetName: string;
  /** What another stage of the account may hold already: its creation is what fails then. */
  readonly claims: readonly Construct[];
  private readonly notices: Topic;
  private readonly encryptionKey: EncryptionKey | undefined;

  constructor(scope: Construct, id: string, { stage, encryptionKey }: Encrypted) {
    super(scope, id);
    this.encryptionKey = encryptionKey;
    this.stage = stage;
    const { mailDomain, region } = stage;
    if (stage.existingIdentity) {
      this.identity = ses.EmailIdentity.fromEmailIdentityName(this, 'Identity', mailDomain);
      this.claims = [];
      this.dnsRecords = {};
    } else {
      const mailFromDomain = `bounce.${mailDomain}`;
      const identity = new ses.EmailIdentity(this, 'Identity', {
        identity: ses.Identity.domain(mailDomain),
        mailFromDomain,
        // Bounces come back by the topic below, not as mails to the sender.
        feedbackForwarding: false,
      });
      identity.applyRemovalPolicy(removalPolicy(stage));
      this.identity = identity;
      this.claims = [identity];
      const hosts = mailHosts(region);
      const shown = 'as the console of SES shows it for the MAIL FROM domain';
      this.dnsRecords = {
        ...Object.fromEntries(
          identity.dkimRecords.map(({ name, value }, index) => [
            `Dkim${index + 1}`,
            `${name} CNAME ${value}`,
          ]),
        ),
        MailFromMx: `${mailFromDomain} MX ${hosts ? `10 ${hosts.feedback}` : shown}`,
        MailFromSpf: `${mailFromDomain} TXT ${hosts ? `"v=spf1 include:${hosts.spf} ~all"` : shown}`,
        // Else receivers that look for where answers to the sender go find nothing; they go to the series (RFC 7505).
        Mx: `${mailDomain} MX 0 . (unless it has an MX record already)`,
        Dmarc: `_dmarc.${mailDomain} TXT "v=DMARC1; p=quarantine; adkim=r; aspf=r"`,
      };
    }
    const configurationSet = new ses.ConfigurationSet(this, 'ConfigurationSet', {
      tlsPolicy: ses.ConfigurationSetTlsPolicy.REQUIRE,
      reputationMetrics: true,
      // Ours can be lifted by an organiser; the account's can't.
      disableSuppressionList: true,
    });
    this.notices = new Topic(this, 'Notices', {
      enforceSSL: true,
      ...(encryptionKey && { masterKey: encryptionKey.key }),
    });
    this.configurationSetName = configurationSet.configurationSetName;
    configurationSet.addEventDestination('Reports', {
      destination: ses.EventDestination.snsTopic(this.notices),
      events: reportedEvents,
    });
  }

  /** Lets `fn` send as the stage's sender, through the configuration set, and as nobody else. */
  grantSend(fn: BackendFunction): void {
    const configurationSetArn = Stack.of(this).formatArn({
      service: 'ses',
      resource: 'configuration-set',
      resourceName: this.configurationSetName,
    });
    fn.addEnvironment(environmentNames.configurationSet, this.configurationSetName);
    fn.addToRolePolicy(
      new PolicyStatement({
        actions: ['ses:SendRawEmail'],
        resources: [this.identity.emailIdentityArn, configurationSetArn, ...this.recipients()],
        conditions: { StringEquals: { 'ses:FromAddress': this.stage.sender } },
      }),
    );
    fn.addToRolePolicy(new PolicyStatement({ actions: ['ses:GetSendQuota'], resources: ['*'] }));
    Validations.of(fn.role ?? fn).acknowledge({
      id: 'AwsSolutions::AwsSolutions-IAM5[Resource::*]',
      reason: 'ses:GetSendQuota: AWS offers nothing narrower than all resources for it.',
    });
  }

  /** In the sandbox SES asks for the right to each recipient's identity too; whom it has verified, it alone knows. */
  private recipients(): string[] {
    if (this.stage.sesAccess === 'production') return [];
    return [Stack.of(this).formatArn({ service: 'ses', resource: 'identity', resourceName: '*' })];
  }

  /**
   * Hands what SES tells to `fn`, in batches and by few workers, so that notices never take the executions that answer
   * people. What it fails to take five times waits in `deadLetters`.
   * https://docs.aws.amazon.com/lambda/latest/dg/services-sqs-configure.html
   * A dead letter's time runs from when it was sent first, so the queue keeps it two days less than the dead letters do:
   * https://docs.aws.amazon.com/AWSSimpleQueueService/latest/SQSDeveloperGuide/setting-up-dead-letter-queue-retention.html
   */
  reportTo(fn: BackendFunction, deadLetters: DeadLetterQueue): Queue {
    const queue = new Queue(this, 'NoticesQueue', {
      ...queueEncryption(this.encryptionKey),
      enforceSSL: true,
      retentionPeriod: Duration.days(12),
      visibilityTimeout: Duration.seconds(6 * (fn.timeout?.toSeconds() ?? 0)),
      deadLetterQueue: { queue: deadLetters, maxReceiveCount: 5 },
    });
    // The subscription's own dead letters are what SNS can't put into the queue.
    this.notices.addSubscription(
      new SqsSubscription(queue, { rawMessageDelivery: true, deadLetterQueue: deadLetters }),
    );
    this.encryptionKey?.grantUse(fn, 'sqs');
    fn.addToRolePolicy(
      new PolicyStatement({
        actions: ['sqs:ReceiveMessage', 'sqs:DeleteMessage', 'sqs:GetQueueAttributes'],
        resources: [queue.queueArn],
      }),
    );
    fn.addEventSourceMapping('Notices', {
      eventSourceArn: queue.queueArn,
      batchSize: 10,
      maxConcurrency: noticeWorkers,
      reportBatchItemFailures: true,
    });
    return queue;
  }
}
