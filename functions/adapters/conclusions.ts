import { isDeepStrictEqual } from 'node:util';
import type { DynamoDBDocumentClient } from '@aws-sdk/lib-dynamodb';
import { type Find, mostStatements, type Row, type Statement, type Write, writeAll } from './statements.ts';

/** How long the first of a call waits for others: answers that a crash in between makes unknown. */
const gatheringMilliseconds = 40;

interface Waiting extends Write {
  resolve(isWritten: boolean): void;
  reject(error: unknown): void;
}

/** What became of attempts, written 25 a call where answers come fast: a call costs more on its way than in the table. */
export class Conclusions {
  readonly #table: string;
  readonly #client: DynamoDBDocumentClient;
  readonly #find: Find;
  #waiting: Waiting[] = [];
  #timer: NodeJS.Timeout | undefined;

  constructor(table: string, client: DynamoDBDocumentClient, find: Find) {
    this.#table = table;
    this.#client = client;
    this.#find = find;
  }

  /** Writes over the attempt that lies there as `from`; answers false where it was settled, moved or erased since. */
  write(from: Row, to: Row): Promise<boolean> {
    return new Promise((resolve, reject) => {
      this.#waiting.push({ row: to, statement: conclusion(from, to, this.#table), resolve, reject });
      if (this.#waiting.length >= mostStatements) void this.#flush();
      else this.#timer ??= setTimeout(() => void this.#flush(), gatheringMilliseconds);
    });
  }

  async #flush(): Promise<void> {
    clearTimeout(this.#timer);
    this.#timer = undefined;
    const waiting = this.#waiting;
    this.#waiting = [];
    try {
      const written = await writeAll(this.#client, waiting, this.#find);
      for (const [index, one] of waiting.entries()) one.resolve(written[index] ?? false);
    } catch (error) {
      for (const one of waiting) one.reject(error);
    }
  }
}

/**
 * What differs, on condition that it is that attempt still, and counted as it was. That nothing was counted of it needs
 * no condition: what is counted of an attempt takes it out of `sending`.
 * https://docs.aws.amazon.com/amazondynamodb/latest/developerguide/ql-reference.update.html
 */
function conclusion(from: Row, to: Row, table: string): Statement {
  const set = Object.entries(to).filter(
    ([name, value]) => value !== undefined && !isDeepStrictEqual(value, from[name]),
  );
  const removed = Object.keys(from).filter((name) => from[name] !== undefined && to[name] === undefined);
  const where = ['pk', 'sk', 'state', 'attemptId', 'walk', 'countedAs'].filter(
    (name) => from[name] !== undefined,
  );
  return {
    Statement: [
      `UPDATE "${table}"`,
      ...set.map(([name]) => `SET "${name}"=?`),
      ...removed.map((name) => `REMOVE "${name}"`),
      `WHERE ${where.map((name) => `"${name}"=?`).join(' AND ')}`,
    ].join(' '),
    Parameters: [...set.map(([, value]) => value), ...where.map((name) => from[name])],
  };
}
