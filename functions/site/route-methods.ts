/**
 * The methods that a path has, of these routes (`GET /v1/events/{eventId}`, `POST /console/{path+}`); none of a path that
 * is no route's.
 */
export function methodsOf(path: string, routes: readonly string[]): string[] {
  const segments = path.split('/');
  const own = routes.map((route) => route.split(' ')).filter(([, pattern]) => fits(segments, pattern));
  const methods = own.flatMap(([method = '']) => (method === 'GET' ? ['GET', 'HEAD'] : method));
  return [...new Set(methods)];
}

/** A name stands for one segment, one with a plus for all that follow. */
function fits(segments: readonly string[], pattern: string | undefined): boolean {
  if (pattern === undefined) return false;
  const parts = pattern.split('/');
  const isGreedy = pattern.endsWith('+}');
  if (isGreedy ? segments.length < parts.length : segments.length !== parts.length) return false;
  return parts.every((part, index) =>
    part.startsWith('{') ? segments[index] !== '' : segments[index] === part,
  );
}
