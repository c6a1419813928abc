import { Duration, Validations } from 'aws-cdk-lib';
import {
  AttributeType,
  Billing,
  ProjectionType,
  StreamViewType,
  TableEncryptionV2,
  TableV2,
} from 'aws-cdk-lib/aws-dynamodb';
import { PolicyStatement } from 'aws-cdk-lib/aws-iam';
import { FilterCriteria, FilterRule, StartingPosition } from 'aws-cdk-lib/aws-lambda';
import { Construct } from 'constructs';
import { changeKinds } from '../../functions/core/table/change-items.ts';
import { environmentNames } from '../../functions/runtime/environment.ts';
import type { StageConfiguration } from '../stage-configuration.ts';
import type { BackendFunction } from './backend-function.ts';
import type { DeadLetterQueue } from './dead-letter-queue.ts';
import type { Encrypted, EncryptionKey } from './encryption-key.ts';
import { removalPolicy } from './removal-policy.ts';
import { indexes, type TableUse, tableAccess } from './table-access.ts';

const text = (name: string) => ({ name, type: AttributeType.STRING });

/** Of all that the stream carries, relay sees the deliveries that somebody waits for. */
const newTransactionalDelivery = FilterCriteria.filter({
  eventName: FilterRule.isEqual('INSERT'),
  dynamodb: {
    NewImage: {
      type: { S: FilterRule.isEqual('delivery') },
      lane: { S: FilterRule.isEqual('transactional') },
      state: { S: FilterRule.isEqual('queued') },
    },
  },
});

const ofKinds = { type: { S: FilterRule.or(...changeKinds) } };
/** What the change feed tells of: written, or taken away. */
const changesOfKinds = [
  FilterCriteria.filter({ dynamodb: { NewImage: ofKinds } }),
  FilterCriteria.filter({ eventName: FilterRule.isEqual('REMOVE'), dynamodb: { OldImage: ofKinds } }),
];

/** What is read of a table, be it the stack's own or a restored one. */
type KnownTable = Pick<TableV2, 'tableArn' | 'tableName'> & {
  tableStreamArn?: string | undefined;
};

/** The one table. Each grant sets its name and allows what `table-access.ts` lists for that use. */
export class Table extends Construct {
  readonly tableName: string;
  private readonly table: KnownTable;
  private readonly isRestored: boolean;
  private readonly encryptionKey: EncryptionKey | undefined;

  constructor(scope: Construct, id: string, { stage, encryptionKey }: Encrypted) {
    super(scope, id);
    this.encryptionKey = encryptionKey;
    this.isRestored = stage.restoredTableStream !== undefined;
    this.table = stage.restoredTableStream ? this.restored(stage.restoredTableStream) : this.ownTable(stage);
    this.tableName = this.table.tableName;
  }

  private ownTable(stage: StageConfiguration): KnownTable {
    return new TableV2(this, 'Items', {
      partitionKey: text('pk'),
      sortKey: text('sk'),
      billing: Billing.onDemand(),
      dynamoStream: StreamViewType.NEW_AND_OLD_IMAGES,
      timeToLiveAttribute: 'expiresAt',
      pointInTimeRecoverySpecification: { pointInTimeRecoveryEnabled: stage.pointInTimeRecovery },
      deletionProtection: stage.deletionProtection,
      removalPolicy: removalPolicy(stage),
      ...(this.encryptionKey && { encryption: TableEncryptionV2.customerManagedKey(this.encryptionKey.key) }),
      globalSecondaryIndexes: Object.entries(indexes).map(([indexName, { partitionKey, sortKey }]) => ({
        indexName,
        partitionKey: text(partitionKey),
        sortKey: text(sortKey),
        projectionType: ProjectionType.KEYS_ONLY,
      })),
    });
  }

  /** A restored table is a new one that no stack has made; the stack's own leaves the stack, and in prod stays. */
  private restored(tableStreamArn: string): KnownTable {
    const [tableArn = ''] = tableStreamArn.split('/stream/');
    return TableV2.fromTableAttributes(this, 'Restored', { tableArn, tableStreamArn });
  }

  grantSite(fn: BackendFunction): void {
    this.grant('site', fn);
  }

  grantSignUp(fn: BackendFunction): void {
    this.grant('signUp', fn);
  }

  grantAttendee(fn: BackendFunction): void {
    this.grant('attendee', fn);
  }

  grantOrganiser(fn: BackendFunction): void {
    this.grant('organiser', fn);
  }

  /** What the API's organisers may do, from a browser. */
  grantConsole(fn: BackendFunction): void {
    this.grant('organiser', fn);
  }

  grantRelay(fn: BackendFunction): void {
    this.grant('relay', fn);
  }

  grantChanges(fn: BackendFunction): void {
    this.grant('changes', fn);
  }

  grantWebhooks(fn: BackendFunction): void {
    this.grant('webhooks', fn);
  }

  grantDispatch(fn: BackendFunction): void {
    this.grant('dispatch', fn);
  }

  grantSesNotices(fn: BackendFunction): void {
    this.grant('sesNotices', fn);
  }

  grantIssueToken(fn: BackendFunction): void {
    this.grant('issueToken', fn);
  }

  /**
   * Hands new transactional deliveries to `relay`. What it can't take is tried three times within five minutes
   * and then noted in `deadLetters`; nothing is lost by that, because dispatch sweeps the table.
   */
  streamDeliveriesTo(relay: BackendFunction, deadLetters: DeadLetterQueue): void {
    relay.addEventSourceMapping('NewDeliveries', {
      eventSourceArn: this.readStream(relay),
      startingPosition: StartingPosition.TRIM_HORIZON,
      filters: [newTransactionalDelivery],
      batchSize: 10,
      maxBatchingWindow: Duration.seconds(0),
      parallelizationFactor: 1,
      bisectBatchOnError: true,
      reportBatchItemFailures: true,
      retryAttempts: 3,
      maxRecordAge: Duration.minutes(5),
      onFailure: deadLetters.takeFrom(relay),
    });
  }

  /**
   * Hands what the feed tells of to `changes`, which is the second of the two readers that a shard may have. What it can't take
   * comes again until the stream ends to hold it, after a day; its errors have an alarm.
   * https://docs.aws.amazon.com/amazondynamodb/latest/developerguide/Streams.html
   */
  streamChangesTo(changes: BackendFunction): void {
    changes.addEventSourceMapping('Changes', {
      eventSourceArn: this.readStream(changes),
      startingPosition: StartingPosition.TRIM_HORIZON,
      filters: changesOfKinds,
      // Seldom and short: a new account has ten executions for everything.
      batchSize: 1000,
      maxBatchingWindow: Duration.seconds(5),
      parallelizationFactor: 1,
    });
  }

  private readStream(fn: BackendFunction): string {
    const streamArn = this.table.tableStreamArn;
    if (streamArn === undefined) throw new Error('the table has no stream');
    fn.addToRolePolicy(
      new PolicyStatement({
        actions: ['dynamodb:DescribeStream', 'dynamodb:GetRecords', 'dynamodb:GetShardIterator'],
        resources: [streamArn],
      }),
    );
    // https://docs.aws.amazon.com/service-authorization/latest/reference/list_amazondynamodb.html
    fn.addToRolePolicy(new PolicyStatement({ actions: ['dynamodb:ListStreams'], resources: ['*'] }));
    Validations.of(fn.role ?? fn).acknowledge({
      id: 'AwsSolutions::AwsSolutions-IAM5[Resource::*]',
      reason:
        'ses:GetSendQuota and dynamodb:ListStreams: AWS offers nothing narrower than all resources for them.',
    });
    return streamArn;
  }

  private grant(use: TableUse, fn: BackendFunction): void {
    const { actions, indexes: queried } = tableAccess[use];
    fn.addEnvironment(environmentNames.tableName, this.table.tableName);
    this.encryptionKey?.grantUse(fn, 'dynamodb');
    fn.addEnvironment(environmentNames.isRestored, this.isRestored ? 'yes' : 'no');
    fn.addToRolePolicy(
      new PolicyStatement({
        actions: actions.map((action) => `dynamodb:${action}`),
        resources: [this.table.tableArn],
      }),
    );
    if (queried.length > 0) {
      fn.addToRolePolicy(
        new PolicyStatement({
          actions: ['dynamodb:Query'],
          resources: queried.map((index) => `${this.table.tableArn}/index/${index}`),
        }),
      );
    }
  }
}
