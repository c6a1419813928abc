import type { Stack } from '../assembly/stack.ts';
import { Policies } from './policy.ts';
import { readRoles } from './roles.ts';

const functionIn = (reference: string) => /:function:([^:/]+)/.exec(reference)?.[1] ?? reference;

/**
 * Makes sure that the template lets an AWS service invoke a function by a permission on the function.
 * @param service such as `sns.amazonaws.com`
 * @throws when it does not: on AWS the call would fail
 */
export function assertServiceMayInvoke(stack: Stack, service: string, functionReference: string): void {
  const wanted = functionIn(functionReference);
  const isGranted = stack
    .all('AWS::Lambda::Permission')
    .some(({ Principal, FunctionName }) => Principal === service && functionIn(FunctionName) === wanted);
  if (!isGranted)
    throw new Error(
      `${service} may not invoke ${wanted}: the template has no AWS::Lambda::Permission for it`,
    );
}

/** The same for a service that takes on a role, as EventBridge Scheduler does. */
export function assertRoleMayInvoke(stack: Stack, roleArn: string, functionArn: string): void {
  const policies = readRoles(stack).get(roleArn) ?? new Policies([]);
  const decision = policies.decide({ action: 'lambda:InvokeFunction', resource: functionArn });
  if (!decision.allowed) throw new Error(`${roleArn} may not invoke ${functionArn}, ${decision.because}`);
}
