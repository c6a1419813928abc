import * as z from 'zod';
import type { PolicyDocument } from '../assembly/resources.ts';
import type { Stack } from '../assembly/stack.ts';
import { wildcard } from './conditions.ts';
import { Policies } from './policy.ts';
import { readRoles } from './roles.ts';

const functionIn = (reference: string) => /:function:([^:/]+)/.exec(reference)?.[1] ?? reference;

/** Who invokes a function: `service` such as `events.amazonaws.com`, for the resource `sourceArn`. */
interface Caller {
  readonly service: string;
  readonly sourceArn: string;
}

/**
 * Makes sure that the template lets an AWS service invoke a function by a permission on the function.
 * A permission's SourceArn is compared by ArnLike: https://docs.aws.amazon.com/lambda/latest/api/API_AddPermission.html
 * @throws when it does not: on AWS the call would fail
 */
export function assertServiceMayInvoke(
  stack: Stack,
  { service, sourceArn }: Caller,
  functionReference: string,
): void {
  const wanted = functionIn(functionReference);
  const isGranted = stack
    .all('AWS::Lambda::Permission')
    .some(
      ({ Principal, FunctionName, SourceArn = '*' }) =>
        Principal === service && functionIn(FunctionName) === wanted && wildcard(SourceArn).test(sourceArn),
    );
  if (!isGranted)
    throw new Error(
      `${service} may not invoke ${wanted} for ${sourceArn}: the template has no AWS::Lambda::Permission for it`,
    );
}

/**
 * What API Gateway calls a function of an HTTP API's route for: stage, method and path as the route key has them, and for
 * `$default` the stage and `$default`. https://github.com/aws/serverless-application-model/pull/2574
 */
export function routeArn({ deployment }: Stack, apiId: string, routeKey: string): string {
  const { partition, region, account } = deployment;
  const route = routeKey.replace(' ', '');
  return `arn:${partition}:execute-api:${region}:${account}:${apiId}/$default/${route}`;
}

/** The same for a service that takes on a role, as EventBridge Scheduler does. */
export function assertRoleMayInvoke(stack: Stack, roleArn: string, functionArn: string): void {
  const policies = readRoles(stack).get(roleArn) ?? new Policies([]);
  const decision = policies.decide({ action: 'lambda:InvokeFunction', resource: functionArn });
  if (!decision.allowed) throw new Error(`${roleArn} may not invoke ${functionArn}, ${decision.because}`);
}

/**
 * Makes sure that a queue's policy lets a topic write into it.
 * @throws when it does not: on AWS the message would be lost
 */
export function assertTopicMaySend(stack: Stack, topicArn: string, queueArn: string): void {
  const queue = stack.all('AWS::SQS::Queue').find(({ arn }) => arn === queueArn);
  const documents = stack
    .all('AWS::SQS::QueuePolicy')
    .filter(({ Queues }) => queue !== undefined && Queues.includes(queue.ref))
    .map(({ PolicyDocument }) => ({ Statement: PolicyDocument.Statement.filter(isOfSns) }));
  const context = new Map([
    ['aws:securetransport', ['true']],
    ['aws:sourcearn', [topicArn]],
  ]);
  const decision = new Policies(documents).decide({ action: 'sqs:SendMessage', resource: queueArn, context });
  if (!decision.allowed) throw new Error(`${topicArn} may not write into ${queueArn} ${decision.because}`);
}

const Principal = z.union([
  z.literal('*'),
  z.looseObject({ AWS: z.literal('*') }),
  z.looseObject({ Service: z.union([z.string(), z.array(z.string())]) }),
]);

function isOfSns(statement: PolicyDocument['Statement'][number]): boolean {
  const principal = Principal.safeParse(statement.Principal).data;
  if (typeof principal !== 'object') return principal === '*';
  return 'AWS' in principal || [principal.Service].flat().includes('sns.amazonaws.com');
}
