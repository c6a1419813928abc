import type { PolicyDocument } from '../assembly/resources.ts';
import { conditionsHold, type RequestContext, UnknownCondition, wildcard } from './conditions.ts';

/** One permission that a call needs. */
export interface Access {
  /** Such as `dynamodb:PutItem`. */
  readonly action: string;
  readonly resource: string;
  readonly context?: RequestContext;
}

export type Decision = { readonly allowed: true } | { readonly allowed: false; readonly because: string };

interface Statement {
  readonly allows: boolean;
  readonly actions: (action: string) => boolean;
  readonly resources: (resource: string) => boolean;
  readonly conditions: NonNullable<PolicyDocument['Statement'][number]['Condition']>;
}

/** What a role may do here as on AWS (promise 9): its policies' statements, made ready to be asked many times. */
export class Policies {
  readonly #statements: readonly Statement[];

  constructor(documents: readonly PolicyDocument[]) {
    this.#statements = documents.flatMap(({ Statement }) => Statement.map(compile));
  }

  /**
   * An explicit Deny wins, else an Allow is needed.
   * @see https://docs.aws.amazon.com/IAM/latest/UserGuide/reference_policies_evaluation-logic.html
   */
  decide({ action, resource, context = new Map() }: Access): Decision {
    let allowed = false;
    try {
      for (const statement of this.#statements) {
        if (!statement.actions(action) || !statement.resources(resource)) continue;
        if (!conditionsHold(statement.conditions, context)) continue;
        if (!statement.allows)
          return { allowed: false, because: 'with an explicit deny in an identity-based policy' };
        allowed = true;
      }
    } catch (error) {
      if (error instanceof UnknownCondition) return { allowed: false, because: `because ${error.message}` };
      throw error;
    }
    return allowed
      ? { allowed }
      : { allowed, because: `because no identity-based policy allows the ${action} action` };
  }
}

function compile(statement: PolicyDocument['Statement'][number]): Statement {
  return {
    allows: statement.Effect === 'Allow',
    actions: matcher(statement.Action, statement.NotAction, true),
    resources: matcher(statement.Resource, statement.NotResource, false),
    conditions: statement.Condition ?? {},
  };
}

function matcher(
  named: string | string[] | undefined,
  excepted: string | string[] | undefined,
  ignoreCase: boolean,
): (value: string) => boolean {
  const patterns = [named ?? excepted ?? []].flat().map((pattern) => wildcard(pattern, { ignoreCase }));
  const matches = (value: string) => patterns.some((pattern) => pattern.test(value));
  return named === undefined && excepted !== undefined ? (value) => !matches(value) : matches;
}
