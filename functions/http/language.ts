import type { OtherLocale } from '../core/mail/page-content.ts';
import { type Locale, locales, nearestLocale } from '../core/values/locale.ts';
import { loadWords } from '../views/words/index.ts';
import { formBody, type HttpRequest, isForm, jsonBody, query } from './http.ts';

/** The language that a page is asked for in, `?lang=`: it travels with the page's links and forms. */
export function askedLocale(request: HttpRequest): Locale | undefined {
  return nearestLocale(query(request).get('lang'));
}

/**
 * The language to answer in: what the page is asked for in, else what the request itself says, else the browser's first
 * that we speak (RFC 9110 section 12.5.4), else the fallback.
 * @param said what the body says of its sender's language
 */
export function readerLocale(request: HttpRequest, fallback: Locale, said?: unknown): Locale {
  const wanted = (request.headers['accept-language'] ?? '').split(',').map((range) => {
    const [tag = '', weight] = range.trim().split(/;\s*q=/);
    return {
      locale: nearestLocale(tag),
      weight: weight === undefined ? 1 : Number(weight) || 0,
    };
  });
  const best = wanted
    .toSorted((a, b) => b.weight - a.weight)
    .find((one) => one.weight > 0 && one.locale !== undefined);
  return askedLocale(request) ?? nearestLocale(said) ?? best?.locale ?? fallback;
}

/** The same, with its words loaded: for who says something in it before a page or document does. */
export async function spokenLocale(request: HttpRequest, fallback: Locale): Promise<Locale> {
  const locale = readerLocale(request, fallback);
  await loadWords(locale);
  return locale;
}

/** What a sign-up's body says of its sender's language, be it readable or not. */
export function saidLocale(request: HttpRequest): unknown {
  try {
    if (isForm(request)) return formBody(request).get('locale');
    const body = jsonBody(request);
    return typeof body === 'object' && body !== null && 'locale' in body ? body.locale : undefined;
  } catch {
    return undefined;
  }
}

/** What opens with the token of a link; what is posted beneath it leads back there. */
const byToken = /^\/(confirm|registration|data|unsubscribe)\/[^/]+/;

/** The page in each other language; a posted page's is the one that its link opens. Elsewhere there is none. */
export function otherLocale(request: HttpRequest, locale: Locale): OtherLocale | undefined {
  const isPosted = request.requestContext.http.method !== 'GET';
  const path = isPosted ? byToken.exec(request.rawPath)?.[0] : request.rawPath;
  if (path === undefined) return undefined;
  const asked = isPosted ? new URLSearchParams() : query(request);
  const urls = locales
    .filter((one) => one !== locale)
    .map((one) => {
      asked.set('lang', one);
      return { locale: one, url: `${path}?${asked}` };
    });
  return { urls };
}
