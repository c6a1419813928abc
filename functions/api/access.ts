import * as z from 'zod';
import { LoginInput, SessionInput } from '../core/access/login.ts';
import { OrganiserChange, OrganiserInput } from '../core/access/organisers.ts';
import { TokenInput } from '../core/access/tokens.ts';
import { flag, paged, text } from './query.ts';
import { accepted, change, created, gone, json, type Routes, read, removal } from './route.ts';

/** Who organisers are, how they log in, and what they did. */
export const accessRoutes = {
  'POST /v1/organiser/login': {
    operationId: 'askForLogin',
    summary: 'Mails an organiser the link that logs in; the same answer for every address',
    body: LoginInput,
    example: { email: 'organisation@stiftung-marktplatz.example' },
    answers: accepted,
    answer: 'Nothing',
    problems: [400, 413, 415, 422, 429],
  },
  'POST /v1/organiser/sessions': {
    operationId: 'createSession',
    summary: 'A session of twelve hours for the token of a mailed link, once',
    body: SessionInput,
    example: { token: '0123456789abcdef0123_456789abcdef.1.AAAAAAAAAAAAAAAAAAAAAA' },
    ...created('/v1/organiser/tokens/{tokenId}'),
    answer: 'Issued',
    isShownOnce: true,
    problems: [400, 404, 410, 413, 415, 422],
  },
  'GET /v1/organiser/tokens': {
    operationId: 'listTokens',
    summary: 'Tokens and sessions that work, and who made them',
    role: 'owner',
    query: z.object({
      organiserId: text('of this organiser alone: their sessions, and tokens that they made'),
    }),
    ...paged,
    answer: 'Token',
  },
  'POST /v1/organiser/tokens': {
    operationId: 'createToken',
    summary: 'Makes a token; its text is shown once',
    role: 'owner',
    body: TokenInput,
    example: { name: 'export', role: 'viewer', rights: ['downloads'], seriesIds: ['dorf-und-stadt'] },
    ...created('/v1/organiser/tokens/{tokenId}'),
    answer: 'Issued',
    isShownOnce: true,
    problems: [409, 422],
  },
  'DELETE /v1/organiser/tokens/{tokenId}': {
    operationId: 'revokeToken',
    summary: 'Revokes a token or session at once; everybody may end their own',
    role: 'owner',
    isForOwnToo: true,
    answers: gone,
    problems: [404],
  },
  'GET /v1/organiser/organisers': {
    operationId: 'listOrganisers',
    summary: 'Organisers who log in by their address',
    role: 'owner',
    ...paged,
    answer: 'Organiser',
  },
  'POST /v1/organiser/organisers': {
    operationId: 'createOrganiser',
    summary: 'Adds an organiser',
    role: 'owner',
    isEverywhere: true,
    body: OrganiserInput,
    example: { email: 'co@example.org', role: 'editor', seriesIds: ['dorf-und-stadt'] },
    ...created('/v1/organiser/organisers/{organiserId}'),
    answer: 'Organiser',
    problems: [409, 422],
  },
  'GET /v1/organiser/organisers/{organiserId}': {
    operationId: 'getOrganiser',
    summary: 'An organiser',
    role: 'owner',
    answer: 'Organiser',
    ...read,
  },
  'PUT /v1/organiser/organisers/{organiserId}': {
    operationId: 'replaceOrganiser',
    summary: 'Changes role, rights, series or language; the last owner stays one',
    role: 'owner',
    body: OrganiserChange,
    example: { role: 'viewer', seriesIds: ['dorf-und-stadt'] },
    answer: 'Organiser',
    ...change,
  },
  'DELETE /v1/organiser/organisers/{organiserId}': {
    operationId: 'removeOrganiser',
    summary:
      'Takes an organiser out, and tells which sessions and tokens of theirs end by it; the last owner stays, with all of theirs',
    role: 'owner',
    query: z.object({
      keepTokens: flag(
        'true: the tokens that they made stay, as those of who takes them out, with no more rights',
      ),
    }),
    ...removal,
    answers: json,
    answer: 'RemovedOrganiser',
  },
  'GET /v1/organiser/audit': {
    operationId: 'listAudit',
    summary: 'Who did what, when, to which item; newest first',
    role: 'owner',
    ...paged,
    answer: 'Audit',
  },
} satisfies Routes;
