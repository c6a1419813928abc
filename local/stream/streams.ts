import { Policies } from '../access/policy.ts';
import { readRoles } from '../access/roles.ts';
import type { Stack } from '../assembly/stack.ts';
import { tablesOf } from '../dynamodb/tables.ts';
import type { Upstream } from '../dynamodb/upstream.ts';
import { Mapping, type MappingParts } from './mapping.ts';
import { StreamReader } from './reader.ts';

/** What Lambda needs, and on what: of listing AWS offers nothing narrower than every stream. */
const needed = (streamArn: string) => [
  ...['DescribeStream', 'GetRecords', 'GetShardIterator'].map((action) => [action, streamArn] as const),
  ['ListStreams', '*'] as const,
];

/** Every event source mapping of the template, started and ended together. */
export class Streams {
  readonly #mappings: readonly Mapping[];

  constructor(stack: Stack, upstream: Upstream, parts: MappingParts) {
    const roles = readRoles(stack);
    const tables = tablesOf(stack);
    this.#mappings = stack.all('AWS::Lambda::EventSourceMapping').flatMap((declared) => {
      if (!declared.Enabled || declared.EventSourceArn.split(':')[2] !== 'dynamodb') return [];
      const table = tables.find(({ arn }) => declared.EventSourceArn.startsWith(`${arn}/stream/`));
      if (!table)
        throw new Error(
          `${declared.logicalId} reads ${declared.EventSourceArn}, a stream of a table that is not here`,
        );
      const role = parts.functions.roleOf(parts.functions.nameOf(declared.FunctionName));
      const policies = roles.get(role) ?? new Policies([]);
      for (const [action, resource] of needed(declared.EventSourceArn)) {
        const decision = policies.decide({ action: `dynamodb:${action}`, resource });
        if (!decision.allowed)
          throw new Error(`${declared.logicalId}: ${role} must be allowed dynamodb:${action} on ${resource}`);
      }
      return new Mapping(declared, new StreamReader(upstream, table.ref), parts);
    });
  }

  start(): void {
    for (const mapping of this.#mappings) mapping.start();
  }

  nudge(): void {
    for (const mapping of this.#mappings) mapping.nudge();
  }

  get isQuiet(): boolean {
    return this.#mappings.every((mapping) => mapping.isQuiet);
  }

  async end(): Promise<void> {
    await Promise.all(this.#mappings.map((mapping) => mapping.end()));
  }
}
