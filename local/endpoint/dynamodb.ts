import type { Access } from '../access/policy.ts';
import type { Deployment } from '../assembly/names.ts';
import { emulated } from '../dynamodb/dialect.ts';
import type { DeclaredTable } from '../dynamodb/tables.ts';
import type { Answer, Upstream } from '../dynamodb/upstream.ts';
import type { FaultBox } from '../state/faults.ts';
import { Conflicts, cancelled } from './conflicts.ts';
import { DynamoDbReader, type DynamoDbRequest } from './dynamodb-request.ts';
import { jsonRefusal, type Outcome } from './refusals.ts';
import { undone } from './undone.ts';
import type { Usage } from './usage.ts';

const askForCapacity = Buffer.from('{"ReturnConsumedCapacity":"TOTAL",');
const emptyAnswer: Answer = { status: 200, headers: {}, body: Buffer.from('{}') };
const readOperations = /^(Get|BatchGet|TransactGet|Query|Scan|Describe|List)/;

/** A call that has been read: what it needs to be allowed, and how it is carried out. */
export interface PreparedCall {
  readonly accesses: readonly Access[];
  readonly refuse: (message: string) => Answer;
  /** @param caller the calling function's name */
  readonly run: (caller: string) => Promise<Outcome>;
}

/** DynamoDB in front of the database: throttles, conflicts and lost answers as they are asked for. */
export class DynamoDbService {
  readonly #upstream: Upstream;
  readonly #faults: FaultBox;
  readonly #reader: DynamoDbReader;
  readonly #conflicts = new Conflicts();
  readonly #onWrite: (caller: string) => void;
  readonly #usage: Usage | undefined;

  /** @param onWrite called after each call that may have changed a table */
  constructor(
    upstream: Upstream,
    parts: {
      faults: FaultBox;
      tables: readonly DeclaredTable[];
      deployment: Deployment;
      onWrite: (caller: string) => void;
      usage: Usage | undefined;
    },
  ) {
    const { partition, region, account } = parts.deployment;
    this.#upstream = upstream;
    this.#faults = parts.faults;
    this.#reader = new DynamoDbReader(
      parts.tables,
      (resource) => `arn:${partition}:dynamodb:${region}:${account}:${resource}`,
    );
    this.#onWrite = parts.onWrite;
    this.#usage = parts.usage;
  }

  prepare(target: string, body: Buffer): PreparedCall {
    const operation = target.split('.')[1] ?? '';
    const request = this.#reader.read(operation, JSON.parse(body.toString('utf8')));
    return {
      accesses: request.accesses,
      refuse: (message) => jsonRefusal('com.amazon.coral.service#AccessDeniedException', message),
      run: (caller) => this.#run(caller, { target, operation, ...request, raw: body }),
    };
  }

  async #run(
    caller: string,
    {
      target,
      operation,
      items,
      body,
      raw,
    }: DynamoDbRequest & { target: string; operation: string; raw: Buffer },
  ): Promise<Outcome> {
    const { throttle, conflict, failAfterCommit, unprocessed } = this.#faults.current.dynamodb ?? {};
    if (this.#faults.strikes(throttle)) return this.#throttled(operation, items.length);
    const batch = unprocessed ? undone(operation, body, this.#faults, unprocessed) : undefined;
    if (batch !== undefined && batch.body === undefined) {
      return body.Statements ? batch.complete(emptyAnswer) : this.#throttled(operation, 0);
    }
    const asked = batch?.body ?? body;
    let sent = batch === undefined ? raw : Buffer.from(JSON.stringify(asked));
    if (asked.Statements) {
      const Statements = asked.Statements.map((one) => ({ ...one, Statement: emulated(one.Statement) }));
      sent = Buffer.from(JSON.stringify({ ...asked, Statements }));
    }
    // Put in front as text: what is measured must not cost much more than what is not.
    if (this.#usage && sent.length > 2)
      sent = Buffer.concat([askForCapacity, sent.subarray(sent.indexOf('{') + 1)]);
    const call = () => this.#upstream.pass(target, sent);
    const answer = await (conflict ? this.#conflicts.run(operation, items, call) : call());
    this.#usage?.consumed(
      caller,
      readOperations.test(operation) ? 'read' : 'write',
      this.#usage ? unitsOf(answer) : 0,
    );
    if (!readOperations.test(operation)) {
      this.#onWrite(caller);
      if (answer.status === 200 && this.#faults.strikes(failAfterCommit)) return 'drop';
    }
    return batch?.complete(answer) ?? answer;
  }

  #throttled(operation: string, members: number): Answer {
    const message =
      'The level of configured provisioned throughput for the table was exceeded. ' +
      'Consider increasing your provisioning level with the UpdateTable API.';
    if (!operation.startsWith('Transact') || members === 0) {
      return jsonRefusal('com.amazonaws.dynamodb.v20120810#ProvisionedThroughputExceededException', message);
    }
    const struck = this.#faults.below(members);
    const reasons = Array.from({ length: members }, (_, index) =>
      index === struck ? 'ThrottlingError' : undefined,
    );
    return cancelled(reasons, 'Throughput exceeds the current capacity of your table or index.');
  }
}

/** A refused condition consumes too, but the database does not say how much. */
function unitsOf({ status, body }: Answer): number {
  if (status !== 200) return 0;
  // By its text: answers are large, and no item has a field of that name.
  const units = body.toString('latin1').matchAll(/"CapacityUnits":([\d.]+)/g);
  return [...units].reduce((total, [, each]) => total + Number(each), 0);
}
