import * as z from 'zod';
import { NamedSlug } from '../core/table/series.ts';
import { accessRoutes } from './access.ts';
import { announcementRoutes } from './announcements.ts';
import { attendeeRoutes } from './attendee.ts';
import { changeRoutes } from './changes.ts';
import { consoleRoutes } from './console.ts';
import { eventRoutes } from './events.ts';
import { numberRoutes } from './numbers.ts';
import { peopleRoutes } from './people.ts';
import { registerRoutes } from './register.ts';
import { registrationRoutes } from './registrations.ts';
import { fault, problem, responses } from './responses.ts';
import type { Route, Routes } from './route.ts';
import { Schemas } from './schemas.ts';
import { senderRoutes } from './senders.ts';
import { sendingRoutes } from './sending.ts';
import { seriesRoutes } from './series.ts';
import { siteRoutes } from './site.ts';
import { webhookRoutes } from './webhooks.ts';

interface Subject {
  name: string;
  description: string;
  routes: Routes;
}

/** What routes are about, in the order in which they are told. */
export const subjects: readonly Subject[] = [
  { name: 'Public', description: 'What anybody may read', routes: siteRoutes },
  { name: 'Sign-up', description: 'Signing up, from any website', routes: registerRoutes },
  { name: 'Own page', description: 'What attendees’ links lead to: pages and forms', routes: attendeeRoutes },
  { name: 'Series', description: 'Series, and what their mails look like', routes: seriesRoutes },
  { name: 'Events', description: 'Events and their documentation', routes: eventRoutes },
  {
    name: 'Registrations',
    description: 'An event’s registrations, and who came',
    routes: registrationRoutes,
  },
  { name: 'Announcements', description: 'Messages to an audience', routes: announcementRoutes },
  { name: 'Numbers', description: 'What is counted', routes: numberRoutes },
  { name: 'People', description: 'What people ask organisers for', routes: peopleRoutes },
  { name: 'Sending', description: 'What became of mails, and whom they don’t go to', routes: sendingRoutes },
  { name: 'Changes', description: 'What changed, for who keeps a copy', routes: changeRoutes },
  { name: 'Webhooks', description: 'What changed, sent to where a copy is kept', routes: webhookRoutes },
  { name: 'Senders', description: 'Who sends news', routes: senderRoutes },
  { name: 'Access', description: 'Organisers, tokens, sessions and the audit', routes: accessRoutes },
  { name: 'Console', description: 'The organisers’ console: pages and forms', routes: consoleRoutes },
];

/** What callers may rely on while the addresses begin with `/v1`. */
export const compatibility = `While addresses begin with \`/v1\`, this holds. *May be added at any time*: routes; parameters and
fields of bodies that can be left out; fields of answers; values of a field that says a state, a kind or a code; types of
problems; headers. Callers let be what they don't know, and read an unknown value as "something else". *Never changes*: what a
field, a parameter or a value means and of what type it is; which are required; which calls are taken that were taken before. *A
route is retired* by \`deprecated\` in this document and the headers \`Deprecation\` (RFC 9745) and \`Sunset\` (RFC 8594) in its
answers for at least twelve months before it is gone; docs/changes.md says what to call instead. Pages, their forms and what lies
below \`/console\` are for people: their addresses stay, what they hold may change.`;

/** The API as OpenAPI 3.1, made from the contract and from the schemas that validate. */
export function openApi(publicUrl = '/') {
  const schemas = new Schemas();
  const paths: Record<string, Record<string, unknown>> = {};
  for (const { name, routes } of subjects) {
    for (const [key, route] of Object.entries(routes)) {
      const [method = '', greedy] = key.split(' ');
      const path = greedy?.replace('+}', '}');
      if (path === undefined) continue;
      paths[path] = { ...paths[path], [method.toLowerCase()]: operation(name, key, route, schemas) };
    }
  }
  return {
    openapi: '3.1.0',
    info: {
      title: 'Eventbote',
      version: '1',
      description: compatibility,
      license: { name: 'MIT', identifier: 'MIT' },
    },
    servers: [{ url: publicUrl }],
    tags: subjects.map(({ name, description }) => ({ name, description })),
    paths,
    components: {
      schemas: { Problem: problem, Fault: fault, ...schemas.components },
      securitySchemes: {
        organiser: { type: 'http', scheme: 'bearer', description: 'the token of an organiser or a session' },
      },
    },
  };
}

function operation(subject: string, key: string, route: Route, schemas: Schemas) {
  const { operationId, summary, role, rights = [], isEverywhere } = route;
  const scope = isEverywhere ? ', for all series' : '';
  const beside = rights.length === 0 ? '' : ` Rights: ${rights.join(', ')}.`;
  const all = parameters(key, route);
  const who = role === undefined ? '' : ` Role: ${role} or higher${scope}.${beside}`;
  return {
    operationId,
    tags: [subject],
    summary: inWords(operationId),
    description: `${summary}.${who}`,
    security: role === undefined ? [] : [{ organiser: [] }],
    ...(all.length > 0 ? { parameters: all } : {}),
    ...requestBody(route, schemas),
    responses: responses(key, route, schemas),
  };
}

const text = { type: 'string' };
/** `listPublicSeries` as it is read: `List public series`. */
function inWords(operationId: string): string {
  const words = operationId.replaceAll(/[A-Z]/g, (letter) => ` ${letter.toLowerCase()}`);
  return words.charAt(0).toUpperCase() + words.slice(1);
}

const { $schema, ...slug } = z.toJSONSchema(NamedSlug);
const ofPath: Record<string, object> = {
  eventId: slug,
  seriesId: slug,
  way: { ...text, enum: ['google', 'outlook', 'series'] },
};

/** Bytes, as clients of OpenAPI 3.0 know them too. */
const binary = { ...text, format: 'binary' };
/** Signs of ASCII that are seen. */
const visible = { ...text, pattern: '^[!-~]{1,200}$' };

function parameters(key: string, { role, query, page, hasVersion, isKeyed }: Route) {
  const header = (name: string, description: string, schema: object = text) => ({
    ...{ name, in: 'header', description, schema },
  });
  const isUnsafe = !key.startsWith('GET ');
  return [
    ...[...key.matchAll(/\{(\w+)(\+?)\}/g)].map(([, name = '', isGreedy]) => ({
      ...{ name, in: 'path', required: true, schema: ofPath[name] ?? text },
      // OpenAPI has no word for it: the rest of the path, slashes included.
      ...(isGreedy && { 'x-greedy': true }),
    })),
    ...queryParameters(query),
    ...queryParameters(page),
    ...(hasVersion
      ? [header('If-Match', 'the ETag that was read, else 412; `*` for whatever version there is')]
      : []),
    ...(isUnsafe && (role !== undefined || isKeyed)
      ? [header('Idempotency-Key', 'the same call again within 24 hours gets the same answer', visible)]
      : []),
  ];
}

const QuerySchema = z.object({
  properties: z.record(
    z.string(),
    z.looseObject({
      description: z.string(),
      required: z.literal(true).optional(),
      default: z.unknown().optional(),
    }),
  ),
});

/** Each parameter of a query; where one is left out, the schema says what holds. */
function queryParameters(query: z.ZodType | undefined) {
  if (query === undefined) return [];
  const made = z.toJSONSchema(query, { io: 'input', unrepresentable: 'any' });
  return Object.entries(QuerySchema.parse(made).properties).map(
    ([name, { description, required = false, default: _, ...schema }]) => ({
      ...{ name, in: 'query', required, description, schema },
    }),
  );
}

function requestBody(
  { body, form, isBodyOptional, isMergePatch, file, example }: Route,
  schemas: Schemas,
): { requestBody?: object } {
  if (file !== undefined) {
    const content = Object.fromEntries(
      file.map((type) => [type, { schema: type.startsWith('text/') ? text : binary }]),
    );
    return { requestBody: { required: true, content } };
  }
  if (body === undefined) return {};
  if (isMergePatch) {
    const content = { 'application/merge-patch+json': { schema: schemas.mergePatch(body), example } };
    return { requestBody: { required: true, content } };
  }
  const asForm = form && { schema: schemas.input(form) };
  const content = {
    'application/json': { schema: schemas.input(body), example },
    ...(asForm && { 'application/x-www-form-urlencoded': asForm, 'multipart/form-data': asForm }),
  };
  return { requestBody: { required: !isBodyOptional, content } };
}
