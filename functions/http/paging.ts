import { MoveNotice } from '../core/organising/events.ts';
import { problemOf } from '../core/values/problem.ts';
import { type HttpAnswer, type HttpRequest, json, query } from './http.ts';

/** `?limit=` (1 to `most`, else 100) and `?cursor=`, which is opaque to callers. @throws Problem 422 */
export function pageOf(request: HttpRequest, most = 500): { limit: number; after?: string } {
  const asked = query(request);
  const limit = asked.get('limit') ?? '100';
  const cursor = asked.get('cursor');
  if (!/^[1-9]\d{0,3}$/.test(limit) || Number(limit) > most) {
    throw problemOf([{ pointer: '/limit', code: 'outOfRange', params: { min: 1, max: most } }]);
  }
  if (cursor === null) return { limit: Number(limit) };
  const after = Buffer.from(cursor, 'base64url').toString('utf8');
  if (!/^[\x20-\x7e]{1,300}$/.test(after)) {
    throw problemOf([{ pointer: '/cursor', code: 'unknownCursor' }]);
  }
  return { limit: Number(limit), after };
}

/** Where a list goes on, for its address; undefined at its end. */
export const cursorText = (next: string | undefined) => next && Buffer.from(next).toString('base64url');

/** `{items, nextCursor?}` */
export function listAnswer<T>(
  { items, next }: { items: T[]; next?: string },
  view: (item: T) => unknown,
): HttpAnswer {
  return json(200, { items: items.map(view), nextCursor: cursorText(next) });
}

/** The version that If-Match names (RFC 9110 section 13.1.1); undefined when the header is absent or `*`. */
export function ifMatch(request: HttpRequest): number | undefined {
  const header = request.headers['if-match'];
  if (header === undefined || header.trim() === '*') return undefined;
  const version = /^\s*"(\d{1,9})"\s*$/.exec(header)?.[1];
  // Any other tag is none that we ever gave: it matches nothing.
  return version === undefined ? -1 : Number(version);
}

/** `?notice=` of a moved event. @throws Problem 422 */
export function moveNotice(request: HttpRequest): MoveNotice | undefined {
  const given = query(request).get('notice');
  if (given === null) return undefined;
  const notice = MoveNotice.safeParse(given);
  if (!notice.success) throw problemOf([{ pointer: '/notice', code: 'invalidNotice' }]);
  return notice.data;
}
