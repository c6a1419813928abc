import * as z from 'zod';
import { problemStatus } from '../core/values/problem.ts';
import { faultWords } from '../views/words/faults.ts';
import { answers } from './answers.ts';
import { contract } from './contract.ts';
import type { Route, Routes, Shape } from './route.ts';

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

/** The API as OpenAPI 3.1, made from the contract and from the schemas that validate. */
export function openApi(publicUrl = '/') {
  const paths: Record<string, Record<string, unknown>> = {};
  for (const [area, routes] of Object.entries<Routes>(contract)) {
    for (const [key, route] of Object.entries(routes)) {
      const [method = '', path] = key.split(' ');
      if (path === undefined) continue;
      paths[path] = { ...paths[path], [method.toLowerCase()]: operation(area, key, route) };
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

function operation(area: string, key: string, route: Route) {
  const { summary, role, rights = [], isEverywhere } = route;
  const scope = isEverywhere ? ', for all series' : '';
  const beside = rights.length === 0 ? '' : ` Rights: ${rights.join(', ')}.`;
  const all = parameters(key, route);
  return {
    tags: [area],
    summary,
    ...(role === undefined
      ? {}
      : { description: `Role: ${role} or higher${scope}.${beside}`, security: [{ organiser: [] }] }),
    ...(all.length > 0 ? { parameters: all } : {}),
    ...requestBody(route),
    responses: responses(key, route),
  };
}

function parameters(key: string, { role, query, page, hasVersion }: Route) {
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
    ...queryParameters(query),
    ...queryParameters(page),
    ...(hasVersion
      ? [header('If-Match', 'the ETag that was read, else 412; `*` for whatever version there is')]
      : []),
    ...(isUnsafe && role !== undefined
      ? [header('Idempotency-Key', 'the same call again within 24 hours gets the same answer')]
      : []),
  ];
}

const QuerySchema = z.object({
  properties: z.record(
    z.string(),
    z.looseObject({
      description: z.string(),
      required: z.literal(true).optional(),
      default: z.unknown().optional(),
    }),
  ),
});

/** Each parameter of a query; where one is left out, the schema says what holds. */
function queryParameters(query: z.ZodType | undefined) {
  if (query === undefined) return [];
  return Object.entries(QuerySchema.parse(jsonSchema(query)).properties).map(
    ([name, { description, required = false, default: _, ...schema }]) => ({
      ...{ name, in: 'query', required, description, schema },
    }),
  );
}

function requestBody({ body, isBodyOptional, isMergePatch, file, example }: Route) {
  if (file !== undefined) {
    const content = Object.fromEntries(file.map((type) => [type, { schema: { type: 'string' } }]));
    return { requestBody: { required: true, content } };
  }
  if (body === undefined) return {};
  if (isMergePatch) {
    const content = { schema: { type: 'object' }, example };
    return { requestBody: { required: true, content: { 'application/merge-patch+json': content } } };
  }
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

function responses(
  key: string,
  {
    answers: successes,
    answer,
    problems = [],
    role,
    body,
    query,
    page,
    hasVersion,
    isPostedFromElsewhere,
  }: Route,
) {
  const isUnsafe = !key.startsWith('GET ');
  const statuses = [
    ...problems,
    // Forms and bodies have an end; a key of idempotency may belong to a call whose answer was not kept.
    ...(isUnsafe ? [413] : []),
    // What a page of another website sends is refused.
    ...(isUnsafe && !isPostedFromElsewhere ? [403] : []),
    ...(isUnsafe && role !== undefined ? [409] : []),
    ...(role === undefined ? [] : [401, 403, 422]),
    ...(hasVersion && key.startsWith('PUT ') ? [428] : []),
    ...(body === undefined ? [] : [400, 413, 415, 422]),
    ...((query ?? page) === undefined ? [] : [422]),
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
  const done = Object.entries(successes).map(([status, shape]) => {
    const content = { ...contents[shape], ...answeredContent(shape, answer && answers[answer]) };
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
