/** Values of a request's condition keys; keys are lower-case, a key that is absent has no entry. */
export type RequestContext = ReadonlyMap<string, readonly string[]>;

type Test = (actual: string, expected: string) => boolean;

/** `*` and `?` as policies use them, in actions, resources and `…Like` conditions. */
export function wildcard(pattern: string, { ignoreCase = false } = {}): RegExp {
  const escaped = pattern
    .replace(/[.+^${}()|[\]\\]/g, '\\$&')
    .replaceAll('*', '.*')
    .replaceAll('?', '.');
  return new RegExp(`^${escaped}$`, ignoreCase ? 'is' : 's');
}

const same = (actual: string, expected: string) => actual === expected;
const sameIgnoringCase = (actual: string, expected: string) =>
  actual.toLowerCase() === expected.toLowerCase();
const like = (actual: string, expected: string) => wildcard(expected).test(actual);
const numeric =
  (compare: (left: number, right: number) => boolean): Test =>
  (actual, expected) =>
    compare(Number(actual), Number(expected));

/** The operators that the runner can evaluate; those of `negated` hold when none of the values match. */
const operators: Readonly<Record<string, { readonly test: Test; readonly negated?: true }>> = {
  StringEquals: { test: same },
  StringNotEquals: { test: same, negated: true },
  StringEqualsIgnoreCase: { test: sameIgnoringCase },
  StringNotEqualsIgnoreCase: { test: sameIgnoringCase, negated: true },
  StringLike: { test: like },
  StringNotLike: { test: like, negated: true },
  ArnEquals: { test: like },
  ArnLike: { test: like },
  ArnNotEquals: { test: like, negated: true },
  ArnNotLike: { test: like, negated: true },
  Bool: { test: sameIgnoringCase },
  NumericEquals: { test: numeric((left, right) => left === right) },
  NumericLessThan: { test: numeric((left, right) => left < right) },
  NumericLessThanEquals: { test: numeric((left, right) => left <= right) },
  NumericGreaterThan: { test: numeric((left, right) => left > right) },
  NumericGreaterThanEquals: { test: numeric((left, right) => left >= right) },
};

/** Keys that a request may lack and a policy may still name. */
const knownKeys = new Set([
  'aws:principalarn',
  'aws:principalaccount',
  'aws:requestedregion',
  'aws:securetransport',
  'aws:sourceaccount',
  'aws:sourcearn',
  'dynamodb:attributes',
  'dynamodb:enclosingoperation',
  'dynamodb:leadingkeys',
  'dynamodb:returnvalues',
  'dynamodb:select',
  'kms:viaservice',
  'secretsmanager:secretid',
  'secretsmanager:versionstage',
  'secretsmanager:versionid',
  'ses:feedbackaddress',
  'ses:fromaddress',
  'ses:fromdisplayname',
  'ses:recipients',
]);

/** A condition that the runner can't evaluate: it never grants by guessing. */
export class UnknownCondition extends Error {}

/**
 * Whether a statement's conditions hold.
 * @throws UnknownCondition when one has an operator or a key that the runner does not know
 * @see https://docs.aws.amazon.com/IAM/latest/UserGuide/reference_policies_elements_condition_operators.html
 */
export function conditionsHold(
  conditions: Readonly<Record<string, Readonly<Record<string, unknown>>>>,
  context: RequestContext,
): boolean {
  return Object.entries(conditions).every(([operator, keys]) =>
    Object.entries(keys).every(([key, expected]) =>
      holds(operator, key.toLowerCase(), [expected].flat().map(String), context),
    ),
  );
}

function holds(written: string, key: string, expected: readonly string[], context: RequestContext): boolean {
  if (!knownKeys.has(key)) throw new UnknownCondition(`condition key ${key} is unknown to the local runner`);
  const actual = context.get(key);
  if (written === 'Null') return expected.some((wanted) => (wanted === 'true') === (actual === undefined));

  const [, quantifier, base = '', ifExists] =
    /^(?:(ForAllValues|ForAnyValue):)?(\w+?)(IfExists)?$/.exec(written) ?? [];
  const operator = operators[base];
  if (!operator) throw new UnknownCondition(`condition operator ${written} is unknown to the local runner`);
  if (actual === undefined) {
    return ifExists !== undefined || quantifier === 'ForAllValues' || (operator.negated ?? false);
  }
  const matches = (value: string) =>
    expected.some((wanted) => operator.test(value, wanted)) !== (operator.negated ?? false);
  return quantifier === 'ForAnyValue' ? actual.some(matches) : actual.every(matches);
}
