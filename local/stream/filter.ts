import * as z from 'zod';

const Fields = z.record(z.string(), z.unknown());
const isFields = (value: unknown): value is Record<string, unknown> => Fields.safeParse(value).success;

/**
 * Makes a test from the filter patterns of an event source mapping: a record passes when one of them matches.
 * @param patterns JSON, as in `FilterCriteria.Filters[].Pattern`; none lets everything pass
 * @see https://docs.aws.amazon.com/lambda/latest/dg/invocation-eventfiltering.html#filtering-syntax
 */
export function filterOf(patterns: readonly string[]): (record: unknown) => boolean {
  const parsed = patterns.map((pattern) => Fields.parse(JSON.parse(pattern)));
  return (record) => parsed.length === 0 || parsed.some((pattern) => matches(pattern, record));
}

function matches(pattern: Record<string, unknown>, value: unknown): boolean {
  return Object.entries(pattern).every(([key, expected]) => {
    if (key === '$or') return list(expected).some((choice) => isFields(choice) && matches(choice, value));
    const actual = isFields(value) ? value[key] : undefined;
    if (Array.isArray(expected)) return expected.some((rule) => leaf(rule, actual));
    if (isFields(expected)) return matches(expected, actual);
    throw new Error(`a filter pattern holds lists and objects, not ${JSON.stringify(expected)}`);
  });
}

const list = (value: unknown): unknown[] => (Array.isArray(value) ? value : [value]);

function leaf(rule: unknown, actual: unknown): boolean {
  if (!isFields(rule)) return Array.isArray(actual) ? actual.includes(rule) : actual === rule;
  return Object.entries(rule).every(([operator, operand]) => {
    const values = list(actual);
    switch (operator) {
      case 'exists':
        // Only a leaf exists: a pattern can't ask for the presence of an object.
        return operand === (actual !== undefined && !isFields(actual));
      case 'prefix':
        return values.some((value) => typeof value === 'string' && value.startsWith(String(operand)));
      case 'suffix':
        return values.some((value) => typeof value === 'string' && value.endsWith(String(operand)));
      case 'equals-ignore-case':
        return values.some(
          (value) => typeof value === 'string' && value.toLowerCase() === String(operand).toLowerCase(),
        );
      case 'anything-but':
        return (
          actual !== undefined &&
          !list(operand).some((excepted) => values.some((value) => differs(excepted, value)))
        );
      case 'numeric':
        return values.some((value) => typeof value === 'number' && inRange(list(operand), value));
      default:
        throw new Error(
          `the runner does not know the filter rule ${operator}; add it in local/stream/filter.ts`,
        );
    }
  });
}

function differs(excepted: unknown, value: unknown): boolean {
  return isFields(excepted) ? leaf(excepted, value) : excepted === value;
}

function inRange(operands: readonly unknown[], value: number): boolean {
  for (let index = 0; index + 1 < operands.length; index += 2) {
    const bound = Number(operands[index + 1]);
    const holds = {
      '=': value === bound,
      '<': value < bound,
      '<=': value <= bound,
      '>': value > bound,
      '>=': value >= bound,
    };
    if (!Object.entries(holds).some(([operator, isTrue]) => operator === operands[index] && isTrue))
      return false;
  }
  return true;
}
