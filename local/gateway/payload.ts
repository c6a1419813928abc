import { randomUUID } from 'node:crypto';
import type { IncomingHttpHeaders } from 'node:http';
import * as z from 'zod';

export interface GatewayRequest {
  readonly method: string;
  /** Path and query as the client sent them. */
  readonly url: string;
  readonly protocol: string;
  readonly headers: IncomingHttpHeaders;
  readonly sourceIp: string;
  readonly body: Buffer;
  /** Milliseconds since 1970. */
  readonly at: number;
  readonly routeKey: string;
  readonly pathParameters: Readonly<Record<string, string>>;
  readonly apiId: string;
  readonly account: string;
}

/** Media types whose bodies arrive as they are; every other body arrives in base64, a form's too. */
const isText = (type: string | undefined) =>
  type === undefined ||
  /^(text\/|application\/(json|xml|javascript)|application\/[\w.+-]+\+(json|xml))/i.test(type);

/**
 * What a function gets from an HTTP API, payload format 2.0.
 * @see https://docs.aws.amazon.com/apigateway/latest/developerguide/http-api-develop-integrations-lambda.html
 */
export function lambdaInput(request: GatewayRequest): object {
  const [rawPath = '/', rawQueryString = ''] = request.url.split(/\?(.*)/s);
  const query = commaJoined(new URLSearchParams(rawQueryString));
  const { cookie, 'x-forwarded-for': forwarded, ...others } = request.headers;
  const headers: Record<string, string> = {};
  for (const [name, value] of Object.entries(others)) {
    if (value !== undefined) headers[name] = [value].flat().join(',');
  }
  headers['x-forwarded-for'] = request.sourceIp;
  const base64 = request.body.length > 0 && !isText(request.headers['content-type']);
  const path = decodePath(rawPath);
  return {
    version: '2.0',
    routeKey: request.routeKey,
    rawPath: path,
    rawQueryString,
    ...(cookie !== undefined && { cookies: cookie.split(/;\s*/) }),
    headers,
    ...(Object.keys(query).length > 0 && { queryStringParameters: query }),
    ...(Object.keys(request.pathParameters).length > 0 && { pathParameters: request.pathParameters }),
    requestContext: {
      accountId: request.account,
      apiId: request.apiId,
      domainName: request.headers.host ?? '127.0.0.1',
      domainPrefix: request.apiId,
      http: {
        method: request.method,
        path,
        protocol: request.protocol,
        sourceIp: request.sourceIp,
        userAgent: request.headers['user-agent'] ?? '',
      },
      requestId: randomUUID(),
      routeKey: request.routeKey,
      stage: '$default',
      time: commonLogTime(request.at),
      timeEpoch: request.at,
    },
    ...(request.body.length > 0 && { body: request.body.toString(base64 ? 'base64' : 'utf8') }),
    isBase64Encoded: base64,
  };
}

function decodePath(rawPath: string): string {
  try {
    return decodeURI(rawPath);
  } catch {
    return rawPath;
  }
}

function commaJoined(search: URLSearchParams): Record<string, string> {
  const joined: Record<string, string> = {};
  for (const [name, value] of search) joined[name] = name in joined ? `${joined[name]},${value}` : value;
  return joined;
}

/** `28/Apr/2027:15:00:00 +0000` */
function commonLogTime(at: number): string {
  const [, day, month, year, time] = new Date(at).toUTCString().split(' ');
  return `${day}/${month}/${year}:${time} +0000`;
}

const Structured = z.looseObject({
  statusCode: z.number().int().min(100).max(599),
  headers: z.record(z.string(), z.union([z.string(), z.number(), z.boolean()])).nullish(),
  cookies: z.array(z.string()).nullish(),
  body: z.string().nullish(),
  isBase64Encoded: z.boolean().nullish(),
});

export interface GatewayAnswer {
  readonly status: number;
  readonly headers: Readonly<Record<string, string | string[]>>;
  readonly body: Buffer;
}

/** What the client gets for a function's answer; one without a `statusCode` is sent as JSON with status 200. */
export function clientAnswer(payload: unknown): GatewayAnswer {
  const isStructured = typeof payload === 'object' && payload !== null && 'statusCode' in payload;
  if (!isStructured) {
    const text = typeof payload === 'string' ? payload : JSON.stringify(payload ?? null);
    return { status: 200, headers: { 'content-type': 'application/json' }, body: Buffer.from(text) };
  }
  const parsed = Structured.safeParse(payload);
  if (!parsed.success) return gatewayMessage(500, 'Internal Server Error');
  const { statusCode, headers, cookies, body, isBase64Encoded } = parsed.data;
  const sent: Record<string, string | string[]> = { 'content-type': 'text/plain;charset=UTF-8' };
  for (const [name, value] of Object.entries(headers ?? {})) sent[name.toLowerCase()] = String(value);
  if (cookies && cookies.length > 0) sent['set-cookie'] = cookies;
  return {
    status: statusCode,
    headers: sent,
    body: Buffer.from(body ?? '', isBase64Encoded ? 'base64' : 'utf8'),
  };
}

/** An answer of API Gateway's own. */
export function gatewayMessage(status: number, message: string): GatewayAnswer {
  return {
    status,
    headers: { 'content-type': 'application/json' },
    body: Buffer.from(JSON.stringify({ message })),
  };
}
