import { existsSync, readFileSync } from 'node:fs';
import path from 'node:path';
import * as z from 'zod';

const Manifest = z.looseObject({
  artifacts: z.record(
    z.string(),
    z.looseObject({
      type: z.string(),
      environment: z.string().optional(),
      properties: z
        .looseObject({
          templateFile: z.string().optional(),
          stackName: z.string().optional(),
          directoryName: z.string().optional(),
        })
        .optional(),
    }),
  ),
});

const Assets = z.looseObject({
  files: z
    .record(
      z.string(),
      z.looseObject({
        source: z.looseObject({ path: z.string().optional() }),
        destinations: z.record(z.string(), z.looseObject({ objectKey: z.string() })),
      }),
    )
    .default({}),
});

export const Resource = z.looseObject({
  Type: z.string(),
  Condition: z.string().optional(),
  Properties: z.record(z.string(), z.unknown()).default({}),
  Metadata: z.record(z.string(), z.unknown()).default({}),
});
export type Resource = z.infer<typeof Resource>;

export const Template = z.looseObject({
  Resources: z.record(z.string(), Resource),
  Parameters: z.record(z.string(), z.looseObject({ Default: z.unknown().optional() })).default({}),
  Conditions: z.record(z.string(), z.unknown()).default({}),
  Mappings: z.record(z.string(), z.record(z.string(), z.record(z.string(), z.unknown()))).default({}),
  Outputs: z.record(z.string(), z.unknown()).default({}),
});
export type Template = z.infer<typeof Template>;

export interface StackAssembly {
  readonly stackName: string;
  readonly region: string;
  readonly account: string;
  readonly template: Template;
  /** Folder or file of each asset, by its S3 object key. */
  readonly assets: ReadonlyMap<string, string>;
}

const readJson = (file: string): unknown => JSON.parse(readFileSync(file, 'utf8'));

/**
 * Reads the one stack of a cloud assembly, nested assemblies included.
 * @param directory what `cdk synth` wrote, usually `cdk.out`
 * @throws when there is no assembly, or not exactly one stack in it
 */
export function readAssembly(directory: string): StackAssembly {
  const stacks = stacksOf(path.resolve(directory));
  const [stack] = stacks;
  if (stack === undefined || stacks.length > 1) {
    const found = stacks.map(({ stackName }) => stackName).join(', ') || 'none';
    throw new Error(`${directory} must hold one stack, and holds: ${found}. Type: npx cdk synth --quiet`);
  }
  return stack;
}

function stacksOf(directory: string): StackAssembly[] {
  const manifestFile = path.join(directory, 'manifest.json');
  if (!existsSync(manifestFile)) {
    throw new Error(`no cloud assembly in ${directory}. Type: npx cdk synth --quiet`);
  }
  const { artifacts } = Manifest.parse(readJson(manifestFile));
  return Object.entries(artifacts).flatMap(([id, { type, environment, properties }]) => {
    if (type === 'cdk:cloud-assembly' && properties?.directoryName) {
      return stacksOf(path.join(directory, properties.directoryName));
    }
    if (type !== 'aws:cloudformation:stack' || !properties?.templateFile) return [];
    const [account, region] = (environment ?? '').replace('aws://', '').split('/');
    return [
      {
        stackName: properties.stackName ?? id,
        account: account && account !== 'unknown-account' ? account : '000000000000',
        region: region && region !== 'unknown-region' ? region : 'eu-central-1',
        template: Template.parse(readJson(path.join(directory, properties.templateFile))),
        assets: readAssets(directory, id),
      },
    ];
  });
}

function readAssets(directory: string, stackId: string): Map<string, string> {
  const file = path.join(directory, `${stackId}.assets.json`);
  const found = new Map<string, string>();
  if (!existsSync(file)) return found;
  for (const { source, destinations } of Object.values(Assets.parse(readJson(file)).files)) {
    for (const { objectKey } of Object.values(destinations)) {
      if (source.path) found.set(objectKey, path.resolve(directory, source.path));
    }
  }
  return found;
}
