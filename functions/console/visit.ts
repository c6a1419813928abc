import type { FunctionComponent } from 'preact';
import { lastWho } from '../core/access/audit.ts';
import { formToken } from '../core/access/form-token.ts';
import { allow, type Organiser } from '../core/access/organiser.ts';
import type { Context } from '../core/table/context.ts';
import { type Locale, locales } from '../core/values/locale.ts';
import { Problem } from '../core/values/problem.ts';
import { formBody, type HttpAnswer, type HttpRequest, query } from '../http/http.ts';
import { readerLocale } from '../http/language.ts';
import type { ConsoleContext } from '../views/console/console-context.ts';
import { renderConsole } from '../views/console/document.tsx';
import { problemFaults } from '../views/console/faults.ts';
import type { Filled } from '../views/console/form.tsx';
import { loadWords } from '../views/words/index.ts';
import { assetUrls } from './assets.ts';
import { bodyOf } from './form-body.ts';

/** One request to the console, by somebody who is logged in. */
export interface Visit {
  request: HttpRequest;
  who: Organiser;
  at: Context;
  locale: Locale;
  /** What the path names; empty where it names none. */
  params: PathParameters;
  /** What a form with a file says. */
  upload?: FormData | undefined;
  /** What was just done, as a key of the words `done`; else the address says it. */
  done?: 'formBack';
}

export type PathParameters = Readonly<typeof noParameters>;

export const noParameters = {
  ...{ seriesId: '', eventId: '', registrationId: '', announcementId: '' },
  ...{ deliveryId: '', organiserId: '', senderId: '', tokenId: '', template: '' },
  ...{ suppressionId: '', requestId: '', webhookId: '' },
};

/** Answers at one path of the console. */
export interface Route {
  (visit: Visit): Promise<HttpAnswer>;
  /** The screen of its form with what was sent, which is done nothing with. */
  again?: (visit: Visit) => Promise<HttpAnswer>;
}

/** Below `/console`; patterns are those of API Gateway. */
export type ConsolePath = `/${string}`;

/** Screens by method and path. @typeParam P what all of them lie below */
export type Routes<P extends readonly ConsolePath[] = readonly ['/']> = Record<
  `${'GET' | 'POST'} ${P[number]}${string}`,
  Route
>;

/** Forms hold an event's whole editor, in both languages. */
export const mostFormBytes = 300 * 1024;

export const secure = {
  'cache-control': 'no-store',
  // Forms post to their own origin, which they say by it; nothing leaves to another one.
  'referrer-policy': 'same-origin',
  'x-content-type-options': 'nosniff',
  'strict-transport-security': 'max-age=31536000',
  'x-robots-tag': 'noindex',
};

/** No script, style or frame but our own. Logos of series are shown in the previews' frames alone. */
const policy = [
  "default-src 'none'",
  ...[
    "style-src 'self'",
    "script-src 'self'",
    "connect-src 'self'",
    "frame-src 'self'",
    "img-src 'self' data:",
  ],
  ...["form-action 'self'", "base-uri 'none'", "frame-ancestors 'none'"],
].join('; ');

const languageCookie = '__Host-language';

/** The reader's language, with its words loaded: what they asked for last, else their browser's. */
export async function consoleLocale(request: HttpRequest, fallback: Locale): Promise<Locale> {
  const kept = request.cookies
    .find((one) => one.startsWith(`${languageCookie}=`))
    ?.slice(languageCookie.length + 1);
  const own = locales.find((locale) => locale === kept);
  const locale = query(request).has('lang') || own === undefined ? readerLocale(request, fallback) : own;
  await loadWords(locale);
  return locale;
}

/** Whoever asked, logged in or not. */
export interface Visitor {
  request: HttpRequest;
  at: Pick<Context, 'stage' | 'publicUrl'>;
  locale: Locale;
  who?: Organiser;
  formToken?: string;
  done?: 'formBack';
}

export function screen<P extends object>(
  { request, locale, at, who, formToken = '', done }: Visitor,
  View: FunctionComponent<P>,
  props: NoInfer<P>,
  status = 200,
): HttpAnswer {
  const asked = query(request);
  const shared: ConsoleContext = {
    locale,
    timeZone: at.stage.defaultTimeZone,
    organisation: at.stage.organisation,
    accessibility: at.stage.accessibility,
    publicUrl: at.publicUrl,
    formToken,
    path: `${request.rawPath}${request.rawQueryString === '' ? '' : `?${request.rawQueryString}`}`,
    assets: assetUrls(at.stage.organisation.colour),
    who,
    done: done ?? asked.get('done') ?? undefined,
    cursor: asked.get('cursor') ?? undefined,
  };
  return {
    statusCode: status,
    headers: {
      ...secure,
      'content-type': 'text/html; charset=utf-8',
      'content-language': locale,
      'content-security-policy': policy,
    },
    ...(asked.has('lang')
      ? { cookies: [`${languageCookie}=${locale}; Path=/; Max-Age=31536000; Secure; HttpOnly; SameSite=Lax`] }
      : {}),
    body: renderConsole(shared, View, props),
  };
}

export async function show<P extends object>(
  visit: Visit,
  View: FunctionComponent<P>,
  props: NoInfer<P>,
  status = 200,
): Promise<HttpAnswer> {
  return screen({ ...visit, formToken: formToken(visit.at.keys, visit.who) }, View, props, status);
}

/** Leads on after a button, so that loading anew presses nothing again. @param done a key of the words `done` */
export function seeOther(path: string, done?: string): HttpAnswer {
  const [target = '', search = ''] = path.split('?');
  const asked = new URLSearchParams(search);
  if (done !== undefined) asked.set('done', done);
  const location = asked.size === 0 ? target : `${target}?${asked}`;
  return { statusCode: 303, headers: { ...secure, location }, body: '' };
}

/** What a form or a button sent: its fields, the same in the shape that core takes, and the version that it showed. */
export interface Sent {
  form: URLSearchParams;
  body: Record<string, unknown>;
  version?: number | undefined;
}

export function sentBy({ request, upload }: Visit): Sent {
  const fields = [...(upload ?? [])].filter((one): one is [string, string] => typeof one[1] === 'string');
  const form = upload === undefined ? formBody(request, mostFormBytes) : new URLSearchParams(fields);
  const version = /^\d{1,9}$/.exec(form.get('version') ?? '')?.[0];
  return { form, body: bodyOf(form), version: version === undefined ? undefined : Number(version) };
}

/**
 * The route that a form or a button posts to: does what it asks for; when something is wrong with it, its screen comes
 * back with all that was filled in and what is wrong, and nothing was changed.
 * @param act answers where to go next
 * @param again the screen once more
 */
export function submit(
  act: (visit: Visit, sent: Sent) => Promise<HttpAnswer>,
  again: (visit: Visit, filled: Filled) => Promise<HttpAnswer>,
): Route {
  const answer = async (visit: Visit) => {
    // Whoever only reads changes nothing, whatever else is wrong with what they send.
    allow(visit.who, 'editor');
    const { body, version, ...sent } = sentBy(visit);
    try {
      return await act(visit, { ...sent, body, version });
    } catch (error) {
      if (!(error instanceof Problem) || !isFillable(error)) throw error;
      const isOvertaken = error.type === 'version-mismatch';
      const faults = problemFaults(error, visit.locale);
      const screen = await again(visit, { body, version, faults, isOvertaken });
      return { ...screen, statusCode: error.status };
    }
  };
  const formBack = async (visit: Visit) => {
    allow(visit.who, 'editor');
    const { body, version } = sentBy(visit);
    return again({ ...visit, done: 'formBack' }, { body, version, faults: [], isUnsaved: true });
  };
  return Object.assign(answer, { again: formBack });
}

/**
 * What a form is filled with: what is stored, or what was sent before. Where somebody else saved in between, the form
 * stands on what they saved, and says where that differs. @param item as the audit names it
 */
export async function filledWith(
  filled: Filled | undefined,
  stored: Filled,
  item: string,
  visit: Visit,
): Promise<Filled> {
  const { who, at } = visit;
  if (filled?.isOvertaken !== true) return filled ?? stored;
  const sent = new Set([...sentBy(visit).form.keys()].map((name) => name.replace(/:\w+$/, '')));
  const overtaken = { body: stored.body, by: await lastWho(item, who, at), sent };
  return { ...filled, version: stored.version, overtaken };
}

/** Problems that another try of the same form may solve. */
function isFillable({ type }: Problem): boolean {
  return (
    type === 'invalid-request' ||
    type === 'not-possible-now' ||
    type === 'already-exists' ||
    type === 'version-mismatch'
  );
}
