import { createHash } from 'node:crypto';
import { readFileSync } from 'node:fs';
import { type HttpRequest, text } from '../http/http.ts';

// Bundled beside this function.
const script = readFileSync(new URL('./signup.js', import.meta.url), 'utf8');

const headers = {
  etag: `"${createHash('sha256').update(script).digest('base64url').slice(0, 16)}"`,
  'cache-control': 'public, max-age=3600',
  // A script of another website's page, which may ask for CORP of all that it loads.
  'cross-origin-resource-policy': 'cross-origin',
};

/** The web component; a browser that has it already is told so (RFC 9110 section 13.1.2, by weak comparison). */
export const componentRoutes = {
  'GET /signup.js': async (request: HttpRequest) => {
    const known = (request.headers['if-none-match'] ?? '')
      .split(',')
      .map((tag) => tag.trim().replace(/^W\//, ''));
    const answer = text('text/javascript; charset=utf-8', script, headers);
    return known.includes(headers.etag) ? { ...answer, statusCode: 304, body: '' } : answer;
  },
};
