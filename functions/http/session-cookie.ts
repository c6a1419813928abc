import type { HttpRequest } from './http.ts';

/**
 * The console's session. `__Host-` binds it to this host and to HTTPS (browsers take loopback for as good); no other
 * website's page can send it along. https://datatracker.ietf.org/doc/html/draft-ietf-httpbis-rfc6265bis#section-4.1.3
 */
const name = '__Host-session';
const attributes = 'Path=/; Secure; HttpOnly; SameSite=Strict';

/** The header that an API call would name the session by; undefined without a cookie. */
export function sessionAuthorization({ cookies }: HttpRequest): string | undefined {
  const own = cookies.find((cookie) => cookie.startsWith(`${name}=`));
  return own === undefined ? undefined : `Bearer ${own.slice(name.length + 1)}`;
}

/** Hands the session to the browser until it ends there. @param seconds how long it is valid */
export const sessionCookie = (token: string, seconds: number) =>
  `${name}=${token}; Max-Age=${seconds}; ${attributes}`;

export const noSessionCookie = `${name}=; Max-Age=0; ${attributes}`;
