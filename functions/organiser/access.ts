import type { accessRoutes } from '../api/access.ts';
import { auditView, listAudit } from '../core/access/audit.ts';
import { countSubmission } from '../core/access/client-limit.ts';
import { askLogin, openSession } from '../core/access/login.ts';
import {
  changeOrganiser,
  createOrganiser,
  ensureFirstOwners,
  listOrganisers,
  organiserView,
  readOrganiser,
} from '../core/access/organisers.ts';
import { removeOrganiser } from '../core/access/remove-organiser.ts';
import { createToken, listTokens, revokeToken, tokenView } from '../core/access/tokens.ts';
import type { Context } from '../core/table/context.ts';
import type { TokenItem } from '../core/table/organiser-items.ts';
import { Problem } from '../core/values/problem.ts';
import { type Handlers, viewed } from '../http/implement.ts';
import { readEnvironment } from '../runtime/environment.ts';

/** Who may be an owner before anybody is: the stage's configuration says so. */
const firstOwners = readEnvironment(['owners']).owners.split(',');
const withOwners = async (at: Context) => {
  await ensureFirstOwners(firstOwners, at);
  return at;
};

const issuedView = ({ token, item }: { token: string; item: TokenItem }) => ({ token, ...tokenView(item) });

export const accessHandlers: Handlers<typeof accessRoutes> = {
  'POST /v1/organiser/login': async ({ body, at, request }) => {
    const tooMany = await countSubmission(request.requestContext.http.sourceIp, at, 'logins');
    if (tooMany !== undefined) throw new Problem('too-many-requests', tooMany);
    await askLogin(body, firstOwners, at);
    return {};
  },
  'POST /v1/organiser/sessions': async ({ body, at }) => issuedView(await openSession(body.token, at)),
  'GET /v1/organiser/tokens': async ({ query, page, who, at }) =>
    viewed(await listTokens(who, page, at, query.organiserId), tokenView),
  'POST /v1/organiser/tokens': async ({ body, who, at }) => issuedView(await createToken(body, who, at)),
  'DELETE /v1/organiser/tokens/{tokenId}': ({ path, who, at }) => revokeToken(path.tokenId, who, at),
  'GET /v1/organiser/organisers': async ({ page, who, at }) =>
    viewed(await listOrganisers(who, page, at), organiserView),
  'POST /v1/organiser/organisers': async ({ body, who, at }) =>
    organiserView(await createOrganiser(body, who, await withOwners(at))),
  'GET /v1/organiser/organisers/{organiserId}': async ({ path, who, at }) =>
    organiserView(await readOrganiser(path.organiserId, who, at)),
  'PUT /v1/organiser/organisers/{organiserId}': async ({ path, body, version, who, at }) =>
    organiserView(await changeOrganiser(path.organiserId, body, version, who, at)),
  'DELETE /v1/organiser/organisers/{organiserId}': async ({
    path,
    query: { keepTokens },
    version,
    who,
    at,
  }) => {
    const tokens = await removeOrganiser(path.organiserId, { version, keepTokens }, who, at);
    return { tokens: tokens.map(tokenView), areTokensKept: keepTokens };
  },
  'GET /v1/organiser/audit': async ({ page, who, at }) => viewed(await listAudit(who, page, at), auditView),
};
