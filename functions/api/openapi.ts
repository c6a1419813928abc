import * as z from 'zod';
import { problemStatus } from '../core/values/problem.ts';
import { faultWords } from '../views/words/faults.ts';
import type { Operation, Shape } from './operation.ts';
import { operations } from './operations.ts';
import { type RouteKey, routes } from './routes.ts';

const problem = {
  type: 'object',
  additionalProperties: false,
  required: ['type', 'title', 'status'],
  properties: {
    type: { enum: Object.keys(problemStatus).map((type) => `urn:eventbote:problem:${type}`) },
    title: { type: 'string' },
    status: { type: 'integer' },
    detail: { type: 'string' },
    errors: {
      type: 'array',
      items: {
        type: 'object',
        additionalProperties: false,
        required: ['pointer', 'code', 'message'],
        properties: {
          pointer: { type: 'string', description: 'RFC 6901, into the request' },
          code: { enum: Object.keys(faultWords.en) },
          message: { type: 'string', description: "in the caller's language" },
          params: { type: 'object' },
        },
      },
    },
  },
  example: {
    type: 'urn:eventbote:problem:invalid-request',
    title: 'invalid request',
    status: 422,
    errors: [{ pointer: '/name', code: 'required', message: 'Please fill this in.' }],
  },
};

const list = {
  type: 'object',
  additionalProperties: false,
  required: ['items'],
  properties: {
    items: { type: 'array', items: { type: 'object' } },
    nextCursor: { type: 'string', description: 'there is more: ?cursor=' },
  },
};

/** The API as OpenAPI 3.1, made from the routes and from the schemas that validate. */
export function openApi(publicUrl: string) {
  const paths: Record<string, Record<string, unknown>> = {};
  for (const [area, keys] of Object.entries(routes)) {
    for (const key of keys.filter(isDescribed)) {
      const [method = '', path = ''] = key.split(' ');
      paths[path] = { ...paths[path], [method.toLowerCase()]: operation(area, key) };
    }
  }
  return {
    openapi: '3.1.0',
    info: { title: 'Eventbote', version: '1', license: { name: 'MIT', identifier: 'MIT' } },
    servers: [{ url: publicUrl }],
    paths,
    components: {
      schemas: { Problem: problem },
      securitySchemes: { organiser: { type: 'http', scheme: 'bearer' } },
    },
  };
}

type DescribedKey = keyof typeof operations;
function isDescribed(key: RouteKey): key is DescribedKey {
  return key !== '$default';
}

function operation(area: string, key: DescribedKey) {
  const described = operations[key];
  const { summary, role, isEverywhere } = described;
  const scope = isEverywhere ? ', for all series' : '';
  const all = parameters(key, described);
  return {
    tags: [area],
    summary,
    ...(role === undefined
      ? {}
      : { description: `Role: ${role} or higher${scope}.`, security: [{ organiser: [] }] }),
    ...(all.length > 0 ? { parameters: all } : {}),
    ...requestBody(described),
    responses: responses(key, described),
  };
}

function parameters(key: string, { role, query = {}, hasVersion }: Operation) {
  const text = { type: 'string' };
  const header = (name: string, description: string) => ({ name, in: 'header', description, schema: text });
  const isUnsafe = !key.startsWith('GET ');
  return [
    ...[...key.matchAll(/\{(\w+)\}/g)].map(([, name]) => ({
      name,
      in: 'path',
      required: true,
      schema: text,
    })),
    ...Object.entries(query).map(([name, description]) => ({
      name: name.replace(/!$/, ''),
      in: 'query',
      required: name.endsWith('!'),
      description,
      schema: name === 'limit' ? { type: 'integer', minimum: 1 } : text,
    })),
    ...(hasVersion ? [header('If-Match', 'the ETag that was read; another version answers 412')] : []),
    ...(isUnsafe && role !== undefined
      ? [header('Idempotency-Key', 'the same call again within 24 hours gets the same answer')]
      : []),
  ];
}

function requestBody({ body, isBodyOptional, file, example }: Operation) {
  if (file !== undefined) {
    const content = Object.fromEntries(file.map((type) => [type, { schema: { type: 'string' } }]));
    return { requestBody: { required: true, content } };
  }
  if (body === undefined) return {};
  const content = { schema: jsonSchema(body), example };
  return { requestBody: { required: !isBodyOptional, content: { 'application/json': content } } };
}

const contents: Record<Shape, Record<string, unknown> | undefined> = {
  json: { 'application/json': { schema: { type: 'object' } } },
  jsonOrPage: {
    'application/json': { schema: { type: 'object' } },
    'text/html': { schema: { type: 'string' } },
  },
  list: { 'application/json': { schema: list } },
  page: { 'text/html': { schema: { type: 'string' } } },
  csv: { 'text/csv': { schema: { type: 'string' } } },
  calendar: { 'text/calendar': { schema: { type: 'string' } } },
  script: { 'text/javascript': { schema: { type: 'string' } } },
  redirect: undefined,
  empty: undefined,
};

const titles = new Map<number, string>();
for (const [type, status] of Object.entries(problemStatus)) {
  const title = type.replaceAll('-', ' ');
  titles.set(status, titles.has(status) ? `${titles.get(status)}, or ${title}` : title);
}

function responses(key: string, { answers, answered, problems = [], role, body, query }: Operation) {
  const isUnsafe = !key.startsWith('GET ');
  const statuses = [
    ...problems,
    // Forms and bodies have an end; a key of idempotency may belong to a call whose answer was not kept.
    ...(isUnsafe ? [413] : []),
    ...(isUnsafe && role !== undefined ? [409] : []),
    ...(role === undefined ? [] : [401, 403, 422]),
    ...(body === undefined ? [] : [400, 413, 415, 422]),
    ...(query === undefined ? [] : [422]),
    500,
    503,
  ];
  const failed = [...new Set(statuses)]
    .toSorted((a, b) => a - b)
    .map((status) => [
      status,
      {
        description: titles.get(status) ?? 'a problem',
        content: {
          'application/problem+json': { schema: { $ref: '#/components/schemas/Problem' } },
          ...(role === undefined ? { 'text/html': { schema: { type: 'string' } } } : {}),
        },
      },
    ]);
  const done = Object.entries(answers).map(([status, shape]) => {
    const content = { ...contents[shape], ...answeredContent(shape, answered) };
    return [status, { description: 'done', ...(Object.keys(content).length === 0 ? {} : { content }) }];
  });
  return Object.fromEntries([...done, ...failed]);
}

/** An object or a list whose fields are told. */
function answeredContent(shape: Shape, answered: z.ZodType | undefined) {
  if (answered === undefined || contents[shape]?.['application/json'] === undefined) return {};
  const schema = jsonSchema(answered, 'output');
  const items = { type: 'array', items: schema };
  const whole = shape === 'list' ? { ...list, properties: { ...list.properties, items } } : schema;
  return { 'application/json': { schema: whole } };
}

function jsonSchema(schema: z.ZodType, io: 'input' | 'output' = 'input'): unknown {
  const { $schema, ...rest } = z.toJSONSchema(schema, { io, unrepresentable: 'any' });
  return rest;
}
