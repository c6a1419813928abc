/**
 * A PartiQL statement in the emulator's words: where DynamoDB takes a SET or REMOVE for each attribute, it takes one
 * with a list.
 * https://docs.aws.amazon.com/amazondynamodb/latest/developerguide/ql-reference.update.html
 */
export function emulated(statement: string): string {
  if (!/^\s*UPDATE\b/i.test(statement)) return statement;
  let last: string | undefined;
  return statement.replace(/"[^"]*"|'(?:[^']|'')*'|\s+(SET|REMOVE|WHERE)\b/gi, (whole, clause?: string) => {
    if (clause === undefined) return whole;
    const isAgain = clause.toUpperCase() === last;
    last = clause.toUpperCase();
    return isAgain ? ',' : whole;
  });
}
