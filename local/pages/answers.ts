import * as z from 'zod';
import type { FrontRequest } from '../gateway/front.ts';
import type { GatewayAnswer } from '../gateway/payload.ts';

export const json = (value: unknown, status = 200): GatewayAnswer => ({
  status,
  headers: { 'content-type': 'application/json; charset=utf-8', 'cache-control': 'no-store' },
  body: Buffer.from(JSON.stringify(value, undefined, 2)),
});

export const htmlPage = (text: string, status = 200): GatewayAnswer => ({
  status,
  headers: { 'content-type': 'text/html; charset=utf-8', 'cache-control': 'no-store' },
  body: Buffer.from(text),
});

/** A request that the page can't take, with the status that says so. */
export class Refused extends Error {
  readonly status: number;

  constructor(status: number, message: string) {
    super(message);
    this.status = status;
  }
}

/** The request's JSON body. @throws Refused with 400 or 422 */
export function bodyOf<T>(request: FrontRequest, schema: z.ZodType<T>): T {
  let value: unknown;
  try {
    value = JSON.parse(request.body.toString('utf8'));
  } catch {
    throw new Refused(400, 'the body must be JSON');
  }
  const parsed = schema.safeParse(value);
  if (!parsed.success) throw new Refused(422, z.prettifyError(parsed.error));
  return parsed.data;
}
