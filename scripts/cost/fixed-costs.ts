import { readFileSync } from 'node:fs';
import path from 'node:path';
import * as z from 'zod';
import { metrics } from '../../functions/runtime/metric-names.ts';
import type { FixedCosts } from './bill.ts';

const Template = z.object({ Resources: z.record(z.string(), z.looseObject({ Type: z.string() })) });

/** What the synthesized stage keeps all month: counted in its template. */
export function fixedCostsOf(assembly: string): FixedCosts {
  const file = path.join(assembly, 'eventbote-dev.template.json');
  const types = Object.values(Template.parse(JSON.parse(readFileSync(file, 'utf8'))).Resources).map(
    ({ Type }) => Type,
  );
  const count = (type: string) => types.filter((one) => one === type).length;
  return {
    alarms: count('AWS::CloudWatch::Alarm'),
    metrics: Object.keys(metrics).length,
    dashboards: count('AWS::CloudWatch::Dashboard'),
    secrets: count('AWS::SecretsManager::Secret'),
  };
}
