import { afterAll, beforeEach, expect, test, vi } from 'vitest';
import { linkToken } from '../../functions/core/values/link-token.ts';
import { type Locale, locales } from '../../functions/core/values/locale.ts';
import type { HttpRequest } from '../../functions/http/http.ts';
import { MemoryTable } from '../adapters/memory-table.ts';
import { owner } from '../core/mail/mail-world.ts';
import { publicUrl, stage } from '../core/samples.ts';
import { Series } from '../core/series.ts';
import { sampleMails, samplePages } from './samples.ts';

beforeEach(() => {
  // Anew, as in an instance that has loaded no words yet: each function has its own.
  vi.resetModules();
  vi.doUnmock('../../functions/runtime/runtime.ts');
  // Bundled beside the function, which there is none of here.
  vi.doMock('../../functions/console/assets.ts', () => ({ assetUrls: () => ({ style: '', script: '' }) }));
  vi.stubEnv('STAGE', JSON.stringify(stage));
  vi.stubEnv('PUBLIC_URL', publicUrl);
  for (const name of ['TABLE_NAME', 'TABLE_IS_RESTORED', 'KEYS_SECRET_ARN', 'OWNERS'])
    vi.stubEnv(name, 'test');
});

afterAll(() => {
  vi.doUnmock('../../functions/console/assets.ts');
  vi.doUnmock('../../functions/runtime/runtime.ts');
  vi.resetModules();
  vi.unstubAllEnvs();
});

/** What is asked for in a language. */
const asked = (locale: Locale, search = {}): HttpRequest => ({
  ...{ routeKey: 'POST /link', rawPath: '/link', headers: {}, cookies: [], isBase64Encoded: false },
  rawQueryString: `${new URLSearchParams({ lang: locale, ...search })}`,
  requestContext: { http: { method: 'POST', sourceIp: '192.0.2.1' }, requestId: 'r1' },
});

const otherThan = (locale: Locale) => locales.find((one) => one !== locale) ?? locale;

const series = (locale: Locale) =>
  Series.create(new MemoryTable(), `reihe-${locale}`, [{ eventId: 'teil-1' }, { eventId: 'teil-2' }]);

/** One that tells a time, too: more than its own sentence is said. */
async function problem() {
  const { Problem } = await import('../../functions/core/values/problem.ts');
  const params = { at: '2027-04-01T08:00:00.000Z', timeZone: 'Europe/Berlin' };
  return new Problem('invalid-request', { faults: [{ pointer: '/eventIds', code: 'eventClosed', params }] });
}

function sample<T>(samples: Record<string, T>, name: string): T {
  const found = samples[name];
  if (found === undefined) throw new Error(`no sample ${name}`);
  return found;
}

/** Whatever is the first to say something in a language. */
const firsts: Record<string, (locale: Locale) => Promise<unknown>> = {
  'a page': async (locale) => {
    const { pageAnswer } = await import('../../functions/http/page-answer.ts');
    const { frame, content } = sample(samplePages(locale), 'confirm');
    return pageAnswer(200, frame, content);
  },
  'what organisers print': async (locale) => {
    const { page } = await import('../../functions/organiser/page.ts');
    const { frame, content } = sample(samplePages(locale), 'certificates');
    if (content.page !== 'certificate') throw new Error('another page');
    return page(frame, content);
  },
  'a page about faults': async (locale) => {
    const { problemPage } = await import('../../functions/http/problem-answer.ts');
    return problemPage(await problem(), asked(locale));
  },
  'a problem document': async (locale) => {
    const { problemDocument } = await import('../../functions/http/http.ts');
    return problemDocument(await problem(), locale);
  },
  'a sign-up form that comes again': async (locale) => {
    const { again } = await import('../../functions/register/pages.ts');
    const { context } = await series(locale);
    const form = new URLSearchParams({ eventIds: 'teil-1', locale });
    return again({ form, request: asked(locale), at: context }, await problem());
  },
  'a form of one’s own page that comes again': async (locale) => {
    const { orAgain } = await import('../../functions/attendee/again.ts');
    const attendee = await (await series(locale)).join('a@example.org', ['teil-1']);
    const act = async () => Promise.reject(await problem());
    const shown = sample(samplePages(locale), 'personForm');
    return orAgain(asked(locale), attendee, new URLSearchParams(), act, async () => shown);
  },
  'a mail': async (locale) => {
    const { spokenMail } = await import('../../functions/views/spoken-mail.ts');
    return spokenMail(sample(sampleMails(locale), 'confirmation'));
  },
  'an organiser’s file': async (locale) => {
    const { spokenLocale } = await import('../../functions/http/language.ts');
    const { reportCsv } = await import('../../functions/views/report.ts');
    return reportCsv([], await spokenLocale(asked(locale), 'de'));
  },
  'a screen of the console, of a form in another language': async (locale) => {
    const { routes } = await import('../../functions/console/embed.ts');
    const { consoleLocale, noParameters } = await import('../../functions/console/visit.ts');
    const { context, series: shown } = await series(locale);
    const request = asked(otherThan(locale), { language: locale });
    const params = { ...noParameters, seriesId: shown.seriesId };
    const visit = { request, who: owner, at: context, locale: await consoleLocale(request, locale), params };
    return routes['GET /series/{seriesId}/embed']?.(visit);
  },
  'the page of an organiser’s login, in a browser of another language': async (locale) => {
    const { context } = await series(locale);
    const { now: createdAt, keys, store } = context;
    const [loginId, organiserId] = ['0'.repeat(32), 'o1'];
    const made = { organiserId, createdAt, updatedAt: createdAt, version: 0 };
    const organiser = { ...made, email: 'a@example.org', locale, role: 'owner' } as const;
    const login = { organiserId, loginId, state: 'open', createdAt, expiresAt: 2_000_000_000 } as const;
    await store.commit([
      { step: 'put', item: { type: 'organiser', ...organiser, rights: [] }, when: 'absent' },
      { step: 'put', item: { type: 'login', ...login }, when: 'absent' },
    ]);
    vi.doMock('../../functions/runtime/runtime.ts', () => ({
      runtime: () => ({ context: async () => context }),
    }));
    const { loginLinkRoutes } = await import('../../functions/console/session.ts');
    const token = linkToken(keys, 'login', loginId, 0);
    const headers = { 'accept-language': otherThan(locale) };
    const request = { ...asked(locale), rawQueryString: '', headers, pathParameters: { token } };
    return loginLinkRoutes['GET /login/{token}'](request);
  },
};

const cases = locales.flatMap((locale) =>
  Object.entries(firsts).map(([name, say]) => ({ name, locale, say })),
);

test.each(cases)('$name loads the words of $locale before it says anything', async ({ locale, say }) => {
  await expect(say(locale)).resolves.toBeDefined();
});
