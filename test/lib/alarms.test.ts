import { readFileSync } from 'node:fs';
import { describe, expect, test } from 'vitest';
import { metricNamespace, metrics } from '../../functions/runtime/metric-names.ts';
import { functionNames } from '../../lib/function-names.ts';
import { Synthesized } from './synthesized.ts';

const prod = new Synthesized('prod');
const alarms = prod.all('AWS::CloudWatch::Alarm').map(({ Properties }) => Properties);
const guide = readFileSync(new URL('../../docs/operating.md', import.meta.url), 'utf8');

describe('alarms', () => {
  test('are eleven at most, of one metric each: one more than the free tier holds', () => {
    expect(alarms.length).toBeLessThanOrEqual(11);
    for (const { AlarmName, Metrics } of alarms) expect([AlarmName, Metrics]).toEqual([AlarmName, undefined]);
  });

  test('hear of notices that nobody reads long before they are gone', () => {
    const notices = alarms.find(({ AlarmName }) => AlarmName === 'eventbote-prod-SesNoticesWaiting');
    const queue = prod.idOf('AWS::SQS::Queue', 'MailDomainNoticesQueue');
    expect(notices).toMatchObject({
      ...{ MetricName: 'ApproximateAgeOfOldestMessage', Statistic: 'Maximum', Threshold: 1800 },
      Dimensions: [{ Name: 'QueueName', Value: { 'Fn::GetAtt': [queue, 'QueueName'] } }],
      TreatMissingData: 'notBreaching',
    });
  });

  test.each(alarms.map(({ AlarmName }) => AlarmName))(
    '%s is in the runbook, and its mail says so',
    (name) => {
      const [, id] = /^eventbote-prod-(\w+)$/.exec(name) ?? [];
      expect(guide).toContain(`| \`${id}\` |`);
      const alarm = alarms.find(({ AlarmName }) => AlarmName === name);
      expect(alarm?.AlarmDescription).toContain(`docs/operating.md, "Alarms", ${id}.`);
    },
  );

  test('mail the alarm address', () => {
    const mail = prod.all('AWS::SNS::Subscription').find(({ Properties }) => Properties.Protocol === 'email');
    expect(mail?.Properties.Endpoint).toBe('it@seeland.internal');
    for (const { AlarmActions } of alarms) expect(AlarmActions).toEqual([mail?.Properties.TopicArn]);
  });

  test('go by metrics that the functions print, or AWS', () => {
    const own = alarms.filter(({ Namespace }) => Namespace === metricNamespace);
    const known = [...Object.values(metrics).map(({ name }) => name), `${metrics.errorsLogged.name}-prod`];
    expect(own.length).toBeGreaterThan(2);
    for (const { MetricName } of own) expect(known).toContain(MetricName);
  });

  test('hear each function’s errors, its time-outs too', () => {
    const filters = prod.all('AWS::Logs::MetricFilter').map(({ Properties }) => Properties);
    expect(filters).toHaveLength(functionNames.length);
    for (const { FilterPattern } of filters) {
      expect(FilterPattern).toContain('$.level = "ERROR"');
      expect(FilterPattern).toContain('$.record.status != "success"');
    }
  });
});

test('the dashboard shows every metric of the stage', () => {
  const body = JSON.stringify(prod.only('AWS::CloudWatch::Dashboard').Properties.DashboardBody);
  for (const { name } of Object.values(metrics)) expect(body).toContain(name);
});
