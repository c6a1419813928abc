import * as z from 'zod';
import { type Deployment, partitionOf } from './names.ts';
import { Resolver } from './resolver.ts';
import { type Properties, schemas } from './resources.ts';
import { readAssembly } from './template.ts';

/** One resource of a type that the runner knows: its own names beside its properties, intrinsics replaced. */
export type Declared<T extends keyof typeof schemas> = Properties<T> & {
  readonly logicalId: string;
  readonly ref: string;
  readonly arn: string;
};

/** `schemas` once more, so that a type that is only known as one of several still finds its own schema. */
const schemaOf: { readonly [T in keyof typeof schemas]: z.ZodType<Properties<T>> } = schemas;

/** What a stack declares, as this machine runs it. */
export interface Stack {
  readonly deployment: Deployment;
  /** Folder or file of each asset, by its S3 object key. */
  readonly assets: ReadonlyMap<string, string>;
  /** The resources of a type, in the template's order. */
  all<T extends keyof typeof schemas>(...types: T[]): Declared<T>[];
}

/**
 * Reads what `cdk synth` wrote.
 * @param baseUrl where the HTTP API will answer
 * @throws when a resource that the runner knows has properties that it can't read
 */
export function readStack(directory: string, baseUrl: string): Stack {
  const { template, assets, ...names } = readAssembly(directory);
  const deployment = { ...names, ...partitionOf(names.region), baseUrl };
  const resolver = new Resolver(template, deployment);
  return {
    deployment,
    assets,
    all: (...types) =>
      Object.entries(template.Resources).flatMap(([logicalId, { Type, Condition, Properties }]) => {
        const type = types.find((wanted) => wanted === Type);
        if (type === undefined || !resolver.holds(Condition)) return [];
        const { ref, attributes } = resolver.identity(logicalId);
        const parsed = schemaOf[type].safeParse(resolver.resolve(Properties));
        if (!parsed.success) throw new Error(`${logicalId} (${Type}): ${z.prettifyError(parsed.error)}`);
        return [{ ...parsed.data, logicalId, ref, arn: attributes.Arn ?? ref }];
      }),
  };
}
