import { auditView, listAudit } from '../core/access/audit.ts';
import { countSubmission } from '../core/access/client-limit.ts';
import { notKept } from '../core/access/idempotency.ts';
import { askLogin, LoginInput, openSession, SessionInput } from '../core/access/login.ts';
import {
  changeOrganiser,
  createOrganiser,
  ensureFirstOwners,
  listOrganisers,
  OrganiserChange,
  OrganiserInput,
  organiserView,
  removeOrganiser,
} from '../core/access/organisers.ts';
import { createToken, listTokens, revokeToken, TokenInput, tokenView } from '../core/access/tokens.ts';
import type { Context } from '../core/table/context.ts';
import type { TokenItem } from '../core/table/organiser-items.ts';
import { parsed } from '../core/values/parsed.ts';
import { Problem } from '../core/values/problem.ts';
import { type HttpRequest, json, jsonBody, pathParameter } from '../http/http.ts';
import { ifMatch, listAnswer, pageOf } from '../http/paging.ts';
import { readEnvironment } from '../runtime/environment.ts';
import { etag, noContent, open, organised } from './organised.ts';

/** Who may be an owner before anybody is: the stage's configuration says so. */
const firstOwners = readEnvironment(['owners']).owners.split(',');
const withOwners = async (at: Context) => {
  await ensureFirstOwners(firstOwners, at);
  return at;
};

const organiserId = (request: HttpRequest) => pathParameter(request, 'organiserId');

const issuedAnswer = ({ token, item }: { token: string; item: TokenItem }) =>
  json(201, { token, ...tokenView(item) }, { [notKept]: 'true' });

/** Who organisers are, how they log in, and what they did. */
export const accessRoutes = {
  'POST /v1/organiser/login': open(async (request, at) => {
    const body = parsed(LoginInput, jsonBody(request));
    const tooMany = await countSubmission(request.requestContext.http.sourceIp, at);
    if (tooMany !== undefined) throw new Problem('too-many-requests', tooMany);
    await askLogin(body, firstOwners, at);
    return json(202, {});
  }),
  'POST /v1/organiser/sessions': open(async (request, at) => {
    const { token } = parsed(SessionInput, jsonBody(request));
    return issuedAnswer(await openSession(token, at));
  }),
  'GET /v1/organiser/tokens': organised(async (request, who, at) =>
    listAnswer(await listTokens(who, pageOf(request), at), tokenView),
  ),
  'POST /v1/organiser/tokens': organised(async (request, who, at) =>
    issuedAnswer(await createToken(parsed(TokenInput, jsonBody(request)), who, at)),
  ),
  'DELETE /v1/organiser/tokens/{tokenId}': organised(async (request, who, at) => {
    await revokeToken(pathParameter(request, 'tokenId'), who, at);
    return noContent;
  }),
  'GET /v1/organiser/organisers': organised(async (request, who, at) =>
    listAnswer(await listOrganisers(who, pageOf(request), await withOwners(at)), organiserView),
  ),
  'POST /v1/organiser/organisers': organised(async (request, who, at) => {
    const item = await createOrganiser(parsed(OrganiserInput, jsonBody(request)), who, await withOwners(at));
    return json(201, organiserView(item), etag(item.version));
  }),
  'PUT /v1/organiser/organisers/{organiserId}': organised(async (request, who, at) => {
    const item = await changeOrganiser(
      organiserId(request),
      parsed(OrganiserChange, jsonBody(request)),
      ifMatch(request),
      who,
      at,
    );
    return json(200, organiserView(item), etag(item.version));
  }),
  'DELETE /v1/organiser/organisers/{organiserId}': organised(async (request, who, at) => {
    await removeOrganiser(organiserId(request), ifMatch(request), who, at);
    return noContent;
  }),
  'GET /v1/organiser/audit': organised(async (request, who, at) =>
    listAnswer(await listAudit(who, pageOf(request), at), auditView),
  ),
};
