import { Duration, Stack } from 'aws-cdk-lib';
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

const period = Duration.minutes(5);

/** Mails the stage's alarm address when something needs a person. */
export class Alarms extends Construct {
  private readonly stage: StageConfiguration;
  private readonly action: SnsAction;

  constructor(scope: Construct, id: string, { stage }: { stage: StageConfiguration }) {
    super(scope, id);
    this.stage = stage;
    const topic = new Topic(this, 'Topic', { enforceSSL: true });
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

  /** A record that nobody could handle lies in `queue`. */
  onDeadLetter(id: string, queue: IQueue): void {
    this.above(id, 1, queue.metricApproximateNumberOfMessagesVisible({ period, statistic: 'max' }));
  }

  /** A function logged an error: it threw, or it paused a lane and says so with `console.error`. */
  onLoggedError(functions: readonly BackendFunction[]): void {
    const metric = { metricNamespace: 'Eventbote', metricName: `ErrorsLogged-${this.stage.name}` };
    for (const fn of functions) {
      new MetricFilter(this, `${fn.node.id}Errors`, {
        logGroup: fn.functionLogs,
        filterPattern: FilterPattern.stringValue('$.level', '=', 'ERROR'),
        ...metric,
      });
    }
    const { metricNamespace: namespace, metricName } = metric;
    this.above('LoggedErrors', 1, new cloudwatch.Metric({ namespace, metricName, period, statistic: 'sum' }));
  }

  /** `fn` was not started for ten minutes. */
  onSilence(fn: BackendFunction): void {
    this.alarm('Silence', {
      metric: fn.metricInvocations({ period }),
      threshold: 1,
      comparisonOperator: cloudwatch.ComparisonOperator.LESS_THAN_THRESHOLD,
      evaluationPeriods: 2,
      treatMissingData: cloudwatch.TreatMissingData.BREACHING,
    });
  }

  /** A function ended by time-out or for want of memory, which leaves no log line of its own. */
  onFailedInvocation(functions: readonly BackendFunction[]): void {
    const usingMetrics = Object.fromEntries(
      functions.map((fn, index) => [`f${index}`, fn.metricErrors({ period })]),
    );
    const expression = `SUM([${Object.keys(usingMetrics).join(',')}])`;
    this.above('FailedInvocations', 1, new cloudwatch.MathExpression({ expression, usingMetrics, period }));
  }

  /**
   * The account nears the rates at which SES reviews it (5 % and 0.1 %):
   * https://docs.aws.amazon.com/ses/latest/dg/reputationdashboardmessages.html
   */
  onReputation(): void {
    for (const [name, limit] of [
      ['BounceRate', 0.04],
      ['ComplaintRate', 0.0008],
    ] as const) {
      const metricName = `Reputation.${name}`;
      this.above(
        name,
        limit,
        new cloudwatch.Metric({ namespace: 'AWS/SES', metricName, period, statistic: 'max' }),
      );
    }
  }

  private above(id: string, threshold: number, metric: cloudwatch.IMetric): void {
    this.alarm(id, {
      metric,
      threshold,
      comparisonOperator: cloudwatch.ComparisonOperator.GREATER_THAN_OR_EQUAL_TO_THRESHOLD,
      evaluationPeriods: 1,
      treatMissingData: cloudwatch.TreatMissingData.NOT_BREACHING,
    });
  }

  private alarm(id: string, props: cloudwatch.AlarmProps): void {
    new cloudwatch.Alarm(this, id, props).addAlarmAction(this.action);
  }
}
