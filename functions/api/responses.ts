import { problemStatus } from '../core/values/problem.ts';
import { faults } from '../views/words/en/faults.ts';
import type { Route, Shape } from './route.ts';
import type { Schemas } from './schemas.ts';

export const problem = {
  type: 'object',
  required: ['type', 'title', 'status'],
  properties: {
    type: { type: 'string', enum: Object.keys(problemStatus).map((type) => `urn:eventbote:problem:${type}`) },
    title: { type: 'string' },
    status: { type: 'integer', minimum: 400, maximum: 599 },
    detail: { type: 'string', description: "in the caller's language" },
    errors: { type: 'array', items: { $ref: '#/components/schemas/Fault' } },
  },
  example: {
    type: 'urn:eventbote:problem:invalid-request',
    title: 'invalid request',
    status: 422,
    errors: [{ pointer: '/name', code: 'required', message: 'Please fill this in.' }],
  },
};

export const fault = {
  type: 'object',
  required: ['pointer', 'code', 'message'],
  properties: {
    pointer: { type: 'string', description: 'RFC 6901, into the request' },
    code: { type: 'string', enum: Object.keys(faults) },
    message: { type: 'string', description: "in the caller's language" },
    params: { type: 'object', description: 'what the sentence names', additionalProperties: true },
  },
};

const text = { schema: { type: 'string' } };
const anyJson = { schema: { type: 'object', additionalProperties: true } };

const contents: Record<Shape, Record<string, unknown>> = {
  json: { 'application/json': anyJson },
  jsonOrPage: { 'application/json': anyJson, 'text/html': text },
  list: { 'application/json': anyJson },
  page: { 'text/html': text },
  csv: { 'text/csv': text },
  calendar: { 'text/calendar': text },
  script: { 'text/javascript': text },
  redirect: {},
  empty: {},
};

const said = {
  200: 'As asked for',
  201: 'Made',
  202: 'Taken in; what follows is under way',
  204: 'Done, and nothing is left of it',
  302: 'It lies elsewhere',
  303: 'Done; what is next lies elsewhere',
  304: 'As it is known',
} satisfies Record<keyof Route['answers'], string>;

const titles = new Map<number, string>();
for (const [type, status] of Object.entries(problemStatus)) {
  const title = type.replaceAll('-', ' ');
  titles.set(status, titles.has(status) ? `${titles.get(status)}, or ${title}` : title);
}

const header = (description: string, schema: object = { type: 'string' }) => ({ description, schema });
const retryAfter = {
  'Retry-After': header('in how many seconds to come again (RFC 9110 section 10.2.3)', {
    type: 'integer',
    minimum: 1,
  }),
};
const problemHeaders: Record<number, object> = {
  401: { 'WWW-Authenticate': header('how to log in (RFC 6750 section 3)') },
  429: retryAfter,
  503: retryAfter,
};

/** What a route answers, by its status: what it was called for, and each problem. */
export function responses(key: string, route: Route, schemas: Schemas): Record<string, object> {
  const failed = problemStatuses(key, route).map((status) => [
    status,
    {
      description: titles.get(status) ?? 'a problem',
      ...(problemHeaders[status] && { headers: problemHeaders[status] }),
      content: {
        'application/problem+json': { schema: { $ref: '#/components/schemas/Problem' } },
        ...(isForPeople(route) ? { 'text/html': text } : {}),
      },
    },
  ]);
  const done = Object.entries(route.answers).map(([status, shape]) => {
    const content = contentOf(shape, route, schemas);
    const headers = headersOf(status, shape, key, route);
    return [
      status,
      {
        description: Object.entries(said).find(([one]) => one === status)?.[1] ?? 'Done',
        ...(Object.keys(headers).length > 0 && { headers }),
        ...(Object.keys(content).length > 0 && { content }),
      },
    ];
  });
  return Object.fromEntries([...done, ...failed]);
}

/** Whether a person may have called it, who is told by a page; what answers data alone is for programs. */
function isForPeople({ role, form, answers }: Route): boolean {
  const isData = Object.values(answers).every((shape) => ['json', 'list', 'empty'].includes(shape));
  return role === undefined && (form !== undefined || !isData);
}

function problemStatuses(key: string, route: Route): number[] {
  const { problems = [], role, body, query, page, hasVersion, isPostedFromElsewhere } = route;
  const isUnsafe = !key.startsWith('GET ');
  const statuses = [
    ...problems,
    // Forms and bodies have an end; a key of idempotency may belong to a call whose answer was not kept.
    ...(isUnsafe ? [413] : []),
    // What a page of another website sends is refused.
    ...(isUnsafe && !isPostedFromElsewhere ? [403] : []),
    ...(isUnsafe && role !== undefined ? [409] : []),
    ...(role === undefined ? [] : [401, 403, 422]),
    ...(hasVersion && /^(PUT|PATCH) /.test(key) ? [428] : []),
    ...(body === undefined ? [] : [400, 413, 415, 422]),
    ...((query ?? page) === undefined ? [] : [422]),
    500,
    503,
  ];
  return [...new Set(statuses)].toSorted((a, b) => a - b);
}

function contentOf(shape: Shape, { answer }: Route, schemas: Schemas): Record<string, unknown> {
  const content = contents[shape];
  if (answer === undefined || content['application/json'] === undefined) return content;
  const schema = shape === 'list' ? schemas.listOf(answer) : schemas.output(answer);
  return { ...content, 'application/json': { schema } };
}

const etag = {
  ETag: header('the version of what is answered, for `If-Match` or `If-None-Match` (RFC 9110 section 8.8.3)'),
};
const cached = { ...etag, 'Cache-Control': header('for how long it is the same for everybody') };

/** What stands above a success that its caller may want. */
function headersOf(status: string, shape: Shape, key: string, { answers, hasVersion, location }: Route) {
  const isCached = answers[304] !== undefined;
  const isDownload = shape === 'csv';
  const isPaged = key.endsWith('/registrations.csv');
  return {
    ...(isCached ? cached : {}),
    ...(hasVersion && shape === 'json' ? etag : {}),
    ...(location === undefined && shape !== 'redirect' ? {} : { Location: header('where it lies') }),
    ...(isDownload ? { 'Content-Disposition': header('as a file, with its name') } : {}),
    ...(isPaged ? { 'X-Next-Cursor': header('there is more: ?cursor=') } : {}),
    ...(status === '304' ? cached : {}),
  };
}
