import type { PolicyDocument } from '../assembly/resources.ts';
import type { Stack } from '../assembly/stack.ts';
import { Policies } from './policy.ts';

/** A role's policies, by the role's ARN: inline ones, attached ones, and those that name the role. */
export function readRoles(stack: Stack): ReadonlyMap<string, Policies> {
  const named = stack.all('AWS::IAM::Policy', 'AWS::IAM::ManagedPolicy');
  const managed = new Map(
    stack.all('AWS::IAM::ManagedPolicy').map((policy) => [policy.ref, policy.PolicyDocument]),
  );
  return new Map(
    stack.all('AWS::IAM::Role').map((role) => {
      const documents: PolicyDocument[] = [
        ...role.Policies.map(({ PolicyDocument }) => PolicyDocument),
        ...named.filter(({ Roles }) => Roles.includes(role.ref)).map(({ PolicyDocument }) => PolicyDocument),
        ...role.ManagedPolicyArns.flatMap((arn) => managed.get(arn) ?? awsManaged(arn)),
      ];
      return [role.arn, new Policies(documents)];
    }),
  );
}

/** AWS's own policies that matter here; the others only grant services that the runner does not have. */
function awsManaged(arn: string): PolicyDocument[] {
  if (!arn.endsWith('/AWSLambdaDynamoDBExecutionRole')) return [];
  const actions = ['DescribeStream', 'GetRecords', 'GetShardIterator', 'ListStreams'];
  return [
    {
      Statement: [{ Effect: 'Allow', Action: actions.map((action) => `dynamodb:${action}`), Resource: '*' }],
    },
  ];
}
