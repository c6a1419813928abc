import { createHash } from 'node:crypto';
import type { HttpAnswer, HttpRequest } from '../http/http.ts';

/** An answer with its ETag, or 304 for who has it already (RFC 9110 section 13.1.2, by weak comparison). */
export function unlessKnown(request: HttpRequest, answer: HttpAnswer): HttpAnswer {
  const etag = `"${createHash('sha256').update(answer.body).digest('base64url').slice(0, 16)}"`;
  const known = (request.headers['if-none-match'] ?? '')
    .split(',')
    .map((tag) => tag.trim().replace(/^W\//, ''));
  const tagged = { ...answer, headers: { ...answer.headers, etag } };
  return known.includes(etag) ? { ...tagged, statusCode: 304, body: '' } : tagged;
}
