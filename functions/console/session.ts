import { countSubmission } from '../core/access/client-limit.ts';
import { askLogin, LoginInput, loginByLink, openSession } from '../core/access/login.ts';
import { revokeToken } from '../core/access/tokens.ts';
import type { Context } from '../core/table/context.ts';
import type { Locale } from '../core/values/locale.ts';
import { parsed } from '../core/values/parsed.ts';
import { Problem } from '../core/values/problem.ts';
import { formBody, type HttpRequest, pathParameter, query } from '../http/http.ts';
import { noSessionCookie, sessionCookie } from '../http/session-cookie.ts';
import { withContext } from '../http/with-context.ts';
import { readEnvironment } from '../runtime/environment.ts';
import { runtime } from '../runtime/runtime.ts';
import { problemFaults } from '../views/console/faults.ts';
import { LoginLinkScreen, LoginScreen } from '../views/console/login.tsx';
import { loadWords } from '../views/words/index.ts';
import { bodyOf } from './form-body.ts';
import { consoleLocale, type Routes, screen, seeOther } from './visit.ts';

const firstOwners = readEnvironment(['owners']).owners.split(',');

/** What needs no session: asking for the link, and using it. */
const before = withContext(runtime().context);

const visitorOf = async (request: HttpRequest, at: Context) => ({
  request,
  at,
  locale: await consoleLocale(request, at.stage.defaultLocale),
});

export const askForm = before(async (request, at) => screen(await visitorOf(request, at), LoginScreen, {}));

/** The same answer for every address, and the same work. */
export const ask = before(async (request, at) => {
  const body = bodyOf(formBody(request));
  try {
    const tooMany = await countSubmission(request.requestContext.http.sourceIp, at, 'logins');
    if (tooMany !== undefined) throw new Problem('too-many-requests', tooMany);
    await askLogin(parsed(LoginInput, body), firstOwners, at);
  } catch (error) {
    if (!(error instanceof Problem)) throw error;
    const own = await visitorOf(request, at);
    return screen(
      own,
      LoginScreen,
      { filled: { body, faults: problemFaults(error, own.locale) } },
      error.status,
    );
  }
  return seeOther('/console/login', 'loginSent');
});

const linkOf = (request: HttpRequest) => pathParameter(request, 'token');

/** In the language of whose link it is. */
async function askedByLink(request: HttpRequest, at: Context, own: Locale) {
  const visitor = await visitorOf(request, at);
  const locale = query(request).has('lang') ? visitor.locale : own;
  await loadWords(locale);
  return { ...visitor, locale };
}

export const loginLinkRoutes = {
  'GET /login/{token}': before(async (request, at) => {
    const { organiser } = await loginByLink(linkOf(request), at);
    const action = `/login/${linkOf(request)}`;
    return screen(await askedByLink(request, at, organiser.locale), LoginLinkScreen, {
      action,
      email: organiser.email,
    });
  }),
  'POST /login/{token}': before(async (request, at) => {
    const { token, item } = await openSession(linkOf(request), at);
    const seconds = Math.max(0, (item.expiresAt ?? 0) - Math.ceil(Date.parse(at.now) / 1000));
    return { ...seeOther('/console'), cookies: [sessionCookie(token, seconds)] };
  }),
};

export const sessionRoutes: Routes = {
  'POST /logout': async ({ who, at }) => {
    await revokeToken(who.tokenHash, who, at);
    return { ...seeOther('/console/login', 'loggedOut'), cookies: [noSessionCookie] };
  },
};
