import { describe, expect, test } from 'vitest';
import { Cors } from '../../../local/gateway/cors.ts';
import { clientAnswer, lambdaInput } from '../../../local/gateway/payload.ts';
import { Router } from '../../../local/gateway/routes.ts';

const request = {
  method: 'POST',
  url: '/v1/registrations?a=1&a=2&b=%C3%BC',
  protocol: 'HTTP/1.1',
  headers: { 'content-type': 'application/json', cookie: 'x=1; y=2', accept: 'a, b' },
  sourceIp: '192.0.2.7',
  body: Buffer.from('{"ü":1}'),
  at: Date.parse('2027-04-28T15:00:00Z'),
  routeKey: 'POST /v1/registrations',
  pathParameters: {},
  apiId: 'abc',
  account: '000000000000',
};

describe('payload format 2.0', () => {
  test('carries query, cookies, source address and time', () => {
    expect(lambdaInput(request)).toMatchObject({
      version: '2.0',
      routeKey: 'POST /v1/registrations',
      rawPath: '/v1/registrations',
      rawQueryString: 'a=1&a=2&b=%C3%BC',
      queryStringParameters: { a: '1,2', b: 'ü' },
      cookies: ['x=1', 'y=2'],
      body: '{"ü":1}',
      isBase64Encoded: false,
      requestContext: {
        http: { method: 'POST', path: '/v1/registrations', sourceIp: '192.0.2.7' },
        time: '28/Apr/2027:15:00:00 +0000',
        stage: '$default',
      },
    });
  });

  test.each([
    ['application/x-www-form-urlencoded', true],
    ['multipart/form-data; boundary=x', true],
    ['application/json; charset=utf-8', false],
    ['application/problem+json', false],
    ['text/plain', false],
    ['application/xml', false],
    ['application/javascript', false],
  ])('a body of %s arrives base64-encoded: %s', (type, isBase64Encoded) => {
    const input = lambdaInput({ ...request, headers: { 'content-type': type }, body: Buffer.from('a=ü') });
    expect(input).toMatchObject({
      isBase64Encoded,
      body: isBase64Encoded ? Buffer.from('a=ü').toString('base64') : 'a=ü',
    });
  });

  test('an answer has a status, headers, cookies and a body; without a status it is JSON', () => {
    const answer = clientAnswer({
      statusCode: 201,
      headers: { 'X-A': 1 },
      cookies: ['a=1', 'b=2'],
      body: 'aGk=',
      isBase64Encoded: true,
    });
    expect(answer).toMatchObject({ status: 201, headers: { 'x-a': '1', 'set-cookie': ['a=1', 'b=2'] } });
    expect(answer.body.toString()).toBe('hi');
    expect(clientAnswer({ ok: true })).toMatchObject({
      status: 200,
      headers: { 'content-type': 'application/json' },
    });
    expect(clientAnswer({ statusCode: 'many' }).status).toBe(500);
  });
});

describe('routes', () => {
  const keys = ['$default', 'GET /a/{x}', 'GET /a/b', 'ANY /a/{proxy+}', 'ANY /a/b', 'POST /a/{x}/c'];
  const router = new Router(keys.map((routeKey) => ({ routeKey, target: routeKey })));
  test.each([
    ['GET', '/a/b', 'GET /a/b', {}],
    ['PUT', '/a/b', 'ANY /a/b', {}],
    ['GET', '/a/caf%C3%A9%2F1', 'GET /a/{x}', { x: 'café/1' }],
    ['GET', '/a/1/2', 'ANY /a/{proxy+}', { proxy: '1/2' }],
    ['POST', '/a/1/c', 'POST /a/{x}/c', { x: '1' }],
    ['GET', '/elsewhere', '$default', {}],
    ['GET', '/a', '$default', {}],
  ])('%s %s goes to %s', (method, path, routeKey, pathParameters) => {
    expect(router.match(method, path)).toMatchObject({ routeKey, pathParameters });
  });

  test('without $default an unknown path has no route', () => {
    expect(new Router([{ routeKey: 'GET /a', target: 1 }]).match('GET', '/b')).toBeUndefined();
  });
});

test('CORS: a preflight of an allowed origin is answered, a strange one gets no permission', () => {
  const cors = new Cors({
    AllowOrigins: ['https://a.example'],
    AllowMethods: ['POST'],
    AllowHeaders: ['content-type'],
    ExposeHeaders: ['retry-after'],
    AllowCredentials: false,
    MaxAge: 60,
  });
  const preflight = (origin: string) =>
    cors.preflight({
      ...request,
      method: 'OPTIONS',
      headers: { origin, 'access-control-request-method': 'POST' },
    });
  expect(preflight('https://a.example')).toMatchObject({
    status: 204,
    headers: { 'access-control-allow-origin': 'https://a.example' },
  });
  expect(preflight('https://b.example')?.headers).toEqual({});
});
