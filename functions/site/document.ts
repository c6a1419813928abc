import { readFileSync } from 'node:fs';
import { publicJson } from './published.ts';

// Made beside this function when the app was synthesized: all but where the API lies, which is known here alone.
const document = readFileSync(new URL('./openapi.json', import.meta.url), 'utf8');

/** The API as OpenAPI 3.1. */
export const documentRoutes = {
  'GET /openapi.json': publicJson(async (_, { publicUrl }) => ({
    ...JSON.parse(document),
    servers: [{ url: publicUrl }],
  })),
};
