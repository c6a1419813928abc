import { wildcard } from '../../local/access/conditions.ts';
import type { Stack } from '../../local/assembly/stack.ts';
import type { Call } from '../../local/endpoint/calls.ts';

/** One action that a function's role allows on one resource, and how often it was used. */
export interface Grant {
  functionName: string;
  action: string;
  resource: string;
  used: number;
}

/** Permissions that no call of a function's own ever uses, and who does. */
const usedByOthers: { action: RegExp; reason: string }[] = [
  { action: /^logs:(CreateLogStream|PutLogEvents)$/, reason: 'Lambda writes the log by them' },
  {
    action: /^dynamodb:(DescribeStream|GetRecords|GetShardIterator|ListStreams)$/,
    reason: 'the event source mapping reads the stream by them',
  },
  {
    action: /^sqs:(ReceiveMessage|DeleteMessage|GetQueueAttributes)$/,
    reason: 'the event source mapping reads the queue by them',
  },
  { action: /^sqs:SendMessage$/, reason: 'Lambda sets aside by it what the function could not take' },
];

const exceptionOf = ({ action }: Grant) => usedByOthers.find((one) => one.action.test(action));

/** What the roles of all functions allow, one row an action and resource, with the calls that used it. */
export function grantsOf(stack: Stack, calls: readonly Call[]): Grant[] {
  const policies = stack.all('AWS::IAM::Policy', 'AWS::IAM::ManagedPolicy');
  return stack.all('AWS::Lambda::Function').flatMap((fn) => {
    const role = stack.all('AWS::IAM::Role').find(({ arn }) => arn === fn.Role);
    const documents = [
      ...(role?.Policies ?? []),
      ...policies.filter(({ Roles }) => role && Roles.includes(role.ref)),
    ].map(({ PolicyDocument }) => PolicyDocument);
    const own = calls.filter((call) => call.function === fn.ref);
    return documents
      .flatMap(({ Statement }) => Statement)
      .flatMap(({ Action = [], Resource = [] }) =>
        [Action].flat().flatMap((action) =>
          [Resource].flat().map((resource): Grant => {
            const uses = own.filter(
              (call) =>
                wildcard(action, { ignoreCase: true }).test(`${call.service}:${call.action}`) &&
                wildcard(resource).test(call.resource),
            );
            const used = uses.reduce((total, { count }) => total + count, 0);
            return { functionName: fn.ref, action, resource, used };
          }),
        ),
      );
  });
}

/** Grants without a use and without a reason. */
export function unused(grants: readonly Grant[]): Grant[] {
  return grants.filter((grant) => grant.used === 0 && exceptionOf(grant) === undefined);
}

/** Function × action × resource, allowed and used, for people. */
export function table(grants: readonly Grant[]): string {
  const rows = grants.map((grant) => [
    grant.functionName.replace(/^.*-/, ''),
    grant.action,
    grant.resource.replace(/^arn:[^:]*:[^:]*:[^:]*:[^:]*:/, ''),
    exceptionOf(grant)?.reason ?? String(grant.used),
  ]);
  const all = [['function', 'action', 'on', 'used'], ...rows];
  const width = (column: number) => Math.max(...all.map((row) => row[column]?.length ?? 0));
  return all
    .map((row) =>
      row
        .map((cell, column) => cell.padEnd(width(column)))
        .join('  ')
        .trimEnd(),
    )
    .join('\n');
}
