import { describe, expect, test } from 'vitest';
import * as z from 'zod';
import { openApi } from '../../functions/api/openapi.ts';

/** What clients that are made from the document need of it, and what linters of OpenAPI ask for. */
const document = openApi('https://events.example');
const Content = z.record(z.string(), z.looseObject({ schema: z.record(z.string(), z.unknown()) }));
const Response = z.strictObject({
  description: z.string().min(1),
  headers: z.record(z.string(), z.unknown()).default({}),
  content: Content.default({}),
});
const Operation = z.looseObject({
  operationId: z.string().regex(/^[a-z]+([A-Z][a-z]*)*$/),
  summary: z.string().regex(/^[A-Z][a-z]+( [a-z]+)*$/),
  description: z.string().regex(/\.$/),
  tags: z.array(z.string()).length(1),
  security: z.array(z.unknown()),
  requestBody: z.looseObject({ content: Content }).optional(),
  responses: z.record(z.string(), Response),
});
const operations = Object.entries(document.paths).flatMap(([path, methods]) =>
  Object.entries(methods).map(([method, operation]): [string, z.infer<typeof Operation>] => [
    `${method.toUpperCase()} ${path}`,
    Operation.parse(operation),
  ]),
);

test('each call has one name, a subject that is told, and says who may make it', () => {
  const names = operations.map(([, { operationId }]) => operationId);
  expect(new Set(names).size).toBe(names.length);
  const subjects = document.tags.map(({ name }) => name);
  for (const [key, { tags, security }] of operations) {
    expect(subjects).toContain(tags[0]);
    const isOrganisers =
      key.includes(' /v1/organiser/') && !/POST \/v1\/organiser\/(login|sessions)$/.test(key);
    expect([key, security]).toEqual([key, isOrganisers ? [{ organiser: [] }] : []]);
  }
});

test('bodies and answers have names', () => {
  const whole = operations.flatMap(([key, { requestBody, responses }]) =>
    [requestBody?.content ?? {}, ...Object.values(responses).map(({ content }) => content)].flatMap(
      (content) =>
        Object.entries(content)
          .filter(([type]) => /^application\/(problem\+)?json$/.test(type))
          .map(([, { schema }]) => [key, '$ref' in schema]),
    ),
  );
  const unnamed = whole.filter(([, isNamed]) => !isNamed).map(([key]) => key);
  expect(unnamed).toEqual(['GET /openapi.json']);
});

test('every name leads somewhere and is used', () => {
  const used = new Set(
    [...JSON.stringify(document).matchAll(/"#\/components\/schemas\/(\w+)"/g)].map(([, name]) => name),
  );
  expect([...used].toSorted()).toEqual(Object.keys(document.components.schemas).toSorted());
});

test('a body asks for nothing that may be left out', () => {
  const told = Object.entries(document.components.schemas).filter(([name]) => /Input$|Request$/.test(name));
  expect(told.filter(([, schema]) => JSON.stringify(schema).includes('"default":'))).toEqual([]);
  const { EventInput }: Record<string, { required?: string[] }> = document.components.schemas;
  expect(EventInput?.required).toEqual(['eventId', 'seriesId', 'title', 'startsAtLocal', 'endsAtLocal']);
});

test('answers are open to fields that come later, bodies are not', () => {
  const isClosed = (name: string) =>
    JSON.stringify(Reflect.get(document.components.schemas, name)).includes('"additionalProperties":false');
  expect(['Event', 'Question', 'Problem', 'Fault', 'RegistrationList'].filter(isClosed)).toEqual([]);
  expect(['EventInput', 'QuestionInput', 'SignUpRequest'].filter(isClosed)).toHaveLength(3);
});

describe('headers that callers act on', () => {
  const headersAt = (status: string) =>
    operations.flatMap(([key, { responses }]) => {
      const { [status]: answer } = responses;
      return answer === undefined ? [] : [[key, Object.keys(answer.headers)] as const];
    });
  test.each([
    ['201', 'Location'],
    ['302', 'Location'],
    ['303', 'Location'],
    ['304', 'ETag'],
    ['401', 'WWW-Authenticate'],
    ['429', 'Retry-After'],
    ['503', 'Retry-After'],
  ])('%s has %s', (status, header) => {
    const all = headersAt(status);
    expect(all.length).toBeGreaterThan(0);
    for (const [key, headers] of all) expect([key, headers]).toEqual([key, expect.arrayContaining([header])]);
  });
});

test('a patch may leave out and take away everything', () => {
  const patch = operations.find(([key]) => key === 'PATCH /v1/organiser/events/{eventId}')?.[1];
  const schema = Object(patch?.requestBody?.content['application/merge-patch+json']?.schema);
  expect(schema.required).toBeUndefined();
  expect(schema.properties.capacity.anyOf).toContainEqual({ type: 'null' });
  expect(schema.properties.place.anyOf[0].required).toBeUndefined();
});

test('data is for programs: its problems are documents alone', () => {
  const asPage = (path: string, status: string) => {
    const answer = operations.find(([key]) => key === path)?.[1].responses[status];
    return Object.keys(answer?.content ?? {}).includes('text/html');
  };
  expect(asPage('GET /v1/events/{eventId}', '404')).toBe(false);
  expect(asPage('GET /v1/events/{eventId}/calendar.ics', '404')).toBe(true);
  expect(asPage('POST /v1/registrations', '422')).toBe(true);
});
