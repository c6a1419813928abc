import { clientOf } from '../core/access/client-limit.ts';
import { signUpOnce } from '../core/access/idempotency.ts';
import type { Context } from '../core/table/context.ts';
import { bodyText, type HttpRequest } from '../http/http.ts';

/**
 * Does once what an `Idempotency-Key` stands for, for scripts that lost an answer: browsers' forms have none.
 * @returns undefined where it was done before
 * @throws Problem 409, 422, and what the call throws
 */
export function byItsKey<T>(
  request: HttpRequest,
  at: Context,
  call: () => Promise<T>,
): Promise<T | undefined> {
  const key = request.headers['idempotency-key'];
  if (key === undefined) return call();
  const client = clientOf(request.requestContext.http.sourceIp);
  return signUpOnce({ key, request: bodyText(request) }, client, at, call);
}
