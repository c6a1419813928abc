import { readFileSync } from 'node:fs';
import path from 'node:path';
import * as z from 'zod';
import { metrics } from '../../functions/runtime/metric-names.ts';
import type { FixedCosts } from './bill.ts';

const Resource = z.looseObject({
  Type: z.string(),
  Properties: z.record(z.string(), z.unknown()).default({}),
});
const Template = z.object({ Resources: z.record(z.string(), Resource) });

const AlarmMetrics = z.array(z.looseObject({ MetricStat: z.unknown().optional() })).optional();

/** The metrics of an alarm: those of its expression, or its one. https://aws.amazon.com/cloudwatch/pricing/ */
function metricsIn(metrics: unknown): readonly unknown[] {
  return AlarmMetrics.parse(metrics)?.filter(({ MetricStat }) => MetricStat !== undefined) ?? ['its one'];
}

/** What the synthesized stage keeps all month: counted in its template. */
export function fixedCostsOf(assembly: string): FixedCosts {
  const file = path.join(assembly, 'eventbote-dev.template.json');
  const resources = Object.values(Template.parse(JSON.parse(readFileSync(file, 'utf8'))).Resources);
  const all = (type: string) => resources.filter(({ Type }) => Type === type);
  const count = (type: string) => all(type).length;
  return {
    // By the metrics in them.
    alarms: all('AWS::CloudWatch::Alarm').flatMap(({ Properties }) => metricsIn(Properties.Metrics)).length,
    metrics: Object.keys(metrics).length,
    dashboards: count('AWS::CloudWatch::Dashboard'),
    secrets: count('AWS::SecretsManager::Secret'),
    // Streams are read without a charge, and say where reading starts.
    readQueues: all('AWS::Lambda::EventSourceMapping').filter(
      ({ Properties }) => Properties.StartingPosition === undefined,
    ).length,
  };
}
