import { Duration, Stack } from 'aws-cdk-lib';
import { PolicyStatement, Role, ServicePrincipal } from 'aws-cdk-lib/aws-iam';
import { Schedule, ScheduleExpression } from 'aws-cdk-lib/aws-scheduler';
import { LambdaInvoke } from 'aws-cdk-lib/aws-scheduler-targets';
import { Construct } from 'constructs';
import type { BackendFunction } from './backend-function.ts';

/** Runs a function each minute. A tick that fails is not repeated: the next one does its work. */
export class MinuteSchedule extends Construct {
  constructor(scope: Construct, id: string, fn: BackendFunction) {
    super(scope, id);
    const role = new Role(this, 'Role', {
      assumedBy: new ServicePrincipal('scheduler.amazonaws.com', {
        conditions: { StringEquals: { 'aws:SourceAccount': Stack.of(this).account } },
      }),
    });
    // The target's own grant would cover every version and alias too.
    const narrow = role.withoutPolicyUpdates();
    const invoke = new PolicyStatement({ actions: ['lambda:InvokeFunction'], resources: [fn.functionArn] });
    role.addToPolicy(invoke);
    new Schedule(this, 'EachMinute', {
      description: 'Eventbote: what is due',
      schedule: ScheduleExpression.rate(Duration.minutes(1)),
      target: new LambdaInvoke(fn, { role: narrow, retryAttempts: 0, maxEventAge: Duration.minutes(1) }),
    });
    // The scheduler invokes asynchronously, where Lambda by itself would try three times.
    fn.configureAsyncInvoke({ retryAttempts: 0, maxEventAge: Duration.minutes(1) });
  }
}
