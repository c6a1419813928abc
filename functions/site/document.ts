import { readFileSync } from 'node:fs';
import { publicJson } from './published.ts';

// Made beside this function when the app was synthesized: all but what is known here alone.
const document = readFileSync(new URL('./openapi.json', import.meta.url), 'utf8');

/** The API as OpenAPI 3.1, with where it lies and whom to ask. */
export const documentRoutes = {
  'GET /openapi.json': publicJson(async (_, { publicUrl, stage }) => {
    const { info, ...rest } = JSON.parse(document);
    const contact = { email: stage.replyTo };
    return { ...rest, info: { ...info, contact }, servers: [{ url: publicUrl }] };
  }),
};
