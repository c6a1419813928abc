import { writeFileSync } from 'node:fs';
import path from 'node:path';
import { compatibility, openApi, subjects } from '../functions/api/openapi.ts';

interface Schema {
  $ref?: string;
  properties?: object;
  required?: string[];
}

interface Operation {
  tags: string[];
  description: string;
  parameters?: { name: string; in: string; required?: boolean; description?: string }[];
  requestBody?: { content: Record<string, { schema: Schema; example?: unknown }> };
  responses: Record<string, { description: string }>;
}

/** `docs/api.md`, made from the OpenAPI document: what each route takes and answers. */
export function apiDocs(): string {
  const document = openApi('https://events.example.org');
  const all = Object.entries(document.paths).flatMap(([route, methods]) =>
    Object.entries(methods).map(([method, operation]) => ({
      name: `${method.toUpperCase()} ${route}`,
      operation: operation as Operation,
    })),
  );
  const { schemas }: { schemas: Record<string, Schema> } = document.components;
  // The console's pages are no calls.
  const chapters = subjects.slice(0, -1).map((subject) => {
    const own = all.filter(({ operation }) => operation.tags.includes(subject.name));
    const sections = own.map(({ name, operation }) => section(name, operation, schemas));
    return `## ${subject.name}\n\n${subject.description}.\n\n${sections.join('\n')}`;
  });
  return `${head}\n${chapters.join('\n')}`;
}

const head = `# The API

Made from \`GET /openapi.json\` by \`node scripts/api-docs.ts\`; a test says when it is out of date. The schemas of bodies
and problem documents stand in that document, which is the one to generate clients from.

Errors are problem documents (RFC 9457): a type, a status, and one entry per fault with its place in the request.
Organisers send \`Authorization: Bearer …\`. Lists answer \`{items, nextCursor?}\`; \`?cursor=\` goes on. Changes take
\`If-Match\` with the \`ETag\` that was read; a PUT over what is there and a PATCH that replaces a list need it, or the \`version\` that
was read in their body, else it is 428: another's change would be lost. Scripts that mean whatever version there is say \`If-Match: *\`. Unsafe calls
and sign-ups take an \`Idempotency-Key\`, best a random UUID, which stands for its call for 24 hours: the same call again gets the
same answer, another one 422, and 409 with \`Retry-After\` while the first is running; what was refused did nothing and frees its key.

## What callers may rely on

${compatibility}
`;

function section(
  name: string,
  { description, parameters = [], ...rest }: Operation,
  schemas: Record<string, Schema>,
): string {
  const { requestBody, responses } = rest;
  const lines = [`### \`${name}\``, '', description, ''];
  const queries = parameters.filter((one) => one.in === 'query');
  for (const { name: query, required, description: what } of queries) {
    lines.push(`- \`?${query}=\` ${what}${required ? ' (required)' : ''}`);
  }
  const headers = parameters.filter((one) => one.in === 'header').map((one) => `\`${one.name}\``);
  if (headers.length > 0) lines.push(`- takes ${headers.join(' and ')}`);
  for (const [type, { schema, example }] of Object.entries(requestBody?.content ?? {})) {
    lines.push(`- body: ${type}${fieldsOf(schema, schemas)}`);
    if (example !== undefined) lines.push('', '```json', JSON.stringify(example, null, 2), '```', '');
  }
  lines.push(`- answers ${Object.keys(responses).join(', ')}`, '');
  return lines.join('\n');
}

function fieldsOf(schema: Schema, schemas: Record<string, Schema>): string {
  const known = schemas[schema.$ref?.split('/').at(-1) ?? ''] ?? schema;
  const names = Object.keys(known.properties ?? {});
  if (names.length === 0) return '';
  const required = new Set(known.required ?? []);
  return `: ${names.map((name) => `\`${name}\`${required.has(name) ? '' : '?'}`).join(', ')}`;
}

if (import.meta.main) {
  writeFileSync(path.resolve(import.meta.dirname, '../docs/api.md'), apiDocs());
}
