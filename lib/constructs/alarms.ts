import { Stack } from 'aws-cdk-lib';
import * as cloudwatch from 'aws-cdk-lib/aws-cloudwatch';
import { SnsAction } from 'aws-cdk-lib/aws-cloudwatch-actions';
import { PolicyStatement, ServicePrincipal } from 'aws-cdk-lib/aws-iam';
import { FilterPattern, MetricFilter } from 'aws-cdk-lib/aws-logs';
import { Topic } from 'aws-cdk-lib/aws-sns';
import { EmailSubscription } from 'aws-cdk-lib/aws-sns-subscriptions';
import type { IQueue } from 'aws-cdk-lib/aws-sqs';
import { Construct } from 'constructs';
import type { StageConfiguration } from '../stage-configuration.ts';
import type { BackendFunction } from './backend-function.ts';
import type { Encrypted } from './encryption-key.ts';
import { errorsLogged, ownMetric, period } from './own-metric.ts';

interface Watched {
  metric: cloudwatch.IMetric;
  /** What it means, and in the runbook what to do. */
  meaning: string;
  /** The alarm is raised from this value on. */
  threshold: number;
}

/** What lies in a queue for so long has nobody who reads it: at most some minutes' work, or a quarter of an hour's tries. */
const waitingSeconds = 1800;

/**
 * Mails the stage's alarm address when something needs a person, and when it is over. Ten alarms, all but one of one metric:
 * CloudWatch bills metrics, so a sum over eight functions would be eight. Each has its line in docs/operating.md.
 */
export class Alarms extends Construct {
  readonly all: cloudwatch.Alarm[] = [];
  private readonly stage: StageConfiguration;
  private readonly action: SnsAction;

  constructor(scope: Construct, id: string, { stage, encryptionKey }: Encrypted) {
    super(scope, id);
    this.stage = stage;
    const topic = new Topic(this, 'Topic', {
      enforceSSL: true,
      ...(encryptionKey && { masterKey: encryptionKey.key }),
    });
    // A topic with a policy of its own loses the default one, by which the account's alarms may publish.
    topic.addToResourcePolicy(
      new PolicyStatement({
        actions: ['sns:Publish'],
        resources: [topic.topicArn],
        principals: [new ServicePrincipal('cloudwatch.amazonaws.com')],
        conditions: { StringEquals: { 'aws:SourceAccount': Stack.of(this).account } },
      }),
    );
    topic.addSubscription(new EmailSubscription(stage.alarmAddress));
    this.action = new SnsAction(topic);
  }

  /** Something lies among the dead letters. */
  onDeadLetter(id: string, queue: IQueue): void {
    const metric = queue.metricApproximateNumberOfMessagesVisible({ period, statistic: 'max' });
    this.above(id, { meaning: 'A record that nobody could handle lies in the queue.', metric, threshold: 1 });
  }

  /**
   * What lies in a queue has waited for half an hour, because nobody reads it. It is an alarm of its own and no
   * expression with that of the dead letters: SQS tells of an empty queue no age, and AWS does not document what an
   * expression makes of a metric without any value.
   * https://docs.aws.amazon.com/AWSSimpleQueueService/latest/SQSDeveloperGuide/sqs-available-cloudwatch-metrics.html
   */
  onWaiting(id: string, queue: IQueue): void {
    const metric = queue.metricApproximateAgeOfOldestMessage({ period, statistic: 'max' });
    this.above(id, { meaning: 'Nobody reads what lies in the queue.', metric, threshold: waitingSeconds });
  }

  /**
   * A function logged an error, threw, ran out of time or of memory. The last two leave no line but Lambda's own:
   * https://docs.aws.amazon.com/lambda/latest/dg/telemetry-schema-reference.html#platform-report
   */
  onError(functions: readonly BackendFunction[]): void {
    const metric = errorsLogged(this.stage);
    for (const fn of functions) {
      new MetricFilter(this, `${fn.node.id}Errors`, {
        logGroup: fn.functionLogs,
        filterPattern: FilterPattern.any(
          FilterPattern.stringValue('$.level', '=', 'ERROR'),
          FilterPattern.all(
            FilterPattern.stringValue('$.type', '=', 'platform.report'),
            FilterPattern.stringValue('$.record.status', '!=', 'success'),
          ),
        ),
        metricNamespace: metric.namespace,
        metricName: metric.metricName,
      });
    }
    this.above('Errors', { meaning: 'A function failed, or logged an error.', metric, threshold: 1 });
  }

  /** `fn` was not started for ten minutes. */
  onSilence(fn: BackendFunction): void {
    this.alarm('Silence', {
      alarmDescription: 'The schedule has not run dispatch for ten minutes.',
      metric: fn.metricInvocations({ period }),
      threshold: 1,
      comparisonOperator: cloudwatch.ComparisonOperator.LESS_THAN_THRESHOLD,
      evaluationPeriods: 2,
      treatMissingData: cloudwatch.TreatMissingData.BREACHING,
    });
  }

  /** Functions share the account's concurrency, and so does this metric: it has no dimension. */
  onThrottle(): void {
    this.above('Throttles', {
      meaning: 'Lambda turned calls away: the account has too few concurrent executions.',
      metric: new cloudwatch.Metric({
        namespace: 'AWS/Lambda',
        metricName: 'Throttles',
        statistic: 'Sum',
        period,
      }),
      threshold: 1,
    });
  }

  /** `serverErrors` counts what API Gateway answered by 5xx, its own answers included. */
  onServerErrors(serverErrors: cloudwatch.IMetric): void {
    this.above('ServerErrors', {
      meaning: 'The API answered by 5xx ten times within five minutes.',
      metric: serverErrors,
      threshold: 10,
    });
  }

  onLateMail(): void {
    this.above('LateMail', {
      meaning: 'A mail that somebody waits for has been due for five minutes.',
      metric: ownMetric(this.stage, 'oldestDueSeconds', 'Maximum'),
      threshold: 300,
    });
  }

  onQuota(): void {
    this.above('DailyQuota', {
      meaning: 'Four fifths of what SES lets the account send in 24 hours are sent.',
      metric: ownMetric(this.stage, 'quotaUsedPercent', 'Maximum'),
      threshold: 80,
    });
  }

  /**
   * The account nears the rates at which SES reviews it (5 % and 0.1 %):
   * https://docs.aws.amazon.com/ses/latest/dg/reputationdashboardmessages.html
   */
  onReputation(): void {
    for (const [name, threshold] of [
      ['BounceRate', 0.04],
      ['ComplaintRate', 0.0008],
    ] as const) {
      const metricName = `Reputation.${name}`;
      this.above(name, {
        meaning: `SES reviews the account soon: its ${name} is at ${threshold * 100} %.`,
        metric: new cloudwatch.Metric({ namespace: 'AWS/SES', metricName, period, statistic: 'max' }),
        threshold,
      });
    }
  }

  private above(id: string, { metric, meaning, threshold }: Watched): void {
    this.alarm(id, {
      alarmDescription: meaning,
      metric,
      threshold,
      comparisonOperator: cloudwatch.ComparisonOperator.GREATER_THAN_OR_EQUAL_TO_THRESHOLD,
      evaluationPeriods: 1,
      treatMissingData: cloudwatch.TreatMissingData.NOT_BREACHING,
    });
  }

  private alarm(id: string, { alarmDescription, ...props }: cloudwatch.AlarmProps): void {
    const alarm = new cloudwatch.Alarm(this, id, {
      ...props,
      // It is what the mail's subject says, and what the runbook's line begins with.
      alarmName: `eventbote-${this.stage.name}-${id}`,
      alarmDescription: `${alarmDescription} What to do: docs/operating.md, "Alarms", ${id}.`,
    });
    alarm.addAlarmAction(this.action);
    alarm.addOkAction(this.action);
    this.all.push(alarm);
  }
}
