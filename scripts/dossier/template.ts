import * as z from 'zod';

/** What the dossier reads of a synthesized template. */
export const Template = z.object({
  Resources: z.record(
    z.string(),
    z.looseObject({ Type: z.string(), Properties: z.looseObject({}).default({}) }),
  ),
});
export type Template = z.infer<typeof Template>;

const Statements = z.looseObject({
  Roles: z.array(z.looseObject({ Ref: z.string().optional() })).default([]),
  PolicyDocument: z.looseObject({
    Statement: z.array(
      z.looseObject({ Action: z.union([z.string(), z.array(z.string())]), Resource: z.unknown() }),
    ),
  }),
});

const plain = (logicalId: string) => logicalId.replace(/[0-9A-F]{8}$/, '');

/** What a resource is called in a policy, without the hashes of logical ids. */
function target(resource: unknown): string {
  const named = [...JSON.stringify(resource).matchAll(/"(?:Ref|Fn::GetAtt)":\[?"([\w:]+)"/g)]
    .map(([, name = '']) => name)
    .filter((name) => !name.startsWith('AWS::'));
  return named.length > 0 ? [...new Set(named.map(plain))].join(', ') : JSON.stringify(resource);
}

/** Each right of each role, in order: role, action, resource. */
export function rightsOf({ Resources }: Template): { role: string; action: string; on: string }[] {
  return Object.values(Resources)
    .filter(({ Type }) => Type === 'AWS::IAM::Policy')
    .map(({ Properties }) => Statements.parse(Properties))
    .flatMap(({ Roles, PolicyDocument }) =>
      PolicyDocument.Statement.flatMap(({ Action, Resource }) =>
        [Action].flat().map((action) => ({
          role: Roles.map(({ Ref = '' }) => plain(Ref)).join(', '),
          action,
          on: target(Resource),
        })),
      ),
    )
    .toSorted((a, b) => `${a.role} ${a.action} ${a.on}`.localeCompare(`${b.role} ${b.action} ${b.on}`, 'en'));
}

/** How many resources there are of each type, in order. */
export function resourcesOf({ Resources }: Template): [type: string, count: number][] {
  const counts = new Map<string, number>();
  for (const { Type } of Object.values(Resources)) counts.set(Type, (counts.get(Type) ?? 0) + 1);
  return [...counts].toSorted(([a], [b]) => a.localeCompare(b, 'en'));
}

/** The logical ids of a type's resources of which something is true, without hashes and in order. */
export function resourcesWhere(
  { Resources }: Template,
  type: string,
  is: (properties: Record<string, unknown>) => boolean = () => true,
): string[] {
  return Object.entries(Resources)
    .filter(([, { Type, Properties }]) => Type === type && is(Properties))
    .map(([id]) => plain(id))
    .toSorted();
}

const Environment = z.looseObject({
  Environment: z.looseObject({ Variables: z.record(z.string(), z.unknown()) }).optional(),
});

/** What the functions of a template are told of their stage, as JSON, in each of them; one text where all is well. */
export function stagesIn({ Resources }: Template): string[] {
  const found = Object.values(Resources)
    .filter(({ Type }) => Type === 'AWS::Lambda::Function')
    .map(({ Properties }) => Environment.parse(Properties).Environment?.Variables.STAGE)
    .filter((stage) => typeof stage === 'string');
  return [...new Set(found)];
}
