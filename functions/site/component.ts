import { readFileSync } from 'node:fs';
import { type HttpRequest, text } from '../http/http.ts';
import { unlessKnown } from './unless-known.ts';

// Bundled beside this function.
const script = (file: string) => readFileSync(new URL(file, import.meta.url), 'utf8');

const headers = {
  'cache-control': 'public, max-age=3600',
  // A script of another website's page, which may ask for CORP of all that it loads.
  'cross-origin-resource-policy': 'cross-origin',
};

const serving = (body: string) => async (request: HttpRequest) =>
  unlessKnown(request, text('text/javascript; charset=utf-8', body, headers));

/** The web components; a browser that has one already is told so. */
export const componentRoutes = {
  'GET /signup.js': serving(script('./signup.js')),
  'GET /events.js': serving(script('./events.js')),
};
