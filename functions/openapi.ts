import * as z from 'zod';
import { EventFields } from './core/event.ts';
import { faultCodes } from './core/faults.ts';
import { DocumentationInput } from './core/organiser-documentation.ts';
import { SeriesInput } from './core/series.ts';
import { SignUpRequest } from './core/sign-up-request.ts';
import { routes } from './routes.ts';

/** The schemas that validate, as the document shows them. */
const bodies: Partial<Record<string, z.ZodType>> = {
  'POST /v1/registrations': SignUpRequest,
  'POST /v1/organiser/series': SeriesInput,
  'PUT /v1/organiser/series/{seriesId}': SeriesInput,
  'POST /v1/organiser/events': EventFields,
  'PUT /v1/organiser/events/{eventId}': EventFields,
  'PUT /v1/organiser/events/{eventId}/documentation': DocumentationInput,
};

const problem = {
  type: 'object',
  required: ['type', 'title', 'status'],
  properties: {
    type: { type: 'string', format: 'uri' },
    title: { type: 'string' },
    status: { type: 'integer' },
    detail: { type: 'string' },
    errors: {
      type: 'array',
      items: {
        type: 'object',
        required: ['pointer', 'code', 'message'],
        properties: {
          pointer: { type: 'string', description: 'RFC 6901, into the request' },
          code: { enum: faultCodes },
          message: { type: 'string', description: "in the caller's language" },
          params: { type: 'object' },
        },
      },
    },
  },
};

/** The API as OpenAPI 3.1, made from the routes and from the schemas that validate. */
export function openApi(publicUrl: string) {
  const paths: Record<string, Record<string, unknown>> = {};
  for (const [area, keys] of Object.entries(routes)) {
    for (const key of keys) {
      const [method, path] = key.split(' ');
      if (method === undefined || path === undefined) continue;
      paths[path] = { ...paths[path], [method.toLowerCase()]: operation(area, key, path) };
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

function operation(area: string, key: string, path: string) {
  const body = bodies[key];
  const parameters = [...path.matchAll(/\{(\w+)\}/g)].map(([, name]) => ({
    name,
    in: 'path',
    required: true,
    schema: { type: 'string' },
  }));
  return {
    tags: [area],
    ...(area === 'organiser' ? { security: [{ organiser: [] }] } : {}),
    ...(parameters.length > 0 ? { parameters } : {}),
    ...(body === undefined
      ? {}
      : { requestBody: { required: true, content: { 'application/json': { schema: jsonSchema(body) } } } }),
    responses: {
      '2XX': { description: 'done' },
      '4XX': {
        description: 'a problem document (RFC 9457), or a page for a browser',
        content: { 'application/problem+json': { schema: { $ref: '#/components/schemas/Problem' } } },
      },
    },
  };
}

function jsonSchema(schema: z.ZodType): unknown {
  const { $schema, ...rest } = z.toJSONSchema(schema, { io: 'input', unrepresentable: 'any' });
  return rest;
}
