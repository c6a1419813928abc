import { createHash } from 'node:crypto';
import type { Instant } from '../core/values/time.ts';
import type { HttpAnswer, HttpRequest } from '../http/http.ts';

/**
 * How long what everybody may read is kept: shared caches for a minute, so that a rush reaches them alone; browsers ask
 * each time, and are answered that it is the same. Where other websites may read it, that depends on which.
 */
export const shared = { 'cache-control': 'public, max-age=0, s-maxage=60, must-revalidate', vary: 'origin' };

/**
 * An answer with its ETag and, where it is known, when it last changed, or 304 for who has it already (RFC 9110 sections
 * 13.1.2 and 13.1.3; tags by weak comparison, and dates only where no tag is sent).
 */
export function unlessKnown(
  { headers }: HttpRequest,
  answer: HttpAnswer,
  changedAt?: Instant | undefined,
): HttpAnswer {
  const etag = `"${createHash('sha256').update(answer.body).digest('base64url').slice(0, 16)}"`;
  const lastModified = changedAt && new Date(changedAt).toUTCString();
  const tagged: HttpAnswer = { ...answer, headers: { ...answer.headers, etag } };
  if (lastModified !== undefined) tagged.headers['last-modified'] = lastModified;
  return isKnown(headers, etag, lastModified) ? { ...tagged, statusCode: 304, body: '' } : tagged;
}

function isKnown(headers: HttpRequest['headers'], etag: string, lastModified: string | undefined): boolean {
  const tags = headers['if-none-match'];
  if (tags !== undefined) {
    const known = tags.split(',').map((tag) => tag.trim().replace(/^W\//, ''));
    return known.includes(etag) || known.includes('*');
  }
  const since = headers['if-modified-since'];
  if (since === undefined || lastModified === undefined) return false;
  return Date.parse(lastModified) <= Date.parse(since);
}
