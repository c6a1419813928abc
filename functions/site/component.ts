import { readFileSync } from 'node:fs';
import { type HttpRequest, text } from '../http/http.ts';
import { unlessKnown } from './unless-known.ts';

// Bundled beside this function.
const script = readFileSync(new URL('./signup.js', import.meta.url), 'utf8');

const headers = {
  'cache-control': 'public, max-age=3600',
  // A script of another website's page, which may ask for CORP of all that it loads.
  'cross-origin-resource-policy': 'cross-origin',
};

/** The web component; a browser that has it already is told so. */
export const componentRoutes = {
  'GET /signup.js': async (request: HttpRequest) =>
    unlessKnown(request, text('text/javascript; charset=utf-8', script, headers)),
};
