import * as cloudwatch from 'aws-cdk-lib/aws-cloudwatch';
import { Construct } from 'constructs';
import type { StageConfiguration } from '../stage-configuration.ts';
import type { BackendFunction } from './backend-function.ts';
import { errorsLogged, ownMetric, period } from './own-metric.ts';

export interface DashboardProps {
  readonly stage: StageConfiguration;
  readonly functions: readonly BackendFunction[];
  readonly alarms: readonly cloudwatch.IAlarm[];
  readonly requests: readonly cloudwatch.IMetric[];
}

/** One page for one look: alarms, mails, what is late, what failed. Its metrics stay within the free tier's fifty. */
export class Dashboard extends Construct {
  constructor(scope: Construct, id: string, { stage, functions, alarms, requests }: DashboardProps) {
    super(scope, id);
    const sums = (...keys: Parameters<typeof ownMetric>[1][]) =>
      keys.map((key) => ownMetric(stage, key, 'Sum'));
    const graph = (title: string, left: readonly cloudwatch.IMetric[]) =>
      new cloudwatch.GraphWidget({ title, left: [...left], width: 12, height: 6 });
    new cloudwatch.Dashboard(this, 'Page', {
      dashboardName: `eventbote-${stage.name}`,
      widgets: [
        [new cloudwatch.AlarmStatusWidget({ title: 'Alarms', alarms: [...alarms], width: 24, height: 3 })],
        [
          graph('Sign-ups', sums('signUps')),
          graph('Mails by outcome', sums('mailsSent', 'mailsHeld', 'mailsFailed', 'mailsUnknown')),
        ],
        [
          graph('Oldest mail that is due, seconds', [ownMetric(stage, 'oldestDueSeconds', 'Maximum')]),
          graph("SES's daily quota used, %", [ownMetric(stage, 'quotaUsedPercent', 'Maximum')]),
        ],
        [
          graph('Bounces and complaints', sums('bounces', 'complaints')),
          graph('Requests and what failed', [...requests, errorsLogged(stage)]),
        ],
        [
          graph(
            'Duration of functions, p95',
            functions.map((fn) => fn.metricDuration({ period, statistic: 'p95', label: fn.node.id })),
          ),
        ],
      ],
    });
  }
}
