import * as z from 'zod';
import type { RequestContext } from '../access/conditions.ts';
import type { Access } from '../access/policy.ts';
import type { DeclaredTable } from '../dynamodb/tables.ts';

/** Looked at by name alone: items are large, and there are many. */
const Values = z.custom<Record<string, unknown>>((value) => typeof value === 'object' && value !== null);
const Keyed = z.looseObject({ TableName: z.string(), Key: Values.optional(), Item: Values.optional() });
const Statement = z.looseObject({ Statement: z.string() });

const Body = z.looseObject({
  TableName: z.string().optional(),
  IndexName: z.string().optional(),
  Key: Values.optional(),
  Item: Values.optional(),
  KeyConditionExpression: z.string().optional(),
  ExpressionAttributeNames: z.record(z.string(), z.string()).optional(),
  ExpressionAttributeValues: Values.optional(),
  TransactItems: z
    .array(
      z.looseObject({
        Put: Keyed.optional(),
        Update: Keyed.optional(),
        Delete: Keyed.optional(),
        ConditionCheck: Keyed.optional(),
        Get: Keyed.optional(),
      }),
    )
    .optional(),
  RequestItems: Values.optional(),
  Statement: z.string().optional(),
  Statements: z.array(Statement).optional(),
  TransactStatements: z.array(Statement).optional(),
});
type Body = z.infer<typeof Body>;

/** A DynamoDB call as the endpoint looks at it. */
export interface DynamoDbRequest {
  readonly accesses: readonly Access[];
  /** The item that each member of the call is about, in its order; undefined where it can't be told. */
  readonly items: readonly (string | undefined)[];
  readonly body: Body;
}

const transactActions = {
  Put: 'PutItem',
  Update: 'UpdateItem',
  Delete: 'DeleteItem',
  ConditionCheck: 'ConditionCheckItem',
  Get: 'GetItem',
} as const;

/** Reads DynamoDB calls against the tables that the template declares. */
export class DynamoDbReader {
  readonly #tables: ReadonlyMap<string, DeclaredTable>;
  readonly #arn: (resource: string) => string;

  /** @param arn of a resource such as `table/NAME` that the template does not declare */
  constructor(tables: readonly DeclaredTable[], arn: (resource: string) => string) {
    this.#tables = new Map(tables.map((table) => [table.ref, table]));
    this.#arn = arn;
  }

  /**
   * @see https://docs.aws.amazon.com/service-authorization/latest/reference/list_amazondynamodb.html
   */
  read(operation: string, raw: unknown): DynamoDbRequest {
    const body = Body.parse(raw);
    if (body.TransactItems) return this.#transaction(operation, body, body.TransactItems);
    if (body.RequestItems) return this.#batch(operation, body, body.RequestItems);
    const statements =
      body.Statements ??
      body.TransactStatements ??
      (body.Statement ? [{ Statement: body.Statement }] : undefined);
    if (statements) {
      return { body, items: [], accesses: statements.map(({ Statement }) => this.#partiQl(Statement)) };
    }
    const table = nameOf(body.TableName ?? '*');
    const resource = this.#table(table) + (body.IndexName ? `/index/${body.IndexName}` : '');
    const keys = [body.Key ?? body.Item].filter((key) => key !== undefined);
    const leading =
      operation === 'Query' ? this.#queried(table, body) : keys.map((key) => this.#leading(table, key));
    return {
      body,
      items: keys.map((key) => this.#item(table, key)),
      accesses: [{ action: `dynamodb:${operation}`, resource, context: context(leading) }],
    };
  }

  #transaction(operation: string, body: Body, members: NonNullable<Body['TransactItems']>): DynamoDbRequest {
    const accesses: Access[] = [];
    const items: (string | undefined)[] = [];
    for (const member of members) {
      for (const kind of ['Put', 'Update', 'Delete', 'ConditionCheck', 'Get'] as const) {
        const keyed = member[kind];
        if (!keyed) continue;
        const table = nameOf(keyed.TableName);
        const key = keyed.Key ?? keyed.Item ?? {};
        items.push(this.#item(table, key));
        accesses.push({
          action: `dynamodb:${transactActions[kind]}`,
          resource: this.#table(table),
          context: context([this.#leading(table, key)], operation),
        });
      }
    }
    return { body, items, accesses };
  }

  #batch(operation: string, body: Body, requests: Record<string, unknown>): DynamoDbRequest {
    const items: (string | undefined)[] = [];
    const accesses = Object.entries(requests).map(([name, request]): Access => {
      const table = nameOf(name);
      const keys = batchKeys(request);
      items.push(...keys.map((key) => this.#item(table, key)));
      const leading = keys.map((key) => this.#leading(table, key));
      return { action: `dynamodb:${operation}`, resource: this.#table(table), context: context(leading) };
    });
    return { body, items, accesses };
  }

  #partiQl(statement: string): Access {
    const verb = /^\s*(\w+)/.exec(statement)?.[1]?.toLowerCase() ?? '';
    const kind = { select: 'Select', insert: 'Insert', update: 'Update', delete: 'Delete' }[verb] ?? 'Select';
    const named = /(?:from|into|update)\s+"?([\w.-]+)"?(?:\."?([\w.-]+)"?)?/i.exec(statement);
    const index = named?.[2] ? `/index/${named[2]}` : '';
    return { action: `dynamodb:PartiQL${kind}`, resource: this.#table(named?.[1] ?? '*') + index };
  }

  #table(name: string): string {
    return this.#tables.get(name)?.arn ?? this.#arn(`table/${name}`);
  }

  #item(table: string, key: Record<string, unknown>): string | undefined {
    const schema = this.#tables.get(table)?.KeySchema;
    return schema && JSON.stringify([table, ...schema.map(({ AttributeName }) => key[AttributeName])]);
  }

  #leading(table: string, key: Record<string, unknown>): string | undefined {
    const schema = this.#tables.get(table)?.KeySchema;
    const name = schema?.find(({ KeyType }) => KeyType === 'HASH')?.AttributeName;
    return name === undefined ? undefined : textOf(key[name]);
  }

  #queried(table: string, body: Body): (string | undefined)[] {
    const declared = this.#tables.get(table);
    const indexes = [...(declared?.GlobalSecondaryIndexes ?? []), ...(declared?.LocalSecondaryIndexes ?? [])];
    const schema =
      indexes.find(({ IndexName }) => IndexName === body.IndexName)?.KeySchema ?? declared?.KeySchema;
    const hash = schema?.find(({ KeyType }) => KeyType === 'HASH')?.AttributeName;
    for (const [, name = '', value = ''] of (body.KeyConditionExpression ?? '').matchAll(
      /([#\w.-]+)\s*=\s*(:\w+)/g,
    )) {
      if ((body.ExpressionAttributeNames?.[name] ?? name) === hash) {
        return [textOf(body.ExpressionAttributeValues?.[value])];
      }
    }
    return [];
  }
}

/** A table's name, also when the call names it by ARN. */
const nameOf = (nameOrArn: string): string => nameOrArn.split(':table/').at(-1)?.split('/')[0] ?? nameOrArn;

const BatchGets = z.looseObject({ Keys: z.array(Values) });
const BatchWrites = z.array(
  z.looseObject({
    PutRequest: z.looseObject({ Item: Values }).optional(),
    DeleteRequest: z.looseObject({ Key: Values }).optional(),
  }),
);

function batchKeys(request: unknown): Record<string, unknown>[] {
  const gets = BatchGets.safeParse(request);
  if (gets.success) return gets.data.Keys;
  const writes = BatchWrites.safeParse(request);
  return (writes.data ?? []).map(
    ({ PutRequest, DeleteRequest }) => PutRequest?.Item ?? DeleteRequest?.Key ?? {},
  );
}

/** The value inside `{ S: … }`, `{ N: … }` or `{ B: … }`. */
function textOf(attribute: unknown): string | undefined {
  const [value] = Object.values(Object(attribute));
  return value === undefined ? undefined : String(value);
}

function context(leading: readonly (string | undefined)[], enclosing?: string): RequestContext {
  const keys = leading.filter((key) => key !== undefined);
  const entries: [string, string[]][] = keys.length > 0 ? [['dynamodb:leadingkeys', keys]] : [];
  if (enclosing) entries.push(['dynamodb:enclosingoperation', [enclosing]]);
  return new Map(entries);
}
