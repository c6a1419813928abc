import type { Answer } from '../dynamodb/upstream.ts';
import type { FaultBox } from '../state/faults.ts';
import type { DynamoDbRequest } from './dynamodb-request.ts';

type Body = DynamoDbRequest['body'];

/** What is left of a batch call for the database, and how its answer is completed. */
export interface Undone {
  /** Undefined when nothing is left of the call. */
  readonly body: Body | undefined;
  complete(answer: Answer): Answer;
}

/**
 * Why a single statement of a batch fails and may be made again. After an InternalServerError it may have taken effect;
 * here it has.
 * @see https://docs.aws.amazon.com/amazondynamodb/latest/APIReference/API_BatchStatementError.html
 */
const statementErrors = [
  'InternalServerError',
  'ProvisionedThroughputExceeded',
  'RequestLimitExceeded',
  'ThrottlingError',
  'TransactionConflict',
] as const;

/** Draws for each item, or statement, of a batch call whether it is left undone; undefined when the call is no batch. */
export function undone(
  operation: string,
  body: Body,
  faults: FaultBox,
  probability: number,
): Undone | undefined {
  const strikes = () => faults.strikes(probability);
  if (operation === 'BatchExecuteStatement' && body.Statements !== undefined)
    return failedStatements(body, body.Statements, () =>
      strikes() ? statementErrors[faults.below(statementErrors.length)] : undefined,
    );
  return body.RequestItems === undefined ? undefined : unprocessed(operation, body, strikes);
}

/** @see https://docs.aws.amazon.com/amazondynamodb/latest/APIReference/API_BatchGetItem.html */
function unprocessed(operation: string, body: Body, strikes: () => boolean): Undone {
  const kept: Record<string, unknown> = {};
  const leftOut: Record<string, unknown> = {};
  for (const [table, request] of Object.entries(Object(body.RequestItems))) {
    const { Keys, ...options } = Object(request);
    const members: unknown[] = Array.isArray(request) ? request : Array.isArray(Keys) ? Keys : [];
    const drawn = members.map((member) => ({ member, out: strikes() }));
    for (const [target, out] of [
      [kept, false],
      [leftOut, true],
    ] as const) {
      const chosen = drawn.filter((draw) => draw.out === out).map(({ member }) => member);
      if (chosen.length > 0) target[table] = Array.isArray(request) ? chosen : { ...options, Keys: chosen };
    }
  }
  const name = operation === 'BatchGetItem' ? 'UnprocessedKeys' : 'UnprocessedItems';
  return {
    body: Object.keys(kept).length === 0 ? undefined : { ...body, RequestItems: kept },
    complete: (answer) =>
      Object.keys(leftOut).length === 0 ? answer : changed(answer, (own) => ({ ...own, [name]: leftOut })),
  };
}

/** @see https://docs.aws.amazon.com/amazondynamodb/latest/APIReference/API_BatchExecuteStatement.html */
function failedStatements(
  body: Body,
  statements: NonNullable<Body['Statements']>,
  draw: () => (typeof statementErrors)[number] | undefined,
): Undone {
  const drawn = statements.map((statement) => ({ statement, code: draw() }));
  const isMade = ({ code }: (typeof drawn)[number]) => code === undefined || code === 'InternalServerError';
  const made = drawn.filter(isMade);
  return {
    body: made.length === 0 ? undefined : { ...body, Statements: made.map(({ statement }) => statement) },
    complete: (answer) =>
      changed(answer, ({ Responses, ...own }) => {
        const answers = Array.isArray(Responses) ? Responses.values() : [].values();
        const all = drawn.map((one) => {
          const response: unknown = isMade(one) ? answers.next().value : undefined;
          return one.code === undefined ? response : { Error: { Code: one.code, Message: one.code } };
        });
        return { ...own, Responses: all };
      }),
  };
}

/** An answer with another body: its checksum was of the database's. */
function changed(answer: Answer, change: (body: Record<string, unknown>) => object): Answer {
  if (answer.status !== 200) return answer;
  const body = Buffer.from(JSON.stringify(change(JSON.parse(answer.body.toString('utf8')))));
  return { status: 200, headers: { 'content-type': 'application/x-amz-json-1.0' }, body };
}
