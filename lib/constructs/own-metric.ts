import { Duration } from 'aws-cdk-lib';
import { Metric } from 'aws-cdk-lib/aws-cloudwatch';
import { type MetricKey, metricNamespace, metrics } from '../../functions/runtime/metric-names.ts';
import type { StageConfiguration } from '../stage-configuration.ts';

/** Counted in steps of five minutes, as all alarms are. */
export const period = Duration.minutes(5);

/** A metric that the stage's functions print. */
export function ownMetric(
  stage: StageConfiguration,
  key: Exclude<MetricKey, 'errorsLogged'>,
  statistic: 'Sum' | 'Maximum',
): Metric {
  return new Metric({
    namespace: metricNamespace,
    metricName: metrics[key].name,
    dimensionsMap: { stage: stage.name },
    statistic,
    period,
  });
}

/** The one metric that filters count: a filter can't add a dimension that the line lacks, so its name has the stage. */
export function errorsLogged(stage: StageConfiguration): Metric {
  return new Metric({
    namespace: metricNamespace,
    metricName: `${metrics.errorsLogged.name}-${stage.name}`,
    statistic: 'Sum',
    period,
  });
}
